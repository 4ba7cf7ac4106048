/** Reads the sheets of an XLSForm, of this app or another, as an instrument's file; `readInstrument` then judges it. */
import type { Item, Scoring } from './instrument.ts';
import type { Wrong } from './instrument-file.ts';
import { nameOf } from './instrument-from-fhir.ts';
import type { Row, Sheets } from './instrument-xlsform.ts';
import { readRelevant } from './xlsform-relevant.ts';

const notTold = 'ei ilmoitettu';

type Fields = Record<string, string>;
type Words = Record<string, string>;

/** What XLSForm collects by itself, and this app does not. */
const passedOver = new Set([
  'start',
  'end',
  'today',
  'deviceid',
  'username',
  'phonenumber',
  'email',
  'audit',
  'simserial',
]);

export function fromSheets(sheets: Sheets): { file: unknown } | { wrong: Wrong[] } {
  const survey = rowsOf(sheets.survey);
  if (survey.length === 0) return { wrong: [{ why: 'xlsNoSurvey' }] };
  const wrong: Wrong[] = [];
  const [settings = {}] = rowsOf(sheets.settings).map(({ fields }) => fields);
  const standard = codeOf(settings.default_language ?? '') ?? 'fi';
  const lists = listsOf(rowsOf(sheets.choices), standard);
  const ours = rowsOf(sheets.kenttakirja).map(({ fields }) => fields);
  const one = (what: string, language = '') =>
    ours.find((row) => row.what === what && row.language === language)?.value;

  const items: Item[] = [];
  const words: Words[] = [];
  const groups: { section: string; words: Words }[] = [];
  const sections: Record<string, Words> = {};
  let stem: Words = {};
  for (const { fields, number } of survey) {
    const type = (fields.type ?? '').trim().replace(/\s+/g, ' ');
    const said = wordsOf(fields, standard);
    if (/^begin[ _]group$/.test(type)) {
      const section = nameOf((fields.name ?? '').replace(/\.\d+$/, ''));
      sections[section] = said;
      groups.push({ section, words: said });
    } else if (/^end[ _]group$/.test(type)) groups.pop();
    else if (type === 'note' && fields.name === 'instrument.stem') stem = said;
    else if (!passedOver.has(type)) {
      const read = readItem(type, fields, lists);
      if ('why' in read) wrong.push({ ...read, values: { ...read.values, row: number } });
      else {
        items.push({ ...read, ...(groups.at(-1) ? { section: groups.at(-1)!.section } : {}) });
        words.push(said);
      }
    }
  }
  if (wrong.length > 0) return { wrong };
  const used = new Set(items.map(({ scale }) => scale));
  const named = [...lists.values()].filter(({ name }) => name !== undefined && used.has(name));
  const main = lists.get('steps');
  const languages = new Set(words.flatMap((all) => Object.keys(all)));
  const scorings = ours.filter(({ what }) => what === 'scoring').map(({ value }) => JSON.parse(value!) as Scoring);
  const checksums = Object.fromEntries(
    [...languages].flatMap((lang) => (one('checksum', lang) ? [[lang, one('checksum', lang)]] : [])),
  );
  const text = (lang: string) => ({
    title: one('title', lang) ?? settings.form_title ?? '',
    stem: stem[lang] ?? '',
    items: words.map((all) => all[lang] ?? ''),
    responses: main ? labels(main, lang) : {},
    ...(named.length > 0 ? { scales: Object.fromEntries(named.map((list) => [list.name, labels(list, lang)])) } : {}),
    ...sectionsIn(lang, ours, sections),
    ...pageIn(lang, ours),
    source: one('source', lang) ?? notTold,
    copyright: one('copyright', lang) ?? notTold,
    ...(one('permission', lang) === undefined ? {} : { permission: one('permission', lang) }),
  });
  return {
    file: {
      id: nameOf(settings.form_id ?? settings.form_title ?? ''),
      version: settings.version || '1',
      ...(one('validated') === undefined ? {} : { validated: one('validated') === 'true' }),
      licence: one('licence') ?? notTold,
      order: main?.codes ?? [],
      ...(named.length > 0 ? { scales: Object.fromEntries(named.map(({ name, codes }) => [name, codes])) } : {}),
      items,
      ...(scorings.length > 0 ? { scorings } : {}),
      texts: Object.fromEntries([...languages].map((lang) => [lang, text(lang)])),
      ...(Object.keys(checksums).length > 0 ? { checksums } : {}),
    },
  };
}

/** The rows of a sheet by the names in its first row, each with its number as a spreadsheet shows it. */
function rowsOf(rows: Row[] | undefined): { fields: Fields; number: number }[] {
  const [head = [], ...body] = rows ?? [];
  return body.flatMap((row, index) => {
    const fields = Object.fromEntries(
      head.map((name, at) => [String(name ?? '').trim(), String(row[at] ?? '').trim()]),
    );
    return Object.values(fields).some(Boolean) ? [{ fields, number: index + 2 }] : [];
  });
}

/** `label::Suomi (fi)` is a label in Finnish; `label` alone is in the form's own language. */
const codeOf = (said: string): string | undefined =>
  /\(([A-Za-z]{2,3}(?:-[\w-]+)?)\)\s*$/.exec(said)?.[1] ?? /^[a-z]{2,3}$/.exec(said)?.[0];

const wordsOf = (fields: Fields, standard: string): Words =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([column, words]) => {
      const label = /^label(?:::?(.*))?$/.exec(column);
      return label && words ? [[label[1] === undefined ? standard : (codeOf(label[1]) ?? standard), words]] : [];
    }),
  );

interface List {
  /** Undefined for the instrument's own steps. */
  name: string | undefined;
  codes: number[];
  /** The names that the file gives its choices, in the same order. */
  given: string[];
  words: Words[];
}

function listsOf(rows: { fields: Fields }[], standard: string): Map<string, List> {
  const lists = new Map<string, List>();
  for (const { fields } of rows) {
    const key = fields.list_name || fields['list name'] || '';
    const name = key === 'steps' ? undefined : nameOf(key.replace(/^list-/, ''));
    const list = lists.get(key) ?? { name, codes: [], given: [], words: [] };
    list.given.push(fields.name ?? '');
    list.words.push(wordsOf(fields, standard));
    lists.set(key, list);
  }
  for (const list of lists.values()) {
    // Choices from elsewhere may have words for names: then they are numbered.
    const areNumbers = list.given.every((given) => /^-?\d{1,4}$/.test(given));
    list.codes = list.given.map((given, index) => (areNumbers ? Number(given) : index + 1));
  }
  return lists;
}

const labels = ({ codes, words }: List, language: string) =>
  Object.fromEntries(codes.map((code, index) => [code, words[index]![language] ?? '']));

function readItem(type: string, fields: Fields, lists: Map<string, List>): Item | Wrong {
  const [, how, key = ''] = /^(select_one|select_multiple) (\S+)$/.exec(type) ?? [];
  const list = lists.get(key);
  if (how && !list) return { why: 'xlsList', values: { list: key } };
  const simple: Record<string, Item['type']> = { integer: 'number', decimal: 'number', note: 'statement' };
  const asText = fields.appearance?.includes('multiline') ? 'long' : 'short';
  const single = fields.appearance?.includes('likert') ? 'scale' : 'single';
  const chosen = how === 'select_multiple' ? 'several' : single;
  const is = how ? chosen : type === 'text' ? asText : simple[type];
  if (!is) return { why: 'xlsType', values: { type } };
  const rules = readRelevant(fields.relevant ?? fields.relevance ?? '', (name) => codeFor(name, lists));
  if (rules === 'unreadable') return { why: 'xlsRule', values: { rule: fields.relevant ?? '' } };
  const bound = (pattern: RegExp) => {
    const value = pattern.exec(fields.constraint ?? '')?.[1];
    return value === undefined ? undefined : Number(value);
  };
  const min = bound(/\. ?>= ?(-?[\d.]+)/);
  const max = bound(/\. ?<= ?(-?[\d.]+)/);
  const limit = bound(/string-length\(\.\) ?<= ?(\d+)/);
  return {
    id: nameOf(fields.name ?? ''),
    type: is,
    ...(list?.name === undefined ? {} : { scale: list.name }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(limit === undefined ? {} : { limit }),
    ...(rules ? { showWhen: rules } : {}),
  };
}

function sectionsIn(language: string, ours: Fields[], groups: Record<string, Words>) {
  const own = ours.filter((row) => row.language === language && row.what?.startsWith('section '));
  const sections: Record<string, Record<string, string>> = {};
  for (const { what = '', value: words = '' } of own) {
    const [, id = '', name = ''] = what.split(' ');
    sections[id] = { ...sections[id], [name]: words };
  }
  if (own.length === 0 && ours.length === 0) {
    for (const [id, words] of Object.entries(groups)) if (words[language]) sections[id] = { title: words[language] };
  }
  return Object.keys(sections).length > 0 ? { sections } : {};
}

function pageIn(language: string, ours: Fields[]) {
  const own = ours.filter((row) => row.language === language && row.what?.startsWith('page '));
  const page = Object.fromEntries(own.map(({ what = '', value: words = '' }) => [what.slice(5), words]));
  return own.length > 0 ? { page } : {};
}

/** A number, or the number that a choice with that name was given. */
function codeFor(given: string, lists: Map<string, List>): number | undefined {
  if (given !== '' && !Number.isNaN(Number(given))) return Number(given);
  for (const { given: names, codes } of lists.values()) if (names.includes(given)) return codes[names.indexOf(given)];
  return undefined;
}
