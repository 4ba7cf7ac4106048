/** Files for other programs open right in the program that people open them with: names, lengths, signs, marks. */

import readSheets from 'read-excel-file/universal';
import { describe, expect, test } from 'vitest';
import { columnNames, csv, type DataTable, dataPackage, uniqueNames } from '../../src/files/data-table.ts';
import { xlsx } from '../../src/files/xlsx.ts';
import { periodCode } from '../../src/periods/names.ts';
import { periodOf } from '../../src/periods/periods.ts';
import { rowsTable } from '../../src/results/export-rows.ts';
import type { ResearchRow } from '../../src/results/research-rows.ts';
import { spssSyntax, variableNames } from '../../src/results/spss-syntax.ts';
import type { Instrument, Item } from '../../src/survey/instrument/instrument.ts';
import { madeInstrument } from '../support/made-instruments.ts';
import { fc } from '../support/property.ts';
import { hasPspp, psppNotRun, runPspp } from '../support/pspp.ts';

const wordsIn = (language: string) => ({ language, unit: (id: string) => id });

const long =
  'Kun ajattelet viime kuukautta kokonaisuutena, kuinka usein sinulla oli mahdollisuus viettää aikaa ihmisten kanssa, joiden seurassa viihdyt, jakaa heidän kanssaan arjen iloja ja suruja sekä saada heiltä tarvittaessa apua ja tukea myös silloin, kun et osannut sitä itse pyytää?';

/** An instrument with these items and words. */
const instrumentOf = (items: Item[], words: string[] = items.map(({ id }) => id)): Instrument => ({
  ...fc.sample(madeInstrument, { numRuns: 1, seed: 1 })[0]!,
  id: 'oma',
  items,
  scales: { yn: [1, 0] },
  scorings: [],
  texts: {
    fi: { title: 'Oma', items: words, scales: { yn: { 1: 'Kyllä', 0: 'Ei' } } },
  } as unknown as Instrument['texts'],
});
const row = (answers: ResearchRow['answers'], changes: Partial<ResearchRow> = {}): ResearchRow => ({
  person: 1,
  wave: 0,
  unit: 'Hämeenlinna',
  period: '2026M07',
  mode: 'self',
  language: 'fi',
  answers,
  several: undefined,
  ...changes,
});
const table = (columns: DataTable['columns'], rows: DataTable['rows']): DataTable => ({
  name: 't',
  title: 'T',
  columns,
  rows,
});
const texts = (...cells: string[]) =>
  table(
    cells.map((_, n) => ({ name: `c${n}`, type: 'string', description: 'd' })),
    [cells],
  );

describe('the names of a table', () => {
  test('are each their own, in every file, though a question is called as a column of the app', async () => {
    const made = rowsTable(
      instrumentOf([
        { id: 'unit', type: 'single', scale: 'yn' },
        { id: 'Time', type: 'number' },
        { id: 'withheld', type: 'number' },
      ]),
      [row([1, 3.5, 2])],
      'Vastaukset',
      wordsIn('fi'),
    );
    const names = ['person', 'time', 'unit', 'period', 'mode', 'language', 'unit_2', 'Time_2', 'withheld'];
    expect(columnNames(made)).toEqual(names);
    expect(csv(made).split('\r\n')[0]).toBe(`\uFEFF${names.map((name) => `"${name}"`).join(',')}`);
    expect(dataPackage('p', 'P', [made]).resources[0]!.schema.fields.map(({ name }) => name)).toEqual(names);
    const sheets = await readSheets(await xlsx([made], { name: 'Vastaukset', head: ['a', 'b', 'c'] }));
    expect(sheets[0]!.data[0]).toEqual(names);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Vastaukset', 'Vastaukset_2']);
  });

  test('of any kind become names that a statistics program takes: legal, short, no two alike', () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.constantFrom(
        'all',
        'BY',
        'To',
        'or ',
        'Ńot__',
        'q-1',
        'q_1',
        'q.1',
        '1a',
        'ikä',
        'IKA',
        '',
        '_',
        'a'.repeat(70),
        `${'a'.repeat(70)}b`,
      ),
    );
    fc.assert(
      fc.property(fc.array(name, { maxLength: 30 }), (given) => {
        const made = variableNames(given);
        expect(made).toHaveLength(given.length);
        expect(new Set(made.map((one) => one.toLowerCase())).size).toBe(given.length);
        for (const one of made) {
          expect(one).toMatch(/^[A-Za-z]\w{0,63}$/);
          expect(one).not.toMatch(/^(all|and|by|eq|ge|gt|le|lt|ne|not|or|to|with)$/i);
        }
      }),
    );
    expect(uniqueNames(['a', 'A', 'a_2'])).toEqual(['a', 'A_3', 'a_2']);
  });
});

describe('a text that is too long for a program', () => {
  /** The words in quotes of each label of a syntax. */
  const labels = (syntax: string) =>
    [...syntax.matchAll(/^VARIABLE LABELS \w+\n '((?:[^']|'')*)'\.$/gm)].map(([, text]) => text!);

  test('is cut before it is quoted, by its bytes, within no letter', () => {
    const word = fc.oneof(
      fc.constantFrom("d'accord", "''", 'ä', '😀', '👩‍🚀', '\n', 'مرحبا'),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 200 }), (words) => {
        const text = `x${words.join(' ')}`;
        const instrument = instrumentOf([{ id: 'q1', type: 'single', scale: 'yn' }], [text]);
        const made = rowsTable(instrument, [row([1])], 'Vastaukset', wordsIn('fi'));
        const found = labels(spssSyntax(instrument, made));
        expect(found).toHaveLength(made.columns.length);
        for (const label of found) {
          expect(Buffer.byteLength(label)).toBeLessThanOrEqual(255);
          expect(Buffer.from(label).toString('utf8')).toBe(label);
        }
        const plain = text.replace(/\p{Cc}|\s+/gu, ' ').trim();
        expect(plain.startsWith(found[6]!.replaceAll("''", "'"))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a CSV', () => {
  test('for a spreadsheet has semicolons, decimal commas and its mark; the standard one commas and points', () => {
    const made = table(
      [
        { name: 'unit', type: 'string', description: 'd' },
        { name: 'mean', type: 'number', description: 'd' },
      ],
      [['Hämeenlinna; keskus', 3.5]],
    );
    expect(csv(made, 'spreadsheet')).toBe('\uFEFF"unit";"mean"\r\n"Hämeenlinna; keskus";3,5\r\n');
    expect(csv(made)).toBe('\uFEFF"unit","mean"\r\n"Hämeenlinna; keskus",3.5\r\n');
    expect([...Buffer.from(csv(made)).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  test('leaves a cell empty where a number is none', () => {
    const numbers = table(
      ['a', 'b', 'c'].map((name) => ({ name, type: 'number', description: 'd' })),
      [[Number.NaN, Number.POSITIVE_INFINITY, 0]],
    );
    for (const form of ['standard', 'spreadsheet'] as const)
      expect(csv(numbers, form).split('\r\n')[1]).toBe(form === 'standard' ? ',,0' : ';;0');
  });

  test.each([
    ...['7/2026', '2026-07', '1-2', '3.12.', '12:30', '007', '0401234567', '1E5', '1,5', '50 %', '1.0', '10 €'],
    ...['heinä.26', 'heinäkuu 2026', 'Mar-26', 'May 2026', '1 maj', 'TRUE', 'tosi', '=1+1', '+358 40', '-2', '@a'],
    ...['ma 3.12.', 'keskiviikko 3.12.2026', 'onsdag 1/2', 'Mon 2026-12-03', 'tammi 3.', 'su 3. tammikuuta 2026'],
    ...['2026-12-03T18:30', '3 pm', '£3', '5 kr', '1½', '(5)', '3 ap.', '12.30 ip.', '3 fm', '3:00 em'],
    ...['#N/A', '#DIV/0!', '#NIMI?', '#PUUTTUU!', '#SAKNAS!', '#VÄRDEFEL!'],
  ])('for a spreadsheet keeps %j what it is', (text) => {
    expect(csv(texts(text), 'spreadsheet')).toContain(`"'${text}"`);
  });

  test.each([
    'Kirjasto',
    '2026M07',
    '2026Q3',
    '2026H2',
    'v1',
    'A1',
    'Majakka',
    'Toukola',
    'Decathlon',
    '18–29-vuotiaat',
    '18–29',
    'Linja 3',
    'maanantai',
    'E5',
    'May',
    's1',
    '#osallisuus',
    'klo 12 ipana',
    '',
  ])('for a spreadsheet leaves %j alone', (text) => {
    expect(csv(texts(text), 'spreadsheet')).toContain(`"${text}"`);
  });

  test('tells a period so that no spreadsheet takes it for a date', () => {
    const written = (['year', 'half', 'quarter', 'month'] as const).map((length) =>
      periodCode(periodOf(length, '2026-07-15')),
    );
    expect(written).toEqual(['2026', '2026H2', '2026Q3', '2026M07']);
  });
});

describe('a workbook', () => {
  test('holds every text: what XML has no sign for, what looks like a number of one, what is longer than a cell', async () => {
    const given = ['_x0041_', 'a\u0001b', 'a\rb', 'x_x000D_', '_x', 'y'.repeat(40_000)];
    const file = await xlsx([texts(...given)], { name: 'Vastaukset', head: ['a', 'b', 'c'] });
    const [sheet] = await readSheets(file);
    expect(sheet!.data[1]).toEqual([...given.slice(0, -1), `${'y'.repeat(32_766)}…`]);
    const [signs] = await readSheets(xlsx([texts(`y${'😀'.repeat(20_000)}`)], { name: 'V', head: ['a', 'b', 'c'] }));
    expect(signs!.data[1]).toEqual([`y${'😀'.repeat(16_382)}…`]);
  });
});

test('no line of a syntax is longer than 256 characters, however long names and words are', () => {
  const ids = Array.from({ length: 200 }, (_, n) => `${'pitka-tunnus-'.repeat(3).slice(0, 36)}${n}`);
  const items = ids.map((id): Item => ({ id, type: 'single', scale: 'yn' }));
  const scoring = {
    name: 'n'.repeat(40),
    version: '1',
    of: 'sum' as const,
    items: ids,
    from: 0,
    to: 200,
    source: long,
  };
  const words = items.map((_, n) => "d'accord ".repeat(100).slice(0, 100 + n));
  const instrument = { ...instrumentOf(items, words), scorings: [{ ...scoring, minus: 10, times: 2.5 }] };
  const made = rowsTable(instrument, [row(ids.map(() => 1))], long, wordsIn('fi'));
  const syntax = spssSyntax(instrument, made);
  for (const line of syntax.split('\n')) expect(line.length, line).toBeLessThanOrEqual(256);
  expect(syntax.match(/SUM\.200\(([^)]*)\)/)![1]!.split(',')).toHaveLength(200);
  if (hasPspp) expect(runPspp(made.name, csv(made), syntax, { after: 'LIST.' }).complaints).toEqual([]);
});

test('a row is one line, whatever the unit is called', () => {
  const made = rowsTable(instrumentOf([]), [row([], { unit: 'Häme\r\nkeskus' })], 'Vastaukset', wordsIn('fi'));
  expect(csv(made).split('\r\n')[1]).toBe('1,0,"Häme keskus","2026M07","self","fi"');
});

test('a syntax begins with the mark of its encoding, states the decimal sign, and gives every column its true width', () => {
  const columns = [
    { name: 'unit', type: 'string' },
    { name: 'n', type: 'integer' },
    { name: 'mean', type: 'number' },
    { name: 'empty', type: 'string' },
  ].map((column) => ({ ...column, description: 'd' }) as DataTable['columns'][number]);
  const made = table(columns, [
    ['Ähtäri, keskus', 7, 1234567.125, undefined],
    ['=1', 1234567890, 0.5, undefined],
  ]);
  const syntax = spssSyntax(instrumentOf([]), made);
  expect([...Buffer.from(syntax).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(syntax).toMatch(/\nPRESERVE\.\nSET DECIMAL=DOT\.\nGET DATA .*\/ENCODING='UTF8'/);
  expect(syntax).toMatch(/\nRESTORE\.\n$/);
  // Of a text the bytes are counted: two for ä.
  expect(syntax).toMatch(/ {2}unit A16\n {2}n F10\.0\n {2}mean F11\.3\n {2}empty A1\./);
});

const pspp = hasPspp ? 'PSPP' : `PSPP (${psppNotRun})`;
describe.runIf(hasPspp)(`what is read by ${pspp}`, () => {
  test.each(['', 'SET DECIMAL=COMMA.'])('has every value, whatever the settings before (%s)', (before) => {
    const instrument = instrumentOf(
      [
        { id: 'unit', type: 'single', scale: 'yn' },
        { id: 'hours', type: 'number' },
        { id: 'to', type: 'number' },
        { id: 'since', type: 'date' },
      ],
      [long, 'Tunteja, "noin"', "d'accord", 'Mistä päivästä?'],
    );
    const made = rowsTable(
      instrument,
      [
        row([1, 3.5, 2, null], { days: { since: '2024-02-29' } }),
        row([0, 12.25, 4, null], { unit: 'Ähtäri, "keskus"; ä' }),
      ],
      'Vastaukset.',
      wordsIn('fi'),
    );
    const { complaints, printed } = runPspp(made.name, csv(made), spssSyntax(instrument, made), {
      before,
      after: 'SET DECIMAL=DOT.\nLIST.\nDISPLAY DICTIONARY.',
    });
    expect(complaints).toEqual([]);
    expect(printed).toMatch(/1,0,Hämeenlinna,2026M07,self,fi,1,3\.50,2,2024\/02\/29/);
    expect(printed).toContain('12.25');
    expect(printed).toContain('Ähtäri, ""keskus""; ä');
    expect(printed).toContain('Kun ajattelet viime kuukautta kokonaisuutena');
    expect(printed).toContain('Kyllä');
  });

  test('has no complaint about any instrument', () => {
    for (const instrument of fc.sample(madeInstrument, { numRuns: 12, seed: 20261128 })) {
      const language = Object.keys(instrument.texts)[0]!;
      const answers = instrument.items.map(({ type }) => (type === 'number' ? 2.5 : null));
      const days = Object.fromEntries(instrument.items.map(({ id }) => [id, '1999-12-31']));
      const made = rowsTable(instrument, [row(answers), row(answers, { days })], "D'accord. Näin", wordsIn(language));
      const { complaints } = runPspp(made.name, csv(made), spssSyntax(instrument, made), { after: 'LIST.' });
      expect(complaints, instrument.id).toEqual([]);
    }
  });
});
