/** Which of several releases stand at a place, and that devices which read it tell the same, over a year of days. */
import { randomUUID } from 'node:crypto';
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
import { nextId } from '../../src/releases/next-id.ts';
import { Released } from '../../src/releases/released.ts';
import type { Answered } from '../../src/results/answered.ts';
import type { Release } from '../../src/results/release.ts';
import { aboutOf, openRelease, packRelease } from '../../src/results/release-shape.ts';
import { closeMonths } from '../../src/results/results.ts';
import { SourceNotice } from '../../src/results/source-notice.tsx';
import { esis } from '../../src/survey/instruments/esis.ts';
import { fc } from '../support/property.ts';
import { responses } from '../support/responses.ts';

const envelope = { kind: 'release', rev: 1, at: '2025-04-01T12:00:00.000Z', v: Released.version, unit: 'oma' } as const;
const record = (made: Made, after: string | undefined, id: string = randomUUID()): Released =>
  Released.parse({ ...envelope, device: randomUUID(), id, ...made, ...(after ? { after } : {}) });
/** As an earlier version of the app made it, which gave it an id at random. */
const earlier = (one: Released): Released => ({ ...one, v: 4 as never });

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

  test('where it keeps none, of those that earlier versions made, in whatever order they are shown, one that others have built on', async () => {
    const all = [march(b), march(a), april(c, b)].map(earlier);
    for (const order of [all, [...all].reverse()]) expect(await idsOf(order, false)).toEqual([b, c]);
    expect(await idsOf([march(b), march(a)].map(earlier), false)).toEqual([a]);
    // Of the newest month nobody has built on any yet: every reader takes the same one of three.
    const first = earlier(march(c));
    const three = ['b', 'd', 'a'].map((sign) => earlier(april(`${sign.repeat(8)}-1111-4000-8000-000000000000`, c)));
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
    expect(await looked([earlier(first), newer(march(a))], false)).toMatchObject(stopped);
    expect(await looked([newer(march(c)), earlier(first)], false)).toMatchObject({ last: b, isNewer: false });
    expect(await looked([earlier(first), newer(march(c)), newer(april(a, c))], false)).toMatchObject(stopped);
    const own = await firstById();
    expect(await looked([own, newer(march(a))], false)).toMatchObject({ last: own.id, isNewer: false });
    expect(await looked([newer(own)], false)).toMatchObject(stopped);
    expect(await looked([first, newer(april(c, b))], true)).toMatchObject({ last: b, isNewer: true });
    expect(await looked([{ ...newer(march(a)), month: 3 }, first], true)).toMatchObject({ last: b, refused: 1 });
  });

  test('one that builds on itself, or on one that builds on it, is none', async () => {
    expect(await idsOf([april(a, b), april(b, a), april(c, c)].map(earlier), false)).toEqual([]);
  });

  /** The first one of all, under its id. */
  const firstById = async (refused = 0) => march(await nextId('a', undefined, refused));

  test('where it keeps none the one under the id that follows from all before it, whatever else lies there', async () => {
    const first = await firstById();
    expect(await idsOf([march(a), first], false), 'one of today at random').toEqual([first.id]);
    expect(await idsOf([march(a)], false)).toEqual([]);
    const second = april(await nextId('a', first), first.id);
    // Built on another first one, which did not come to stand, it has another id.
    const astray = april(await nextId('a', { ...first, content: 'otherwise' }), first.id);
    expect(await idsOf([astray, second, first], false)).toEqual([first.id, second.id]);
    expect(await idsOf([astray, first], false)).toEqual([first.id]);
    expect(await nextId('b', undefined)).not.toBe(first.id);
  });

  test('what earlier versions made stands, also beside one under its id that builds on it', async () => {
    const old = [march(b), april(c, b)].map(earlier);
    const next = record(made('2025-05-01'), c, await nextId('a', old[1]));
    expect(await idsOf([next, ...old], false)).toEqual([b, c, next.id]);
    const late = earlier(record(made('2025-05-01'), c, a));
    expect(await idsOf([late, next, ...old], false), 'an earlier app was later').toEqual([b, c, next.id]);
  });

  test('one under its id that cannot be passes its turn to the next id; one of a month to come keeps it', async () => {
    const first = await firstById();
    const bad = { ...first, rev: 2 };
    const second = await firstById(1);
    const looked = (records: readonly unknown[], today = '2026-01-01') =>
      standing(records, { about: 'a', isLog: false, today, open });
    expect(await looked([bad, second])).toMatchObject({ last: second.id, refused: 1 });
    expect(await looked([bad])).toMatchObject({ last: undefined, refused: 1, next: second.id });
    expect(await looked([{ ...first, content: '?' }])).toMatchObject({ refused: 1, next: second.id });
    expect(await looked([{ ...first, after: b }])).toMatchObject({ refused: 1, next: second.id });
    expect(await looked([first, second], '2025-03-31')).toMatchObject({ releases: [], isAhead: true, refused: 0 });
    expect(await looked([])).toMatchObject({ next: first.id, isAhead: false });
  });
});

/**
 * A place in memory. It keeps an order and has a right clock; or it keeps none, and takes one record under an id: or, `replaces`, the last
 * one.
 */
function placeOf(isLog: boolean, replaces = false) {
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
    make: (one: Released): boolean => {
      const at = held.findIndex(({ id }) => id === one.id);
      if (at >= 0 && !replaces) return false;
      held.splice(at < 0 ? held.length : at, 1, one);
      return true;
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
    readonly ahead = 0,
    /** Waited for on each way to the place and back. */
    readonly onTheWay: () => Promise<unknown> = async () => {},
  ) {}

  /** Reads all there is on a day and closes what has ended; `meanwhile` happens between its reading and its sending. */
  async look(
    rows: readonly Answered[],
    day: string,
    least: number,
    fate: Fate = 'well',
    meanwhile: () => Promise<unknown> = async () => {},
  ) {
    const today = daysOn(day, this.ahead);
    let sent = false;
    const inOrder = async (made: readonly Made[], after: string | undefined) => {
      let on = after;
      for (const one of made) {
        const own = [...this.outbox, ...this.place.held].find((it) => it.month === one.month && it.after === on);
        const release = this.outbox.find((it) => it === own) ?? record(one, on);
        on = release.id;
        if (!this.outbox.includes(release)) this.outbox.push(release);
      }
      return fate === 'delayed' || this.drain(day) ? ('sent' as const) : ('not-sent' as const);
    };
    const once = async (made: readonly Made[], after: string | undefined) => {
      let on = after;
      for (const one of made) {
        await this.onTheWay();
        const isMade = this.place.make(record(one, on, one.id));
        await this.onTheWay();
        if (!isMade) break;
        on = one.id;
      }
      return 'sent' as const;
    };
    const place: ReleasePlace = {
      isLog: this.place.isLog,
      read: async () => {
        if (sent && fate === 'dies') return 'not-read';
        await this.onTheWay();
        const shown = this.place.shown();
        await this.onTheWay();
        if (!sent && fate === 'raced') await meanwhile();
        return shown;
      },
      send: (made, after) => {
        sent = true;
        return this.place.isLog ? inOrder(made, after) : once(made, after);
      },
      refuses: async (one) => {
        await this.onTheWay();
        const isMade = this.place.make(one);
        await this.onTheWay();
        return isMade ? 'cannot' : 'refused';
      },
    };
    const shelf = {
      about,
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

  /** Tells what has ended by itself, before there is a place. */
  async alone(rows: readonly Answered[], today: string) {
    for (const one of await closeMonths(esis, rows, this.tells(), { least: 10, today })) this.told.set(one.month, one);
  }

  drain(day: string): boolean {
    const isTaken = this.outbox.map((one) => this.place.take(one, day));
    this.outbox.splice(0);
    return !isTaken.includes(false);
  }

  tells = () => [...this.told.values()].sort((a, b) => a.month.localeCompare(b.month));
}
const about = aboutOf(esis);

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
      const meanwhile = () => other.look([...rows, ...responses(1, { at: '2025-01-05T10:00:00.000Z' })], on, least);
      await devices[who]!.look(rows, on, least, fate, meanwhile);
      if (day % 3 === 0) for (const one of devices) one.drain(on);
      expectAlike(devices);
    }
  }
  for (const device of devices) device.drain('2026-01-02');
  for (const device of [...devices, new Device(place)]) await device.look(there(12), '2026-01-02', 10);
  const fresh = new Device(place);
  expect(await fresh.look(there(12), '2026-01-02', 10)).toMatchObject({ is: 'told' });
  for (const device of [...devices, fresh]) expect(device.otherwise).toEqual([]);
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

  test('where it keeps none and takes one under an id: so too', async () => {
    const all = fc.tuple(groups, ofYear(['well', 'well', 'dies', 'raced']), clocks);
    await fc.assert(
      fc.asyncProperty(all, async ([of, months, ahead]) => void (await live(false, of, months, ahead))),
      runs,
    );
  });
});

describe('two devices that close the same months at once, where the place keeps no order', () => {
  const march = responses(12, { at: '2025-03-10T10:00:00.000Z', code: undefined });
  const april = responses(11, { at: '2025-04-10T10:00:00.000Z', code: undefined });
  const newcomer = responses(1, { at: '2025-03-11T10:00:00.000Z', code: undefined });

  test('in whatever order their requests and answers come, tell the same, and all of it', async () => {
    const firstOfB = { seen: 0 };
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 0, max: 2 }), async (scheduler, more) => {
        const place = placeOf(false);
        const devices = ['a', 'b', 'c'].map(
          (name) => new Device(place, 0, () => scheduler.schedule(Promise.resolve(name))),
        );
        const rows = [
          [...march, ...april],
          [...march, ...newcomer, ...april],
          [...march.slice(more), ...april],
        ];
        const looks = devices.map((device, index) => device.look(rows[index]!, '2025-05-02', 10));
        const ends = await scheduler.waitFor(Promise.all(looks));
        expectAlike(devices);
        expect(ends).toEqual(ends.map(() => ({ is: 'told', refused: 0 })));
        const [first] = devices[0]!.tells();
        if (first!.members.length === 13) firstOfB.seen += 1;
        expect(devices.map((device) => device.tells().length)).toEqual([2, 2, 2]);
      }),
      { numRuns: 15, seed: 20261129 },
    );
    expect(firstOfB.seen, 'each was first in some').toBeGreaterThan(0);
    expect(firstOfB.seen).toBeLessThan(15);
  });

  test('of one that replaces what stands under an id nothing is told, whoever looks, however often', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const place = placeOf(false, true);
        const devices = ['a', 'b'].map((name) => new Device(place, 0, () => scheduler.schedule(Promise.resolve(name))));
        for (let time = 0; time < 2; time++) {
          const looks = devices.map((device) => device.look(march, '2025-04-02', 10));
          const ends = await scheduler.waitFor(Promise.all(looks));
          expect(ends).toEqual(ends.map(() => ({ is: 'not-once', refused: 0 })));
        }
        expect(devices.flatMap((device) => device.tells())).toEqual([]);
      }),
      { numRuns: 10, seed: 20261129 },
    );
  });

  test('what earlier versions had told there stands, and is built on by one that follows', async () => {
    const place = placeOf(false);
    const [old] = await closeMonths(esis, march, [], { least: 10, today: '2025-04-02' });
    place.held.push(earlier(record(await packRelease(esis, old!), undefined)));
    const devices = [new Device(place), new Device(place)];
    for (const device of devices)
      expect(await device.look([...march, ...april], '2025-05-02', 10)).toMatchObject({ is: 'told' });
    expectAlike(devices);
    expect(devices[0]!.tells().map(({ members }) => members.length)).toEqual([12, 11]);
    expect(place.held.map(({ after }) => after)).toEqual([undefined, place.held[0]!.id]);
  });
});

describe.each([true, false])('a device that told by itself before there was a server (in order: %s)', (isLog) => {
  const inMonth = (count: number, month: string) =>
    responses(count, { at: `${month}-10T10:00:00.000Z`, code: undefined });

  /** Of how many people each month tells that has any. */
  const counts = (device: Device) => device.tells().flatMap(({ members }) => members.length || []);

  test('has it told by all where it comes first; another one tells what it told, and is told so', async () => {
    const place = placeOf(isLog);
    const devices = [new Device(place), new Device(place)];
    const own = [inMonth(12, '2025-03'), inMonth(13, '2025-03')];
    for (const [index, device] of devices.entries()) await device.alone(own[index]!, '2025-04-02');
    for (const device of devices) await device.look(own.flat(), '2025-04-03', 10);
    expect(devices.map(({ otherwise }) => otherwise)).toEqual([[], ['2025-03-01']]);
    expect(devices.map((device) => device.tells().map(({ members }) => members.length))).toEqual([[12], [13]]);
    expect(place.held).toHaveLength(1);
  });

  test.each(['2025-02', '2025-04'])(
    'tells beside it nothing in which its own people are counted again, where others closed %s first',
    async (others) => {
      const place = placeOf(isLog);
      const [late, first] = [new Device(place), new Device(place)];
      const own = inMonth(12, '2025-03');
      await late.alone(own, '2025-04-02');
      const before = inMonth(11, others);
      await first.look(before, '2025-05-01', 10);
      // Its answers come, and three of others: less its own they would be the three.
      const all = [...before, ...own, ...inMonth(3, '2025-05')];
      await first.look(all, '2025-06-01', 10);
      expect(counts(first)).toEqual([11, 15]);
      for (let time = 0; time < 2; time++) {
        await late.look(all, '2025-06-02', 10);
        expect(counts(late)).toEqual([12]);
        expect(late.otherwise).toEqual(['2025-03-01']);
      }
      // What has nobody of them is told again.
      const next = [...all, ...inMonth(14, '2026-01')];
      await late.look(next, '2026-02-02', 10);
      await first.look(next, '2026-02-03', 10);
      expect(counts(late)).toEqual([12, 14]);
      expect(counts(first)).toEqual([11, 15, 14]);
    },
  );
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

  test('a server that would replace a release, and a clock that is behind, are told of with what is to be done', () => {
    const once = said({ is: 'not-once', refused: 0 });
    expect(once).toContain('Uutta ei vielä kerrota');
    expect(once).toContain('torjuttava uusi tietue, jonka id on jo käytössä');
    expect(said({ is: 'ahead', refused: 0 })).toContain('Tarkista laitteen päivä ja kellonaika');
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
