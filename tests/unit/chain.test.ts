/** Which of several releases stand at a place, and that devices which read it tell the same, over a year of days. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import i18next from 'i18next';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import finnish from '../../locales/fi.json' with { type: 'json' };
import { daysOn } from '../../src/i18n/wall-time.ts';
import { monthOn } from '../../src/periods/days.ts';
import { lastEnded } from '../../src/periods/grid.ts';
import { type Closed, standing } from '../../src/releases/chain.ts';
import { type ClosingEnd, closeThere, type Made, type ReleasePlace } from '../../src/releases/close-there.ts';
import { ClosingNotice } from '../../src/releases/closing-notice.tsx';
import { Released } from '../../src/releases/released.ts';
import type { Answered } from '../../src/results/answered.ts';
import type { Release } from '../../src/results/release.ts';
import { openRelease, packRelease } from '../../src/results/release-shape.ts';
import { closeMonths } from '../../src/results/results.ts';
import { SourceNotice } from '../../src/results/source-notice.tsx';
import { esis } from '../../src/survey/instruments/esis.ts';
import { responses } from '../support/responses.ts';

const envelope = { kind: 'release', rev: 1, at: '2025-04-01T12:00:00.000Z', v: Released.version, unit: 'oma' } as const;
const record = (made: Made, after: string | undefined, id: string = randomUUID()): Released =>
  Released.parse({ ...envelope, device: randomUUID(), id, ...made, ...(after ? { after } : {}) });

describe('which releases stand', () => {
  const made = (month: string) => ({ about: 'a', month, least: 5, content: month });
  const open = async ({ month }: Released): Promise<Closed> => ({ month, members: [] });
  const idsOf = async (records: readonly Released[], isLog: boolean, today = '2026-01-01') => {
    const ids: string[] = [];
    const noted = (one: Released) => {
      ids.push(one.id);
      return open(one);
    };
    await standing(records, { about: 'a', isLog, today, open: noted });
    return ids;
  };
  const [a, b, c] = ['a', 'b', 'c'].map((sign) => sign.repeat(8).concat('-0000-4000-8000-000000000000')) as [
    string,
    string,
    string,
  ];
  const march = (id: string) => record(made('2025-03-01'), undefined, id);
  const april = (id: string, after: string) => record(made('2025-04-01'), after, id);

  test('where the place keeps an order the first one, whatever comes later', async () => {
    expect(await idsOf([march(b), march(a), april(c, a)], true)).toEqual([b]);
    expect(await idsOf([march(b), april(c, b), march(a)], true)).toEqual([b, c]);
  });

  test('where it keeps none, in whatever order they are shown, one that others have built on', async () => {
    const all = [march(b), march(a), april(c, b)];
    for (const order of [all, [...all].reverse()]) expect(await idsOf(order, false)).toEqual([b, c]);
    expect(await idsOf([march(b), march(a)], false)).toEqual([a]);
    // Of the newest month nobody has built on any yet: every reader takes the same one of three.
    const first = march(c);
    const three = ['b', 'd', 'a'].map((sign) => april(`${sign.repeat(8)}-1111-4000-8000-000000000000`, c));
    for (const turned of [three, [...three].reverse(), [three[1]!, three[2]!, three[0]!]])
      expect(await idsOf([...turned, first], false)).toEqual([c, three[2]!.id]);
  });

  test('of a month that has not ended by this clock none does; one behind it may', async () => {
    const far = record(made('2098-03-01'), undefined, a);
    expect(await idsOf([far, march(b)], true)).toEqual([b]);
    expect(await idsOf([march(b)], true, '2025-03-31')).toEqual([]);
    const early = record({ ...made('2025-03-01'), closedOn: '2025-03-12' }, undefined, c);
    expect(await idsOf([early], true, '2025-03-11')).toEqual([]);
    expect(await idsOf([early], true, '2025-03-12')).toEqual([c]);
  });

  test('one of a newer shape keeps its turn: what came or is chosen after it stands with nobody', async () => {
    const looked = async (records: readonly unknown[], isLog: boolean) =>
      standing(records, { about: 'a', isLog, today: '2026-01-01', open });
    const newer = (one: Released) => ({ ...one, v: Released.version + 1, shaped: 'otherwise' });
    const first = march(b);
    const stopped = { releases: [], last: undefined, isNewer: true };
    expect(await looked([newer(march(a)), first], true)).toMatchObject(stopped);
    expect(await looked([first, newer(march(a))], true)).toMatchObject({ last: b, isNewer: false });
    expect(await looked([first, newer(march(a))], false)).toMatchObject(stopped);
    expect(await looked([newer(march(c)), first], false)).toMatchObject({ last: b, isNewer: false });
    expect(await looked([first, newer(march(c)), newer(april(a, c))], false)).toMatchObject(stopped);
    expect(await looked([first, newer(april(c, b))], true)).toMatchObject({ last: b, isNewer: true });
    expect(await looked([{ ...newer(march(a)), month: 3 }, first], true)).toMatchObject({ last: b, refused: 1 });
  });

  test('one that builds on itself, or on one that builds on it, is none', async () => {
    expect(await idsOf([april(a, b), april(b, a), april(c, c)], false)).toEqual([]);
  });
});

/** A place in memory. It has a right clock, and keeps or keeps no order. */
function placeOf(isLog: boolean) {
  const held: Released[] = [];
  return {
    held,
    isLog,
    shown: () => (isLog ? [...held] : [...held].sort((one, other) => (one.content < other.content ? -1 : 1))),
    take: (one: Released, today: string) => {
      const isEarly = one.closedOn === undefined ? one.month > lastEnded(today) : one.closedOn > today;
      if (!isEarly && !held.some(({ id }) => id === one.id)) held.push(one);
      return !isEarly;
    },
  };
}

/** How a device fares when it closes something. */
type Fate = 'well' | 'dies' | 'delayed' | 'raced';

class Device {
  readonly told = new Map<string, Release>();
  readonly outbox: Released[] = [];
  /** Of which months it was said, when it last looked, that it tells otherwise than the place. */
  otherwise: readonly string[] = [];
  constructor(
    readonly place: ReturnType<typeof placeOf>,
    readonly ahead: number,
  ) {}

  /** Reads all there is on a day and closes what has ended; `meanwhile` happens between its reading and its sending. */
  async look(rows: readonly Answered[], day: string, least: number, fate: Fate, meanwhile: () => Promise<unknown>) {
    const today = daysOn(day, this.ahead);
    let sent = false;
    const place: ReleasePlace = {
      isLog: this.place.isLog,
      read: async () => {
        if (sent && fate === 'dies') return 'not-read';
        const shown = this.place.shown();
        if (!sent && fate === 'raced') await meanwhile();
        return shown;
      },
      send: async (made, after) => {
        sent = true;
        let on = after;
        for (const one of made) {
          const own = [...this.outbox, ...this.place.held].find((it) => it.month === one.month && it.after === on);
          const release = this.outbox.find((it) => it === own) ?? record(one, on);
          on = release.id;
          if (!this.outbox.includes(release)) this.outbox.push(release);
        }
        return fate === 'delayed' ? true : this.drain(day);
      },
    };
    const shelf = {
      about: (await packRelease(esis, { month: '', least, members: [], waves: [], cells: [], changes: [] })).about,
      told: async () => this.tells(),
      keep: async (releases: readonly Release[]) => {
        for (const one of releases) if (!this.told.has(one.month)) this.told.set(one.month, one);
      },
      close: (earlier: readonly Release[]) => closeMonths(esis, rows, earlier, { least, today }),
      pack: (release: Release) => packRelease(esis, release),
      open: (one: Released, before: readonly Release[]) => openRelease(esis, one, before),
    };
    const end = await closeThere([shelf], place, today);
    this.otherwise = end.otherwise ?? [];
    return end;
  }

  drain(day: string): boolean {
    const isTaken = this.outbox.map((one) => this.place.take(one, day));
    this.outbox.splice(0);
    return !isTaken.includes(false);
  }

  tells = () => [...this.told.values()].sort((a, b) => a.month.localeCompare(b.month));
}

const people = fc.record({
  count: fc.integer({ min: 1, max: 14 }),
  unit: fc.constantFrom('Asema', 'Torni'),
  month: fc.integer({ min: 1, max: 9 }),
  late: fc.constantFrom(0, 0, 1, 2),
  gone: fc.boolean(),
});
const visit = (fates: readonly Fate[]) =>
  fc.record({
    who: fc.integer({ min: 0, max: 2 }),
    day: fc.integer({ min: 1, max: 28 }),
    least: fc.constantFrom(5, 10),
    fate: fc.constantFrom(...fates),
  });

/** How often a device had told a month otherwise. */
let differing = 0;

/** A year of days on three devices: what each tells of a month is what the others tell of it. Gives how much was told. */
async function live(
  isLog: boolean,
  groups: { count: number; unit: string; month: number; late: number; gone: boolean }[],
  months: { who: number; day: number; least: number; fate: Fate }[][],
  ahead: readonly number[],
): Promise<number> {
  const place = placeOf(isLog);
  const devices = ahead.map((days) => new Device(place, days));
  const everyone = groups.flatMap(({ count, unit, month, late, gone }) =>
    responses(count, { unit, at: `2025-0${month}-10T10:00:00.000Z`, code: undefined }).map((given, index) => ({
      given,
      comes: month + (index < 3 ? late : 0),
      goes: gone && index === 0 ? month + 2 : 99,
    })),
  );
  const there = (month: number) =>
    everyone.filter(({ comes, goes }) => comes <= month && goes > month).map(({ given }) => given);
  for (const [index, visits] of months.entries()) {
    for (const { who, day, least, fate } of [...visits].sort((a, b) => a.day - b.day)) {
      const on = daysOn(monthOn('2025-01-01', index), day - 1);
      const rows = there(index + 1);
      // Another one reads and closes while this one has read and not yet sent, with one answer more.
      const other = devices[(who + 1) % 3]!;
      const meanwhile = () =>
        other.look([...rows, ...responses(1, { at: '2025-01-05T10:00:00.000Z' })], on, least, 'well', async () => {});
      await devices[who]!.look(rows, on, least, fate, meanwhile);
      if (day % 3 === 0) for (const one of devices) one.drain(on);
      if (isLog || !months.flat().some((one) => one.fate === 'raced')) expectAlike(devices);
    }
  }
  for (const device of devices) device.drain('2026-01-02');
  for (const device of [...devices, new Device(place, 0)])
    await device.look(there(12), '2026-01-02', 10, 'well', async () => {});
  const fresh = new Device(place, 0);
  expect(await fresh.look(there(12), '2026-01-02', 10, 'well', async () => {})).toMatchObject({ is: 'told' });
  expect(fresh.otherwise).toEqual([]);
  // Who tells a month otherwise than the place does was told so; all else is alike.
  for (const device of devices) {
    for (const month of device.otherwise) {
      expect(isLog, 'never where the place keeps an order').toBe(false);
      const [own, other] = [device, fresh].map(({ told }) => JSON.stringify(sorted(told.get(month))));
      expect(own).not.toBe(other);
      device.told.delete(month);
      differing += 1;
    }
  }
  expectAlike([...devices, fresh]);
  return fresh
    .tells()
    .flatMap(({ waves }) => waves.flatMap(({ groups: of }) => of))
    .filter((one) => one.standing === 'shown').length;
}

function expectAlike(devices: readonly Device[]): void {
  const told = new Map<string, string>();
  for (const device of devices)
    for (const release of device.tells()) {
      const text = JSON.stringify(sorted(release));
      expect(told.get(release.month) ?? text, `of ${release.month}`).toBe(text);
      told.set(release.month, text);
    }
}
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, of]) => [key, sorted(of)]),
  );
};

describe('over a year of days three devices tell the same of each month', () => {
  const clocks = fc.tuple(fc.constant(0), fc.integer({ min: -3, max: 3 }), fc.constantFrom(0, 40, -40));
  const ofYear = (fates: readonly Fate[]) =>
    fc.array(fc.array(visit(fates), { maxLength: 2 }), { minLength: 12, maxLength: 12 });
  const groups = fc.array(people, { minLength: 4, maxLength: 12 });
  const runs = { numRuns: 12, seed: 20261129 };

  test('where the place keeps an order: whoever is first, dies, is delayed or raced, with wrong clocks, late answers and deletions', async () => {
    let shown = 0;
    const all = fc.tuple(groups, ofYear(['well', 'well', 'dies', 'delayed', 'raced']), clocks);
    await fc.assert(
      fc.asyncProperty(all, async ([of, months, ahead]) => {
        shown += await live(true, of, months, ahead);
      }),
      runs,
    );
    expect(shown).toBeGreaterThan(100);
  });

  test('where it keeps none: while no two close one month between each other’s reading and sending', async () => {
    const all = fc.tuple(groups, ofYear(['well']), clocks);
    await fc.assert(
      fc.asyncProperty(all, async ([of, months, ahead]) => void (await live(false, of, months, ahead))),
      runs,
    );
  });

  test('where it keeps none and two close one month at once: whoever tells it otherwise than the place is told so', async () => {
    differing = 0;
    const all = fc.tuple(groups, ofYear(['well', 'raced']));
    await fc.assert(
      fc.asyncProperty(all, async ([of, months]) => void (await live(false, of, months, [0, 0, 0]))),
      runs,
    );
    expect(differing).toBeGreaterThan(3);
  });
});

describe('on the screen', () => {
  i18next.init({ lng: 'fi', resources: { fi: { translation: finnish } }, initAsync: false });
  const said = (settled: ClosingEnd) => renderToString(h(ClosingNotice, { settled }));

  test('a device that tells otherwise than the place has it in words: of which months, what stands, what to do', () => {
    const html = said({ is: 'told', refused: 0, otherwise: ['2025-03-01', '2025-05-01'] });
    expect(html).toContain('kertoo muuta kuin palvelin: maaliskuu 2025, toukokuu 2025');
    expect(html).toContain('mitä se on jo kertonut');
    expect(html).toContain('toiselta laitteelta');
    expect(html).not.toContain('Uutta ei vielä kerrota');
    expect(said({ is: 'told', refused: 0 })).toBe('');
  });

  test('an older app is told to be updated, and that what was told before stands', () => {
    const html = said({ is: 'newer', refused: 0 });
    expect(html).toContain('Päivitä sovellus');
    expect(html).toContain('Aiemmin julkaistu näkyy entisellään');
    const file = { is: 'file', name: 'x', hasReleases: true } as const;
    expect(renderToString(h(SourceNotice, { source: { ...file, isNewer: true } }))).toContain('päivität sovelluksen');
    expect(renderToString(h(SourceNotice, { source: file }))).not.toContain('päivität');
  });
});
