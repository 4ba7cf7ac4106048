/** Small numbers stay hidden, also from those who add, subtract and know the rules. */

import { describe, expect, test, vi } from 'vitest';
import { drawn } from '../../src/charts/bars.tsx';
import { chartSvg } from '../../src/charts/chart-svg.ts';
import { savePicture } from '../../src/charts/picture-dom.ts';
import type { PublishedNumber } from '../../src/disclosure/suppression.ts';
import { hideInSum } from '../../src/disclosure/tables.ts';
import { xlsx } from '../../src/files/xlsx.ts';
import { cardsOf, numbersOfPart } from '../../src/outreach/numbers/cards.ts';
import type { CountedNumbers, Numbers } from '../../src/outreach/numbers/counted.ts';
import { publish, toldOf } from '../../src/outreach/numbers/publish.ts';
import { sayer } from '../../src/outreach/numbers/say.ts';
import { longTable, subjectTables } from '../../src/outreach/numbers/tables.ts';
import { periodOf } from '../../src/periods/periods.ts';
import { insideOf } from '../support/archives.ts';
import { type Equation, rangeOf, type Unknown } from '../support/attack.ts';
import { fc } from '../support/property.ts';
import { anOrganisation, documentWords } from '../support/written-documents.ts';

/** A narrow world: two ways to part it, encounters by depth and age, guidance by outcome, one topic, and those who declined. */
const subjects = { depth: ['brief', 'conversation', 'guidance'], age: ['-17', '18-24', 'not-assessed'] } as const;
const outcomes = ['unknown', 'arrived'];
interface Case {
  where: string;
  unit: string;
  depth: string;
  age: string;
  outcome: string;
  topic: boolean;
  times: number;
}

const cases = fc.array(
  fc.record({
    where: fc.constantFrom('A', 'B', 'C'),
    unit: fc.constantFrom('u', 'v'),
    depth: fc.constantFrom(...subjects.depth),
    age: fc.constantFrom(...subjects.age),
    outcome: fc.constantFrom(...outcomes),
    topic: fc.boolean(),
    times: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 5, max: 30 })),
  }),
  { minLength: 1, maxLength: 14 },
);

function counted(all: readonly Case[]): CountedNumbers {
  const keys = ['met', 'guided', 'topic:money', 'other:declined'];
  for (const [subject, codes] of Object.entries(subjects)) keys.push(...codes.map((code) => `${subject}:${code}`));
  keys.push(...outcomes.map((code) => `outcome:${code}`));
  const none = (): Numbers => new Map(keys.map((key) => [key, 0]));
  const ways = { where: ['A', 'B', 'C'], unit: ['u', 'v'] };
  const made: CountedNumbers = {
    all: none(),
    by: new Map(Object.entries(ways).map(([way, rows]) => [way, new Map(rows.map((row) => [row, none()]))])),
  };
  for (const one of all) {
    const adds = ['met', `depth:${one.depth}`, `age:${one.age}`, ...(one.topic ? ['topic:money'] : ['other:declined'])];
    if (one.depth === 'guidance') adds.push('guided', `outcome:${one.outcome}`);
    for (const numbers of [made.all, made.by.get('where')!.get(one.where)!, made.by.get('unit')!.get(one.unit)!])
      for (const key of adds) numbers.set(key, numbers.get(key)! + one.times);
  }
  return made;
}

/** Everything that is published, as whoever wants to find out writes it down: unknowns with their ends, and what sums to what. */
async function written(truth: CountedNumbers) {
  const published = await publish(truth, () => undefined);
  const unknowns: Unknown[] = [];
  const equations: Equation[] = [];
  const names = new Map<string, number>();
  const small: { name: string; at: number }[] = [];
  const put = (name: string, told: PublishedNumber, n: number, lowest: number) => {
    names.set(name, unknowns.length);
    if (told.is === 'shown') expect(told.n, name).toBe(n);
    if (told.is === 'shown') expect(n, name).toBeGreaterThanOrEqual(5);
    if (told.is === 'few') expect(n, name).toBeLessThan(5);
    if (told.is !== 'shown' && n > 0 && n < 5) small.push({ name, at: unknowns.length });
    if (told.is === 'shown') unknowns.push({ lo: n, hi: n });
    else unknowns.push(told.is === 'few' ? { lo: 0, hi: 4 } : { lo: lowest, hi: Number.POSITIVE_INFINITY });
  };
  const sumOf = (whole: string, parts: string[]) =>
    equations.push({
      terms: new Map([[names.get(whole)!, -1], ...parts.map((part) => [names.get(part)!, 1] as const)]),
      sum: 0,
    });
  const keys = [...truth.all.keys()];
  for (const key of keys) {
    const table = keys.filter((one) => one.split(':')[0] === key.split(':')[0]);
    const isSilent = table.some((one) => toldOf(published.all, one).is === 'guard' && truth.all.get(one)! < 5);
    const isFollower = key === 'guided' && toldOf(published.all, 'depth:guidance').is !== 'shown';
    put(`all ${key}`, toldOf(published.all, key), truth.all.get(key)!, isSilent || isFollower ? 0 : 5);
  }
  for (const [way, rows] of truth.by) {
    const told = published.by.get(way)!;
    for (const [row, numbers] of rows) {
      for (const key of keys) {
        const isWhole = ['met', 'guided'].includes(key);
        // A number that is hidden with its whole row or column says nothing; otherwise it is known not to be small.
        const [subject] = key.split(':');
        const whole = subject === 'outcome' ? 'guided' : 'met';
        const table = keys.filter((one) => one.split(':')[0] === subject);
        const inner = [...rows.keys()].flatMap((each) =>
          toldOf(told.get(each), whole).is !== 'shown' && !isWhole
            ? []
            : table
                .filter((one) => isWhole || toldOf(published.all, one).is === 'shown')
                .map((one) => ({ is: toldOf(told.get(each), one).is, n: rows.get(each)!.get(one)! })),
        );
        // Where every inner number is withheld alike, it may be because one of them is small.
        const isSilent = inner.some(({ is, n }) => is === 'guard' && n < 5) || inner.every(({ is }) => is === 'guard');
        const isHiddenWhole =
          !isWhole &&
          subject! in { ...subjects, outcome: outcomes } &&
          (toldOf(told.get(row), whole).is !== 'shown' || toldOf(published.all, key).is !== 'shown');
        // Where its nearly equal other number is hidden, nothing is said.
        const other = { guided: 'depth:guidance', 'topic:money': 'met' }[key];
        const isFollower = other !== undefined && toldOf(told.get(row), other).is !== 'shown';
        const lowest = isHiddenWhole || isSilent || isFollower ? 0 : 5;
        put(`${way} ${row} ${key}`, toldOf(told.get(row), key), numbers.get(key)!, lowest);
      }
    }
  }
  const parted = { ...subjects, outcome: outcomes };
  for (const [subject, codes] of Object.entries(parted)) {
    const whole = subject === 'outcome' ? 'guided' : 'met';
    sumOf(
      `all ${whole}`,
      codes.map((code) => `all ${subject}:${code}`),
    );
    for (const [way, rows] of truth.by)
      for (const row of rows.keys())
        sumOf(
          `${way} ${row} ${whole}`,
          codes.map((code) => `${way} ${row} ${subject}:${code}`),
        );
  }
  for (const [way, rows] of truth.by)
    for (const key of keys)
      sumOf(
        `all ${key}`,
        [...rows.keys()].map((row) => `${way} ${row} ${key}`),
      );
  // A topic is counted at most once an encounter, and here every guidance is one encounter's.
  for (const [way, rows] of truth.by) {
    for (const row of rows.keys()) {
      const room = unknowns.length;
      unknowns.push({ lo: 0, hi: Number.POSITIVE_INFINITY });
      const terms = [
        [names.get(`${way} ${row} topic:money`)!, 1],
        [room, 1],
        [names.get(`${way} ${row} met`)!, -1],
      ] as const;
      equations.push({ terms: new Map(terms), sum: 0 });
      sumOf(`${way} ${row} guided`, [`${way} ${row} depth:guidance`]);
    }
  }
  return { unknowns, equations, small };
}

describe('no published table lets a hidden small number be found out', () => {
  test('whoever knows every table of a period, and the rules, is left with three values or more', async () => {
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(cases, async (all) => {
        const { unknowns, equations, small } = await written(counted(all));
        for (const { name, at } of small) {
          const { least, most } = rangeOf(unknowns, equations, at);
          tried += 1;
          expect(most - least, `${name} is between ${least} and ${most}`).toBeGreaterThanOrEqual(2 - 1e-6);
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 80), seed: 20261122 },
    );
    expect(tried).toBeGreaterThan(500);
  });
});

describe('whoever knows on which days and where there was no outing', () => {
  test('is left with three values or more of each small number of a sum', () => {
    const sums = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 12 })), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(sums, (counts) => {
        const standing = counts.reduce((sum, n) => sum + n, 0) < 5 ? undefined : hideInSum(counts);
        if (!standing) return;
        const isSilent = counts.some((n, at) => n > 0 && n < 5 && standing[at] === 'guard');
        const unknowns = counts.map((n, at): Unknown => {
          if (n === 0 || standing[at] === 'shown') return { lo: n, hi: n };
          if (standing[at] === 'few') return { lo: 0, hi: 4 };
          return { lo: isSilent ? 0 : 5, hi: Number.POSITIVE_INFINITY };
        });
        const terms = new Map(counts.map((_, at) => [at, 1] as const));
        const sum = counts.reduce((total, n) => total + n, 0);
        for (const [at, n] of counts.entries()) {
          if (n === 0 || n >= 5) continue;
          const { least, most } = rangeOf(unknowns, [{ terms, sum }], at);
          expect(most - least, `${n} of ${counts}`).toBeGreaterThanOrEqual(2 - 1e-6);
        }
      }),
      { seed: 20261128, numRuns: 300 },
    );
  });

  test('is not told that four and four were met on the only two days that had one', () => {
    expect(hideInSum([0, 4, 0, 0, 4, 0])).toEqual(Array(6).fill('guard'));
  });
});

describe('whoever tries to find out', () => {
  const unknown: Unknown = { lo: 0, hi: 4 };
  const shown = (n: number): Unknown => ({ lo: n, hi: n });
  const sum = (...places: number[]): Equation => ({
    terms: new Map([[places[0]!, -1], ...places.slice(1).map((place) => [place, 1] as const)]),
    sum: 0,
  });

  test('finds a number that only its sum gives away', () => {
    expect(rangeOf([shown(43), shown(40), unknown], [sum(0, 1, 2)], 2)).toEqual({ least: 3, most: 3 });
  });

  test('finds two that can only both be four', () => {
    expect(rangeOf([shown(8), unknown, unknown], [sum(0, 1, 2)], 1)).toEqual({ least: 4, most: 4 });
  });

  test('finds nothing where another one is hidden too', () => {
    const hidden: Unknown = { lo: 5, hi: Number.POSITIVE_INFINITY };
    expect(rangeOf([shown(43), hidden, unknown], [sum(0, 1, 2)], 2)).toEqual({ least: 0, most: 4 });
  });
});

describe('no more is hidden than must be', () => {
  test('nothing where nothing is small', async () => {
    const one = { outcome: 'arrived', topic: true, times: 30 };
    const all = ['A', 'B', 'C'].flatMap((where) =>
      subjects.depth.flatMap((depth, at) =>
        ['u', 'v'].map((unit) => ({ ...one, where, unit, depth, age: subjects.age[at]! })),
      ),
    );
    const { by, all: told } = await publish(counted(all), () => undefined);
    const truth = counted(all);
    for (const [key, n] of truth.all) if (n >= 5) expect(toldOf(told, key), key).toEqual({ is: 'shown', n });
    for (const [way, rows] of truth.by)
      for (const [row, numbers] of rows)
        for (const [key, n] of numbers)
          if (n >= 5) expect(toldOf(by.get(way)!.get(row), key)).toEqual({ is: 'shown', n });
  });

  test('of a sum with one small number the smallest that can hide it', () => {
    expect(hideInSum([100, 3, 30, 8])).toEqual(['shown', 'few', 'shown', 'guard']);
    expect(hideInSum([100, 3, 30, 0])).toEqual(['shown', 'few', 'guard', 'few']);
    expect(hideInSum([100, 0, 30])).toEqual(['shown', 'few', 'shown']);
    expect(hideInSum([100, 3, 3])).toEqual(['shown', 'few', 'few']);
  });
});

test('whoever the few were that were met, all tables, spreadsheets and pictures are the same to the letter', async () => {
  const { t } = documentWords();
  const period = periodOf('month', '2026-01-01');
  const say = { ...sayer(t, 'fi', anOrganisation, period), part: (_: string, part: string) => part };
  const made = async (all: readonly Case[]) => {
    const published = await publish(counted(all), () => undefined);
    const of = { period, published, say, t };
    const tables = [...(['where', 'unit'] as const).flatMap((way) => subjectTables(of, way as never)), longTable(of)];
    const parts = [undefined, 'A', 'B', 'C'].map((part) => numbersOfPart(published, 'where', part));
    const pictures = parts.flatMap((numbers) =>
      cardsOf(published, numbers).map(({ subject, lines }) => {
        const bars = lines.map(({ key, told }) => ({ key, told, label: say.key(key), value: say.told(told) }));
        return chartSvg({ title: subject, notes: [], lines: drawn(bars) });
      }),
    );
    expect(pictures.length).toBeGreaterThan(0);
    return JSON.stringify([tables, pictures, await insideOf(await xlsx(tables, { name: 'e', head: ['a', 'b', 'c'] }))]);
  };
  const few = cases.map((all) => all.slice(0, 4).map((one) => ({ ...one, times: 1 })));
  await fc.assert(
    fc.asyncProperty(few, few, async (one, other) => {
      expect(await made(one)).toBe(await made(other));
    }),
    { numRuns: 10, seed: 20261129 },
  );
});

test('a picture as PNG is what the browser draws of that text, and of nothing else', async () => {
  const barOf = (value: string) => [
    { key: 'housing', told: { is: 'shown' as const, n: 12 }, label: 'Asuminen', value },
  ];
  /** A browser whose PNG is all that it was asked to do. */
  const drawnIn = async (said: string) => {
    const asked: unknown[] = [];
    const files: Promise<string>[] = [];
    const canvas = (size: object) => ({
      getContext: (kind: string) => ({
        drawImage: (image: { src: string }, ...place: number[]) => asked.push([kind, image.src, ...place]),
      }),
      toBlob: (done: (blob: Blob) => void, type: string) => done(new Blob([JSON.stringify([size, asked, type])])),
    });
    vi.stubGlobal(
      'Image',
      class {
        src = '';
        decode = async () => asked.push(['decode', this.src]);
      },
    );
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('document', {
      createElement: (tag: string) =>
        new Proxy(tag === 'a' ? { click: () => undefined } : {}, {
          get: (held, name) => (Reflect.get(held, name) ?? Reflect.get(canvas(held), name)) as unknown,
        }),
    });
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      files.push((file as File).text());
      return 'blob:';
    });
    vi.useFakeTimers();
    try {
      const picture = { title: 'Aiheet', notes: [], lines: drawn(barOf(said)) };
      await savePicture(picture, 'a');
      return [await Promise.all(files), chartSvg(picture)] as const;
    } finally {
      vi.useRealTimers();
      vi.restoreAllMocks();
      vi.unstubAllGlobals();
    }
  };
  const [[file], { svg, width, height }] = await drawnIn('<5');
  const src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  const [w, h] = [width * 2, height * 2];
  expect(JSON.parse(file!)).toEqual([
    { width: w, height: h },
    [
      ['decode', src],
      ['2d', src, 0, 0, w, h],
    ],
    'image/png',
  ]);
  expect((await drawnIn('<5'))[0]).toEqual([file]);
  expect((await drawnIn('12'))[0]).not.toEqual([file]);
});
