/** A table that is given out: its columns with what each means, its rows, and its two written forms, CSV and Table Schema. */

export type Value = string | number | boolean | undefined;

export interface Column {
  name: string;
  /** `date`: a day, `2026-11-28`. */
  type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  /** What it means, for the data dictionary. */
  description: string;
  /** The id of the question whose answers stand in it. */
  item?: string;
  /** The values there can be, with their words. */
  values?: readonly { value: string | number; label: string }[];
}

export interface DataTable {
  /** Of the file, without its ending. */
  name: string;
  title: string;
  columns: readonly Column[];
  /** In the order of the columns; undefined is an empty cell. */
  rows: readonly (readonly Value[])[];
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises, also where the sign is as wide
 * as a Chinese one or stands behind one that cannot be seen; numbers stay numbers.
 */
export const harmless = (text: string): string =>
  /^(?:[\t\r\n]|[\0\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠])/.test(text) ? `'${text}` : text;

/** Words of dates, times of day and sums in Finnish, Swedish and English, as spreadsheets know them: months, weekdays, currencies. */
const inDates = new RegExp(
  `^(${[
    '(tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)(k|kuu(ta|n|ssa)?)?',
    'jan(uary|uari)?|feb(ruary|ruari)?|mar(ch|s)?|apr(il)?|may|maj|june?|juni|july?|juli|aug(ust|usti)?',
    'sept?(ember)?|o[ck]t(ober)?|nov(ember)?|dec(ember)?',
    '(maanan|tiis|tors|perjan|lauan|sunnun)tai(na)?|keskiviikko(na)?|ma|ti|ke|to|pe|la|su',
    '(mån|tis|ons|tors|fre|lör|sön)(dag)?|må|on|fr|lö|sö',
    '(mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(rs?)?|fri|sat|sun',
    'kr|eur|sek|usd|gbp',
    '[ai]p|[fe]m',
  ].join('|')})$`,
  'i',
);
/** What stands for a number or a part of one between its digits or after them: 1E5, 2026-12-03T18:30Z, 3 pm. */
const inNumbers = /(?<=\d)(?:e(?=[+-]?\d)|t(?=\d)|z|\s?[ap]\.?(?:m\.?)?)(?!\p{L})/giu;

/**
 * Whether a spreadsheet that opens a CSV would make another value of a text: a number, a date, a time, a truth value, an error (`#N/A`). Held
 * against LibreOffice in the tests.
 */
const isRewritten = (text: string): boolean => {
  const bare = text.trim().slice(0, 60);
  if (/^(true|false|tosi|epätosi|sant|falskt)$/i.test(bare)) return true;
  if (/^#(N\/A|[\p{Lu}/0]+[!?])$/u.test(bare)) return true;
  if (!/\d/.test(bare)) return false;
  const plain = bare.replace(inNumbers, ' ');
  return /^[\d\s.,:/%€$£¥()+½¼¾'’-]*$/.test(plain.replace(/\p{L}+/gu, (word) => (inDates.test(word) ? '' : word)));
};

/** The names of a table's columns, no two alike for programs that do not tell capitals: a later one gets a number. */
export function columnNames({ columns }: Pick<DataTable, 'columns'>): string[] {
  return uniqueNames(columns.map(({ name }) => name));
}

/** Names in their order, each made its own by a number after it. `_2` is the second one. */
export function uniqueNames(names: readonly string[], most = Number.POSITIVE_INFINITY): string[] {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const taken = new Set<string>();
  return names.map((name) => {
    let own = name;
    for (let n = 2; taken.has(own.toLowerCase()) || (own !== name && wanted.has(own.toLowerCase())); n++)
      own = `${name.slice(0, most - `_${n}`.length)}_${n}`;
    taken.add(own.toLowerCase());
    return own;
  });
}

/** Without it Excel and SPSS on Windows read UTF-8 as the old encoding of the country. */
export const byteOrderMark = '\uFEFF';

/** How a CSV is written: for programs, as RFC 4180 has it; or for a spreadsheet that is set up in Finnish or Swedish. */
export const csvForms = ['standard', 'spreadsheet'] as const;
export type CsvForm = (typeof csvForms)[number];

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function cell(value: Value, form: CsvForm, type?: Column['type']): string {
  // A number that is none (NaN, infinity) is a word to every program that reads numbers.
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return '';
  if (typeof value === 'number') return form === 'spreadsheet' ? String(value).replace('.', ',') : String(value);
  if (typeof value === 'boolean') return String(value);
  if (type === 'date') return quoted(value);
  const text = harmless(value);
  return quoted(form === 'spreadsheet' && text === value && isRewritten(text) ? `'${text}` : text);
}

/**
 * The table as CSV: UTF-8 with its mark, every text in quotes, empty for what is missing. `standard`: RFC 4180, commas,
 * full stops in numbers. `spreadsheet`: semicolons, decimal commas, and an apostrophe before what would be rewritten.
 */
export function csv(table: DataTable, form: CsvForm = 'standard'): string {
  const lines = [
    columnNames(table).map((name) => cell(name, form)),
    ...table.rows.map((row) => row.map((value, place) => cell(value, form, table.columns[place]?.type))),
  ];
  return byteOrderMark + lines.map((line) => `${line.join(form === 'standard' ? ',' : ';')}\r\n`).join('');
}

/** What a column means, with the words of its values. */
export const meaningOf = ({ description, values }: Column): string =>
  [description, ...(values ?? []).map(({ value, label }) => `${value} = ${label}`)].join('; ');

/** The data dictionary of the tables: a Frictionless Data Package with a Table Schema for each. */
export const dataPackage = (name: string, title: string, tables: readonly DataTable[]) => ({
  profile: 'tabular-data-package',
  name,
  title,
  resources: tables.map(({ name: table, title: about, columns }) => ({
    profile: 'tabular-data-resource',
    name: table,
    title: about,
    path: `${table}.csv`,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
    schema: {
      missingValues: [''],
      fields: columns.map((column, place) => ({
        name: columnNames({ columns })[place]!,
        type: column.type,
        description: meaningOf(column),
        ...(column.values ? { constraints: { enum: column.values.map(({ value }) => value) } } : {}),
      })),
    },
  })),
});
