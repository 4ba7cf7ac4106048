/**
 * An instrument as the sheets of an XLSForm, and back: `survey`, `choices` and `settings` as pyxform and ODK read them, and
 * one sheet of ours for what XLSForm has no place for. Rows of text only; `instrument-xlsx.ts` makes the file.
 */
import { type Form, nameIn } from '../../bundle/form.ts';
import { codesOf, hintOf, type Instrument, type Item, isInOwnWords, labelsOf, languageName } from '../instrument.ts';
import { askerFields, bundleRows } from './xlsform-own.ts';
import { boundsOf, rulesOf } from './xlsform-rules.ts';
import type { Row, Sheets } from './xlsform-sheets.ts';

/** The name of a list of choices; the instrument's own is `steps`. */
export const listName = ({ scale }: Item): string => (scale === undefined ? 'steps' : `list-${scale}`);

/**
 * An instrument, or the form of a bundle with a group for each part, as sheets. `bundle`: its own file, which lies whole on the
 * sheet of this app.
 */
export function toSheets(instrument: Instrument | Form, bundle?: object): Sheets {
  const { id, version, texts, items } = instrument;
  const languages = Object.keys(texts);
  const labelColumns = languages.map((language) => `label::${languageName(language)} (${language})`);
  const each = (words: (language: string) => string | undefined): Row => languages.map((one) => words(one) ?? '');
  // A form without hints has no columns for them.
  const hinted = languages.filter((language) => Object.keys(texts[language]!.hints ?? {}).length > 0);
  const hintColumns = hinted.map((language) => `hint::${languageName(language)} (${language})`);
  const survey: Row[] = [['type', 'name', ...labelColumns, 'appearance', 'constraint', 'relevant', ...hintColumns]];
  const blank = ['', '', '', ...hinted.map(() => '')];
  if (languages.some((one) => texts[one]!.stem))
    survey.push(['note', 'instrument.stem', ...each((one) => texts[one]!.stem), ...blank]);
  const beginGroup = (name: string, section: string) => {
    const words = each((one) => texts[one]!.sections?.[section]?.stem ?? texts[one]!.sections?.[section]?.title);
    survey.push(['begin_group', name, ...words, ...blank]);
  };
  const endGroup = () => survey.push(['end_group', '', ...languages.map(() => ''), ...blank]);
  const parts = 'parts' in instrument ? instrument.parts : [];
  // Of a part's items those of no section are in the group of the part itself.
  const shared = new Set(parts.map((part) => nameIn(part.instrument, '')));
  const sectionAt = (index: number) => {
    const { section } = items[index] ?? {};
    return section === undefined || shared.has(section) ? undefined : section;
  };
  for (const [index, item] of items.entries()) {
    const section = sectionAt(index);
    const part = parts.find(({ from, to }) => index >= from && index < to);
    if (part?.from === index) beginGroup(part.instrument, nameIn(part.instrument, ''));
    if (section !== undefined && sectionAt(index - 1) !== section)
      beginGroup(`${section}.${index - (part?.from ?? 0) + 1}`, section);
    const [type, appearance] = typeOf(item);
    const words = each((one) => texts[one]!.items[index]);
    const hints = hinted.map((one) => hintOf(texts[one]!, item) ?? '');
    survey.push([type, item.id, ...words, appearance, constraintOf(item), relevantOf(item, instrument), ...hints]);
    if (section !== undefined && sectionAt(index + 1) !== section) endGroup();
    if (part?.to === index + 1) endGroup();
  }
  const choices: Row[] = [['list_name', 'name', ...labelColumns]];
  const lists = new Map(
    items.filter((item) => codesOf(instrument, item).length > 0).map((one) => [listName(one), one]),
  );
  for (const [list, item] of lists) {
    for (const code of codesOf(instrument, item)) {
      choices.push([list, String(code), ...each((one) => labelsOf(texts[one]!, item)[code])]);
    }
  }
  const [first = 'fi'] = languages;
  return {
    survey,
    choices,
    settings: [
      ['form_title', 'form_id', 'version', 'default_language'],
      [texts[first]?.title ?? id, id, version, `${languageName(first)} (${first})`],
    ],
    kenttakirja: [['what', 'language', 'value'], ...rest(instrument), ...bundleRows(bundle)],
  };
}

function typeOf(item: Item): [type: string, appearance: string] {
  const list = listName(item);
  const types = {
    scale: [`select_one ${list}`, 'likert'],
    single: [`select_one ${list}`, ''],
    several: [`select_multiple ${list}`, ''],
    number: ['decimal', ''],
    date: ['date', ''],
    short: ['text', ''],
    long: ['text', 'multiline'],
    statement: ['note', ''],
  } as const;
  return [...types[item.type]];
}

function constraintOf(item: Item): string {
  const { type, min, max, limit } = item;
  const parts = [
    ...(min === undefined || type !== 'number' ? [] : [`. >= ${min}`]),
    ...(max === undefined || type !== 'number' ? [] : [`. <= ${max}`]),
    ...(limit === undefined || !isInOwnWords(item) ? [] : [`string-length(.) <= ${limit}`]),
  ];
  return parts.join(' and ');
}

/** Nothing answered holds for no rule: in XLSForm `!=` needs that said. */
function relevantOf({ showWhen }: Item, instrument: Instrument): string {
  const terms = showWhen?.rules.map(({ item, is, value }) => {
    const other = instrument.items.find(({ id }) => id === item);
    const asked = `\${${item}}`;
    const chosen = (code: number) => `selected(${asked}, '${code}')`;
    if (other?.type === 'several') {
      if (is === '=') return chosen(value);
      if (is === '!=') return `(${asked} != '' and not(${chosen(value)}))`;
      const codes = codesOf(instrument, other).filter((code) => (is === '>=' ? code >= value : code <= value));
      return `(${codes.map(chosen).join(' or ') || chosen(value)})`;
    }
    const written = other?.type === 'number' || is === '>=' || is === '<=' ? String(value) : `'${value}'`;
    return is === '!=' ? `(${asked} != '' and ${asked} != ${written})` : `${asked} ${is} ${written}`;
  });
  return terms?.join(showWhen!.match === 'all' ? ' and ' : ' or ') ?? '';
}

/** What of an item is not read back as it is from its own columns. */
function keptOf(item: Item, instrument: Instrument): Row[] {
  const [constraint, relevant] = [constraintOf(item), relevantOf(item, instrument)];
  const { min, max, limit, showWhen } = item;
  const more = { min, max, limit, showWhen };
  if (JSON.stringify(readBack(item.type, constraint, relevant, instrument)) === JSON.stringify(more)) return [];
  return [[`item ${item.id}`, '', JSON.stringify({ as: JSON.stringify([constraint, relevant]), more })]];
}

function readBack(type: Item['type'], constraint: string, relevant: string, instrument: Instrument): Partial<Item> {
  try {
    const isNumber = type === 'number';
    const { min, max } = constraint ? boundsOf(constraint, isNumber ? 'decimal' : 'length') : {};
    const read = rulesOf([relevant], (name) => {
      const asked = instrument.items.find(({ id }) => id === name)!;
      const kind = asked.type === 'number' ? 'decimal' : asked.type === 'several' ? 'several' : 'one';
      return { id: name, kind, choices: codesOf(instrument, asked).map((code) => ({ name: String(code), code })) };
    });
    return {
      min: isNumber ? min : undefined,
      max: isNumber ? max : undefined,
      limit: isNumber ? undefined : max,
      showWhen: read === 'never' ? undefined : read?.showWhen,
    };
  } catch {
    return {};
  }
}

/** One row for each thing that XLSForm has no column for. */
function rest(instrument: Instrument): Row[] {
  const { texts, licence, validated, scorings, checksums } = instrument;
  const rows: Row[] = [['licence', '', licence], ...instrument.items.flatMap((item) => keptOf(item, instrument))];
  if (validated !== undefined) rows.push(['validated', '', String(validated)]);
  for (const scoring of scorings ?? []) rows.push(['scoring', '', JSON.stringify(scoring)]);
  for (const [language, text] of Object.entries(texts)) {
    const { title, source, copyright, permission, sections, page } = text;
    rows.push(['title', language, title], ['source', language, source], ['copyright', language, copyright]);
    if (permission !== undefined) rows.push(['permission', language, permission]);
    for (const what of askerFields) if (text[what] !== undefined) rows.push([what, language, text[what]]);
    if (validated) rows.push(['checksum', language, checksums[language]]);
    for (const [id, words] of Object.entries(sections ?? {})) {
      for (const [name, said] of Object.entries(words)) rows.push([`section ${id} ${name}`, language, said]);
    }
    for (const [name, words] of Object.entries(page ?? {})) rows.push([`page ${name}`, language, words]);
  }
  return rows;
}
