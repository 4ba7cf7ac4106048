/** XLSForm as a file: reading and writing of the spreadsheet itself. Loaded only where such a file is taken or given. */
import readSheets from 'read-excel-file/universal';
import writeSheets from 'write-excel-file/universal';
import { entriesOf, unpack, ZipError, zipOf } from '../files/zip.ts';
import type { Instrument } from './instrument.ts';
import type { Given } from './instrument-file.ts';
import { fromSheets } from './instrument-from-xlsform.ts';
import { toSheets } from './instrument-xlsform.ts';
import type { Row, Sheets } from './xlsform-sheets.ts';

/** All sheets of a form together; a hundred times those of a long one. */
const mostUnpacked = 12_000_000;
/** More rows or columns than a form has, and cells than a phone should hold. */
const most = { rows: 20_000, columns: 1000, cells: 1_000_000 };

/** The instrument as an XLSForm file. */
export async function toXlsx(instrument: Instrument): Promise<Blob> {
  const sheets = Object.entries(toSheets(instrument)).map(([sheet, rows]) => ({
    sheet,
    data: rows.map((row) => row.map((cell) => ({ value: String(cell ?? ''), type: String }))),
  }));
  return writeSheets(sheets).toBlob();
}

/** What an XLSForm file holds, for `readInstrument` to judge. Its name is the form's where the form has none. */
export async function fromXlsx(file: Blob, name = file instanceof File ? file.name : ''): Promise<Given> {
  const read = await sheetsOf(new Uint8Array(await file.arrayBuffer()));
  return 'wrong' in read ? read : fromSheets(read.sheets, name.replace(/\.[^.]*$/, '').trim());
}

async function sheetsOf(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ sheets: Sheets } | Extract<Given, { wrong: unknown }>> {
  // The container of Excel's old files, and of those that a password locks.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return { wrong: [{ why: 'oldXls' }] };
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { wrong: [{ why: 'notXlsx' }] };
  try {
    const entries = entriesOf(bytes);
    const names = entries.map((entry) => entry.name);
    if (!names.includes('xl/workbook.xml')) return refused(names);
    const wanted = entries.filter(
      (entry) =>
        /\.(xml|rels)$/.test(entry.name) && !/(^|\/)(theme|drawings|charts|docProps|customXml)\//.test(entry.name),
    );
    const files = await unpack(bytes, wanted, mostUnpacked);
    for (const [path, content] of files) {
      if (!/\bsheets?\d*[^/]*\.xml$/i.test(path)) continue;
      const lean = filledCells(new TextDecoder().decode(content));
      if (lean === undefined) return { wrong: [{ why: 'xlsRows', values: { limit: most.rows } }] };
      files.set(path, new TextEncoder().encode(lean));
    }
    const read = await readSheets(zipOf(files));
    return { sheets: Object.fromEntries(read.map(({ sheet, data }) => [sheet, data as Row[]])) };
  } catch (error) {
    const whys = { cut: 'zipCut', locked: 'zipLocked', large: 'zipLarge', other: 'notXlsx' } as const;
    return { wrong: [{ why: error instanceof ZipError ? whys[error.why] : 'notXlsx' }] };
  }
}

/** What a zip is that holds no workbook. */
function refused(names: string[]): { wrong: [{ why: string; values?: { name: string } }] } {
  if (names.includes('content.xml')) return { wrong: [{ why: 'odsFile' }] };
  const inside = names.find((one) => /\.(xlsx|json)$/i.test(one));
  return {
    wrong: [inside === undefined ? { why: 'notXlsx' } : { why: 'zipInside', values: { name: inside.slice(0, 100) } }],
  };
}

/**
 * A sheet without cells and rows that hold nothing: spreadsheets draw them by the million. A formula's error becomes a text,
 * so that its row can be told. Undefined: what is filled is larger than any form.
 */
function filledCells(sheet: string): string | undefined {
  const lean = sheet
    .replace(/<(?:\w{1,20}:)?c\b[^<>]*\/>/g, '')
    .replace(/<(\w{1,20}:)?c\b[^<>]*><\/\1?c>/g, '')
    .replace(/<(?:\w{1,20}:)?row\b[^<>]*\/>/g, '')
    .replace(/<(\w{1,20}:)?row\b[^<>]*>\s*<\/\1?row>/g, '')
    .replace(/(<(?:\w{1,20}:)?c\b[^<>]*\s)t="e"/g, '$1t="str"');
  let [lastRow, lastColumn] = [0, 0];
  for (const [, letters = '', row] of lean.matchAll(/\sr="([A-Za-z]{0,10})(\d{1,10})"/g)) {
    lastRow = Math.max(lastRow, Number(row));
    lastColumn = Math.max(
      lastColumn,
      [...letters.toUpperCase()].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0),
    );
  }
  const isSmall = lastRow <= most.rows && lastColumn <= most.columns && lastRow * lastColumn <= most.cells;
  return isSmall ? lean : undefined;
}
