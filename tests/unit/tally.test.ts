import { describe, expect, test } from 'vitest';
import { Encounter } from '../../src/outreach/encounter.ts';
import { factsOf } from '../../src/outreach/numbers/facts.ts';
import { type SplitBy, splits } from '../../src/outreach/rows.ts';
import {
  countedAs,
  countedAt,
  countedIn,
  joinMarks,
  opposite,
  plus,
  splitOf,
  splitTap,
  stopsOf,
  sums,
  sumsOf,
  type TallyMark,
  tap,
} from '../../src/outreach/tally/sums.ts';
import { Tally } from '../../src/outreach/tally/tally.ts';
import { type Counter, counters, depths, guidanceWays } from '../../src/outreach/values.ts';
import { newId } from '../../src/store/id.ts';
import { fc } from '../support/property.ts';

const place = 'Kirjasto';
const markOf = (add: TallyMark['add'] | undefined): TallyMark[] => (add ? [{ id: newId(), place, add }] : []);

/** What a phone does at one stop. */
type Deed = { counter: Counter; by: 1 | -1 } | { split: SplitBy; part: string; move: number } | 'undo';
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ counter: fc.constantFrom(...counters), by: fc.constantFrom<1 | -1>(1, 1, -1) }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<SplitBy>('age', 'gender').chain((split) =>
      fc.record({
        split: fc.constant(split),
        part: fc.constantFrom(...(splits[split].slice(0, -1) as string[])),
        move: fc.integer({ min: -3, max: 9 }),
      }),
    ),
  },
  { weight: 1, arbitrary: fc.constant('undo' as const) },
);

/** One more deed on what a phone knows. */
function after(marks: readonly TallyMark[], deed: Deed): TallyMark[] {
  if (deed === 'undo') return markOf(marks.length > 0 ? opposite(marks.at(-1)!.add) : undefined);
  if ('split' in deed) return markOf(splitTap(marks, deed.split, deed.part, deed.move));
  return markOf(tap(marks, deed.counter, deed.by));
}

/** Two phones that tally at once, and now and then hear of each other's marks. */
const evening = fc.array(fc.record({ phone: fc.nat(1), deed, hears: fc.boolean() }), { maxLength: 60 });
function lived(steps: { phone: number; deed: Deed; hears: boolean }[]): TallyMark[] {
  const phones: TallyMark[][] = [[], []];
  for (const { phone, deed, hears } of steps) {
    const other = phones[1 - phone]!;
    if (hears) phones[phone] = joinMarks(phones[phone]!, other);
    phones[phone] = [...phones[phone]!, ...after(phones[phone]!, deed)];
  }
  return joinMarks(...phones);
}

const isNested = ({ met, talked, guided }: ReturnType<typeof sums>) => met >= talked && talked >= guided && guided >= 0;

describe('the tally of two phones', () => {
  test('sums to the same in any order and with any repetition', () => {
    fc.assert(
      fc.property(evening, fc.infiniteStream(fc.nat(1000)), fc.infiniteStream(fc.nat(2)), (steps, order, times) => {
        const marks = lived(steps);
        const repeated = marks.flatMap((mark) => Array.from({ length: 1 + times.next().value }, () => ({ ...mark })));
        const shuffled = repeated
          .map((mark) => ({ mark, at: order.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ mark }) => mark);
        expect(sums(shuffled)).toEqual(sums(marks));
        for (const by of ['age', 'gender'] as const) expect(splitOf(shuffled, by)).toEqual(splitOf(marks, by));
      }),
    );
  });

  test('never falls below zero, and who was guided was talked with, and who was talked with was met', () => {
    fc.assert(
      fc.property(evening, (steps) => {
        const counted = sums(lived(steps));
        expect(isNested(counted)).toBe(true);
        for (const counter of counters) expect(counted[counter]).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('every split sums to how many were met, whatever was taken back meanwhile', () => {
    fc.assert(
      fc.property(evening, fc.constantFrom<SplitBy>('age', 'gender'), (steps, by) => {
        const marks = lived(steps);
        const split = splitOf(marks, by);
        expect(split.map(({ part }) => part)).toEqual([...splits[by]]);
        expect(split.every(({ count }) => count >= 0)).toBe(true);
        expect(split.reduce((sum, { count }) => sum + count, 0)).toBe(sums(marks).met);
      }),
    );
  });

  test('a tap always moves its own number by one, also where the two took back the same mark', () => {
    fc.assert(
      fc.property(evening, fc.constantFrom(...counters), fc.constantFrom<1 | -1>(1, -1), (steps, counter, by) => {
        const marks = lived(steps);
        const before = sums(marks);
        const add = tap(marks, counter, by);
        if (by < 0 && before[counter] === 0) {
          expect(add).toBeUndefined();
          return;
        }
        const now = sums([...marks, ...markOf(add)]);
        expect(now[counter]).toBe(before[counter] + by);
        for (const other of counters.filter((one) => one !== counter)) {
          expect([before[other], now[counter]]).toContain(now[other]);
        }
        expect(isNested(now)).toBe(true);
      }),
    );
  });

  test('after both took back the same one, the next tap counts', () => {
    const first = markOf({ met: 1 });
    const both = [...first, ...markOf(tap(first, 'met', -1)), ...markOf(tap(first, 'met', -1))];
    expect(sums(both).met).toBe(0);
    expect(sums([...both, ...markOf(tap(both, 'met', 1))]).met).toBe(1);
    expect(sums([...both, ...markOf(tap(both, 'talked', 1))])).toMatchObject({ met: 1, talked: 1 });
  });

  test('a part of a split moves as far as there is somebody left, and no further', () => {
    fc.assert(
      fc.property(
        evening,
        fc.constantFrom(...splits.age.slice(0, -1)),
        fc.integer({ min: -5, max: 30 }),
        (steps, part, move) => {
          const marks = lived(steps);
          const of = (name: string, all: TallyMark[]) => splitOf(all, 'age').find((one) => one.part === name)!.count;
          const rest = of('not-assessed', marks);
          const expected = Math.max(-of(part, marks), Math.min(move, rest));
          const now = [...marks, ...markOf(splitTap(marks, 'age', part, move))];
          expect(of(part, now)).toBe(of(part, marks) + expected);
          expect(of('not-assessed', now)).toBe(rest - expected);
        },
      ),
    );
  });
});

describe('one phone', () => {
  const tapped = (...taps: [Counter, 1 | -1][]) => {
    let marks: TallyMark[] = [];
    for (const [counter, by] of taps) marks = [...marks, ...markOf(tap(marks, counter, by))];
    return marks;
  };

  test('counts one who was talked with as met, unless the one was tapped as met before', () => {
    expect(sums(tapped(['talked', 1]))).toMatchObject({ met: 1, talked: 1, guided: 0 });
    expect(sums(tapped(['met', 1], ['talked', 1]))).toMatchObject({ met: 1, talked: 1 });
    expect(sums(tapped(['guided', 1]))).toMatchObject({ met: 1, talked: 1, guided: 1 });
  });

  test('takes along what lies within when the outer one is taken back', () => {
    expect(sums(tapped(['guided', 1], ['met', -1]))).toMatchObject({ met: 0, talked: 0, guided: 0 });
  });

  test('counts a person who declined, and what was handed out, by themselves', () => {
    expect(sums(tapped(['declined', 1], ['leaflets', 1], ['leaflets', 1]))).toMatchObject({
      met: 0,
      declined: 1,
      leaflets: 2,
    });
  });

  test('marks are plus and minus ones, and undoing is the opposite mark', () => {
    const marks = tapped(['guided', 1], ['met', 1], ['met', -1]);
    expect(marks.flatMap(({ add }) => Object.values(add)).every((by) => Math.abs(by!) === 1)).toBe(true);
    const [last] = tapped(['guided', 1]);
    expect(sums([last!, { ...last!, id: newId(), add: opposite(last!.add) }])).toMatchObject({ met: 0, guided: 0 });
  });

  test('counts what the organisation added to what is handed out', () => {
    const marks = tapped(
      ['own-socks' as 'supplies', 1],
      ['own-socks' as 'supplies', 1],
      ['own-socks' as 'supplies', -1],
    );
    expect(sums(marks)).toMatchObject({ met: 0, supplies: 0, 'own-socks': 1 });
    expect(plus(sums(marks), sums([]))['own-socks']).toBe(1);
  });

  test('never takes away from nothing', () => {
    expect(tap([], 'met', -1)).toBeUndefined();
  });

  test('more assessed than met: the largest parts give way, and do not come back unseen', () => {
    let marks = tapped(['met', 1], ['met', 1], ['met', 1]);
    marks = [...marks, ...markOf(splitTap(marks, 'age', '18-24', 2)), ...markOf(splitTap(marks, 'age', '65+', 1))];
    marks = [...marks, ...markOf(tap(marks, 'met', -1))];
    const counts = () => Object.fromEntries(splitOf(marks, 'age').map(({ part, count }) => [part, count]));
    expect(counts()).toMatchObject({ '18-24': 1, '65+': 1, 'not-assessed': 0 });
    marks = [...marks, ...markOf(splitTap(marks, 'age', '65+', -1)), ...markOf(tap(marks, 'met', 1))];
    expect(counts()).toMatchObject({ '18-24': 1, '65+': 0, 'not-assessed': 2 });
  });
});

describe('an encounter that was logged by itself', () => {
  test.each(depths)('%s counts as far as it went, nested like the taps', (depth) => {
    for (const guidance of [undefined, ...guidanceWays]) {
      expect(isNested(sumsOf([{ depth, guidance }]))).toBe(true);
    }
  });

  test('counts beside the taps, so that nobody is tapped and logged', () => {
    expect(countedAs({ depth: 'conversation', guidance: undefined })).toEqual(['met', 'talked']);
    expect(countedAs({ depth: 'brief', guidance: 'accompanied' })).toEqual(['met', 'talked', 'guided']);
    expect(countedAs({ depth: 'declined', guidance: undefined })).toEqual(['declined']);
    expect(countedAs({ depth: 'observed', guidance: undefined })).toEqual([]);
    const both = plus(sums(markOf({ met: 1 })), sumsOf([{ depth: 'brief', guidance: undefined }]));
    expect(both.met).toBe(2);
  });
});

test('stops are told in the order of the round, and those that only another phone knows after them', () => {
  const at = (stop: string) => ({ id: newId(), place: stop, add: { met: 1 } });
  expect(stopsOf(['Tori', 'Asema'], [at('Asema'), at('Kirjasto'), at('Asema')])).toEqual(['Asema', 'Kirjasto']);
});

describe('a whole outing', () => {
  const marks: TallyMark[] = ['Tori', 'Tori', 'Asema'].map((stop) => ({ id: newId(), place: stop, add: { met: 4 } }));
  const at = (stop: string, depth: (typeof depths)[number]) => ({ place: stop, depth, guidance: undefined });
  const encounters = [
    at('Tori', 'brief'),
    at('Kirjasto', 'conversation'),
    at('Kirjasto', 'conversation'),
    at('Kirjasto', 'declined'),
    at('Asema', 'observed'),
  ];

  test('tells each stop at which something was logged, tapped or in detail, and they add up to the whole', () => {
    const stops = stopsOf(['Kirjasto', 'Tori', 'Asema'], [...marks, ...encounters]);
    expect(stops).toEqual(['Kirjasto', 'Tori', 'Asema']);
    expect(stops.map((stop) => countedAt(stop, marks, encounters).met)).toEqual([2, 9, 4]);
    expect(countedIn(marks, encounters)).toMatchObject({ met: 15, talked: 2, declined: 1 });
  });

  test('is counted alike on its page, in the summary and in the numbers', async () => {
    const envelope = { outingId: newId(), rev: 1, at: '2026-11-21T12:20:00.000Z', v: 1, unit: 'oma', device: newId() };
    const facts = await factsOf({
      tallies: marks.map((mark) => ({ ...envelope, kind: 'tally', ...mark }) as Tally),
      encounters: encounters.map((one) =>
        Encounter.parse({
          ...envelope,
          kind: 'encounter',
          id: newId(),
          people: '1',
          topics: [],
          ...one,
          v: Encounter.version,
        }),
      ),
      guidances: [],
      unmets: [],
    });
    const met = facts.flatMap(({ adds }) => adds).filter(([what]) => what === 'met');
    expect(met.reduce((sum, [, n]) => sum + n, 0)).toBe(countedIn(marks, encounters).met);
  });
});

test('a mark holds counters and parts of splits, and nothing of a person', () => {
  const mark = {
    kind: 'tally',
    id: newId(),
    rev: 1,
    at: '2026-11-21T12:20:00.000Z',
    v: 1,
    unit: 'oma',
    device: '00000000-0000-4000-8000-000000000000',
    outingId: newId(),
    place,
  };
  expect(Tally.parse({ ...mark, add: { met: 1, 'age:18-24': 3 } }).add).toEqual({ met: 1, 'age:18-24': 3 });
  expect(() => Tally.parse({ ...mark, add: { name: 1 } })).toThrow();
  expect(() => Tally.parse({ ...mark, add: { 'age:not-assessed': 1 } })).toThrow();
  expect(() => Tally.parse({ ...mark, add: { met: 1 }, name: 'x' })).toThrow('name');
});
