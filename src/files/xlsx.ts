/** Tables as one spreadsheet: a sheet each, and the data dictionary as the last. Loaded only where a file is asked for. */
import { columnNames, type DataTable, harmless, meaningOf, uniqueNames, type Value } from './data-table.ts';
import { type Cell, type Figure, type ReportColumn, workbook } from './workbook.ts';
import { longestCell } from './xlsx-text.ts';

/** A sheet to read and to print, in words: what stands in it stands in the tables too. */
export interface ReportSheet {
  title: string;
  columns: readonly ({ head: string } & ReportColumn)[];
  rows: readonly (readonly (Value | Figure)[])[];
}

/** The file. `dictionary` is the name of the last sheet and its three headings; a `report` comes first. */
export function xlsx(
  tables: readonly DataTable[],
  dictionary: { name: string; head: readonly [table: string, column: string, meaning: string] },
  report?: ReportSheet,
): Blob {
  const meanings = tables.flatMap(({ title, columns }) =>
    columns.map((column, place) => [title, columnNames({ columns })[place]!, meaningOf(column)]),
  );
  const names = sheetNames([...(report ? [report.title] : []), ...tables.map(({ title }) => title), dictionary.name]);
  const sheets = [
    ...(report
      ? [{ head: report.columns.map(({ head }) => head), rows: report.rows, report: { columns: report.columns } }]
      : []),
    ...tables.map((table) => ({ head: columnNames(table), rows: table.rows, report: undefined })),
    { head: dictionary.head, rows: meanings, report: undefined },
  ];
  return workbook(
    sheets.map(({ head, rows, report: looks }, place) => ({
      name: names[place]!,
      hasHead: true,
      ...(looks && { report: looks }),
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

const cell = (value: Value | Figure): Cell => (typeof value === 'string' ? cellText(harmless(value)) : value);

/** As much of a text as a cell holds, cut within no sign. */
const cellText = (text: string): string =>
  text.length > longestCell ? `${text.slice(0, longestCell - 1).replace(/\p{Cs}$/u, '')}…` : text;
