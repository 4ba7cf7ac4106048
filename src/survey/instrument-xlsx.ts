/** XLSForm as a file: reading and writing of the spreadsheet itself. Loaded only where such a file is taken or given. */
import readSheets from 'read-excel-file/universal';
import writeSheets from 'write-excel-file/universal';
import type { Instrument } from './instrument.ts';
import type { Wrong } from './instrument-file.ts';
import { fromSheets } from './instrument-from-xlsform.ts';
import { type Row, type Sheets, toSheets } from './instrument-xlsform.ts';

/** The instrument as an XLSForm file. */
export async function toXlsx(instrument: Instrument): Promise<Blob> {
  const sheets = Object.entries(toSheets(instrument)).map(([sheet, rows]) => ({
    sheet,
    data: rows.map((row) => row.map((cell) => ({ value: String(cell ?? ''), type: String }))),
  }));
  return writeSheets(sheets).toBlob();
}

/** What an XLSForm file holds, for `readInstrument` to judge. */
export async function fromXlsx(file: Blob): Promise<{ file: unknown } | { wrong: Wrong[] }> {
  let sheets: Sheets;
  try {
    const read = await readSheets(file);
    sheets = Object.fromEntries(read.map(({ sheet, data }) => [sheet, data as Row[]]));
  } catch {
    return { wrong: [{ why: 'notXlsx' }] };
  }
  return fromSheets(sheets);
}
