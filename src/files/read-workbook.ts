/**
 * Reads workbooks of spreadsheets (ECMA-376, Office Open XML), as much of them as tables need: every way to say a text, a
 * number or a truth value. Sizes are looked at before anything is unpacked or drawn.
 */
import { attribute, NotXml, piecesOf } from './xml.ts';
import { unzip, zipEntries } from './zip.ts';

/** A cell that says something else than what a person sees in the spreadsheet. */
export class OddCell {
  constructor(
    readonly text: string,
    /** Shown in a form of its own (a day, per cent); a formula whose result the file does not hold; a formula's error. */
    readonly is: 'format' | 'formula' | 'error',
  ) {}
}

/** `null`: nothing stands in it. */
export type ReadCell = string | number | boolean | OddCell | null;

/** Why a workbook is not read: no zip or a cut one, as `ZipError` has it; no workbook in it; more than is wanted. */
export class NoWorkbook extends Error {
  constructor(
    readonly why: 'other' | 'rows',
    /** What is in the zip. */
    readonly names: readonly string[] = [],
  ) {
    super(why);
  }
}

export interface WorkbookLimits {
  /** Bytes of all parts together, unpacked. */
  unpacked: number;
  rows: number;
  columns: number;
  /** Rows times columns of a sheet. */
  cells: number;
}

/** The wanted sheets by their names, in their order; only filled cells count. Throws `ZipError` or `NoWorkbook`. */
export async function readWorkbook(
  bytes: Uint8Array<ArrayBuffer>,
  isWanted: (name: string) => boolean,
  limits: WorkbookLimits,
): Promise<Map<string, ReadCell[][]>> {
  const entries = zipEntries(bytes);
  const names = entries.map(({ name }) => name);
  if (!names.includes('xl/workbook.xml')) throw new NoWorkbook('other', names);
  const isPart = (name: string) =>
    /\.(xml|rels)$/.test(name) && !/(^|\/)(theme|drawings|charts|docProps|customXml|media)\//.test(name);
  const files = await unzip(
    bytes,
    entries.filter(({ name }) => isPart(name)),
    limits.unpacked,
  );
  try {
    return sheetsOf(new Parts(files), isWanted, limits);
  } catch (error) {
    if (error instanceof NotXml) throw new NoWorkbook('other');
    throw error;
  }
}

/** The parts of a workbook by their paths. */
class Parts {
  constructor(private readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>) {}

  has = (path: string): boolean => this.files.has(path);

  pieces(path: string) {
    const bytes = this.files.get(path);
    if (!bytes) throw new NoWorkbook('other');
    const isWide = bytes[0] === 0xff || bytes[0] === 0xfe;
    return piecesOf(new TextDecoder(isWide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes));
  }
}

function sheetsOf(
  parts: Parts,
  isWanted: (name: string) => boolean,
  limits: WorkbookLimits,
): Map<string, ReadCell[][]> {
  const related = new Map<string, { type: string; path: string }>();
  for (const piece of parts.pieces('xl/_rels/workbook.xml.rels')) {
    if (piece.is !== 'open' || piece.name !== 'Relationship') continue;
    const [id = '', type = '', target = ''] = ['Id', 'Type', 'Target'].map((name) => attribute(piece.told, name));
    related.set(id, {
      type: type.replace(/^.*\//, ''),
      path: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
    });
  }
  const pathOf = (type: string) => [...related.values()].find((one) => one.type === type && parts.has(one.path))?.path;
  const [strings, styles] = [pathOf('sharedStrings'), pathOf('styles')];
  const context: Context = {
    strings: strings ? stringsOf(parts, strings) : [],
    formats: styles ? formatsOf(parts, styles) : [],
    is1904: false,
    limits,
  };
  const wanted: [string, string][] = [];
  for (const piece of parts.pieces('xl/workbook.xml')) {
    if (piece.is !== 'open') continue;
    if (piece.name === 'workbookPr') context.is1904 = /^(1|true)$/.test(attribute(piece.told, 'date1904') ?? '');
    if (piece.name !== 'sheet') continue;
    const [name = '', id = ''] = [attribute(piece.told, 'name'), attribute(piece.told, 'id')];
    if (!isWanted(name)) continue;
    const relation = related.get(id);
    // A sheet that is nowhere is not taken for one that holds nothing.
    if (!relation) throw new NotXml();
    if (relation.type === 'worksheet') wanted.push([name, relation.path]);
  }
  return new Map(wanted.map(([name, path]) => [name, rowsOf(parts, path, context)]));
}

interface Context {
  strings: string[];
  /** By the number of a style: how its numbers are shown. */
  formats: ('number' | 'day' | 'other')[];
  is1904: boolean;
  limits: WorkbookLimits;
}

/** `_x000D_` is a sign by its number. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([\da-f]{4})_/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

/** The texts that cells name by number; how a word is spoken (`rPh`) is none of its letters. */
function stringsOf(parts: Parts, path: string): string[] {
  const strings: string[] = [];
  let [text, isText, spoken] = ['', false, 0];
  for (const piece of parts.pieces(path)) {
    if (piece.is === 'text') text += isText && spoken === 0 ? piece.text : '';
    else if (piece.name === 'si') {
      if (piece.is === 'close' || piece.isEmpty) strings.push(unescaped(text));
      text = '';
    } else if (piece.name === 't') isText = piece.is === 'open' && !piece.isEmpty;
    else if (piece.name === 'rPh' && !(piece.is === 'open' && piece.isEmpty)) spoken += piece.is === 'open' ? 1 : -1;
  }
  return strings;
}

/** Built-in formats (ECMA-376 part 1, 18.8.30): of days and times; of money, per cent, powers and fractions. */
const days = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47]);
const shownOtherwise = new Set([5, 6, 7, 8, 9, 10, 11, 12, 13, 41, 42, 43, 44, 48]);

function formatsOf(parts: Parts, path: string): Context['formats'] {
  const own = new Map<number, string>();
  const formats: Context['formats'] = [];
  let isOfCells = false;
  for (const piece of parts.pieces(path)) {
    if (piece.is === 'text') continue;
    if (piece.name === 'cellXfs') isOfCells = piece.is === 'open' && !piece.isEmpty;
    if (piece.is !== 'open') continue;
    const number = Number(attribute(piece.told, 'numFmtId') ?? 0);
    if (piece.name === 'numFmt') own.set(number, attribute(piece.told, 'formatCode') ?? '');
    if (piece.name === 'xf' && isOfCells) formats.push(formatOf(number, own.get(number)));
  }
  return formats;
}

function formatOf(number: number, code: string | undefined): Context['formats'][number] {
  if (code === undefined) return days.has(number) ? 'day' : shownOtherwise.has(number) ? 'other' : 'number';
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').split(';')[0]!;
  if (/[dmyhs]/i.test(bare)) return 'day';
  return /^(General|@|[#,]*0?(\.[0#]+)?)\s*$/i.test(bare) && bare === code.split(';')[0] ? 'number' : 'other';
}

function rowsOf(parts: Parts, path: string, context: Context): ReadCell[][] {
  const { limits } = context;
  const rows: ReadCell[][] = [];
  let [row, column, lastRow, lastColumn] = [0, 0, 0, 0];
  let cell: HeldCell | undefined;
  /** The row says which one it is; else its cells may. */
  let isPlaced = false;
  /** The element whose text is read, and how deep within what is only spoken. */
  let [within, spoken] = ['', 0];
  const put = (read: ReadCell) => {
    if (read === null || read === '') return;
    if (row === 0 || column === 0) throw new NotXml();
    [lastRow, lastColumn] = [Math.max(lastRow, row), Math.max(lastColumn, column)];
    if (lastRow > limits.rows || lastColumn > limits.columns || lastRow * lastColumn > limits.cells)
      throw new NoWorkbook('rows');
    while (rows.length < row) rows.push([]);
    const held = rows[row - 1]!;
    while (held.length < column - 1) held.push(null);
    held[column - 1] = read;
  };
  for (const piece of parts.pieces(path)) {
    if (piece.is === 'text') {
      if (!cell || spoken > 0) continue;
      if (within === 'v') cell.value = (cell.value ?? '') + piece.text;
      if (within === 't') cell.text += piece.text;
      continue;
    }
    const isStart = piece.is === 'open';
    if (piece.name === 'row' && isStart) {
      const given = attribute(piece.told, 'r');
      if (given !== undefined && !/^\d{1,10}$/.test(given)) throw new NotXml();
      isPlaced = given !== undefined;
      row = given === undefined ? row + 1 : Number(given);
      column = 0;
    } else if (piece.name === 'c' && isStart) {
      const given = attribute(piece.told, 'r');
      const [, letters, digits] = /^([A-Z]{1,10})(\d{1,10})$/i.exec(given ?? '') ?? [];
      if (given !== undefined && letters === undefined) throw new NotXml();
      column = letters ? columnOf(letters) : column + 1;
      if (digits !== undefined && !isPlaced) row = Number(digits);
      if (!piece.isEmpty) cell = { told: piece.told, value: undefined, text: '', hasFormula: false };
    } else if (piece.name === 'c' && cell) {
      put(readCell(cell, context));
      cell = undefined;
    } else if (piece.name === 'f' && isStart && cell) cell.hasFormula = true;
    else if (piece.name === 'rPh') spoken += isStart && piece.isEmpty ? 0 : isStart ? 1 : -1;
    if (piece.name === 'v' && isStart && cell) cell.value ??= '';
    if (piece.name === 'v' || piece.name === 't') within = isStart && !piece.isEmpty ? piece.name : '';
  }
  return rows;
}

const columnOf = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0);

/** What stands in a cell's element. */
interface HeldCell {
  told: string;
  /** Undefined where the file has none: a formula that no program has reckoned. */
  value: string | undefined;
  text: string;
  hasFormula: boolean;
}

function readCell({ told, value: held, text, hasFormula }: HeldCell, { strings, formats, is1904 }: Context): ReadCell {
  const value = held ?? '';
  const is = attribute(told, 't') ?? 'n';
  if (is === 'inlineStr') return unescaped(text);
  if (is === 's') return strings[Number(value)] ?? fail();
  if (hasFormula && (held === undefined || (value === '' && is !== 'str'))) return new OddCell('', 'formula');
  if (is === 'e') return new OddCell(value, 'error');
  if (is === 'str') return unescaped(value);
  if (!['b', 'd', 'n'].includes(is)) return fail();
  if (value.trim() === '') return null;
  if (is === 'b') return value.trim() === '1' || value.trim() === 'true';
  if (is === 'd') return new OddCell(value.trim(), 'format');
  const number = Number(value);
  if (!Number.isFinite(number)) return fail();
  const format = formats[Number(attribute(told, 's') ?? 0)] ?? 'number';
  if (format === 'number') return number;
  return new OddCell(format === 'day' ? dayOf(number, is1904) : String(number), 'format');
}

function fail(): never {
  throw new NotXml();
}

/** A day as spreadsheets count them, with its time where it has one. */
function dayOf(number: number, is1904: boolean): string {
  const at = new Date(Math.round((number + (is1904 ? 1462 : 0) - 25_569) * 86_400_000));
  return Number.isNaN(at.getTime()) ? String(number) : at.toISOString().replace(/T00:00:00\.000Z$|\.000Z$/, '');
}
