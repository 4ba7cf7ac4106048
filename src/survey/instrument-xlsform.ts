/**
 * An instrument as the sheets of an XLSForm, and back: `survey`, `choices` and `settings` as pyxform and ODK read them, and
 * one sheet of ours for what XLSForm has no place for. Rows of text only; `instrument-xlsx.ts` makes the file.
 */
import { codesOf, type Instrument, type Item, labelsOf, languageName } from './instrument.ts';

export type Row = (string | number | boolean | Date | null | undefined)[];
/** Sheets by name. */
export type Sheets = Record<string, Row[]>;

/** The name of a list of choices; the instrument's own is `steps`. */
export const listName = ({ scale }: Item): string => (scale === undefined ? 'steps' : `list-${scale}`);

export function toSheets(instrument: Instrument): Sheets {
  const { id, version, texts, items } = instrument;
  const languages = Object.keys(texts);
  const labelColumns = languages.map((language) => `label::${languageName(language)} (${language})`);
  const each = (words: (language: string) => string | undefined): Row => languages.map((one) => words(one) ?? '');
  const survey: Row[] = [['type', 'name', ...labelColumns, 'appearance', 'constraint', 'relevant']];
  const blank = ['', '', ''];
  if (languages.some((one) => texts[one]!.stem))
    survey.push(['note', 'instrument.stem', ...each((one) => texts[one]!.stem), ...blank]);
  for (const [index, item] of items.entries()) {
    const { section } = item;
    if (section !== undefined && items[index - 1]?.section !== section) {
      const words = each((one) => texts[one]!.sections?.[section]?.stem ?? texts[one]!.sections?.[section]?.title);
      survey.push(['begin_group', `${section}.${index + 1}`, ...words, ...blank]);
    }
    const [type, appearance] = typeOf(item);
    const words = each((one) => texts[one]!.items[index]);
    survey.push([type, item.id, ...words, appearance, constraintOf(item), relevantOf(item, instrument)]);
    if (section !== undefined && items[index + 1]?.section !== section) {
      survey.push(['end_group', '', ...languages.map(() => ''), ...blank]);
    }
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
    kenttakirja: [['what', 'language', 'value'], ...rest(instrument)],
  };
}

function typeOf(item: Item): [type: string, appearance: string] {
  const list = listName(item);
  const types = {
    scale: [`select_one ${list}`, 'likert'],
    single: [`select_one ${list}`, ''],
    several: [`select_multiple ${list}`, ''],
    number: ['decimal', ''],
    short: ['text', ''],
    long: ['text', 'multiline'],
    statement: ['note', ''],
  } as const;
  return [...types[item.type]];
}

function constraintOf({ min, max, limit }: Item): string {
  const parts = [
    ...(min === undefined ? [] : [`. >= ${min}`]),
    ...(max === undefined ? [] : [`. <= ${max}`]),
    ...(limit === undefined ? [] : [`string-length(.) <= ${limit}`]),
  ];
  return parts.join(' and ');
}

/** Nothing answered holds for no rule: in XLSForm `!=` needs that said. */
function relevantOf({ showWhen }: Item, { items }: Instrument): string {
  const terms = showWhen?.rules.map(({ item, is, value }) => {
    const type = items.find(({ id }) => id === item)?.type;
    const asked = `\${${item}}`;
    if (type === 'several' && is === '=') return `selected(${asked}, '${value}')`;
    if (type === 'several' && is === '!=') return `(${asked} != '' and not(selected(${asked}, '${value}')))`;
    const written = type === 'number' || is === '>=' || is === '<=' ? String(value) : `'${value}'`;
    return is === '!=' ? `(${asked} != '' and ${asked} != ${written})` : `${asked} ${is} ${written}`;
  });
  return terms?.join(showWhen!.match === 'all' ? ' and ' : ' or ') ?? '';
}

/** One row for each thing that XLSForm has no column for. */
function rest({ texts, licence, validated, scorings, checksums }: Instrument): Row[] {
  const rows: Row[] = [['licence', '', licence]];
  if (validated !== undefined) rows.push(['validated', '', String(validated)]);
  for (const scoring of scorings ?? []) rows.push(['scoring', '', JSON.stringify(scoring)]);
  for (const [language, text] of Object.entries(texts)) {
    const { title, source, copyright, permission, sections, page } = text;
    rows.push(['title', language, title], ['source', language, source], ['copyright', language, copyright]);
    if (permission !== undefined) rows.push(['permission', language, permission]);
    if (validated) rows.push(['checksum', language, checksums[language]]);
    for (const [id, words] of Object.entries(sections ?? {})) {
      for (const [name, said] of Object.entries(words)) rows.push([`section ${id} ${name}`, language, said]);
    }
    for (const [name, words] of Object.entries(page ?? {})) rows.push([`page ${name}`, language, words]);
  }
  return rows;
}
