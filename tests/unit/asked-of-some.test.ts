/** Questions that a rule shows: who was not asked is no cover for who was, and how many were asked tells of no few. */
import { beforeEach, describe, expect, test } from 'vitest';
import { periodOf } from '../../src/periods/periods.ts';
import { codingKey } from '../../src/results/collection.ts';
import { groupsTable } from '../../src/results/export-results.ts';
import type { ItemStatistics } from '../../src/results/item-statistics.ts';
import { itemSayer } from '../../src/results/item-words.ts';
import { answersTo } from '../../src/results/open-answers.ts';
import { openToldOf } from '../../src/results/open-told.ts';
import type { ReleasedGroup } from '../../src/results/release.ts';
import { closeMonths } from '../../src/results/results.ts';
import { groupOf } from '../../src/results/wave-results.ts';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { leak } from '../support/linear.ts';
import { random } from '../support/random.ts';
import { releasedResults } from '../support/released.ts';
import { response } from '../support/responses.ts';
import { documentWords } from '../support/written-documents.ts';

const least = 10;
const choices = { least, period: 'half' } as const;
const half = periodOf('half', '2026-03-02');
let next: () => number;
// Each test has a stream of its own: what it tries does not hang on which ran before it.
beforeEach(() => {
  next = random(8);
});
const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
const oneOf = <T>(of: readonly T[]): T => of[between(0, of.length - 1)]!;

type Rule = { is: '=' | '!='; value: number };
const bringing = (rule: Rule) => ({ match: 'all' as const, rules: [{ item: 'q1', ...rule }] });
/** A choice of three; a choice, several, and a scale that an answer to it brings; a scale that another answer brings. */
const formOf = (first: Rule, second: Rule): Instrument =>
  ({
    ...esis,
    ...{ id: 'oma', validated: false, scorings: undefined, order: [1, 2, 3] },
    items: [
      { id: 'q1', type: 'single' },
      { id: 'q2', type: 'single', scale: 'three', showWhen: bringing(first) },
      { id: 'q3', type: 'several', scale: 'three', showWhen: bringing(first) },
      { id: 'q4', type: 'scale', scale: 'five', showWhen: bringing(first) },
      { id: 'q5', type: 'scale', scale: 'five', showWhen: bringing(second) },
    ],
    scales: { three: [1, 2, 3], five: [1, 2, 3, 4, 5] },
    texts: { fi: { ...esis.texts.fi!, items: ['a', 'b', 'c', 'd', 'e'] } },
  }) as unknown as Instrument;

interface Person {
  q1: number | null;
  q2: number | null;
  q3: number[];
  q4: number | null;
  q5: number | null;
}
const isBrought = ({ is, value }: Rule, q1: number | null) => q1 !== null && (q1 === value) === (is === '=');

const given = (person: Person, first: Rule, second: Rule, unit: string) => {
  const [one, two] = [isBrought(first, person.q1), isBrought(second, person.q1)];
  const unseen = [...(one ? [] : ['q2', 'q3', 'q4']), ...(two ? [] : ['q5'])];
  return response({
    ...{ instrument: 'oma', unit },
    answers: [person.q1, one ? person.q2 : null, null, one ? person.q4 : null, two ? person.q5 : null],
    ...(one ? { several: { q3: person.q3 } } : {}),
    ...(unseen.length > 0 ? { unseen } : {}),
  });
};

type Given = ReturnType<typeof given>;
const places = ['q1', 'q2', 'q3', 'q4', 'q5'];
const answerOf = (one: Given, item: string) => one.answers[places.indexOf(item)];
const wasAsked = (one: Given, item: string) => !one.unseen?.includes(item);
const gave = (one: Given, item: string, codes: readonly number[]) =>
  item === 'q3' ? codes.some((code) => one.several?.q3?.includes(code)) : codes.includes(answerOf(one, item)!);

/** All that is told of a group as so many sets of people. */
function setsOf(items: readonly ItemStatistics[]): ((one: Given) => boolean)[] {
  return [
    () => true,
    ...items.flatMap(({ item, parts = [], others, skipped, unasked }) => [
      ...parts.map(
        ({ codes }) =>
          (one: Given) =>
            gave(one, item, codes),
      ),
      ...(parts.length > 0 && item !== 'q3' && others !== undefined
        ? [(one: Given) => wasAsked(one, item) && !parts.some(({ codes }) => gave(one, item, codes))]
        : []),
      ...(skipped && 'count' in skipped
        ? [
            (one: Given) =>
              wasAsked(one, item) && (item === 'q3' ? !one.several?.q3?.length : answerOf(one, item) == null),
          ]
        : []),
      ...(unasked === undefined ? [] : [(one: Given) => wasAsked(one, item), (one: Given) => !wasAsked(one, item)]),
    ]),
  ];
}

/** A person of every kind that there can be. */
const everyKind = (first: Rule, second: Rule): Given[] =>
  [1, 2, 3, null].flatMap((q1) =>
    [1, 2, 3, null].flatMap((q2) =>
      [[], [1], [3], [1, 2, 3]].flatMap((q3) =>
        [1, 2, 3, 4, 5, null].flatMap((q4) =>
          [1, 3, 5, null].map((q5) => given({ q1, q2, q3, q4, q5 }, first, second, 'A')),
        ),
      ),
    ),
  );

describe('what is told of a question that an answer before brings', () => {
  test('leaves nobody and no few by subtraction, whatever the rules and the answers are', async () => {
    let told = 0;
    for (let round = 0; round < 60; round++) {
      const first = oneOf<Rule>([
        { is: '=', value: 1 },
        { is: '=', value: 2 },
        { is: '!=', value: 2 },
      ]);
      const second = oneOf<Rule>([
        { is: '=', value: 1 },
        { is: '=', value: 3 },
        { is: '!=', value: 1 },
      ]);
      const form = formOf(first, second);
      const [rare, silent] = [next() * 0.2, next() * 0.2];
      const person = (q1: number): Person => ({
        q1: next() < 0.03 ? null : q1,
        q2: next() < silent ? null : next() < rare ? 3 : between(1, 2),
        q3: [next() < 0.95 ? 1 : 2, ...(next() < 0.3 ? [3] : [])],
        q4: next() < 0.05 ? null : between(1, 5),
        q5: next() < 0.05 ? null : between(1, 5),
      });
      const people = [1, 2, 3].flatMap((q1) =>
        Array.from({ length: between(0, 40) }, () => given(person(q1), first, second, oneOf(['A', 'B']))),
      );
      if (people.length === 0) continue;
      const { waves } = await releasedResults(form, people, choices);
      const kinds = everyKind(first, second);
      for (const { unit, statistics } of waves[0]!.groups) {
        const here = people.filter((one) => unit === undefined || one.unit === unit);
        for (const { item, mean, parts, mostly, skipped } of statistics?.items.slice(1) ?? []) {
          if (!mean && !parts && !mostly && !skipped) continue;
          const asked = here.filter((one) => wasAsked(one, item)).length;
          told += 1;
          expect(
            Math.min(asked, here.length - asked),
            `${item}: enough were asked and enough were not`,
          ).toBeGreaterThanOrEqual(least);
        }
        const sets = setsOf(statistics?.items ?? []).map((is) => ({ kinds: kinds.map(is), n: here.filter(is).length }));
        const within = (whole: (typeof sets)[number], parts: typeof sets) =>
          whole.kinds.every((has, kind) => parts.filter((part) => part.kinds[kind]).length <= Number(has));
        for (const whole of sets)
          for (const [at, one] of sets.entries())
            for (const two of [undefined, ...sets.slice(at + 1)]) {
              const parts = [one, ...(two ? [two] : [])];
              if (!within(whole, parts)) continue;
              const left = whole.n - parts.reduce((sum, { n }) => sum + n, 0);
              expect(left === 0 || left >= least, `${left} are left`).toBe(true);
            }
      }
    }
    expect(told, 'the test has something to try').toBeGreaterThan(100);
  });

  test('is not told of a group in which all were asked, nor in words why they were few', async () => {
    const first: Rule = { is: '=', value: 1 };
    const form = formOf(first, first);
    for (let n = least; n < 2 * least; n++) {
      const yes = () =>
        given({ q1: 1, q2: between(1, 2), q3: [1], q4: between(2, 4), q5: between(2, 4) }, first, first, 'A');
      const no = () => given({ q1: 2, q2: null, q3: [], q4: null, q5: null }, first, first, 'A');
      const people = [...Array.from({ length: least }, yes), ...Array.from({ length: n - least }, no)];
      const others = people
        .flatMap((one) => [one, one])
        .map((one) => response({ ...one, id: response().id, unit: 'B' }));
      const { waves } = await releasedResults(form, [...people, ...others], choices);
      const { statistics } = groupOf(waves[0]!, half, 'A')!;
      expect(statistics!.items.slice(1)).toEqual(['q2', 'q3', 'q4', 'q5'].map((item) => ({ item })));
      const say = itemSayer(form, n, documentWords());
      expect(say(statistics!.items[3]!)).toContain('vain osalle');
    }
  });

  test('counts of those who were asked: shares too', async () => {
    const first: Rule = { is: '=', value: 1 };
    const form = formOf(first, first);
    const yes = (q2: number) => given({ q1: 1, q2, q3: [1], q4: 3, q5: 3 }, first, first, 'A');
    const no = () => given({ q1: 2, q2: null, q3: [], q4: null, q5: null }, first, first, 'A');
    const people = [
      ...Array.from({ length: 40 }, (_, index) => yes(1 + (index % 2))),
      ...Array.from({ length: 60 }, no),
    ];
    const { waves } = await releasedResults(form, people, choices);
    const [, q2] = groupOf(waves[0]!, half)!.statistics!.items;
    expect(q2).toEqual({
      item: 'q2',
      parts: [
        { codes: [1], count: 20 },
        { codes: [2], count: 20 },
      ],
      others: 0,
      unasked: 60,
    });
    expect(itemSayer(form, 100, documentWords())(q2!)).toMatch(/20 \(50\s%\).*ei kysytty 60 \(60\s%\)/);
  });
});

test('of a score that a rule brings a hidden group has not even a number, on the screen or in a file', async () => {
  const rule = bringing({ is: '=', value: 1 });
  const form = {
    ...esis,
    ...{ id: 'oma', validated: false, order: [1, 2, 3, 4, 5] },
    items: [
      { id: 'q1', type: 'single' },
      { id: 'q2', type: 'scale', showWhen: rule },
      { id: 'q3', type: 'scale', showWhen: rule },
    ],
    scorings: [{ name: 's', version: '1', of: 'sum', from: 2, to: 10, source: 'x' }],
    texts: { fi: { ...esis.texts.fi!, items: ['a', 'b', 'c'] } },
  } as unknown as Instrument;
  const yes = (unit: string) => response({ instrument: 'oma', unit, answers: [1, between(1, 5), between(1, 5)] });
  const no = (unit: string) => response({ instrument: 'oma', unit, answers: [2, null, null], unseen: ['q2', 'q3'] });
  for (let round = 0; round < 40; round++) {
    const counts = { A: [between(10, 30), between(0, 30)], B: [between(0, 14), between(0, 14)] } as const;
    const people = (['A', 'B'] as const).flatMap((unit) => [
      ...Array.from({ length: counts[unit][0] }, () => yes(unit)),
      ...Array.from({ length: counts[unit][1] }, () => no(unit)),
    ]);
    const results = await releasedResults(form, people, choices);
    for (const group of results.waves[0]!.groups) {
      const of = group.unit === undefined ? [counts.A, counts.B] : [counts[group.unit as 'A' | 'B']];
      const notAsked = of.reduce((sum, [, many]) => sum + many, 0);
      if (group.standing === 'shown') expect(notAsked).toBeGreaterThanOrEqual(least);
      else expect(group.n).toBeUndefined();
    }
    const { columns, rows } = groupsTable(results, 'x', { language: 'fi', withheld: () => 'pois', unit: (id) => id });
    const [counted, withheld] = ['counted', 'withheld'].map((name) => columns.findIndex((one) => one.name === name));
    for (const row of rows) if (row[withheld!]) expect(row[counted!]).toBeUndefined();
  }
});

test('how many wrote is told of shown groups alone: where a rule brings the question they answered so before', () => {
  const form = {
    ...esis,
    id: 'oma',
    items: [
      { id: 'q', type: 'single' },
      { id: 'open', type: 'long', showWhen: { match: 'all', rules: [{ item: 'q', is: '=', value: 1 }] } },
    ],
  } as unknown as Instrument;
  const wrote = (unit: string, count: number) =>
    Array.from({ length: count }, (_, index) =>
      response({ instrument: 'oma', unit, answers: [1, null], texts: { open: `sana ${index}` } }),
    );
  for (let few = 1; few < least; few++) {
    const all = [...wrote('A', 22), ...wrote('B', few), ...wrote('C', between(0, 30))];
    const answers = answersTo(form, 'open', all);
    const from = half.from;
    const of = new Map(all.map(({ id }) => [id, from]));
    const codings = new Map(answers.map((one) => [codingKey(one), { tags: [] } as never]));
    const question = {
      instrument: form,
      item: 'open',
      answers,
      half: of,
      unitOf: new Map(),
      atHand: new Set([from]),
      least: new Map([[from, least]]),
    } as never;
    for (const { standing, n, read } of openToldOf(question, from, { responses: all, codings })!)
      expect([n === undefined, read === undefined]).toEqual([standing !== 'shown', standing !== 'shown']);
  }
});

describe('a rule of another part, with "not", or of several comparisons', () => {
  interface Condition {
    match: 'all' | 'any';
    rules: { item: string; is: '=' | '!='; value: number }[];
  }
  const conditions: Condition[] = [
    { match: 'all', rules: [{ item: 'toinen.x', is: '=', value: 1 }] },
    { match: 'all', rules: [{ item: 'toinen.x', is: '!=', value: 1 }] },
    { match: 'all', rules: [{ item: 'q1', is: '!=', value: 2 }] },
    {
      match: 'any',
      rules: [
        { item: 'q1', is: '=', value: 1 },
        { item: 'toinen.x', is: '=', value: 2 },
      ],
    },
    {
      match: 'all',
      rules: [
        { item: 'q1', is: '!=', value: 3 },
        { item: 'toinen.x', is: '!=', value: 3 },
      ],
    },
  ];
  const months = ['2026-01', '2026-02', '2026-03', '2026-04'];
  const units = ['A', 'B', 'C'];
  const isBroughtBy = ({ match, rules }: Condition, said: Record<string, number | null>) => {
    const holds = rules.map(({ item, is, value }) => said[item] != null && (said[item] === value) === (is === '='));
    return match === 'all' ? holds.every(Boolean) : holds.some(Boolean);
  };
  const gatedForm = (first: Condition, second: Condition, isScore: boolean): Instrument =>
    ({
      ...esis,
      ...{ id: 'oma', validated: false, order: [1, 2, 3, 4, 5] },
      items: [
        { id: 'q1', type: 'single', scale: 'three' },
        { id: 'q2', type: 'scale', showWhen: first },
        { id: 'q3', type: 'scale', showWhen: isScore ? first : second },
      ],
      scales: { three: [1, 2, 3] },
      scorings: isScore
        ? [{ name: 's', version: '1', of: 'sum', items: ['q2', 'q3'], from: 2, to: 10, source: 'x' }]
        : [],
      texts: { fi: { ...esis.texts.fi!, items: ['a', 'b', 'c'] } },
    }) as unknown as Instrument;

  /** Some months of some units, of which few answered so that the items are brought, or few so that they are not. */
  function people(first: Condition, second: Condition) {
    return units.flatMap((unit) =>
      months.flatMap((month) => {
        const leaning = oneOf([0.1, 0.5, 0.9]);
        return Array.from({ length: between(0, 45) }, () => {
          const [q1, x] = [next() < leaning ? 1 : between(2, 3), next() < leaning ? 1 : between(2, 3)];
          const said = { q1: next() < 0.02 ? null : q1, 'toinen.x': next() < 0.02 ? null : x };
          const [one, two] = [isBroughtBy(first, said), isBroughtBy(second, said)];
          const unseen = [...(one ? [] : ['q2']), ...(two ? [] : ['q3'])];
          return response({
            ...{ instrument: 'oma', unit, at: `${month}-10T10:00:00.000Z` },
            answers: [said.q1, one ? between(1, 5) : null, two ? between(1, 5) : null],
            ...(unseen.length > 0 ? { unseen } : {}),
          });
        });
      }),
    );
  }

  /** Whether adding and subtracting what is told of these groups leaves few of one side, or says that nobody is on it. */
  function expectNoFew(told: readonly ReleasedGroup[], all: readonly Given[], isAsked: (one: Given) => boolean) {
    const cells = units.flatMap((unit) => months.map((month) => ({ unit, month })));
    const inCell = cells.map(({ unit, month }) => all.filter((one) => one.unit === unit && one.at.startsWith(month)));
    const sums = told.map(({ unit, period }) =>
      cells.map(({ unit: of, month }) =>
        Number((unit === undefined || unit === of) && `${month}-01` >= period.from && `${month}-01` < period.to),
      ),
    );
    for (const isSide of [isAsked, (one: Given) => !isAsked(one)]) {
      const weights = inCell.map((of) => (of.length > 0 ? of.filter(isSide).length || 0.01 : 0));
      expect(sums.length > 0 ? leak(sums, weights, least) : undefined).toBeUndefined();
    }
  }

  test('tells of units, months and all of them nothing that leaves few of those asked, or few of those not asked', async () => {
    let told = 0;
    for (let round = 0; round < 30; round++) {
      const [first, second] = [oneOf(conditions), oneOf(conditions)];
      const form = gatedForm(first, second, false);
      const all = people(first, second);
      const releases = await closeMonths(form, all, [], { least, today: '2027-01-01' });
      const groups = releases.flatMap(({ waves }) => waves.flatMap(({ groups: of }) => of));
      for (const item of ['q2', 'q3']) {
        const isTold = ({ statistics }: ReleasedGroup) =>
          statistics?.items.some((one) => one.item === item && (one.mean ?? one.parts ?? one.mostly ?? one.skipped));
        const tells = groups.filter(isTold);
        told += tells.length;
        expectNoFew(tells, all, (one) => !one.unseen?.includes(item));
      }
    }
    expect(told, 'the test has something to try').toBeGreaterThan(100);
  });

  test('that brings a score: nothing that leaves few who have one, or few who have none', async () => {
    let told = 0;
    for (let round = 0; round < 30; round++) {
      const first = oneOf(conditions);
      const form = gatedForm(first, first, true);
      const all = people(first, first);
      const releases = await closeMonths(form, all, [], { least, today: '2027-01-01' });
      const tells = releases
        .flatMap(({ waves }) => waves.flatMap(({ groups }) => groups))
        .filter(({ standing }) => standing === 'shown');
      told += tells.length;
      expectNoFew(tells, all, (one) => !one.unseen);
    }
    expect(told, 'the test has something to try').toBeGreaterThan(100);
  });
});
