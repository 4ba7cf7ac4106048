/** The workbook that tables and forms are given out in: another program reads in it what was written, however much it is. */

import { strFromU8, unzipSync } from 'fflate';
import readSheets from 'read-excel-file/universal';
import { expect, test, vi } from 'vitest';
import { type Cell, workbook } from '../../src/files/workbook.ts';
import { fc } from '../support/property.ts';

// What begins a worker once a file is large. In a page it would never answer: neither a file nor an error would come.
vi.mock('fflate', async (original) => ({
  ...(await original<typeof import('fflate')>()),
  zip: () => {
    throw new Error('a worker');
  },
}));

/** What read-excel-file gives for a cell: it trims texts, and has none for an empty one. */
const read = (cell: Cell) => (typeof cell === 'string' ? cell.trim() || null : (cell ?? null));

const text = fc.stringMatching(/^[\w<>&"' äöåÄÖÅ€\u{1f600}-\u{1f610}-]{0,40}$/u);
const cell = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.boolean());

test('every text, number and truth value comes back from its cell, in every row, column and sheet', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.array(cell, { minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 5 }), {
        minLength: 1,
        maxLength: 3,
      }),
      async (tables) => {
        // A first cell that is empty would leave the reader no column to begin at.
        const sheets = tables.map((rows, at) => ({ name: `T${at}`, rows: rows.map((row) => ['x', ...row, 'x']) }));
        const found = await readSheets(workbook(sheets));
        expect(found.map(({ sheet }) => sheet)).toEqual(sheets.map(({ name }) => name));
        for (const [at, { rows }] of sheets.entries()) {
          const widest = Math.max(...rows.map(({ length }) => length));
          const padded = rows.map((row) => Array.from({ length: widest }, (_, place) => read(row[place])));
          expect(found[at]!.data).toEqual(padded);
        }
      },
    ),
    { numRuns: 60, seed: 20261128 },
  );
});

test('a number that is none leaves its cell empty: no spreadsheet opens a file with NaN in it', async () => {
  const file = workbook([{ name: 'T', rows: [['x', Number.NaN, Number.POSITIVE_INFINITY, -Infinity, 0, 'x']] }]);
  const sheet = strFromU8(unzipSync(new Uint8Array(await file.arrayBuffer()))['xl/worksheets/sheet1.xml']!);
  expect(sheet).not.toMatch(/NaN|Infinity/);
  expect((await readSheets(file))[0]!.data).toEqual([['x', null, null, null, 0, 'x']]);
});

test('a large workbook is made in the page: the app’s policy lets no library begin a worker', async () => {
  const rows = Array.from({ length: 20_000 }, (_, row) => [`rivi ${row} ${(row * 7919) % 10_007}`, row]);
  const [sheet] = await readSheets(workbook([{ name: 'Suuri', rows, hasHead: true }]));
  expect(sheet!.data).toEqual(rows);
});
