/**
 * Reads a FHIR R4 Questionnaire, of this app or another, as an instrument's file; `readInstrument` then judges it. Every item
 * of the file is taken, or refused by its linkId and words, or told as not taken.
 */

import { languageCode } from '../../language-codes.ts';
import { type Converted, notTold } from '../file.ts';
import { Findings } from '../findings.ts';
import { type Item, isText, ownOf, type Translations } from '../instrument.ts';
import { nameOf, namer } from '../names.ts';
import { findCircle } from '../rules.ts';
import { longestText, mostItems } from '../schema.ts';
import { extra } from './fhir.ts';
import { judgeExtensions, judgeFields, judgeFormExtensions, notAsked } from './fhir-extensions.ts';
import { asObject, extensionOf, type JsonObject as Held, itemPlace, listIn, numberIn, textIn } from './fhir-json.ts';
import { type Level, languagesOf, type Sections, sectionsIn } from './fhir-languages.ts';
import { type Option, optionsOf } from './fhir-options.ts';
import { boundsWritten, type FhirOperand, readWhen } from './fhir-rules.ts';
import { Speech } from './fhir-words.ts';
import { NotTaken } from './xlsform-rules.ts';

interface List {
  key: string;
  id: string | undefined;
  options: Option[];
}

/** @param fileName what it is called where the file does not say */
export function fromFhir(given: unknown, fileName = ''): Converted {
  const root = asObject(given) ?? {};
  if (root.resourceType !== 'Questionnaire') {
    return { wrong: [{ why: 'fhirOther', values: { type: String(root.resourceType).slice(0, 60) } }] };
  }
  const findings = new Findings();
  const own = ownPart(root, findings);
  if (findings.wrong.length > 0) return { wrong: findings.wrong };
  const ownLanguages = new Set(Object.keys(own?.texts ?? {}));
  const said = textIn(root, 'language');
  const language = said === undefined ? 'fi' : languageCode(said, ownLanguages);
  if (language === undefined)
    return { wrong: [{ why: 'fhirLanguage', values: { at: 'language', text: said!.slice(0, 80) } }] };
  if (said === undefined) findings.tell('fhirAssumed', {}, 'language');
  if (root.status === 'retired') findings.tell('fhirRetired', {}, 'status');
  const speech = new Speech(language, own !== undefined, ownLanguages, findings);
  const reader = new Reader(root, speech, own, findings);
  const titles = new Speech(language, own !== undefined, ownLanguages, findings).of(root, 'title', 'title');
  const { items } = reader;
  if (items.length === 0 && findings.wrong.length === 0) findings.refuse('fhirNoItems');
  if (items.length > mostItems) findings.refuse('tooMany', { count: items.length, limit: mostItems });
  const languages = languagesOf(
    { items: reader.items, lists: reader.lists, sections: reader.sections, speech },
    findings,
  );
  const name = textIn(root, 'title') ?? textIn(root, 'name') ?? textIn(root, 'id') ?? fileName;
  if (name === '' && Object.keys(titles).length === 0) findings.refuse('fhirNoTitle');
  if (findings.wrong.length > 0) return { wrong: findings.wrong };
  for (const lost of Object.keys(titles)) if (!languages.includes(lost)) findings.tell('languageLeft', {}, lost);

  const { texts: ownTexts = {}, kept: _, ...rest } = own ?? {};
  const main = reader.lists.find(({ id }) => id === undefined);
  const named = reader.lists.filter(({ id }) => id !== undefined);
  const labels = ({ options }: List, lang: string) =>
    Object.fromEntries(options.map(({ code, words }) => [code, words['*'] ?? words[lang]]));
  const text = (lang: string) => {
    const { sections, ...more } = ownTexts[lang] ?? {};
    return {
      title: titles[lang] ?? titles[language] ?? name,
      stem: reader.stem[lang] ?? '',
      items: items.map(({ words }) => words[lang]),
      ...hintsIn(items, lang),
      responses: main ? labels(main, lang) : {},
      ...(named.length > 0 ? { scales: Object.fromEntries(named.map((list) => [list.id, labels(list, lang)])) } : {}),
      ...sectionsIn(reader.sections, lang, (sections ?? {}) as Sections),
      source: (textIn(root, 'url') ?? notTold).slice(0, 2000),
      copyright: (textIn(root, 'copyright') ?? notTold).slice(0, 2000),
      ...more,
    };
  };
  return {
    file: {
      id: nameOf(textIn(root, 'id') ?? name),
      version: (textIn(root, 'version') ?? '1').slice(0, 2000),
      licence: notTold,
      ...rest,
      order: main?.options.map(({ code }) => code) ?? [],
      ...(named.length > 0
        ? { scales: Object.fromEntries(named.map(({ id, options }) => [id, options.map(({ code }) => code)])) }
        : {}),
      items: items.map(({ item }) => item),
      texts: Object.fromEntries(languages.map((lang) => [lang, text(lang)])),
    },
    told: findings.told,
    isForeign: own === undefined,
  };
}

interface OwnPart {
  texts?: Record<string, Held>;
  /** Bounds and rules that FHIR has no exact words for, and what was written in their place. */
  kept?: Record<string, { as: string; more: Partial<Item> }>;
}

/** What this app wrote for itself; undefined in a file of another program. */
function ownPart(root: Held, findings: Findings): OwnPart | undefined {
  const held = listIn(root, 'extension').find(({ url }) => url === extra);
  if (!held) return undefined;
  try {
    const own = asObject(JSON.parse(textIn(held, 'valueString') ?? ''));
    const areObjects = (part: unknown) =>
      part === undefined || Object.values(asObject(part) ?? { no: 1 }).every((one) => asObject(one) !== undefined);
    if (own && areObjects(own.texts) && areObjects(own.kept)) return own as OwnPart;
  } catch {
    // Said below.
  }
  findings.refuse('fhirOwn');
  return undefined;
}

const deepest = 12;
interface Around {
  when: { conditions: Held[]; behavior: unknown; linkId: string }[];
  levels: Level[];
  isRead: boolean;
  depth: number;
}

class Reader {
  readonly items: { item: Item; words: Translations; hint: Translations; at: string }[] = [];
  readonly lists: List[] = [];
  stem: Translations = {};
  readonly sections = new Map<string, Level[]>();
  private readonly idOf = namer();
  private readonly sectionOf = namer();
  private readonly listId = namer();
  private readonly contained: Held[];
  private readonly looked = new Map<string, FhirOperand>();
  /** By linkId: why no rule can look at it. */
  private readonly known = new Map<string, 'fhirRuleText' | 'fhirRuleNotAsked' | undefined>();
  /** By linkId: at which others its conditions look, and those of all around it. */
  private readonly looksAt = new Map<string, string[]>();

  constructor(
    root: Held,
    private readonly speech: Speech,
    private readonly own: OwnPart | undefined,
    private readonly findings: Findings,
  ) {
    this.contained = listIn(root, 'contained');
    judgeFormExtensions(root, findings);
    if (root.item !== undefined && !Array.isArray(root.item)) findings.refuse('fhirShape', { at: 'item' });
    this.names(listIn(root, 'item'), '', 0, []);
    const { size: count } = this.known;
    if (count > 10 * mostItems) findings.refuse('tooMany', { count, limit: mostItems });
    if (findings.wrong.length === 0) this.walk(listIn(root, 'item'), { when: [], levels: [], isRead: false, depth: 0 });
  }

  /** Every item has a linkId of its own; which there are is known before any rule is read. */
  private names(items: Held[], path: string, depth: number, around: string[]): void {
    if (depth > deepest) return void this.findings.refuse('fhirDeep', { at: path, limit: deepest });
    for (const [index, item] of items.entries()) {
      const place = path === '' ? `${index + 1}` : `${path}.${index + 1}`;
      const linkId = textIn(item, 'linkId');
      if (linkId === undefined) {
        this.findings.refuse('fhirLinkId', {
          at:
            [place, textIn(item, 'text')?.slice(0, 80)].filter(Boolean).join(' «') + (textIn(item, 'text') ? '»' : ''),
        });
      } else if (this.known.has(linkId)) this.findings.refuse('fhirLinkIdTwice', { at: itemPlace(item) });
      else this.known.set(linkId, undefined);
      const looked = [...around, ...listIn(item, 'enableWhen').flatMap((when) => textIn(when, 'question') ?? [])];
      if (linkId !== undefined) this.looksAt.set(linkId, looked);
      if (item.item !== undefined && !Array.isArray(item.item))
        this.findings.refuse('fhirShape', { at: `${itemPlace(item)} › item` });
      this.names(listIn(item, 'item'), place, depth + 1, looked);
    }
  }

  private walk(items: Held[], around: Around): void {
    for (const item of items) this.take(item, around);
  }

  private take(item: Held, around: Around): void {
    const linkId = textIn(item, 'linkId')!;
    const type = String(item.type ?? '');
    const { length: before } = this.findings.wrong;
    judgeFields(item, this.findings);
    if (this.findings.wrong.length > before) return;
    const reason = notAsked(item, around.isRead);
    if (reason) return void this.leaveOut(item, reason);
    judgeExtensions(item, this.keptOf(item) !== undefined, this.findings);
    const conditions = listIn(item, 'enableWhen');
    if (item.enableWhen !== undefined && !Array.isArray(item.enableWhen))
      return void this.findings.refuse('fhirShape', { at: `${itemPlace(item)} › enableWhen` });
    const when =
      conditions.length === 0 ? around.when : [...around.when, { conditions, behavior: item.enableBehavior, linkId }];
    const inside = { ...around, when, depth: around.depth + 1, isRead: around.isRead || item.readOnly === true };
    if (type === 'group') return void this.group(item, linkId, inside);
    if (this.own && linkId === 'instrument.stem' && type === 'display') {
      this.stem = this.speech.of(item, 'text', itemPlace(item));
      return;
    }
    this.question(item, type, { ...inside, isRead: around.isRead });
    this.walk(
      listIn(item, 'item').filter((one) => !isHelp(one)),
      inside,
    );
  }

  /** An item that its maker does not ask is left out with all under it. */
  private leaveOut(item: Held, reason: string): void {
    this.findings.tell('fhirLeftOut', { reason }, itemPlace(item));
    const mark = (one: Held) => {
      this.known.set(textIn(one, 'linkId')!, 'fhirRuleNotAsked');
      for (const inner of listIn(one, 'item')) mark(inner);
    };
    mark(item);
    const asked = (one: Held): Held[] => listIn(one, 'item').flatMap((inner) => [inner, ...asked(inner)]);
    for (const inner of asked(item)) this.findings.tell('fhirLeftOut', { reason }, itemPlace(inner));
  }

  private group(item: Held, linkId: string, inside: Around): void {
    if (item.repeats === true) return void this.findings.refuse('fhirRepeats', { at: itemPlace(item) });
    const own = this.own ? linkId.replace(/\.\d+$/, '') : linkId;
    const section = this.sectionOf(own, own);
    const words = this.speech.of(item, 'text', itemPlace(item));
    const levels = [...inside.levels, { section, words, at: itemPlace(item) }];
    this.sections.set(section, levels);
    this.known.set(linkId, 'fhirRuleNotAsked');
    const before = this.items.length;
    this.walk(listIn(item, 'item'), { ...inside, levels });
    if (this.items.length === before && Object.keys(words).length > 0 && this.findings.wrong.length === 0)
      this.findings.tell('fhirEmptyGroup', {}, itemPlace(item));
  }

  private question(item: Held, type: string, around: Around): void {
    const linkId = textIn(item, 'linkId')!;
    const isChoice = type === 'choice' || type === 'boolean' || type === 'coding';
    const plain = Object.hasOwn(types, type) ? types[type] : undefined;
    if (!isChoice && !plain)
      return void this.findings.refuse('fhirType', { at: itemPlace(item), type: type.slice(0, 60) });
    const found = isChoice ? optionsOf(item, this.contained, itemPlace(item), this.speech, this.findings) : undefined;
    if (isChoice && !found) return;
    if (!isChoice && (item.answerOption !== undefined || item.answerValueSet !== undefined))
      return void this.findings.refuse('fhirTextOptions', { at: itemPlace(item), type });
    if (item.repeats === true && !isChoice) this.findings.tell('fhirOnce', {}, itemPlace(item));
    if (type === 'integer') this.findings.tell('fhirWhole', {}, itemPlace(item));
    if (type === 'quantity') this.findings.tell('fhirPart', { name: 'quantity' }, itemPlace(item));
    const unit = extensionOf(item, 'questionnaire-unit');
    if (unit)
      this.findings.tell(
        'fhirUnit',
        { unit: textIn(asObject(unit.valueCoding), 'display') ?? textIn(asObject(unit.valueCoding), 'code') ?? '' },
        itemPlace(item),
      );
    const several = item.repeats === true ? 'several' : found?.hasValues ? 'scale' : 'single';
    const list = found && this.listFor(item, found.options);
    const is = isChoice ? several : plain!;
    const section = around.levels.at(-1)?.section;
    const id = this.idOf(linkId);
    const help = this.helpOf(item);
    const isAsked = is !== 'statement';
    const words = isAsked ? this.speech.of(item, 'text', itemPlace(item)) : this.withHelp(item, help);
    this.items.push({
      words,
      hint: isAsked ? help : {},
      at: itemPlace(item),
      item: {
        id,
        type: is,
        ...(list?.id === undefined ? {} : { scale: list.id }),
        ...(section === undefined ? {} : { section }),
        ...(this.keptOf(item) ?? { ...this.bounds(item, is), ...this.showWhen(item, around) }),
      },
    });
    if (isText({ type: is }) || is === 'statement') this.known.set(linkId, 'fhirRuleText');
    else
      this.looked.set(linkId, {
        id,
        kind: isChoice ? (is === 'several' ? 'several' : 'one') : type === 'integer' ? 'whole' : 'decimal',
        options: found?.options ?? [],
      });
  }

  /** What the texts under a question say of how it is answered. */
  private helpOf(item: Held): Translations {
    const parts = listIn(item, 'item').filter(isHelp);
    const said = parts.map((one) => this.speech.of(one, 'text', itemPlace(one)));
    for (const one of parts) {
      this.known.set(textIn(one, 'linkId')!, 'fhirRuleText');
      if (listIn(one, 'item').length > 0) this.findings.refuse('fhirShape', { at: itemPlace(one) });
    }
    return this.together(item, said);
  }

  /** A text that is only read has no hint: what stands under it comes after it. */
  private withHelp(item: Held, help: Translations): Translations {
    if (Object.keys(help).length > 0) this.findings.tell('fhirHelp', {}, itemPlace(item));
    return this.together(item, [this.speech.of(item, 'text', itemPlace(item)), help]);
  }

  private together(item: Held, said: readonly Translations[]): Translations {
    const languages = new Set(said.flatMap((words) => Object.keys(words)));
    const lines = (language: string) => said.flatMap((words) => words[language] ?? []).join('\n');
    const whole = Object.fromEntries([...languages].map((language) => [language, lines(language)]));
    if (Object.values(whole).some(({ length }) => length > longestText))
      this.findings.refuse('fhirLong', { at: itemPlace(item), limit: longestText });
    return whole;
  }

  /** Bounds and rules as this app wrote them, where nobody has changed what the file says of them. */
  private keptOf(item: Held): Partial<Item> | undefined {
    const kept = ownOf(this.own?.kept, textIn(item, 'linkId')!);
    return kept?.as === boundsWritten(item) ? asObject(kept.more) : undefined;
  }

  private bounds(item: Held, type: Item['type']): Partial<Item> {
    const bound = (name: string) => {
      const held = extensionOf(item, name);
      if (!held) return undefined;
      const value = numberIn(held, 'valueDecimal', 'valueInteger') ?? numberIn(asObject(held.valueQuantity), 'value');
      if (value === undefined) this.findings.refuse('fhirBound', { at: itemPlace(item), name });
      return value;
    };
    const [min, max] = [bound('minValue'), bound('maxValue')];
    if (min !== undefined && max !== undefined && min > max)
      this.findings.refuse('fhirBound', { at: itemPlace(item), name: `minValue ${min} > maxValue ${max}` });
    const length = numberIn(item, 'maxLength');
    if (length !== undefined && (!Number.isInteger(length) || length < 1 || length > 4000)) {
      this.findings.refuse('fhirBound', { at: itemPlace(item), name: 'maxLength' });
    }
    return {
      ...(min === undefined || type !== 'number' ? {} : { min }),
      ...(max === undefined || type !== 'number' ? {} : { max }),
      ...(length === undefined ? {} : { limit: length }),
    };
  }

  private showWhen(item: Held, { when }: Around): Partial<Item> {
    try {
      const read = when.flatMap(
        ({ conditions, behavior }) => readWhen(conditions, behavior, (asked) => this.lookUp(asked)) ?? [],
      );
      for (const name of new Set(read.flatMap(({ unlessAnswered }) => unlessAnswered)))
        this.findings.tell('fhirUnanswered', { name }, itemPlace(item));
      if (read.length === 0) return {};
      if (read.length === 1) return { showWhen: read[0]!.showWhen };
      const rules = read.flatMap(({ showWhen }) => showWhen.rules);
      const isTooMuch = read.some(({ showWhen }) => showWhen.match === 'any' && showWhen.rules.length > 1);
      if (isTooMuch || rules.length > 20) throw new NotTaken('fhirRuleJoined', '');
      return { showWhen: { match: 'all', rules } };
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error;
      this.findings.refuse(error.why, { at: itemPlace(item), part: error.part.slice(0, 200) });
      return {};
    }
  }

  private lookUp(linkId: string): FhirOperand {
    const held = this.looked.get(linkId);
    if (held) return held;
    if (!this.known.has(linkId)) throw new NotTaken('fhirRuleUnknown', linkId);
    const circle = this.known.get(linkId) ? undefined : findCircle(this.looksAt, linkId);
    if (circle) throw new NotTaken('fhirRuleCircle', circle.join(' → '));
    throw new NotTaken(this.known.get(linkId) ?? 'fhirRuleLater', linkId);
  }

  /** The list of choices of an item: the same one for every item that offers the same. */
  private listFor(item: Held, options: Option[]): List {
    const system = textIn(asObject(listIn(item, 'answerOption')[0]?.valueCoding), 'system') ?? '';
    const ours = this.own ? /^urn:kenttakirja:choices(?::(.+))?$/.exec(system) : null;
    const key = JSON.stringify([ours?.[0], options]);
    const held = this.lists.find((one) => one.key === key);
    if (held) return held;
    const isFirst = this.lists.length === 0;
    const like = ours ? ours[1] : isFirst ? undefined : `list-${this.lists.length + 1}`;
    const list = { key, options, id: like === undefined ? undefined : this.listId(key, like) };
    this.lists.push(list);
    return list;
  }
}

function hintsIn(items: Reader['items'], language: string): { hints?: Translations } {
  const hints = items.flatMap(({ item, hint }) => (hint[language] ? [[item.id, hint[language]]] : []));
  return hints.length > 0 ? { hints: Object.fromEntries(hints) } : {};
}

const types: Record<string, Item['type']> = {
  integer: 'number',
  decimal: 'number',
  date: 'date',
  quantity: 'number',
  string: 'short',
  text: 'long',
  display: 'statement',
};

/** A text that stands under a question and belongs to it. */
const isHelp = (item: Held) => item.type === 'display' && item.enableWhen === undefined;
