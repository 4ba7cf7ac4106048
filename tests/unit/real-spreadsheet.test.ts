/** What a spreadsheet that is not ours reads of our files: LibreOffice, set up in Finnish, Swedish and English. */

import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, type DataTable, harmless, type Value } from '../../src/files/data-table.ts';
import { xlsx } from '../../src/files/xlsx.ts';
import { reportSheet } from '../../src/results/export-report.ts';
import { changesTable, groupsTable, itemsTable } from '../../src/results/export-results.ts';
import { rowsTable } from '../../src/results/export-rows.ts';
import { researchRows } from '../../src/results/research-rows.ts';
import { toSheets } from '../../src/survey/instrument/formats/xlsform.ts';
import { fromXlsx, toXlsx } from '../../src/survey/instrument/formats/xlsx.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { came } from '../support/forms.ts';
import { aFile } from '../support/instruments.ts';
import {
  asItSays,
  atDoubleClick,
  hasLibreOffice,
  libreOfficeNotRun,
  type OfficeCell,
  type OfficeSheets,
  readByLibreOffice,
  savedAgain,
  spreadsheets,
} from '../support/libreoffice.ts';
import { madeInstrument } from '../support/made-instruments.ts';
import { fc } from '../support/property.ts';
import { releasedResults as resultsOf } from '../support/released.ts';
import { responses } from '../support/responses.ts';
import { documentWords } from '../support/written-documents.ts';

const office = hasLibreOffice ? 'LibreOffice' : `LibreOffice (${libreOfficeNotRun})`;
const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

const table = (rows: DataTable['rows'], ...types: DataTable['columns'][number]['type'][]): DataTable => ({
  name: 't',
  title: 'T',
  columns: types.map((type, at) => ({ name: `c${at}`, type, description: 'd' })),
  rows,
});

/** Texts that spreadsheets make something else of: parts of numbers, dates, times and sums, in every order. */
const parts = [
  ...['1', '01', '0012', '31', '99', '2026', '1,5', '1.5', '1 000', '1.000', '½', '1/2', '12:30', '12.30', '3.12.'],
  ...[
    '3.12.2026',
    '2026-12-03',
    '7/2026',
    '1e5',
    '5 %',
    '10 €',
    '$5',
    '£3',
    '5 kr',
    '(5)',
    'T18:30',
    '3 pm',
    '3 ap.',
    '3 fm',
    '3:00 em',
    '#N/A',
    '-1',
    '+5',
  ],
  ...['tammi', 'heinäkuu', 'joulukuuta', 'jan', 'januari', 'maj', 'May', 'sept', 'elo', 'Mar'],
  ...[
    'ma',
    'keskiviikko',
    'ti',
    'onsdag',
    'Mon',
    'Friday',
    'su',
    'klo',
    'Kirjasto',
    'A',
    'Q3',
    '=1+1',
    '@SUM(A1)',
    '-cmd',
  ],
];
const risky = fc
  .tuple(
    fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', ' ', '.', '-', '/', ':', ', ', '. '),
  )
  .map(([words, sign]) => words.join(sign));
const alone = [
  'TRUE',
  'tosi',
  'epätosi',
  'falskt',
  '\t=1+1',
  '  =1+1',
  ' 12',
  '#N/A',
  '2026-12-03T18:30',
  '00100',
  '0401234567',
];
const words = [
  'Hämeenlinna; keskus',
  'Ääkköset, “lainaus”',
  'rivi\nrivi',
  '"',
  'مرحبا',
  '😀',
  '18–29-vuotiaat',
  'a  b',
];
const texts = [...new Set([...parts, ...alone, ...words, ...fc.sample(risky, { numRuns: 3000, seed: 20261129 })])];

/** What one file holds, as it is read there. */
const read = (name: string, content: Uint8Array | string, filter?: string): OfficeSheets =>
  readByLibreOffice([{ name, content }], filter)[0]!;

/** The rows under the head, by the number in their last column: a spreadsheet may leave rows out. */
function rowsOf(sheets: OfficeSheets): Map<number, (OfficeCell | undefined)[]> {
  const [, ...rows] = Object.values(sheets)[0]!;
  return new Map(rows.map((row) => [Number(row.at(-1)?.value), row]));
}
/** A text as LibreOffice shows it: one kind of line end, without signs that nobody sees. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it leaves out
const seen = (text: string) => text.replace(/\r\n?/g, '\n').replace(/\u0001/g, '');
/** A truth value as LibreOffice holds it: of a workbook as a formula of its own, of a CSV as the word that stands there. */
const isTruth = (cell: OfficeCell | undefined, truth: boolean) =>
  cell?.formula === `of:=${String(truth).toUpperCase()}()` || (cell?.is === 'string' && cell.value === String(truth));
/** A text as a spreadsheet holds it: its words, behind the apostrophe that keeps them what they are. */
const isText = (cell: OfficeCell | undefined, text: string) =>
  cell?.is === 'string' && cell.formula === undefined && [text, `'${text}`].includes(cell.value);

describe.runIf(hasLibreOffice)(`a CSV for a spreadsheet, opened by ${office}`, () => {
  const all = csv(
    table(
      texts.map((text, at) => [text, at]),
      'string',
      'integer',
    ),
    'spreadsheet',
  );
  test.each(Object.entries(spreadsheets))('set up in %s: every text is that text', (_, language) => {
    const rows = rowsOf(read('t.csv', all, atDoubleClick(language)));
    const lost = texts.flatMap((text, at) => (isText(rows.get(at)?.[0], text) ? [] : [[text, rows.get(at)?.[0]]]));
    expect(lost).toEqual([]);
  });

  test('every number is that number, a day that day', () => {
    const numbers = [0, -1, 3.5, -2.25, 1e6, 123_456_789.5, 0.1 + 0.2, 1e-7, 1e21, 1 / 3, 97.3];
    const days = ['2026-11-28', '2027-01-01'];
    const made = table(
      numbers.map((n, at) => [n, days[at % 2], at]),
      'number',
      'date',
      'integer',
    );
    const rows = rowsOf(read('t.csv', csv(made, 'spreadsheet'), atDoubleClick(spreadsheets.Finnish)));
    for (const [at, n] of numbers.entries()) {
      expect(rows.get(at)![0]).toMatchObject({ is: 'float' });
      expect(Number(rows.get(at)![0]!.value) / (n || 1)).toBeCloseTo(n === 0 ? 0 : 1, 12);
      expect(rows.get(at)![1]).toEqual({ is: 'date', value: days[at % 2] });
    }
  });
});

test.runIf(hasLibreOffice)(
  `the standard CSV, taken in as it says by ${office}: texts are texts, numbers numbers`,
  () => {
    const made = table(
      texts.map((text, at) => [text, at / 4, at]),
      'string',
      'number',
      'integer',
    );
    const rows = rowsOf(read('t.csv', csv(made), asItSays));
    for (const [at, text] of texts.entries()) {
      expect(rows.get(at)![0], text).toEqual({ is: 'string', value: harmless(text) });
      expect(rows.get(at)![1]).toEqual({ is: 'float', value: String(at / 4) });
    }
  },
);

describe.runIf(hasLibreOffice)(`an XLSX, opened by ${office}`, () => {
  test('every text is that text, every number that number', async () => {
    const odd = ['_x000D_', 'a_x0041_b', 'a\rb', 'a\r\nb', ' välejä  ', '<&>"\'', '\u2028', 'x'.repeat(32_767), "'"];
    const all = [...texts, ...odd];
    const file = await xlsx(
      [
        table(
          all.map((text, at) => [text, at / 4, at % 2 === 0, at]),
          'string',
          'number',
          'boolean',
          'integer',
        ),
      ],
      {
        name: 'Muuttujat',
        head: ['a', 'b', 'c'],
      },
    );
    const rows = rowsOf(read('t.xlsx', await bytesOf(file)));
    for (const [at, text] of all.entries()) {
      const [said, number, truth] = rows.get(at)!;
      expect(said!.is, text).toBe('string');
      expect(seen(said!.value), text).toBe(seen(harmless(text)));
      expect(number).toEqual({ is: 'float', value: String(at / 4) });
      expect(isTruth(truth, at % 2 === 0), text).toBe(true);
    }
  });
});

describe.runIf(hasLibreOffice)(`the tables of results, opened by ${office}`, () => {
  const choices = { least: 10, period: 'month' } as const;
  const tables = async (): Promise<DataTable[]> => {
    const answered = [
      ...responses(40, { unit: '0012' }),
      ...responses(30, { unit: '=1+1' }),
      ...responses(20, { unit: 'ma 3.12.' }),
      ...responses(4, { unit: 'Pieni' }),
    ];
    const results = await resultsOf(esis, answered, choices);
    const said = { language: 'fi', unit: (id: string) => id, withheld: (standing: string) => standing };
    const { rows } = researchRows(esis, {}, answered, choices, () => 0.5);
    return [
      groupsTable(results, 'Tulokset', said),
      itemsTable(results, 'Kohdat', said),
      changesTable(results, 'Muutokset', said),
      rowsTable(esis, rows, 'Vastaukset', said),
    ];
  };

  /** Whether a cell says what was meant, in whatever way a file of this kind can. */
  function says(cell: OfficeCell | undefined, value: Value): boolean {
    if (value === undefined) return cell === undefined;
    if (typeof value === 'number') return cell?.is === 'float' && Math.abs(Number(cell.value) - value) < 1e-9;
    if (typeof value === 'boolean') return isTruth(cell, value);
    return isText(cell, value);
  }
  const check = (sheet: (OfficeCell | undefined)[][], { columns, rows }: DataTable, name: string) => {
    const [head, ...cells] = sheet;
    expect(head!.map((cell) => cell?.value)).toEqual(columns.map((column) => column.name));
    expect(cells).toHaveLength(rows.length);
    const wrong = rows.flatMap((row, r) =>
      row.flatMap((value, c) => (says(cells[r]![c], value) ? [] : [[name, columns[c]!.name, value, cells[r]![c]]])),
    );
    expect(wrong).toEqual([]);
  };

  test('as the CSV of a Finnish spreadsheet and as XLSX: cell by cell what was meant', async () => {
    const all = await tables();
    const files = all.map((one) => ({ name: 't.csv', content: csv(one, 'spreadsheet') }));
    for (const [at, sheets] of readByLibreOffice(files, atDoubleClick(spreadsheets.Finnish)).entries())
      check(Object.values(sheets)[0]!, all[at]!, all[at]!.name);
    const file = await xlsx(all, { name: 'Muuttujat', head: ['Taulukko', 'Sarake', 'Merkitys'] });
    const sheets = read('t.xlsx', await bytesOf(file));
    expect(Object.keys(sheets)).toEqual(['Tulokset', 'Kohdat', 'Muutokset', 'Vastaukset', 'Muuttujat']);
    for (const one of all) check(sheets[one.title]!, one, one.title);
  });
});

describe.runIf(hasLibreOffice)(`the report of results, opened by ${office}`, () => {
  const languages = ['fi', 'sv', 'en'] as const;
  const reportIn = async (language: (typeof languages)[number]) => {
    const answered = [
      ...responses(40, { unit: 'Päiväkeskus' }),
      ...responses(4, { unit: 'Pieni' }),
      ...responses(40, { unit: `Työ's ${'pitkä '.repeat(30)}` }),
    ];
    const results = await resultsOf(esis, answered, { least: 10, period: 'month' });
    const words = documentWords(language);
    const report = reportSheet(results, words, (unit) => unit);
    const dictionary = { name: 'Muuttujat', head: ['a', 'b', 'c'] as const };
    const table = groupsTable(results, 'Tulokset', { language, unit: (id) => id, withheld: (is) => is });
    return { words, report, content: await bytesOf(xlsx([table], dictionary, report)) };
  };
  // A start of LibreOffice takes longer than all three files.
  let reports: Awaited<ReturnType<typeof reportIn>>[];
  let [opened, saved]: [OfficeSheets[], Uint8Array<ArrayBuffer>[]] = [[], []];
  beforeAll(async () => {
    reports = await Promise.all(languages.map(reportIn));
    const files = reports.map(({ content }) => ({ name: 't.xlsx', content }));
    [opened, saved] = [readByLibreOffice(files), savedAgain(files)];
  });

  test.each(languages)('is a sheet to read and to print, in the words of the screen: %s', (language) => {
    const place = languages.indexOf(language);
    const [{ words, report }, sheets] = [reports[place]!, opened[place]!];
    expect(Object.keys(sheets)[0]).toBe(report.title);
    const [head, ...cells] = sheets[report.title]!;
    expect(head!.map((cell) => cell?.value)).toEqual(report.columns.map((column) => column.head));
    // Each group once, and each of its numbers that of the table beside it.
    expect(cells).toHaveLength(sheets.Tulokset!.length - 1);
    const valuesIn = (rows: (OfficeCell | undefined)[][], at: number) =>
      rows.flatMap((row) => row[at]?.value ?? []).sort();
    const names = sheets.Tulokset![0]!.map((cell) => cell?.value);
    const mean = report.columns.findIndex(({ head: said }) => said === words.t('report.mean'));
    expect(valuesIn(cells, mean).length).toBeGreaterThan(0);
    expect(valuesIn(cells, mean)).toEqual(valuesIn(sheets.Tulokset!.slice(1), names.indexOf('mean')));
    const small = cells.filter((row) => row[2]?.value === 'Pieni');
    expect(small.map((row) => row.at(-1)?.value)).toEqual(
      small.map(() => words.t('report.withheld.few', { count: 10 })),
    );
    // What spreadsheets do with it is kept when one saves it again: widths, filter, what is printed, decimals.
    const files = unzipSync(saved[place]!);
    const [sheet, book, styles] = ['worksheets/sheet1.xml', 'workbook.xml', 'styles.xml'].map((name) =>
      strFromU8(files[`xl/${name}`]!),
    );
    expect(sheet).toContain('<autoFilter ref="A1:');
    expect(sheet).toMatch(/orientation="landscape"/);
    expect(sheet).toMatch(/fitToWidth="1"/);
    const widths = [...sheet!.matchAll(/<col [^>]*\bwidth="([\d.]+)"/g)].map(([, width]) => Math.round(Number(width)));
    // Its letters are not Excel’s: one column is as much wider than another as it was.
    expect(widths[0]! / widths[1]!).toBeCloseTo(2.6, 0);
    // The head says more than one line of its column holds.
    expect(Number(/<row r="1"[^>]*\bht="([\d.]+)"/.exec(sheet!)?.[1])).toBeGreaterThan(28);
    expect(book).toMatch(/_xlnm\.Print_Area"[^>]*>[^<]*\$A\$1:/);
    expect(book).toMatch(/_xlnm\.Print_Titles"[^>]*>[^<]*\$1:\$1</);
    // As many decimals as the screen writes: `50`, not `50,0`.
    const decimals = new Set(
      report.rows.flatMap((row) => row.flatMap((cell) => (typeof cell === 'object' ? cell.decimals : []))),
    );
    expect([...decimals]).toEqual([0]);
    expect(styles).toContain('formatCode="0"');
    expect(styles).not.toContain('formatCode="0.0');
  });
});

describe.runIf(hasLibreOffice)(`our XLSForm, opened by ${office}`, () => {
  test('says in every cell what it says here, and is read here as it was once it was saved there', async () => {
    const { instrument: own } = await came({ file: aFile(), told: [] });
    const [made] = fc.sample(madeInstrument, { numRuns: 1, seed: 20261130 });
    const both = [own!, made!];
    const files = await Promise.all(
      both.map(async (one) => ({ name: 'kysely.xlsx', content: await bytesOf(await toXlsx(one)) })),
    );
    const [opened, saved] = [readByLibreOffice(files), savedAgain(files)];
    for (const [at, one] of both.entries()) {
      const [file, sheets] = [files[at]!.content, opened[at]!];
      const meant = Object.entries(toSheets(one));
      expect(Object.keys(sheets)).toEqual(meant.map(([name]) => name));
      for (const [name, rows] of meant) {
        const cells = sheets[name]!.map((row) => row.map((cell) => cell?.value ?? ''));
        const wide = Math.max(...rows.map((row) => row.length));
        const even = (row: unknown[]) => Array.from({ length: wide }, (_, at) => seen(String(row[at] ?? '')));
        expect(cells.map(even), name).toEqual(rows.map(even));
        expect(sheets[name]!.flat().every((cell) => cell === undefined || cell.is === 'string')).toBe(true);
      }
      const again = await fromXlsx(new File([saved[at]!], 'kysely.xlsx'));
      const before = await fromXlsx(new File([file], 'kysely.xlsx'));
      const shown = (read: typeof before) =>
        JSON.parse(JSON.stringify(read), (_, value) => (typeof value === 'string' ? seen(value) : value));
      expect(shown(again)).toEqual(shown(before));
      expect(again).toHaveProperty('file');
    }
  });
});
