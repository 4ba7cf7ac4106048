/** A table that is given out: its columns with what each means, its rows, and its two written forms, CSV and Table Schema. */

export type Value = string | number | boolean | undefined;

export interface Column {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean';
  /** What it means, for the data dictionary. */
  description: string;
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
 * A text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises; numbers stay numbers.
 */
export const harmless = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);

function cell(value: Value): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = harmless(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The table as CSV (RFC 4180): UTF-8, commas, full stops in numbers, empty for what is missing. */
export const csv = ({ columns, rows }: DataTable): string =>
  [columns.map(({ name }) => cell(name)), ...rows.map((row) => row.map(cell))]
    .map((line) => `${line.join(',')}\r\n`)
    .join('');

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
      fields: columns.map(({ name: column, type, description, values }) => ({
        name: column,
        type,
        description: [description, ...(values ?? []).map(({ value, label }) => `${value} = ${label}`)].join('; '),
        ...(values ? { constraints: { enum: values.map(({ value }) => value) } } : {}),
      })),
    },
  })),
});
