/**
 * Reads the sheets of an XLSForm, of this app or another, as an instrument's file; `readInstrument` then judges it. Whatever
 * stands in the sheets is taken whole, or refused with its sheet and row, or told as not taken.
 */

import { languageNamed } from '../../language-codes.ts';
import { type Converted, notTold } from '../file.ts';
import { Findings } from '../findings.ts';
import type { Item, Translations } from '../instrument.ts';
import { plainWords } from '../marks.ts';
import { nameOf, namer } from '../names.ts';
import { findCircle } from '../rules.ts';
import { longestText, mostItems } from '../schema.ts';
import { type List, listsOf } from './xlsform-choices.ts';
import { Groups } from './xlsform-groups.ts';
import { type Own, readOwn } from './xlsform-own.ts';
import { boundsOf, letsAllThrough, NotTaken, rulesOf, type XlsformOperand } from './xlsform-rules.ts';
import { type Sheet, type SheetRow, type Sheets, sheetNamed } from './xlsform-sheets.ts';
import { type RowType, rowType } from './xlsform-types.ts';
import { askedWords, Languages, shownWords } from './xlsform-words.ts';

/** Columns of questions that are read; all others are told. */
const readColumns = new Set(
  'type,name,label,hint,relevant,constraint,required,readonly,disabled,calculation,choice_filter,repeat_count,appearance'.split(
    ',',
  ),
);
/** What makes a row a question that lacks its type. */
const isOfQuestion = new Set(['name', 'label', 'hint', 'relevant', 'constraint', 'calculation']);
/** Looks that change nothing in what is asked. */
const looks =
  /^(likert|multiline|minimal|horizontal|vertical|compact(-\d+)?|quick(compact)?(-\d+)?|columns(-\d+|-pack|-flex)?|w\d+|field-list|list-nolabel|list|no-buttons|thousands-sep|autocomplete|table-list|horizontal-compact)$/;
const readSettings = new Set(['form_title', 'form_id', 'version', 'default_language', 'allow_choice_duplicates']);

interface Question {
  row: SheetRow;
  type: Extract<RowType, { is: 'asked' | 'chosen' }>;
  /** The group that it stands in. */
  relevants: string[];
  section: string | undefined;
}

/** @param fileName what the form is called where its settings do not say */
export function fromSheets(sheets: Sheets, fileName = ''): Converted {
  const findings = new Findings();
  const survey = sheetNamed(sheets, 'survey');
  if (!survey || (survey.rows.length === 0 && survey.wrong.length === 0)) return { wrong: [{ why: 'xlsNoSurvey' }] };
  const [choices, settings, kept] = ['choices', 'settings', 'kenttakirja'].map((name) => sheetNamed(sheets, name));
  findings.wrong.push(...[survey, choices, settings].flatMap((sheet) => sheet?.wrong ?? []));
  for (const name of ['external_choices', 'entities', 'osm']) {
    const sheet = sheetNamed(sheets, name);
    if (sheet) findings.tell('xlsSheet', { sheet: sheet.name }, sheet.name);
  }
  const own = readOwn(kept, findings);
  const set = (key: string) => settings?.rows[0]?.get(key) ?? '';
  tellSettings(settings, findings);
  const standard = standardLanguage(survey, choices, settings, own.languages, findings);
  if (findings.wrong.length > 0) return { wrong: findings.wrong };

  const languages = new Languages(choices ? [survey, choices] : [survey], standard, own.languages, findings);
  if (findings.wrong.length > 0) return { wrong: findings.wrong };
  const reader = new Reader(survey, languages, own, findings);
  const { length: count } = reader.questions;
  if (count > mostItems) {
    findings.refuse('tooMany', { count, limit: mostItems });
    return { wrong: findings.wrong };
  }
  const used = new Set(reader.questions.flatMap(({ type }) => (type.is === 'chosen' ? [type.list] : [])));
  const lists = listsOf(choices, used, languages, own.isOurs, namer(), findings);
  const read = reader.items(lists);
  if (read.length === 0 && findings.wrong.length === 0) findings.refuse('xlsNoQuestions', { sheet: survey.name });
  const inUse = [...new Set(read.flatMap(({ words }) => Object.keys(words)))];
  reader.groups.judge(inUse);
  judgeWords(inUse, read, lists, survey.name, choices?.name ?? '', findings);
  const title = titleOf(settings, fileName, own.isOurs, findings);
  if (findings.wrong.length > 0) return { wrong: findings.wrong };

  const main = [...lists.values()].find(({ id }) => id === undefined);
  const named = [...lists.values()].filter(({ id }) => id !== undefined);
  const scales = <T>(of: (list: List) => T) =>
    named.length > 0 ? { scales: Object.fromEntries(named.map((list) => [list.id, of(list)])) } : {};
  const text = (language: string) => ({
    title: language === standard ? title : (own.one('title', language) ?? title),
    stem: reader.stem[language] ?? '',
    items: read.map(({ words }) => words[language]),
    ...hintsIn(read, language),
    responses: main ? labels(main, language) : {},
    ...scales((list) => labels(list, language)),
    ...reader.groups.sectionsIn(language, own.sections(language)),
    ...own.page(language),
    source: own.one('source', language) ?? notTold,
    copyright: own.one('copyright', language) ?? notTold,
    ...own.permission(language),
    ...own.asker(language),
  });
  return {
    file: {
      id: nameOf(set('form_id') || set('form_title') || fileName),
      version: set('version').slice(0, longestText) || '1',
      licence: own.one('licence') ?? notTold,
      order: main?.choices.map(({ code }) => code) ?? [],
      ...scales(({ choices }) => choices.map(({ code }) => code)),
      items: read.map(({ item }) => item),
      ...own.rest(inUse),
      texts: Object.fromEntries(inUse.map((language) => [language, text(language)])),
    },
    told: findings.told,
    isForeign: !own.isOurs,
  };
}

interface ReadItem {
  item: Item;
  words: Translations;
  hint: Translations;
  row: number;
}

function hintsIn(read: readonly ReadItem[], language: string): { hints?: Translations } {
  const hints = read.flatMap(({ item, hint }) => (hint[language] ? [[item.id, hint[language]]] : []));
  return hints.length > 0 ? { hints: Object.fromEntries(hints) } : {};
}

const labels = ({ choices }: List, language: string) =>
  Object.fromEntries(choices.map(({ code, words }) => [code, words[language]]));

function tellSettings(settings: Sheet | undefined, findings: Findings): void {
  for (const row of settings?.rows.slice(0, 1) ?? []) {
    for (const { column } of row.cells)
      if (!readSettings.has(column.key)) findings.tell('xlsSettings', { sheet: settings!.name }, column.head);
  }
  for (const { row } of settings?.rows.slice(1) ?? []) findings.tell('xlsSettingsRow', { sheet: settings!.name }, row);
}

/** The form's title: else its id, else the file's name, as pyxform has it. */
function titleOf(settings: Sheet | undefined, fileName: string, isOurs: boolean, findings: Findings): string {
  const set = (key: string) => settings?.rows[0]?.get(key) ?? '';
  const given = set('form_title') || set('form_id') || fileName;
  const column = set('form_title') ? 'form_title' : 'form_id';
  const at = { sheet: settings?.name ?? 'settings', row: settings?.rows[0]?.row ?? 2, column };
  if (given === '') findings.refuse('xlsNoTitle', at);
  if (given.length > longestText) findings.refuse('xlsLong', { ...at, limit: longestText });
  if (isOurs || given.length > longestText) return given;
  const { words, taken, foreign } = plainWords(given);
  if (foreign.length > 0) findings.refuse('xlsMark', { ...at, found: foreign.join(' ') });
  if (taken.length > 0) findings.tell('xlsMarkTaken', { found: taken.join(' ') }, `${at.sheet} ${at.row}`);
  return words;
}

/** The language of words whose column names none. */
function standardLanguage(
  survey: Sheet,
  choices: Sheet | undefined,
  settings: Sheet | undefined,
  own: ReadonlySet<string>,
  findings: Findings,
): string {
  const given = settings?.rows[0]?.get('default_language') ?? '';
  const columnsOf = (sheet: Sheet | undefined) =>
    sheet?.rows.flatMap(({ cells }) => cells.flatMap(({ column }) => (column.key === 'label' ? [column] : []))) ?? [];
  const isNeeded = [...columnsOf(survey), ...columnsOf(choices)].some(({ language }) => language === undefined);
  const named = languageNamed(given, own);
  if (named !== undefined) return named;
  if (given !== '' && given.toLowerCase() !== 'default' && isNeeded) {
    const column = settings!.rows[0]!.cells.find(({ column }) => column.key === 'default_language')!.column.head;
    findings.refuse('xlsLanguage', { sheet: settings!.name, column, language: given });
    return 'fi';
  }
  const spoken = new Set(columnsOf(survey).map(({ language }) => language));
  const [only] = spoken;
  if (spoken.size === 1 && only !== undefined) return languageNamed(only, own) ?? 'fi';
  const plain = [...columnsOf(survey), ...columnsOf(choices)].find(({ language }) => language === undefined);
  if (plain) findings.tell('xlsAssumed', { column: plain.head }, plain.head);
  return 'fi';
}

/** Reads the rows of `survey`, first for what there is, then for what each question says. */
class Reader {
  readonly questions: Question[] = [];
  readonly groups: Groups;
  /** Said above every question. */
  stem: Translations = {};
  private stemRow: SheetRow | undefined;
  private readonly idOf = namer();
  /** By the file's name: the row, and why no rule can look at it. */
  private readonly named = new Map<string, { row: number; why?: 'xlsRuleText' | 'xlsRuleNotAsked' }>();
  /** Which questions the condition of each names; worked out where one looks ahead. */
  private looksAt: Map<string, string[]> | undefined;
  /** Beginnings of groups that are disabled, as long as their ends are not found. */
  private readonly disabled: SheetRow[] = [];

  constructor(
    private readonly survey: Sheet,
    private readonly languages: Languages,
    private readonly own: Own,
    private readonly findings: Findings,
  ) {
    this.groups = new Groups(survey.name, own.isOurs, findings);
    for (const row of survey.rows) this.first(row);
    for (const row of this.disabled) this.refuseCell(row, 'disabled');
    this.groups.close();
  }

  private first(row: SheetRow): void {
    const { findings } = this;
    const at = { sheet: this.survey.name, row: row.row };
    const given = row.get('type');
    const part = rowType(given)?.is;
    const isEnd = part === 'endGroup' || part === 'endRepeat';
    if (isYes(row.get('disabled'))) {
      if (part === 'beginGroup' || part === 'beginRepeat') this.disabled.push(row);
      // Only together do a beginning and an end mean nothing: one of them alone is refused where it stands.
      if (isEnd && !this.disabled.pop()) {
        if (part === 'endGroup') this.groups.end(row.row);
        return void this.refuseCell(row, 'disabled');
      }
      return void this.leaveOut(row, 'disabled');
    }
    if (isEnd && this.disabled.length > 0 && (part === 'endRepeat' || !this.groups.isOpen))
      return void this.refuseCell(this.disabled.pop()!, 'disabled');
    if (!isYesOrNo(row.get('disabled'))) {
      if (part === 'beginGroup') this.groups.begin(row, () => this.wordsOf(row));
      if (part === 'endGroup') this.groups.end(row.row);
      return void this.refuseCell(row, 'disabled');
    }
    // A maker's remark beside the form, as pyxform passes it by: nothing is named or said in it.
    if (given === '' && !row.cells.some(({ column }) => isOfQuestion.has(column.key)))
      return void this.tellColumns(row);
    const type = rowType(given);
    if (!type) return void findings.refuse('xlsType', { ...at, type: given.slice(0, 200) });
    if (type.is === 'endRepeat') return;
    if (type.is === 'beginRepeat') return void findings.refuse('xlsRepeat', at);
    if (row.get('repeat_count')) return void this.refuseCell(row, 'repeat_count');
    if (type.is === 'noted') {
      findings.tell('xlsNoted', { type: given }, row.row);
      return void this.name(row, 'xlsRuleNotAsked');
    }
    if (type.is === 'notAsked') return void this.leaveOut(row, given);
    if (type.is === 'endGroup') return void this.groups.end(row.row);
    if (type.is === 'beginGroup') {
      this.judgeGroup(row);
      this.tellColumns(row);
      return void this.groups.begin(row, () => this.wordsOf(row));
    }
    if (type.is === 'asked' || type.is === 'chosen') this.question(row, type);
  }

  /** What would hold for all in a group and has no place here. */
  private judgeGroup(row: SheetRow): void {
    if (hides(row)) this.refuseCell(row, 'appearance');
    if (!isNo(row.get('readonly'))) this.refuseCell(row, 'readonly');
    if (!letsAllThrough(row.get('constraint'))) this.refuseCell(row, 'constraint');
    for (const key of ['calculation', 'choice_filter']) if (row.get(key) !== '') this.refuseCell(row, key);
  }

  private question(row: SheetRow, type: Question['type']): void {
    const at = { sheet: this.survey.name, row: row.row };
    const name = row.get('name');
    if (this.own.isOurs && name === 'instrument.stem') {
      this.stemRow = row;
      return;
    }
    if (name === '') return void this.findings.refuse('xlsNoName', at);
    if (hides(row)) return void this.leaveOut(row, row.get('appearance'));
    if (row.get('appearance') === 'label' && type.is === 'chosen') return void this.leaveOut(row, 'label');
    if (!isYesOrNo(row.get('readonly'))) return void this.refuseCell(row, 'readonly');
    const isFilled = row.get('calculation') !== '' || row.get('default') !== '';
    const isRead = isYes(row.get('readonly')) && !(type.is === 'asked' && type.type === 'statement');
    if (row.get('calculation') !== '') return void this.leaveOut(row, 'calculation');
    if (isRead && (isFilled || type.is === 'chosen' || type.type === 'number'))
      return void this.leaveOut(row, 'readonly');
    const asked = isRead ? ({ is: 'asked', type: 'statement', isWhole: false } as const) : type;
    const first = this.named.get(name);
    if (first && first.why !== 'xlsRuleNotAsked')
      return void this.findings.refuse('xlsNameTwice', { ...at, name, first: first.row });
    this.named.delete(name);
    this.name(row, asked.is === 'asked' && asked.type !== 'number' ? 'xlsRuleText' : undefined);
    this.questions.push({ row, type: asked, ...this.groups.now() });
  }

  private name(row: SheetRow, why?: 'xlsRuleText' | 'xlsRuleNotAsked'): void {
    const name = row.get('name');
    if (name !== '' && !this.named.has(name)) this.named.set(name, { row: row.row, ...(why ? { why } : {}) });
  }

  private leaveOut(row: SheetRow, reason: string): void {
    const said = row.cells.find(({ column }) => column.key === 'label')?.value ?? '';
    const name = [row.get('name'), said && `«${said.slice(0, 80)}»`].filter(Boolean).join(' ') || row.get('type');
    this.findings.tell('xlsLeftOut', { name, reason }, row.row);
    this.name(row, 'xlsRuleNotAsked');
  }

  private refuseCell(row: SheetRow, key: string): void {
    const cell = row.cells.find(({ column }) => column.key === key)!;
    this.findings.refuse('xlsCell', {
      sheet: this.survey.name,
      row: row.row,
      column: cell.column.head,
      value: cell.value.slice(0, 200),
    });
  }

  /** What a row says that is neither read nor shown. */
  private tellColumns(row: SheetRow): void {
    for (const { column, value } of row.cells) {
      if (!readColumns.has(column.key))
        this.findings.tell('xlsColumn', { sheet: this.survey.name, column: column.head }, row.row);
      if (column.key === 'required' && !isNo(value)) this.findings.tell('xlsRequired', {}, row.row);
    }
    const other = row
      .get('appearance')
      .split(/\s+/)
      .filter((one) => one && !looks.test(one));
    if (other.length > 0) this.findings.tell('xlsAppearance', { appearance: other.join(' ').slice(0, 100) }, row.row);
  }

  /** The questions as items, each with its words and with its rule as the file has it. */
  items(lists: ReadonlyMap<string, List>): ReadItem[] {
    const looked = new Map<string, XlsformOperand>();
    if (this.stemRow) this.stem = this.wordsOf(this.stemRow);
    return this.questions.flatMap(({ row, type, relevants, section }) => {
      const at = { sheet: this.survey.name, row: row.row };
      const name = row.get('name');
      const list = type.is === 'chosen' ? lists.get(type.list) : undefined;
      if (type.is === 'chosen' && !list) {
        this.findings.refuse('xlsList', { ...at, list: type.list });
        return [];
      }
      this.tellColumns(row);
      for (const column of ['choice_filter']) if (row.get(column)) this.refuseCell(row, column);
      if (/^(search\(|ex:)/.test(row.get('appearance'))) this.refuseCell(row, 'appearance');
      const { words, hint } = this.askedIn(row, type);
      const id = this.idOf(name);
      const isWhole = type.is === 'asked' && type.isWhole;
      if (isWhole) this.findings.tell('xlsWhole', {}, row.row);
      const written = JSON.stringify([row.get('constraint'), row.get('relevant')]);
      const kept = this.own.keptOf(id, written);
      const shown = kept ? {} : this.showWhen(row, [...relevants, row.get('relevant')], looked);
      if (shown === 'never') {
        this.leaveOut(row, 'relevant');
        this.named.set(name, { row: row.row, why: 'xlsRuleNotAsked' });
        return [];
      }
      const item: Item = {
        id,
        type: itemType(type, row.get('appearance')),
        ...(list?.id === undefined ? {} : { scale: list.id }),
        ...(section === undefined ? {} : { section }),
        ...(kept ?? { ...this.bounds(row, type), ...shown }),
      };
      if (type.is === 'chosen' || type.type === 'number') {
        const kind = type.is === 'asked' ? (isWhole ? 'whole' : 'decimal') : type.type === 'single' ? 'one' : 'several';
        looked.set(name, { id, kind, choices: list?.choices ?? [] });
      }
      return [{ item, words, hint, row: row.row }];
    });
  }

  private wordsOf(row: SheetRow): Translations {
    const at = { sheet: this.survey.name, row, isOurs: this.own.isOurs, names: this.named };
    return shownWords(this.languages, at, this.findings);
  }

  /** The words of a question and its hint; of a text that is only read both together. */
  private askedIn(row: SheetRow, type: Question['type']): { words: Translations; hint: Translations } {
    if (type.is === 'asked' && type.type === 'statement') return { words: this.wordsOf(row), hint: {} };
    const at = { sheet: this.survey.name, row, isOurs: this.own.isOurs, names: this.named };
    return askedWords(this.languages, at, this.findings);
  }

  private bounds(row: SheetRow, type: Question['type']): Partial<Item> {
    const given = row.get('constraint');
    if (letsAllThrough(given)) return {};
    const found = this.judged(row, () => {
      if (type.is === 'chosen' || type.type === 'statement' || type.type === 'date')
        throw new NotTaken('xlsConstraint', given);
      if (type.type === 'number') return boundsOf(given, type.isWhole ? 'whole' : 'decimal');
      const { min = 0, max } = boundsOf(given, 'length');
      if (min > 0 || (max !== undefined && (max < 1 || max > 4000))) throw new NotTaken('xlsConstraint', given);
      return max === undefined ? {} : { limit: max };
    });
    return found ?? {};
  }

  private showWhen(row: SheetRow, all: string[], looked: ReadonlyMap<string, XlsformOperand>): Partial<Item> | 'never' {
    const read = this.judged(row, () =>
      rulesOf(all, (name) => {
        const held = looked.get(name);
        if (held) return held;
        const there = this.named.get(name);
        if (!there) throw new NotTaken('xlsRuleUnknown', name);
        const circle = there.why ? undefined : this.circleThrough(name);
        if (circle) throw new NotTaken('xlsRuleCircle', circle.join(' → '));
        throw new NotTaken(there.why ?? 'xlsRuleLater', name);
      }),
    );
    if (read === 'never') return read;
    for (const name of read?.unlessAnswered ?? []) this.findings.tell('xlsUnanswered', { name }, row.row);
    return read ? { showWhen: read.showWhen } : {};
  }

  /** The questions whose conditions look at each other in a circle with that one: no order would mend it. */
  private circleThrough(name: string): string[] | undefined {
    this.looksAt ??= new Map(
      this.questions.map(({ row, relevants }) => [
        row.get('name'),
        [...relevants, row.get('relevant')].flatMap((condition) =>
          [...condition.matchAll(/\$\{([^}]*)\}/g)].map(([, other]) => other!.trim()),
        ),
      ]),
    );
    return findCircle(this.looksAt, name);
  }

  /** What is not taken is refused with the row that it stands in. */
  private judged<T>(row: SheetRow, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error;
      const at = { sheet: this.survey.name, row: row.row };
      this.findings.refuse(error.why, { ...at, part: error.part.slice(0, 300) });
      return undefined;
    }
  }
}

function itemType(type: Question['type'], appearance: string): Item['type'] {
  if (type.is === 'chosen') return type.type === 'single' && appearance.includes('likert') ? 'scale' : type.type;
  return type.type === 'short' && appearance.includes('multiline') ? 'long' : type.type;
}

/** Survey123 and others hide a question by its look. */
const hides = (row: SheetRow) => /\bhidden\b/.test(row.get('appearance'));
const isYes = (value: string) => /^(yes|true|true\(\))$/i.test(value);
const isNo = (value: string) => /^(no|false|false\(\)|)$/i.test(value);
const isYesOrNo = (value: string) => isYes(value) || isNo(value);

/** Each language has the words of every question and of every choice. */
function judgeWords(
  languages: string[],
  read: { words: Translations; row: number }[],
  lists: ReadonlyMap<string, List>,
  survey: string,
  choices: string,
  findings: Findings,
): void {
  for (const { words, row } of read) {
    const missing = languages.filter((language) => !words[language]);
    if (languages.length === 0) findings.refuse('xlsNoWords', { sheet: survey, row });
    else if (missing.length > 0)
      findings.refuse('xlsWordsMissing', { sheet: survey, row, languages: missing.join(', ') });
  }
  const inChoices = new Set<string>();
  for (const list of lists.values()) {
    for (const { words, row } of list.choices) {
      const missing = languages.filter((language) => !words[language]);
      if (missing.length > 0)
        findings.refuse('xlsWordsMissing', { sheet: choices, row, languages: missing.join(', ') });
      for (const language of Object.keys(words)) if (!languages.includes(language)) inChoices.add(language);
    }
  }
  for (const language of inChoices) findings.tell('languageLeft', {}, language);
}
