/** Tables as one spreadsheet: a sheet each, and the data dictionary as the last. Loaded only where a file is asked for. */
import writeSheets from 'write-excel-file/universal';
import { type DataTable, harmless, type Value } from './data-table.ts';

/** The file. `dictionary` is the name of the last sheet and its three headings. */
export function xlsx(
  tables: readonly DataTable[],
  dictionary: { name: string; head: readonly [table: string, column: string, meaning: string] },
): Promise<Blob> {
  const meanings = tables.flatMap(({ title, columns }) =>
    columns.map(({ name, description, values = [] }) => [
      title,
      name,
      [description, ...values.map(({ value, label }) => `${value} = ${label}`)].join('; '),
    ]),
  );
  const sheets = [
    ...tables.map(({ title, columns, rows }) =>
      sheet(
        title,
        columns.map(({ name }) => name),
        rows,
      ),
    ),
    sheet(dictionary.name, dictionary.head, meanings),
  ];
  return writeSheets(sheets).toBlob();
}

const sheet = (name: string, head: readonly string[], rows: readonly (readonly Value[])[]) => ({
  // Excel allows 31 signs, and none of these.
  sheet: name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
  stickyRowsCount: 1,
  data: [
    head.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map(cell)),
  ],
});

function cell(value: Value) {
  if (value === undefined) return null;
  if (typeof value === 'string') return { value: harmless(value), type: String };
  return typeof value === 'number' ? { value, type: Number } : { value, type: Boolean };
}
