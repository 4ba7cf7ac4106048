/** Tables as one spreadsheet: a sheet each, and the data dictionary as the last. Loaded only where a file is asked for. */
import writeSheets from 'write-excel-file/universal';
import { columnNames, type DataTable, harmless, uniqueNames, type Value } from './data-table.ts';
import { asCellText, longestCell } from './xlsx-text.ts';

/** The file. `dictionary` is the name of the last sheet and its three headings. */
export function xlsx(
  tables: readonly DataTable[],
  dictionary: { name: string; head: readonly [table: string, column: string, meaning: string] },
): Promise<Blob> {
  const meanings = tables.flatMap(({ title, columns }) =>
    columns.map(({ description, values = [] }, place) => [
      title,
      columnNames({ columns })[place]!,
      [description, ...values.map(({ value, label }) => `${value} = ${label}`)].join('; '),
    ]),
  );
  const names = sheetNames([...tables.map(({ title }) => title), dictionary.name]);
  const sheets = [
    ...tables.map((table, place) => sheet(names[place]!, columnNames(table), table.rows)),
    sheet(names.at(-1)!, dictionary.head, meanings),
  ];
  return writeSheets(sheets).toBlob();
}

/** Excel allows 31 signs, none of these, no name twice and none that is empty. */
const sheetNames = (titles: readonly string[]): string[] =>
  uniqueNames(
    titles.map(
      (title) =>
        title
          .replace(/[\\/?*[\]:]/g, ' ')
          .replace(/^'+|'+$/g, '')
          .slice(0, 31) || '–',
    ),
    31,
  );

const sheet = (name: string, head: readonly string[], rows: readonly (readonly Value[])[]) => ({
  sheet: name,
  stickyRowsCount: 1,
  data: [
    head.map((value) => ({ value: cellText(value), type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map(cell)),
  ],
});

function cell(value: Value) {
  if (value === undefined) return null;
  if (typeof value === 'string') return { value: cellText(harmless(value)), type: String };
  return typeof value === 'number' ? { value, type: Number } : { value, type: Boolean };
}

const cellText = (text: string): string =>
  asCellText(text.length > longestCell ? `${text.slice(0, longestCell - 1)}…` : text);
