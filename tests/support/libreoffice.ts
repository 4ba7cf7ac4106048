/**
 * LibreOffice, which opens what Excel opens: Debian's package libreoffice-calc-nogui (or libreoffice-calc). Tests with it say
 * that they were not run where it is not.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const whereIs = (program: string) => spawnSync('which', [program], { encoding: 'utf8' }).stdout.trim();

export const hasLibreOffice = spawnSync('soffice', ['--version']).status === 0;
export const libreOfficeNotRun =
  'NOT RUN: there is no LibreOffice here; Debian’s package libreoffice-calc-nogui brings one';

/** Its word processor is a package of its own: libreoffice-writer-nogui. */
export const hasWriter = hasLibreOffice && existsSync(join(dirname(realpathSync(whereIs('soffice'))), 'libswlo.so'));
export const writerNotRun =
  'NOT RUN: there is no word processor here; Debian’s package libreoffice-writer-nogui brings one';

/** A cell as LibreOffice holds it; `formula` where it would reckon something. */
export interface OfficeCell {
  is: 'string' | 'float' | 'date' | 'boolean' | (string & {});
  value: string;
  formula?: string;
}
/** A file that it opens. */
export interface OfficeFile {
  name: string;
  content: Uint8Array | string;
}
export type OfficeSheets = Record<string, (OfficeCell | undefined)[][]>;

/** The languages that spreadsheets are set up in here, by Windows’ numbers of them. */
export const spreadsheets = { Finnish: 1035, Swedish: 1053, 'Swedish of Finland': 2077, English: 2057 } as const;

/**
 * How a spreadsheet of that language takes a CSV at a double click: its own sign between cells, quotes around a text mean
 * nothing, numbers, dates and times are guessed.
 */
export const atDoubleClick = (language: number): string => `CSV:59,34,76,1,,${language},false,true`;
/** How somebody takes the standard CSV in who says what it is: commas, points, what stands in quotes is text. */
export const asItSays = 'CSV:44,34,76,1,,1033,true,false';

const word = (text: string) =>
  text.replace(/&(lt|gt|quot|apos|amp|#\d+|#x[\da-f]+);/gi, (_, name: string) => {
    const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
    if (!name.startsWith('#')) return named[name.toLowerCase()]!;
    return String.fromCodePoint(/^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)));
  });

/** A profile of these tests' own: another LibreOffice that is open answers nothing for it. */
let profile: string | undefined;

function ownProfile(): string {
  if (profile !== undefined) return profile;
  const made = mkdtempSync(join(tmpdir(), 'office-profile-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  profile = made;
  return made;
}

/** Runs LibreOffice once; answers the bytes of what it made of each file, in their order. A start takes it longer than a file. */
function converted(files: readonly OfficeFile[], to: string, filter?: string): Buffer[] {
  const folder = mkdtempSync(join(tmpdir(), 'office-'));
  try {
    const names = files.map(({ name }, at) => `${at}-${name}`);
    for (const [at, name] of names.entries()) writeFileSync(join(folder, name), files[at]!.content);
    const installed = `-env:UserInstallation=file://${ownProfile()}`;
    const how = filter === undefined ? [] : [`--infilter=${filter}`];
    const where = ['--convert-to', to, '--outdir', join(folder, 'out')];
    const words = ['--headless', '--norestore', installed, ...how, ...where, ...names];
    const ran = spawnSync('soffice', words, { cwd: folder, encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`LibreOffice: ${ran.stderr}`);
    const made = (name: string) => name.replace(/\.\w+$/, `.${to.split(':')[0]}`);
    return names.map((name) => readFileSync(join(folder, 'out', made(name))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Documents as LibreOffice makes PDFs of them that are marked for who hears them (PDF/UA). */
export const pdfsByLibreOffice = (files: readonly OfficeFile[]): Uint8Array<ArrayBuffer>[] =>
  converted(
    files,
    'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}',
  ).map((pdf) => new Uint8Array(pdf));

/** Spreadsheets as LibreOffice saves them again after opening them. */
export const savedAgain = (files: readonly OfficeFile[]): Uint8Array<ArrayBuffer>[] =>
  converted(files, 'xlsx').map((saved) => new Uint8Array(saved));

/** What LibreOffice reads in each file, cell by cell. */
export function readByLibreOffice(files: readonly OfficeFile[], filter?: string): OfficeSheets[] {
  return converted(files, 'fods', filter).map((bytes) =>
    Object.fromEntries(
      [...bytes.toString('utf8').matchAll(/<table:table table:name="([^"]*)"[\s\S]*?<\/table:table>/g)].map(
        ([table, title]) => [word(title!), rowsIn(table!)],
      ),
    ),
  );
}

const repeated = (tag: string, what: string) =>
  Number(new RegExp(`number-${what}-repeated="(\\d+)"`).exec(tag)?.[1] ?? 1);

function rowsIn(table: string): (OfficeCell | undefined)[][] {
  const rows: (OfficeCell | undefined)[][] = [];
  for (const [row, head] of table.matchAll(/(<table:table-row[^>]*)(?:\/>|>[\s\S]*?<\/table:table-row>)/g)) {
    const cells = cellsIn(row!);
    if (cells.every((cell) => !cell) && repeated(head!, 'rows') > 1) continue;
    for (let times = repeated(head!, 'rows'); times > 0; times--) rows.push(cells);
  }
  return rows;
}

function cellsIn(row: string): (OfficeCell | undefined)[] {
  const cells: (OfficeCell | undefined)[] = [];
  const tags = /(<table:(?:covered-)?table-cell[^>]*?)(?:\/>|>([\s\S]*?)<\/table:(?:covered-)?table-cell>)/g;
  for (const [, tag, inside] of row.matchAll(tags)) {
    const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag!)?.[1];
    const is = attribute('office:value-type');
    const formula = attribute('table:formula');
    const said = attribute('office:(?:date-|time-|boolean-)?value') ?? textIn(inside ?? '');
    const cell =
      is === undefined ? undefined : { is, value: word(said), ...(formula ? { formula: word(formula) } : {}) };
    const times = repeated(tag!, 'columns');
    if (cell === undefined && times > 100) continue;
    for (let left = times; left > 0; left--) cells.push(cell);
  }
  return cells;
}

/** The paragraphs of a cell, a line each. */
const textIn = (inside: string): string =>
  [...inside.matchAll(/<text:p(?:\s[^>]*)?(?:\/>|>([\s\S]*?)<\/text:p>)/g)]
    .map(([, words = '']) =>
      words
        .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count = '1') => ' '.repeat(Number(count)))
        .replace(/<text:tab\/>/g, '\t')
        .replace(/<text:line-break\/>/g, '\n')
        .replace(/<[^>]*>/g, ''),
    )
    .join('\n');
