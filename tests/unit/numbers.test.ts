/** Numbers: what is counted once, where and when, what may be seen of it, and what goes into the files. */
import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import finnish from '../../locales/fi.json' with { type: 'json' };
import { chartSvg } from '../../src/charts/chart-svg.ts';
import { csv } from '../../src/files/data-table.ts';
import { daysOn } from '../../src/i18n/wall-time.ts';
import { ownPeriod, queryAddress, queryOf } from '../../src/outreach/numbers/asked.ts';
import { cardsOf } from '../../src/outreach/numbers/cards.ts';
import { cellsOf, count } from '../../src/outreach/numbers/counted.ts';
import { factsOf } from '../../src/outreach/numbers/facts.ts';
import { guidancesIn, hoursOf, outingsIn } from '../../src/outreach/numbers/gathered.ts';
import { byPair, jointOutings, pairing, pairsIn } from '../../src/outreach/numbers/pairs.ts';
import { partMark, waysOf } from '../../src/outreach/numbers/parts.ts';
import { publish, toldOf } from '../../src/outreach/numbers/publish.ts';
import { sayer } from '../../src/outreach/numbers/say.ts';
import { dictionaryOf, longTable, subjectTables } from '../../src/outreach/numbers/tables.ts';
import { isEnded } from '../../src/periods/grid.ts';
import { periodName } from '../../src/periods/names.ts';
import { partsOf } from '../../src/periods/parts.ts';
import { beside, momentsOf, periodOf } from '../../src/periods/periods.ts';
import { standardDocument } from '../support/setup.ts';

const outingId = '019ac000-0000-7000-8000-000000000001';
let made = 0;
const base = (some: object = {}) => ({
  id: `019ac000-0000-7000-8000-${String(++made).padStart(12, '0')}`,
  rev: 1,
  v: 2,
  unit: 'oma',
  device: 'a',
  at: '2026-11-21T15:10:00.000Z',
  outingId,
  place: 'Asema',
  ...some,
});
const encounter = (some: object = {}) =>
  ({ ...base(), kind: 'encounter', people: '1', depth: 'conversation', topics: [], ...some }) as never;
const mark = (add: object, some: object = {}) => ({ ...base(some), kind: 'tally', add }) as never;
const guidance = (some: object = {}) =>
  ({ ...base(), kind: 'guidance', target: 'housing', way: 'accompanied', outcome: 'arrived', ...some }) as never;
const logged = (some: object) => ({ encounters: [], tallies: [], guidances: [], unmets: [], ...some });
const november = periodOf('month', '2026-11-21');

async function totals(some: object, period = november) {
  const { partOf, parts } = waysOf(period, new Map());
  const counted = await count(await factsOf(logged(some)), partOf, parts, () => undefined);
  return Object.fromEntries([...counted.all].filter(([, n]) => n > 0));
}

describe('what is counted', () => {
  test('what was logged in detail and what was tapped are counted alike, each once', async () => {
    const tapped = mark({ met: 3, talked: 2, guided: 1, declined: 1, leaflets: 4, 'age:18-24': 2 });
    expect(
      await totals({ encounters: [encounter({ age: '65+', topics: ['money'] })], tallies: [tapped] }),
    ).toMatchObject({
      met: 4,
      'depth:brief': 1,
      'depth:conversation': 2,
      'depth:guidance': 1,
      'other:declined': 1,
      'topic:money': 1,
      'age:18-24': 2,
      'age:65+': 1,
      'age:not-assessed': 1,
      'handed:leaflets': 4,
    });
  });

  test('a tap that was taken back is not counted, whenever it was and whoever took it back', async () => {
    const tallies = [
      mark({ met: 2 }),
      mark({ met: -1 }, { at: '2026-11-21T17:10:00.000Z' }),
      mark({ met: -1 }, { device: 'b' }),
    ];
    expect(await totals({ tallies })).toEqual({});
  });

  test('who declined was not met, and neither was who was only seen', async () => {
    const encounters = [encounter({ depth: 'declined', topics: ['money'] }), encounter({ depth: 'observed' })];
    expect(await totals({ encounters })).toEqual({ 'other:declined': 1, 'other:observed': 1 });
  });

  test('a guidance that stands in an encounter and in a record of its own is one', async () => {
    const guided = encounter({ guidance: 'accompanied' }) as { id: string };
    const alone = await totals({ encounters: [guided] });
    expect(alone).toMatchObject({ guided: 1, 'way:accompanied': 1, 'outcome:unknown': 1, 'target:unknown': 1 });
    const both = await totals({ encounters: [guided], guidances: [guidance({ encounterId: guided.id })] });
    expect(both).toMatchObject({ guided: 1, 'outcome:arrived': 1, 'target:housing': 1, 'depth:guidance': 1 });
    expect(both['target:unknown']).toBeUndefined();
  });

  test('a guidance that was told of later belongs to the time of its encounter, and to no other period', () => {
    const guided = encounter() as { id: string; at: string };
    const late = '2026-12-03T10:00:00.000Z';
    const guidances = [
      guidance({ encounterId: guided.id, at: late }),
      guidance({ at: late }),
      guidance({ encounterId: 'x' }),
    ];
    const all = logged({ encounters: [guided], guidances });
    expect(guidancesIn(all, momentsOf(november).to).map(({ at }) => at)).toEqual([guided.at]);
  });

  test('needs are counted from encounters and from records of their own', async () => {
    const unmets = [{ ...base(), kind: 'unmet', topic: 'housing' }];
    expect(await totals({ encounters: [encounter({ unmet: ['housing', 'money'] })], unmets })).toMatchObject({
      need: 3,
      'need:housing': 2,
      'need:money': 1,
    });
  });
});

describe('where and when', () => {
  test('each fact falls into one part of each way, by the clocks in Finland', async () => {
    const areas = new Map([['asema', 'Keskusta']]);
    const { partOf } = waysOf(november, areas);
    const [fact] = await factsOf(logged({ encounters: [encounter({ at: '2026-11-30T22:30:00.000Z' })] }));
    expect(fact).toMatchObject({ date: '2026-12-01', hour: 0 });
    const [evening] = await factsOf(logged({ encounters: [encounter()] }));
    expect(Object.entries(partOf).map(([way, part]) => [way, part(evening!)])).toEqual([
      ['time', '2026-11-16'],
      ['where', 'Keskusta'],
      ['unit', 'oma'],
      ['hour', '15'],
    ]);
  });

  test('periods follow each other without a gap, over new year and the change of clocks', () => {
    for (const length of ['week', 'month', 'quarter', 'year'] as const) {
      const first = periodOf(length, '2025-12-31');
      const next = beside(first, 1);
      expect([next.from, beside(next, -1)]).toEqual([first.to, first]);
      expect(partsOf(first)[0]).toBe(first.from);
    }
    expect(momentsOf(periodOf('month', '2026-10-25'))).toEqual({
      from: '2026-09-30T21:00:00.000Z',
      to: '2026-10-31T22:00:00.000Z',
    });
    expect(partsOf(november)).toEqual([
      '2026-11-01',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
      '2026-11-30',
    ]);
    const named = (['week', 'month', 'quarter', 'year'] as const).map((length) =>
      periodName(periodOf(length, '2026-11-21'), 'fi', (n) => `Viikko ${n}`),
    );
    expect(named).toEqual(['Viikko 47, 16.–22.11.2026', 'marraskuu 2026', '10–12/2026', '2026']);
  });

  test('an address says the period and the way, of a part only a mark, and is read back', () => {
    const asked = { period: ownPeriod('2026-10-05', '2026-11-21')!, way: 'where' as const, mark: partMark('Asema') };
    const address = queryAddress(asked);
    expect(address).not.toMatch(/asema/i);
    expect(queryOf(Object.fromEntries(new URL(address, 'http://x').searchParams), '2026-01-01')).toEqual(asked);
    expect(queryOf({ length: 'own', from: '2026-11-21', to: '2026-11-20', by: 'name' }, '2026-11-21')).toEqual({
      period: { length: 'own', from: '2026-11-01', to: '2026-12-01' },
      way: 'time',
      mark: undefined,
    });
    expect(ownPeriod('2020-01-01', '2026-01-01')).toBeUndefined();
  });

  test('an address that asks for nothing asks for what has ended; of a week, of the team’s own work, for the present one', () => {
    const from = (length?: string) => queryOf(length ? { length } : {}, '2026-11-21').period.from;
    expect([undefined, 'quarter', 'year', 'week'].map(from)).toEqual([
      '2026-10-01',
      '2026-07-01',
      '2025-01-01',
      '2026-11-16',
    ]);
  });

  test('encounters are told of months, quarters and years that have ended, never of days of one’s own or of a week', () => {
    const told = (['week', 'month', 'quarter', 'year', 'own'] as const).map((length) => {
      const period = periodOf(length, '2026-11-21');
      return [isEnded(period, daysOn(period.to, -1)), isEnded(period, period.to)];
    });
    expect(told).toEqual([
      [false, false],
      [false, true],
      [false, true],
      [false, true],
      [false, false],
    ]);
  });
});

describe('outings', () => {
  const outing = (id: string, some: object = {}) => ({
    ...base({ id }),
    state: 'debriefed',
    at: '2026-11-21T15:00:00.000Z',
    endedAt: '2026-11-21T18:00:00.000Z',
    places: ['Asema'],
    organisations: ['Diakonia'],
    ...some,
  });
  const all = (outings: object[], debriefs: object[] = []) => outingsIn({ ...logged({}), outings, debriefs } as never);

  test('a joint one is one, with its own hours, and plans are none', () => {
    const plan = { uid: 'one' };
    const counted = all(
      [
        outing('a', { plan }),
        outing('b', { plan, device: 'b', endedAt: '2026-11-21T18:30:00.000Z' }),
        outing('c', { state: 'running', endedAt: undefined, organisations: [] }),
        outing('d', { state: 'cancelled', plan: { uid: 'two' } }),
      ],
      [
        { outingId: 'a', workers: 2 },
        { outingId: 'b', workers: 4 },
      ],
    );
    expect(hoursOf(counted)).toEqual({
      count: 2,
      hours: 3.5,
      workerHours: 14,
      along: [{ name: 'Diakonia', count: 1 }],
    });
  });

  test('one during which the clock was set is counted, and its hours are not made up', () => {
    for (const endedAt of ['2027-11-21T18:00:00.000Z', '2025-11-21T18:00:00.000Z'])
      expect(hoursOf(all([outing('a', { endedAt }), outing('b')]))).toMatchObject({ count: 2, hours: 3 });
  });

  describe('one that two devices logged on', () => {
    const outings = all([outing(outingId)]);
    const other = '019ac000-0000-7000-8000-000000000002';
    const tallies = (a: number, b: number, others: number) => [
      mark({ met: a }),
      mark({ met: b }, { device: 'b', place: 'Tori' }),
      mark({ met: others }, { outingId: other }),
    ];
    async function joint(...met: [number, number, number]) {
      const facts = await factsOf(logged({ tallies: tallies(...met) }));
      const { partOf, parts } = waysOf(november, new Map());
      const counted = await count(facts, partOf, parts, () => undefined);
      const pairOf = pairing(facts, outings)!;
      counted.by.set(byPair, pairsIn(facts, pairOf));
      const cells = cellsOf(facts, { ...partOf, [byPair]: pairOf });
      return jointOutings(outings, await publish(counted, () => undefined, cells));
    }
    const met = (of: Awaited<ReturnType<typeof joint>>) =>
      of.map(({ pairs, all: sum }) => [...pairs, sum].map((told) => toldOf(told, 'met')));

    test('shows a column for each, once the month has ended', async () => {
      expect(met(await joint(7, 9, 20))).toEqual([[7, 9, 16].map((n) => ({ is: 'shown', n }))]);
    });

    test('tells no pair’s few people, and none of the rest’s by what is left of the month', async () => {
      for (const [told] of [met(await joint(7, 3, 20)), met(await joint(7, 9, 3))])
        expect(told!.some(({ is }) => is !== 'shown')).toBe(true);
    });

    test('is none where one device logged', async () => {
      const facts = await factsOf(logged({ tallies: tallies(7, 9, 20).slice(1) }));
      expect(pairing(facts, outings)).toBeUndefined();
    });
  });
});

describe('what is seen and given out', () => {
  let t: TFunction;
  beforeAll(async () => {
    t = await i18next
      .createInstance()
      .init({ lng: 'fi', resources: { fi: { translation: finnish } }, interpolation: { escapeValue: false } });
  });

  const encounters = [
    ...Array.from({ length: 40 }, () => encounter({ topics: ['money'] })),
    ...Array.from({ length: 9 }, () => encounter({ depth: 'brief', place: 'Tori', topics: ['housing'] })),
    ...Array.from({ length: 3 }, () => encounter({ depth: 'guidance', place: 'Tori', topics: ['crisis'] })),
  ];
  async function published() {
    const { partOf, parts } = waysOf(november, new Map());
    return publish(await count(await factsOf(logged({ encounters })), partOf, parts, () => undefined), () => undefined);
  }

  test('a small number is not told, and neither is the one that would tell it', async () => {
    const { all, by } = await published();
    expect(toldOf(all, 'met')).toEqual({ is: 'shown', n: 52 });
    expect(toldOf(all, 'depth:guidance')).toEqual({ is: 'few' });
    expect(toldOf(all, 'depth:brief')).toEqual({ is: 'guard' });
    expect(toldOf(all, 'topic:crisis')).toEqual({ is: 'few' });
    expect(toldOf(by.get('where')!.get('Tori'), 'met')).toEqual({ is: 'shown', n: 12 });
    expect(toldOf(by.get('where')!.get('Tori'), 'depth:brief').is).not.toBe('shown');
    expect(toldOf(by.get('where')!.get('Tori'), 'topic:money')).toEqual({ is: 'few' });
  });

  test('no file and no picture holds a number that is not told', async () => {
    const of = { period: november, published: await published(), say: sayer(t, 'fi', standardDocument, november), t };
    const table = longTable(of);
    const lines = csv(table).replaceAll('"', '').replace('\uFEFF', '').split('\r\n');
    expect(lines[0]).toBe('from,to,by,part,subject,code,label,n,shown');
    expect(lines).toContain('2026-11-01,2026-11-30,all,,met,,Kohtaamisia,52,shown');
    expect(lines).toContain('2026-11-01,2026-11-30,all,,depth,guidance,Ohjaus tai saattaminen,,few');
    expect(lines).toContain('2026-11-01,2026-11-30,where,Tori,met,,Kohtaamisia,12,shown');
    const n = table.columns.findIndex(({ name }) => name === 'n');
    for (const row of table.rows) expect(row[n] === undefined, String(row)).toBe(row.at(-1) !== 'shown');
    expect(table.rows.every((row) => row[n] === undefined || Number(row[n]) >= 5)).toBe(true);
    for (const { rows } of subjectTables(of, 'where'))
      for (const cell of rows.flat()) if (typeof cell === 'number') expect(cell).toBeGreaterThanOrEqual(5);
    const meanings = dictionaryOf(table, t).rows.map(([column]) => column);
    expect(new Set(meanings)).toEqual(new Set(table.columns.map(({ name }) => name)));
    const [depth] = cardsOf(of.published, of.published.all);
    const bars = depth!.lines.map(({ key, told }) => ({ label: of.say.key(key), value: of.say.told(told), told }));
    const { svg } = chartSvg({ title: 'A & B', notes: ['<5'], lines: bars });
    expect(svg).toContain('A &amp; B');
    expect([...svg.matchAll(/width="(\d+)" height="20"/g)].map(([, wide]) => wide)).toEqual(['88', '736', '88']);
  });

  test('what nobody was asked has no card, and hidden numbers stand in the order of their list', async () => {
    const of = await published();
    const cards = cardsOf(of, of.all);
    expect(cards.map(({ subject }) => subject)).toEqual([
      'depth',
      'other',
      'topic',
      'way',
      'outcome',
      'target',
      'need',
      'handed',
    ]);
    expect(cards.flatMap(({ lines }) => lines).every(({ key }) => key.includes(':'))).toBe(true);
    const topics = cards.find(({ subject }) => subject === 'topic')!.lines.map(({ key }) => key);
    expect(topics.slice(0, 4)).toEqual(['topic:money', 'topic:housing', 'topic:daily-life', 'topic:loneliness']);
  });
});
