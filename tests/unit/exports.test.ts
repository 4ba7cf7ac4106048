/** What is given out: tables with what they mean, small groups withheld, nothing that a spreadsheet would run. */

import readSheets from 'read-excel-file/universal';
import { beforeAll, describe, expect, test } from 'vitest';
import { csv, type DataTable, dataPackage, harmless } from '../../src/files/data-table.ts';
import { xlsx } from '../../src/files/xlsx.ts';
import type { Answered } from '../../src/results/answered.ts';
import { changesTable, type ExportWords, groupsTable, itemsTable } from '../../src/results/export-results.ts';
import { fhirBundle, rowsTable } from '../../src/results/export-rows.ts';
import { inFullBatches } from '../../src/results/full-batches.ts';
import { researchRows, unmarkedItems } from '../../src/results/research-rows.ts';
import { spssSyntax } from '../../src/results/spss-syntax.ts';
import { toFhir } from '../../src/survey/instrument/formats/fhir.ts';
import { codesOf, type Instrument } from '../../src/survey/instrument/instrument.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { eurohis } from '../../src/survey/instruments/eurohis-qol-8.ts';
import { surveyPart } from '../../src/survey/settings.ts';
import { esisStatements } from '../support/esis-words.ts';
import { madeInstrument } from '../support/made-instruments.ts';
import { fc } from '../support/property.ts';
import { releasedResults as resultsOf } from '../support/released.ts';
import { response, responses } from '../support/responses.ts';
import { standardDocument } from '../support/setup.ts';

const choices = { least: 10, period: 'half' } as const;
const words: ExportWords = {
  language: 'fi',
  unit: (id) => id,
  withheld: (standing, least) => `${standing}, below ${least}`,
};

/** The cells of a CSV, read back by its own rules. */
function cells(text: string): string[][] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
        .slice(0, line === '' ? 1 : undefined)
        .map(([, cell = '']) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
        .slice(0, (line.match(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/g)?.length ?? 0) + 1),
    );
}

describe('a table', () => {
  const table = (rows: DataTable['rows']): DataTable => ({
    name: 't',
    title: 'T',
    columns: [
      { name: 'text', type: 'string', description: 'a text' },
      { name: 'n', type: 'number', description: 'a number' },
    ],
    rows,
  });

  test('is written as CSV with the mark of its encoding, every text in quotes', () => {
    expect(
      csv(
        table([
          ['a, "b"', -1.5],
          [undefined, 0],
        ]),
      ),
    ).toBe(`\uFEFF"text","n"\r\n"a, ""b""",-1.5\r\n,0\r\n`);
  });

  test.each(['=1+1', '+358', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＠A1', '\ufeff=1', '\u200b=1'])(
    '%j does not run in a spreadsheet',
    (text) => {
      expect(harmless(text)).toBe(`'${text}`);
      expect(csv(table([[text, 1]]))).not.toContain(`\n${text}`);
    },
  );

  test('any text comes back as it was, an apostrophe before what would run', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[\r\n]/.test(text)),
        (text) => {
          expect(cells(csv(table([[text, 1]])))[1]).toEqual([harmless(text), '1']);
        },
      ),
      { seed: 20261121 },
    );
  });
});

describe('results given out', () => {
  const everyone = [
    ...responses(40, { unit: 'Iso' }),
    ...responses(30, { unit: 'Isompi' }),
    ...responses(4, { unit: '=Pieni' }),
  ];
  let groups: DataTable;
  let tables: DataTable[];
  beforeAll(async () => {
    const results = await resultsOf(esis, everyone, choices);
    groups = groupsTable(results, 'Tulokset', words);
    tables = [groups, itemsTable(results, 'Kohdat', words), changesTable(results, 'Muutokset', words)];
  });
  const column = (table: DataTable, row: number, name: string) =>
    table.rows[row]![table.columns.findIndex((one) => one.name === name)];

  test('a score has its rule’s name and version; a small group has its number and the reason', () => {
    const rows = groups.rows.map((_, row) => ({
      unit: column(groups, row, 'unit'),
      rule: column(groups, row, 'rule'),
      n: column(groups, row, 'counted'),
      mean: column(groups, row, 'mean'),
      withheld: column(groups, row, 'withheld'),
    }));
    expect(rows).toContainEqual({ unit: '=Pieni', rule: undefined, n: 4, mean: undefined, withheld: 'few, below 10' });
    for (const { mean, rule, withheld } of rows) {
      expect(mean === undefined).toBe(withheld !== undefined);
      expect(rule).toBe(mean === undefined ? undefined : 'esis-0-100 v1');
    }
    expect(csv(groups)).toContain(`,"'=Pieni",`);
  });

  test('no number of a group is finer than the screen tells it', () => {
    const numbers = tables.flatMap(({ rows }) => rows.flat()).filter((value) => typeof value === 'number');
    expect(numbers.some((value) => !Number.isInteger(value))).toBe(true);
    expect(numbers.filter((value) => !/^-?\d+(\.\d{1,2})?$/.test(String(value)))).toEqual([]);
  });

  test('statements stand word for word, of shown groups only', () => {
    const items = tables[1]!;
    expect(new Set(items.rows.map((_, row) => column(items, row, 'item_text')))).toEqual(new Set(esisStatements));
    expect(items.rows.some((_, row) => column(items, row, 'unit') === '=Pieni')).toBe(false);
  });

  test('every column is in the data dictionary with its type, and every cell fits it', () => {
    const { resources } = dataPackage('esis', 'T', tables);
    for (const [index, { schema, path }] of resources.entries()) {
      const [head = [], ...rows] = cells(csv(tables[index]!));
      expect(path).toBe(`${tables[index]!.name}.csv`);
      expect(schema.fields.map(({ name }) => name)).toEqual(head);
      expect(schema.fields.every(({ description }) => description.length > 0)).toBe(true);
      for (const row of rows) {
        for (const [place, { type }] of schema.fields.entries()) {
          const cell = row[place]!;
          if (cell === '' || type === 'string') continue;
          expect(Number.isFinite(Number(cell)), cell).toBe(true);
          if (type === 'integer') expect(cell).toMatch(/^-?\d+$/);
        }
      }
    }
  });

  test('as a spreadsheet: a sheet for each table and one for the meanings, numbers as numbers, nothing that runs', async () => {
    const file = await xlsx(tables, { name: 'Muuttujat', head: ['Taulukko', 'Sarake', 'Merkitys'] });
    const sheets = await readSheets(file);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Tulokset', 'Kohdat', 'Muutokset', 'Muuttujat']);
    const [head = [], ...rows] = sheets[0]!.data;
    expect(head).toEqual(groups.columns.map(({ name }) => name));
    const small = rows.find((row) => row[head.indexOf('unit')] === "'=Pieni")!;
    expect(small[head.indexOf('counted')]).toBe(4);
    expect(small[head.indexOf('mean')]).toBeNull();
    expect(small[head.indexOf('withheld')]).toBe('few, below 10');
    expect(sheets[3]!.data).toContainEqual(['Tulokset', 'mean', 'keskiarvo']);
  });
});

/** Rows of the scale, none of whose statements needs a mark. */
const rowsOf = (all: Answered[]) => researchRows(esis, {}, all, choices, Math.random);

describe('responses for research', () => {
  const someone = fc.record({
    count: fc.integer({ min: 1, max: 14 }),
    unit: fc.constantFrom('A', 'B', 'C'),
    mode: fc.constantFrom('self' as const, 'assisted' as const),
    times: fc.subarray([0, 1, 2], { minLength: 1 }),
    month: fc.integer({ min: 1, max: 12 }),
    gender: fc.constantFrom(1, 2, 3),
    age: fc.constantFrom(1, 2),
  });
  const form: Instrument = {
    ...esis,
    id: 'oma',
    validated: false,
    scorings: [],
    order: [1, 2, 3],
    items: [
      { id: 'gender', type: 'single' },
      { id: 'age', type: 'single' },
      { id: 'helps', type: 'scale' },
    ],
  };
  const marks = { gender: 'identifying', age: 'identifying', helps: 'not-identifying' } as const;

  test('of whatever is left in a row, as many people as the smallest group have it alike; nobody is left out alone', () => {
    fc.assert(
      fc.property(fc.array(someone, { minLength: 1, maxLength: 6 }), (groups) => {
        const all = groups.flatMap(({ count, unit, mode, times, month, gender, age }, group) =>
          Array.from({ length: count }, (_, index) =>
            times.map((wave) =>
              response({
                ...{ instrument: 'oma', answers: [gender, age, (index % 3) + 1], unit, mode, wave },
                code: `${group}.${index}`,
                at: `2026-${String(month).padStart(2, '0')}-03T10:00:00.000Z`,
              }),
            ),
          ).flat(),
        );
        const people = new Set(all.map(({ code }) => code)).size;
        const { rows, withheld } = researchRows(form, marks, all, choices, Math.random);
        expect(
          [rows.length, withheld].sort((a, b) => a - b),
          'all rows or none',
        ).toEqual([0, all.length]);
        expect(rows.length > 0).toBe(people >= choices.least);
        const seen = new Map<number, string[]>();
        for (const { person, unit, period, mode, language, wave, answers } of rows) {
          const key = JSON.stringify([wave, unit, period, mode, language, answers[0], answers[1]]);
          seen.set(person, [...(seen.get(person) ?? []), key]);
        }
        const alike = new Map<string, number>();
        for (const one of seen.values()) alike.set(one.join(), (alike.get(one.join()) ?? 0) + 1);
        for (const n of alike.values()) expect(n).toBeGreaterThanOrEqual(choices.least);
      }),
      { numRuns: 200, seed: 20261121 },
    );
  });

  test('tables less rows are of nobody: a column is there for everybody or for nobody', () => {
    const gave = (count: number, gender: number, unit: string) =>
      Array.from({ length: count }, (_, index) =>
        response({ instrument: 'oma', unit, answers: [gender, 1, (index % 3) + 1] }),
      );
    const given = researchRows(
      form,
      marks,
      [...gave(20, 1, 'A'), ...gave(9, 2, 'A'), ...gave(14, 1, 'B')],
      choices,
      Math.random,
    );
    expect(given.leftOut).toEqual(['language', 'mode', 'age', 'gender']);
    expect(new Set(given.rows.map(({ unit }) => unit))).toEqual(new Set(['A', 'B']));
    expect(given.rows.every(({ answers }) => answers[0] === null && answers[2] !== null)).toBe(true);
    const few = researchRows(form, marks, [...gave(20, 1, 'A'), ...gave(9, 1, 'B')], choices, Math.random);
    expect(few.rows.filter(({ unit }) => unit !== undefined)).toEqual([]);
    expect(few.rows).toHaveLength(29);
  });

  test('of two days differ by nobody or by as many people as the smallest group', () => {
    const sizes = fc.array(fc.nat(15), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sizes, (people) => {
        const all = people.map((count, month) =>
          Array.from({ length: count }, (_, index) => response({ code: `${month}.${index % 7}.${index % 2}` })),
        );
        const releases = all.map((members) => ({ members, least: choices.least }));
        const files = releases.map((_, month) => inFullBatches(releases.slice(0, month + 1), all.flat()).flat());
        for (const [later, file] of files.entries()) {
          for (const before of files.slice(0, later)) {
            const known = new Set(before.map(({ id }) => id));
            const fresh = new Set(file.filter(({ id }) => !known.has(id)).map(({ code }) => code));
            expect(before.every((one) => file.includes(one))).toBe(true);
            if (fresh.size > 0) expect(fresh.size).toBeGreaterThanOrEqual(choices.least);
          }
        }
      }),
      { seed: 20261128 },
    );
  });

  test('of two days differ, in whatever columns they have, by nobody or by as many people as the smallest group', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(14), fc.nat(14), fc.nat(3)), { minLength: 2, maxLength: 5 }), (months) => {
        const all = months.map(([a, b, late], month) =>
          [...Array(a).fill('A'), ...Array(b).fill('B'), ...Array(late).fill('C')].map((unit: string, index) =>
            // Each row can be known again by its answers; some came late, with a day of the half-year before.
            response({
              unit,
              answers: Array.from({ length: 10 }, (_, item) => 1 + ((index * 3 + item * (month + 1)) % 5)),
              at: `${unit === 'C' ? 2025 : 2026}-0${month + 1}-03T10:00:00.000Z`,
            }),
          ),
        );
        const releases = all.map((members) => ({ members, least: choices.least }));
        const batches = inFullBatches(releases, all.flat());
        let before: string[] = [];
        for (let files = 1; files <= batches.length; files++) {
          const of = { ...choices, batches: batches.slice(0, files) };
          const { rows } = researchRows(esis, {}, of.batches.flat(), of, () => 0.5);
          const file = rows.map(({ person: _, ...row }) => JSON.stringify(row));
          const fresh = [...file];
          // What an earlier file had of a batch a later one has in the same columns.
          for (const row of before) expect(fresh.splice(fresh.indexOf(row), 1)).toEqual([row]);
          const alike = new Map<string, number>();
          for (const row of fresh.map((one): (typeof rows)[number] => JSON.parse(one))) {
            const key = JSON.stringify([row.unit, row.period, row.mode, row.language]);
            alike.set(key, (alike.get(key) ?? 0) + 1);
          }
          for (const n of alike.values()) expect(n).toBeGreaterThanOrEqual(choices.least);
          before = file;
        }
      }),
      { seed: 20261129 },
    );
  });

  test('four people in three waves are four: there is no row of them', () => {
    const all = [0, 1, 2].flatMap((wave) => ['A', 'B', 'C', 'D'].map((code) => response({ code, wave })));
    expect(rowsOf(all)).toMatchObject({ rows: [], withheld: 12 });
  });

  test('are not made where the organisation’s document does not say so, nor before its own questions are marked', () => {
    expect(surveyPart.of(standardDocument).survey.researchRows).toBe(false);
    expect(unmarkedItems(form, { gender: 'identifying' })).toEqual(['age', 'helps']);
    expect(unmarkedItems(form, marks)).toEqual([]);
    expect(unmarkedItems(esis, {}), 'a validated scale needs none').toEqual([]);
  });

  const all = responses(25, { unit: 'Iso' }).map((one, index) => ({
    ...one,
    code: `KOODI${index}`,
    texts: { open: 'Olen Matti' },
  }));
  const { rows } = rowsOf(all);
  const table = rowsTable(esis, rows, 'Vastaukset', words);

  test('hold no score, id, code, time of day or written answer', () => {
    const given = csv(table) + JSON.stringify(fhirBundle(esis, rows, 'fi', 'pois'));
    expect(given).not.toMatch(/KOODI|Matti|T10:00|score/);
    for (const { id, device } of all) {
      expect(given).not.toContain(id);
      expect(given).not.toContain(device);
    }
  });

  test('as SPSS syntax: every column read and named, the score by the named rule for whole responses only', () => {
    const syntax = spssSyntax(esis, table).replace(/\n +/g, ' ');
    for (const { name } of table.columns) expect(syntax).toContain(`VARIABLE LABELS ${name} '`);
    expect(syntax).toContain("VALUE LABELS s1 1 'Täysin eri mieltä'");
    expect(syntax).toContain(
      'COMPUTE score_esis_0_100 = (SUM.10( s1, s2, s3, s4, s5, s6, s7, s8, s9, s10) - 10) * 2.5.',
    );
    expect(syntax).toContain("VARIABLE LABELS score_esis_0_100 'esis-0-100 v1:");
  });

  test('as FHIR: the instrument by its address and version, each answer as its coding, a withheld unit as masked', () => {
    const { entry } = fhirBundle(esis, [{ ...rows[0]!, unit: undefined }], 'fi', 'pois: alle 10');
    const [{ resource }] = entry as [(typeof entry)[number]];
    expect(resource).toMatchObject({
      resourceType: 'QuestionnaireResponse',
      questionnaire: 'urn:kenttakirja:questionnaire:esis|1',
      status: 'completed',
    });
    expect(resource.extension[0]).toMatchObject({ url: 'urn:kenttakirja:unit', valueString: 'pois: alle 10' });
    expect(resource.item).toHaveLength(10);
    expect(resource.item[0]).toMatchObject({
      linkId: 's1',
      text: esisStatements[0],
      answer: [{ valueCoding: { system: 'urn:kenttakirja:choices', code: String(rows[0]!.answers[0]) } }],
    });
  });

  test('as FHIR: a code that the Questionnaire does not offer is no answer, and no empty list of them', () => {
    const { entry } = fhirBundle(esis, [{ ...rows[0]!, answers: Array(10).fill(9) }], 'fi', 'pois');
    for (const item of entry[0]!.resource.item) expect(item).not.toHaveProperty('answer');
  });

  test('as FHIR: every answer is one that the Questionnaire offers, at its own place, whatever the instrument', () => {
    interface Asked {
      linkId: string;
      type?: string;
      item?: Asked[];
      answerOption?: { valueCoding?: { system?: string; code?: string } }[];
      answer?: { valueCoding?: { system: string; code: string }; valueDecimal?: number }[];
    }
    const places = (items: Asked[], within = ''): [string, Asked][] =>
      items.flatMap((one) => [[`${within}${one.linkId}`, one], ...places(one.item ?? [], `${within}${one.linkId} › `)]);
    fc.assert(
      fc.property(madeInstrument, fc.infiniteStream(fc.nat({ max: 999 })), (instrument, picks) => {
        const pick = (count: number) => picks.next().value! % count;
        const several: Record<string, number[]> = {};
        const answers = instrument.items.map((item) => {
          const codes = codesOf(instrument, item);
          if (item.type === 'several') several[item.id] = codes.filter(() => pick(2) === 0);
          if (item.type === 'number') return pick(9);
          return item.type === 'several' || codes.length === 0 ? null : codes[pick(codes.length)]!;
        });
        const row = { person: 1, wave: 0, unit: 'A', period: '2026', mode: 'self', language: 'fi' };
        const { entry } = fhirBundle(instrument, [{ ...row, answers, several }], 'fi', 'pois');
        const asked = toFhir(instrument);
        const [{ resource }] = entry as [(typeof entry)[number]];
        expect(resource.questionnaire).toBe(`${asked.url}|${asked.version}`);
        const questions = new Map(places((asked.item ?? []) as Asked[]));
        let answered = 0;
        for (const [place, { answer = [] }] of places(resource.item as Asked[])) {
          const question = questions.get(place)!;
          expect(question, place).toBeDefined();
          const offered = question.answerOption?.map(
            ({ valueCoding }) => `${valueCoding!.system}|${valueCoding!.code}`,
          );
          for (const { valueCoding, valueDecimal } of answer) {
            if (question.type === 'decimal') expect(valueDecimal).toBeTypeOf('number');
            else expect(offered).toContain(`${valueCoding!.system}|${valueCoding!.code}`);
            answered++;
          }
        }
        const given = answers.filter((one) => one !== null).length + Object.values(several).flat().length;
        expect(answered).toBe(given);
      }),
      { numRuns: 100, seed: 20261206 },
    );
  });

  test('as FHIR: items of one section stand in one group, as in the Questionnaire', () => {
    const eight = responses(12, { instrument: eurohis.id, answers: [1, 2, 3, 4, 5, 4, 3, 2] });
    const { entry } = fhirBundle(eurohis, researchRows(eurohis, {}, eight, choices, Math.random).rows, 'fi', 'pois');
    const items = entry[0]!.resource.item as { linkId: string; item?: unknown[] }[];
    expect(items.map(({ linkId, item }) => [linkId, item?.length])).toEqual([
      ['q1', undefined],
      ['satisfaction.2', 5],
      ['enough.7', 2],
    ]);
  });
});
