/** Tables as one spreadsheet: a sheet each, and the data dictionary as the last. Loaded only where a file is asked for. */
import { columnNames, type DataTable, harmless, meaningOf, uniqueNames, type Value } from './data-table.ts';
import { type Cell, workbook } from './workbook.ts';
import { longestCell } from './xlsx-text.ts';

/** The file. `dictionary` is the name of the last sheet and its three headings. */
export function xlsx(
  tables: readonly DataTable[],
  dictionary: { name: string; head: readonly [table: string, column: string, meaning: string] },
): Blob {
  const meanings = tables.flatMap(({ title, columns }) =>
    columns.map((column, place) => [title, columnNames({ columns })[place]!, meaningOf(column)]),
  );
  const names = sheetNames([...tables.map(({ title }) => title), dictionary.name]);
  const sheets = [
    ...tables.map((table) => ({ head: columnNames(table), rows: table.rows })),
    { head: dictionary.head, rows: meanings },
  ];
  return workbook(
    sheets.map(({ head, rows }, place) => ({
      name: names[place]!,
      hasHead: true,
      rows: [head.map(cellText), ...rows.map((row) => row.map(cell))],
    })),
  );
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

const cell = (value: Value): Cell => (typeof value === 'string' ? cellText(harmless(value)) : value);

/** As much of a text as a cell holds, cut within no sign. */
const cellText = (text: string): string =>
  text.length > longestCell ? `${text.slice(0, longestCell - 1).replace(/\p{Cs}$/u, '')}…` : text;
