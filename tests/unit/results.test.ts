/** The results of an instrument: what counts, what is left out, what may be seen. */
import { describe, expect, test } from 'vitest';
import { periodNumerals } from '../../src/periods/names.ts';
import { periodOf } from '../../src/periods/periods.ts';
import { linesOf } from '../../src/results/references.ts';
import type { Results } from '../../src/results/results.ts';
import { groupOf } from '../../src/results/wave-results.ts';
import { yieldToMain } from '../../src/store/yield-to-main.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { eurohis } from '../../src/survey/instruments/eurohis-qol-8.ts';
import { releasedResults as resultsOf } from '../support/released.ts';
import { response, responses } from '../support/responses.ts';

const choices = { least: 10, period: 'half' } as const;
/** The half-year in which `response` is given. */
const half = periodOf('half', '2026-03-02');
const all = (results: Results) => groupOf(results.waves[0]!, half)!;
const ten = (code: number) => Array.from({ length: 10 }, () => code);

describe('what counts', () => {
  test('the score is (sum - 10) x 2.5, by the named rule', async () => {
    const five = [1, 2, 3, 4, 5].flatMap((code) => [
      response({ answers: ten(code) }),
      response({ answers: ten(code) }),
    ]);
    const { statistics } = all(await resultsOf(esis, five, choices));
    expect(statistics!.scores[0]).toMatchObject({ rule: 'esis-0-100 v1', mean: { value: 50 } });
  });

  test('a response with a missing item has no score and is counted apart, in the statements too', async () => {
    const results = await resultsOf(
      esis,
      [...responses(12), ...Array.from({ length: 11 }, () => response({ answers: [...ten(5).slice(1), null] }))],
      choices,
    );
    expect(all(results)).toMatchObject({ n: 12, left: { incomplete: 11 } });
    expect(all(results).statistics!.items[0]!.mean!.value, 'without the fives of the incomplete ones').toBe(3);
  });

  test('answers that are not of this form are left out: too few, or a step that there is not', async () => {
    const odd = Array.from({ length: 5 }, () => [
      response({ answers: ten(4).slice(2) }),
      response({ answers: ten(7) }),
    ]).flat();
    expect(all(await resultsOf(esis, [...responses(12), ...odd], choices))).toMatchObject({
      n: 12,
      left: { unfit: 10 },
    });
  });

  test('responses to another version or another instrument are not mixed in', async () => {
    const others = [response({ instrumentVersion: '0' }), response({ instrument: 'eurohis-qol-8' })];
    const results = await resultsOf(esis, [...responses(12), ...others], choices);
    expect(all(results).n).toBe(12);
    expect(results.otherVersions).toBe(1);
  });

  test('EUROHIS is the mean of eight, and good from four on', async () => {
    const eight = (code: number) =>
      response({ instrument: eurohis.id, answers: [code, code, code, code, code, code, code, code] });
    const results = await resultsOf(
      eurohis,
      [...Array.from({ length: 12 }, () => eight(4)), ...Array.from({ length: 12 }, () => eight(3))],
      choices,
    );
    const [scores] = all(results).statistics!.scores;
    expect(scores!.mean.value).toBe(3.5);
    expect(scores!.mark).toMatchObject({ name: 'good', count: 12 });
  });
});

describe('times of one person', () => {
  test('are counted under the code: the second within two weeks is the same time', async () => {
    const at = (day: string) => `${day}T10:00:00.000Z`;
    const twelve = Array.from({ length: 12 }, (_, index) =>
      ['2026-01-10', '2026-01-15', '2026-04-12'].map((day) => response({ code: `P${index}`, at: at(day) })),
    ).flat();
    const { waves } = await resultsOf(esis, twelve, choices);
    const inHalf = (one: (typeof waves)[number]) => groupOf(one, half)!;
    expect(waves.map((one) => [one.wave, inHalf(one).n, inHalf(one).left.twice])).toEqual([
      [0, 12, 12],
      [3, 12, undefined],
    ]);
  });

  test('without a code stand apart', async () => {
    const { waves } = await resultsOf(esis, [...responses(3), ...responses(2, { code: 'A' })], choices);
    expect(waves.map(({ wave }) => wave)).toEqual([null, 0]);
  });
});

describe('what may be seen', () => {
  test('a group below the smallest size has its number, a reason, and nothing else', async () => {
    const results = await resultsOf(esis, [...responses(30, { unit: 'A' }), ...responses(4, { unit: 'B' })], choices);
    const small = groupOf(results.waves[0]!, half, 'B')!;
    expect(small).toEqual({ unit: 'B', period: half, n: 4, left: {}, standing: 'few', least: choices.least });
    expect(groupOf(results.waves[0]!, half, 'A')!.standing).toBe('guard');
    expect(all(results).standing).toBe('shown');
  });

  test('nothing that leaves the count holds a response, its id or its code', async () => {
    const coded = responses(40).map((one, index) => ({ ...one, code: `KOODI${index}` }));
    const said = JSON.stringify(await resultsOf(esis, coded, choices));
    expect(said).not.toContain('KOODI');
    for (const { id } of coded) expect(said).not.toContain(id);
  });
});

test('periods do not overlap, and are written as people write them', () => {
  expect(
    (['year', 'half', 'quarter', 'month'] as const).map((length) =>
      periodNumerals(periodOf(length, '2026-08-15'), 'fi'),
    ),
  ).toEqual(['2026', '7–12/2026', '7–9/2026', '8/2026']);
});

describe('10,000 responses', () => {
  const units = Array.from({ length: 12 }, (_, index) => `Yksikkö ${index}`);
  const many = Array.from({ length: 10_000 }, (_, index) =>
    response({
      unit: units[index % 12]!,
      at: new Date(Date.UTC(2024, index % 24, 1 + (index % 27), 10)).toISOString(),
      code: index % 3 ? undefined : `C${index % 3000}`,
      answers: Array.from({ length: 10 }, (_, item) => 1 + ((index * 7 + item * item * 3) % 5)),
    }),
  );

  /** How often a response is looked at between two moments at which the page could have its turn, at most, and in all. */
  async function looks(responses: typeof many): Promise<{ longest: number; whole: number }> {
    let [longest, whole, since] = [0, 0, 0];
    const watched = responses.map(
      (one) =>
        new Proxy(one, {
          get(target, field) {
            since += 1;
            return Reflect.get(target, field);
          },
        }),
    );
    const turn = () => {
      longest = Math.max(longest, since);
      whole += since;
      since = 0;
      return undefined;
    };
    await resultsOf(esis, watched, choices, { breathe: turn });
    turn();
    return { longest, whole };
  }

  test('are counted with work that grows as they do, and the page can have its turn all the while', async () => {
    const half = await looks(many.slice(0, 5_000));
    const all = await looks(many);
    expect(all.whole, 'twice as many are twice the work').toBeLessThan(2.2 * half.whole);
    expect(all.whole / many.length / 8, 'looks at a response for each of the groups that it is in').toBeLessThan(40);
    expect(all.longest, 'no piece is most of the work').toBeLessThan(all.whole / 3);
  });

  test('the work rests as soon as a slice is used up', async () => {
    const breathe = yieldToMain(5);
    let rests = 0;
    const counted = () => {
      const rest = breathe();
      if (rest) rests += 1;
      return rest;
    };
    await resultsOf(esis, many, choices, { breathe: counted });
    expect(rests).toBeGreaterThan(3);
  });
});

describe('lines to look beside', () => {
  const own = [
    { rule: 'esis-0-100 v1', name: 'Lahti 2025', mean: 70.1, source: 'lahti.fi' },
    { rule: 'eurohis-mean v1', name: 'Lahti 2025', mean: 3.4, source: 'lahti.fi' },
  ];

  test('the app’s come first, then the organisation’s own of the same rule, each with its source', () => {
    const lines = linesOf('esis-0-100 v1', own, (name) => `(${name})`);
    expect(lines[0]).toEqual({ key: 'adults', group: '(adults)', mean: 75.2, source: 'THL, FinSote 2019' });
    expect(lines.at(-1)).toEqual({ key: 'own Lahti 2025', group: 'Lahti 2025', mean: 70.1, source: 'lahti.fi' });
    expect(lines.every(({ source }) => source)).toBe(true);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
  });

  test('a rule that nobody published numbers for has only what the organisation gives', () => {
    expect(linesOf('eurohis-mean v1', own, String).map(({ mean }) => mean)).toEqual([3.4]);
    expect(linesOf('work-ability-0-10 v1', own, String)).toEqual([]);
  });
});
