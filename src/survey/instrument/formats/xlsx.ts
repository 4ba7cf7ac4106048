/** XLSForm as a file: reading and writing of the spreadsheet itself. Loaded only where such a file is taken or given. */
import { readSheet } from 'read-excel-file/universal';
import { workbook } from '../../../files/workbook.ts';
import { unzip, ZipError, zipEntries, zipOf } from '../../../files/zip.ts';
import type { Converted } from '../file.ts';
import type { Instrument } from '../instrument.ts';
import { fromSheets } from './from-xlsform.ts';
import { toSheets } from './xlsform.ts';
import type { Row, Sheets } from './xlsform-sheets.ts';

/** All sheets of a form together; a hundred times those of a long one. */
const mostUnpacked = 12_000_000;
/** More rows or columns than a form has, and cells than a phone should hold. */
const most = { rows: 20_000, columns: 1000, cells: 1_000_000 };

/** The instrument as an XLSForm file. */
export function toXlsx(instrument: Instrument): Blob {
  return workbook(
    Object.entries(toSheets(instrument)).map(([name, rows]) => ({
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

async function sheetsOf(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ sheets: Sheets } | Extract<Converted, { wrong: unknown }>> {
  // The container of Excel's old files, and of those that a password locks.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return { wrong: [{ why: 'oldXls' }] };
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return { wrong: [{ why: 'notXlsx' }] };
  try {
    const entries = zipEntries(bytes);
    const names = entries.map((entry) => entry.name);
    if (!names.includes('xl/workbook.xml')) return refused(names);
    const wanted = entries.filter(
      (entry) =>
        /\.(xml|rels)$/.test(entry.name) && !/(^|\/)(theme|drawings|charts|docProps|customXml)\//.test(entry.name),
    );
    const files = await unzip(bytes, wanted, mostUnpacked);
    for (const [path, content] of files) {
      const xml = new TextDecoder().decode(content);
      if (!isWhole(xml)) return { wrong: [{ why: 'notXlsx' }] };
      if (!xml.includes('sheetData')) continue;
      const lean = filledCells(xml);
      if (lean === undefined) return { wrong: [{ why: 'xlsRows', values: { limit: most.rows } }] };
      files.set(path, new TextEncoder().encode(lean));
    }
    const workbook = new TextDecoder().decode(files.get('xl/workbook.xml'));
    const zip = zipOf(files);
    const sheets: Sheets = {};
    // One by one: of several that cannot be read at once, the library leaves errors that nobody catches.
    for (const [index, name] of sheetNames(workbook).entries()) {
      if (!formSheets.has(name.trim().toLowerCase())) continue;
      sheets[name] = (await readSheet(zip, index + 1)) as Row[];
    }
    return { sheets };
  } catch (error) {
    const whys = { cut: 'zipCut', locked: 'zipLocked', large: 'zipLarge', other: 'notXlsx' } as const;
    return { wrong: [{ why: error instanceof ZipError ? whys[error.why] : 'notXlsx' }] };
  }
}

/** Sheets that a form may have; a workbook's others are notes of its maker. */
const formSheets = new Set(['survey', 'choices', 'settings', 'kenttakirja', 'external_choices', 'entities', 'osm']);

const sheetNames = (workbook: string): string[] =>
  [...workbook.matchAll(/<(?:\w{1,20}:)?sheet\s[^<>]{0,2000}>/g)].map(
    ([tag]) => /\sname="([^"]*)"/.exec(tag)?.[1] ?? '',
  );

const tag = /<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>/y;

/** Whether every tag of an XML file is closed, and it defines nothing of its own. */
function isWhole(xml: string): boolean {
  const open: string[] = [];
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    const isNote = xml.startsWith('<!--', at);
    const isText = xml.startsWith('<![CDATA[', at);
    if (!isNote && !isText && xml[at + 1] === '!') return false;
    tag.lastIndex = at;
    const end = isNote || isText ? xml.indexOf(isNote ? '-->' : ']]>', at) : tag.test(xml) ? tag.lastIndex - 1 : -1;
    if (end < 0) return false;
    const name = isNote || isText ? undefined : /^\/?[\w:.-]{1,100}/.exec(xml.slice(at + 1, at + 102))?.[0];
    if (name?.startsWith('/')) {
      if (open.pop() !== name.slice(1)) return false;
    } else if (name !== undefined && xml[end - 1] !== '/') open.push(name);
    if (open.length > 100) return false;
    at = end;
  }
  return open.length === 0;
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
