/**
 * Whatever a few people answered, all that a worker's device shows, prints or gives out of it is the same to the letter: while a
 * month runs of everybody, and of an ended month of fewer than the smallest group.
 */

import { describe, expect, test } from 'vitest';
import { docx } from '../../src/documents/docx.ts';
import { csv, dataPackage } from '../../src/files/data-table.ts';
import { xlsx } from '../../src/files/xlsx.ts';
import type { Answered } from '../../src/results/answered.ts';
import { reportSheet } from '../../src/results/export-report.ts';
import {
  changesTable,
  type ExportWords,
  groupsTable,
  itemsTable,
  qualityTable,
} from '../../src/results/export-results.ts';
import { fhirBundle, rowsTable } from '../../src/results/export-rows.ts';
import { inFullBatches } from '../../src/results/full-batches.ts';
import { answersTo, openGroups, openItems } from '../../src/results/open-answers.ts';
import { halvesTold, qualityDocument } from '../../src/results/quality-document.ts';
import { batchesOf } from '../../src/results/reading-batches.ts';
import { researchRows } from '../../src/results/research-rows.ts';
import { closeMonths, type Results, resultsOf } from '../../src/results/results.ts';
import { spssSyntax } from '../../src/results/spss-syntax.ts';
import { summaryDocument } from '../../src/results/summary.ts';
import { codesOf, type Instrument } from '../../src/survey/instrument/instrument.ts';
import { instruments } from '../../src/survey/instruments/all.ts';
import { insideOf } from '../support/archives.ts';
import { fc } from '../support/property.ts';
import { response } from '../support/responses.ts';
import { documentWords } from '../support/written-documents.ts';

const choices = { least: 5, period: 'half' } as const;
const words: ExportWords = { language: 'fi', unit: (id) => id, withheld: (standing, least) => `${standing} ${least}` };

/** All that is made of responses for a screen, a paper or a file, on a day. `isUnpacked`: spreadsheets and files to edit further too. */
async function everything(
  instrument: Instrument,
  responses: readonly Answered[],
  today: string,
  isUnpacked = false,
): Promise<string> {
  const releases = await closeMonths(instrument, responses, [], { least: choices.least, today });
  const results = resultsOf(instrument, releases, responses, choices);
  const tables = [
    groupsTable(results, 'a', words),
    itemsTable(results, 'b', words),
    changesTable(results, 'c', words),
    qualityTable(results, 'd', words),
  ];
  const marks = Object.fromEntries(instrument.items.map(({ id }) => [id, 'identifying' as const]));
  const rows = researchRows(instrument, marks, inFullBatches(releases, responses).flat(), choices, () => 0.5);
  const rowTable = rowsTable(instrument, rows.rows, 'rows', words);
  const written = await Promise.all(
    openItems(instrument).map(async ({ id }) => {
      const answers = answersTo(instrument, id, responses);
      return [openGroups(responses, answers, new Map(), choices.least), await batchesOf(answers, releases, responses)];
    }),
  );
  const documents = [
    ...carried(results),
    ...halvesTold([results]).map((half) => qualityDocument({ title: 'a', half, parts: [results] }, documentWords())),
  ];
  const dictionary = { name: 'e', head: ['a', 'b', 'c'] as const };
  const packed = isUnpacked
    ? [
        xlsx(
          tables,
          dictionary,
          reportSheet(results, documentWords(), (unit) => unit),
        ),
        xlsx([rowTable], dictionary),
        ...documents.map(docx),
      ]
    : [];
  return JSON.stringify([
    results,
    ...documents,
    ...(await Promise.all(packed.map(async (file) => insideOf(await file)))),
    reportSheet(results, documentWords(), (unit) => unit),
    ...tables.map((table) => csv(table)),
    dataPackage('a', 'b', tables),
    rows,
    csv(rowTable),
    spssSyntax(instrument, rowTable),
    fhirBundle(instrument, rows.rows, 'fi', 'masked'),
    written,
  ]);
}

/** What is carried into a meeting of each period, of each unit and of all, with every question of the survey in it. */
const carried = (results: Results) =>
  results.periods.flatMap((period) =>
    [undefined, ...results.units].map((unit) =>
      summaryDocument(
        {
          ...{ title: 'a', unit, period, main: results, quotes: [], changed: [], nameOf: (id: string) => id },
          others: [{ results, items: results.instrument.items.map(({ id }) => id) }],
          ...{ isListed: true, isAskedElsewhere: false, instruments: [] },
        },
        documentWords(),
      ),
    ),
  );

/** Responses without an answer yet, and two ways in which all of them could be answered. */
const twice = (instrument: Instrument, most: number) =>
  fc.array(
    fc.record({
      unit: fc.constantFrom('A', 'B'),
      month: fc.constantFrom('2026-01', '2026-02', '2026-03'),
      code: fc.option(fc.constantFrom('K1', 'K2'), { nil: undefined }),
      answers: fc.tuple(
        ...instrument.items.map((item) => fc.tuple(answerOf(instrument, item), answerOf(instrument, item))),
      ),
    }),
    { minLength: 1, maxLength: most },
  );
const answerOf = (instrument: Instrument, item: Instrument['items'][number]): fc.Arbitrary<number | null> => {
  const codes = codesOf(instrument, item);
  if (codes.length > 0 && item.type !== 'several') return fc.constantFrom(...codes);
  return item.type === 'number' ? fc.integer({ min: 0, max: 100 }) : fc.constant(null);
};

describe.each(instruments.map((one) => [one.id, one] as const))('%s', (_, instrument) => {
  const both = (given: { unit: string; month: string; code: string | undefined; answers: (number | null)[][] }[]) => {
    const asked = given.map(({ unit, month, code }) =>
      response({
        unit,
        code,
        at: `${month}-10T12:00:00.000Z`,
        ...{ instrument: instrument.id, instrumentVersion: instrument.version },
      }),
    );
    const words = openItems(instrument).map(({ id }) => id);
    return [0, 1].map((world) =>
      asked.map((one, at) => ({
        ...one,
        answers: given[at]!.answers.map((pair) => pair[world]!),
        texts: Object.fromEntries(words.map((id) => [id, world === 0 ? 'Ensimmäinen' : 'Toinen'])),
      })),
    ) as [Answered[], Answered[]];
  };

  test('nor does anything inside a spreadsheet or a file to edit further', async () => {
    await fc.assert(
      fc.asyncProperty(twice(instrument, 4), async (given) => {
        const [one, other] = both(given);
        const inside = await everything(instrument, one, '2027-01-15', true);
        expect(inside).toContain('word/document.xml');
        expect(inside).toContain('xl/worksheets/sheet1.xml');
        expect(await everything(instrument, other, '2027-01-15', true)).toBe(inside);
      }),
      { numRuns: 1, seed: 20261129 },
    );
  });

  test.each([
    ['of a month that runs', 12, '2026-01-15'],
    ['of fewer than the smallest group, in a year that has ended', 4, '2027-01-15'],
  ])('%s nothing tells what was answered', async (_name, most, today) => {
    await fc.assert(
      fc.asyncProperty(twice(instrument, most), async (given) => {
        const running = most > choices.least;
        const [one, other] = both(running ? given.map((each) => ({ ...each, month: '2026-01' })) : given);
        // Written answers are read once as many as the smallest group have come: of these it is looked below.
        if (running) for (const each of [...one, ...other]) delete (each as { texts?: unknown }).texts;
        expect(await everything(instrument, one, today)).toBe(await everything(instrument, other, today));
      }),
      { numRuns: 20, seed: 20261129 },
    );
  });
});
