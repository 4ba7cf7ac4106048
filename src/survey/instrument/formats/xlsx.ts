/** XLSForm as a file: reading and writing of the spreadsheet itself. Loaded only where such a file is taken or given. */
import { NoWorkbook, readWorkbook } from '../../../files/read-workbook.ts';
import { workbook } from '../../../files/workbook.ts';
import { ZipError } from '../../../files/zip.ts';
import type { Converted } from '../file.ts';
import { fromSheets } from './from-xlsform.ts';
import { toSheets } from './xlsform.ts';
import type { Sheets } from './xlsform-sheets.ts';

/**
 * All sheets of a form together, a hundred times those of a long one; more rows or columns than a form has, and cells than a
 * phone should hold.
 */
const limits = { unpacked: 12_000_000, rows: 20_000, columns: 1000, cells: 1_000_000 };

/** The instrument, or a bundle's form with its own file, as an XLSForm file. */
export function toXlsx(...given: Parameters<typeof toSheets>): Blob {
  return workbook(
    Object.entries(toSheets(...given)).map(([name, rows]) => ({
      name,
      rows: rows.map((row) => row.map((cell) => String(cell ?? ''))),
    })),
  );
}

/** What an XLSForm file holds, for `readInstrument` to judge. Its name is the form's where the form has none. */
export async function fromXlsx(file: Blob, name = file instanceof File ? file.name : ''): Promise<Converted> {
  const read = await sheetsOf(new Uint8Array(await file.arrayBuffer()));
  return 'wrong' in read ? read : fromSheets(read.sheets, name.replace(/\.[^.]*$/, '').trim());
}
export { fromSheets };

/** The sheets of a form in a file, as they stand there. */
export async function sheetsOf(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ sheets: Sheets } | Extract<Converted, { wrong: unknown }>> {
  // The container of Excel's old files, and of those that a password locks.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return { wrong: [{ why: 'oldXls' }] };
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { wrong: [{ why: 'notXlsx' }] };
  try {
    const isForm = (name: string) => formSheets.has(name.trim().toLowerCase());
    return { sheets: Object.fromEntries(await readWorkbook(bytes, isForm, limits)) };
  } catch (error) {
    if (error instanceof ZipError) return { wrong: [{ why: whys[error.why] }] };
    if (!(error instanceof NoWorkbook)) throw error;
    return error.why === 'rows'
      ? { wrong: [{ why: 'xlsRows', values: { limit: limits.rows } }] }
      : refused(error.names);
  }
}

const whys = { cut: 'zipCut', locked: 'zipLocked', large: 'zipLarge', other: 'notXlsx' } as const;

/** Sheets that a form may have; a workbook's others are notes of its maker. */
const formSheets = new Set(['survey', 'choices', 'settings', 'kenttakirja', 'external_choices', 'entities', 'osm']);

/** What a zip is that holds no workbook. */
function refused(names: readonly string[]): { wrong: [{ why: string; values?: { name: string } }] } {
  if (names.includes('content.xml')) return { wrong: [{ why: 'odsFile' }] };
  const inside = names.find((one) => /\.(xlsx?|json|zip|ods|csv)$/i.test(one));
  return {
    wrong: [inside === undefined ? { why: 'notXlsx' } : { why: 'zipInside', values: { name: inside.slice(0, 100) } }],
  };
}
