/** Reading back from every kind of endpoint that shows its records: written by its own way of sending, read by its own way. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { verified } from '../../src/delivery/check/verify.ts';
import { dialects } from '../../src/delivery/dialects/all.ts';
import type { Sendable } from '../../src/delivery/dialects/dialect.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { exchange } from '../../src/delivery/engine/exchange.ts';
import { responseLimit } from '../../src/delivery/engine/send.ts';
import { openSession } from '../../src/delivery/engine/session.ts';
import { pagesOf } from '../../src/delivery/reading/pages.ts';
import { pullPlans } from '../../src/delivery/reading/pull-plans.ts';
import { pullWaves } from '../../src/delivery/reading/pull-waves.ts';
import { mostPages, readEndpoint, resultsEndpoint } from '../../src/delivery/reading/read-endpoint.ts';
import { readLogged } from '../../src/delivery/reading/read-logged.ts';
import { fromNetwork } from '../../src/outreach/calendar/from-network.tsx';
import { Encounter } from '../../src/outreach/encounter.ts';
import { records } from '../../src/records.ts';
import { collected, collectFromEndpoint, forgetCollected } from '../../src/results/collected-store.ts';
import { responsesIn } from '../../src/results/collection.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { setSetting } from '../../src/store/device.ts';
import { asTold } from '../../src/store/kind.ts';
import { waitingCounts } from '../../src/store/outbox.ts';
import { remove, revise } from '../../src/store/save.ts';
import { withoutYielding } from '../../src/store/yield-to-main.ts';
import { readEntries, todayInFinland } from '../../src/survey/waves/codes-store.ts';
import { freshDevice, json, logged } from '../support/device.ts';
import { aPlan, aPlannedOuting } from '../support/plans.ts';
import { response as answered, whole } from '../support/responses.ts';
import { asFetch, type Showing, showing } from '../support/showing-servers.ts';
import { Device } from '../support/waves.ts';

const response = () => whole(answered());

freshDevice();
beforeEach(() => setSetting('unit', 'trio'));

const asked: string[] = [];
const key = { way: 'bearer', token: 'k'.repeat(20) } as const;

/** The device delivers to the server, and reads it where it is told to (`read`). */
async function at(server: Showing, read = true): Promise<Showing> {
  asked.length = 0;
  vi.stubGlobal('fetch', asFetch(server, asked));
  const { dialect, url, options = {} } = server;
  await configureEndpoint('home', { dialect, url, auth: key, options: { ...options, read } });
  return server;
}

/** Sends records of others as the dialect sends them. */
async function others(...records: object[]): Promise<void> {
  const session = await openSession((await db.endpoints.get('home'))!);
  if (typeof session === 'string') throw new Error(session);
  for (const record of records as Sendable[]) {
    const { reading } = await exchange([record], session);
    const said = 'each' in reading ? reading.each[0]! : reading.whole;
    const ended = said.is === 'verify' ? await verified(said, record, session) : said;
    expect(ended).toMatchObject({ is: 'delivered' });
  }
}

/** What is read, the newest of each record; what is no record is left out. */
async function readAll(wanted = {}): Promise<Sendable[]> {
  const found = new Map<string, Sendable>();
  const failed = await readEndpoint(
    'home',
    (record) => {
      const one = record as Sendable;
      if (typeof one?.rev === 'number' && one.v && (found.get(one.id)?.rev ?? 0) < one.rev) found.set(one.id, one);
    },
    withoutYielding,
    wanted,
  );
  expect(failed).toBeUndefined();
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const tombstoneOf = ({ kind, id, rev, at: when, v, unit, device }: Encounter) =>
  ({ kind, id, rev: rev + 1, at: when, v, unit, device, deleted: true }) as const;
const hoursAhead = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const aPhone = () => {
  const phone = new Device('trio');
  phone.now = Date.now();
  phone.take('A0000TE1', 'new', todayInFinland());
  phone.say(phone.standing('A0000TE1', todayInFinland())!, 'asked');
  return phone;
};

describe.each(showing)('%s', (_, begin) => {
  test('shows what was sent there as it was sent: over many pages, the newest revision, deleted ones as deleted', async () => {
    await at(begin());
    const made = await logged(11);
    await drain('saved');
    const edited = await revise(Encounter, made[0]!, { people: '3', guidance: 'information' });
    await remove(made[1]!);
    await drain('saved');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
    asked.length = 0;
    expect(await readAll()).toEqual([edited, tombstoneOf(made[1]!), ...made.slice(2)].map(asTold));
    expect(await readAll({ kinds: ['encounter'], limit: 3 })).toHaveLength(11);
    expect(await readAll({ kinds: ['response'] })).toEqual([]);
  });

  test('what is nobody’s record is passed by and counted, and ends no reading', async () => {
    await forgetCollected();
    const server = await at(begin());
    server.foreign();
    await others(response(), response());
    server.foreign();
    const { tally, failed } = await collectFromEndpoint('home', () => undefined);
    expect(failed).toBeUndefined();
    expect(responsesIn((await collected()).collection)).toHaveLength(2);
    expect((tally.unreadable ?? 0) + (tally.another ?? 0)).toBeGreaterThan(0);
    expect(tally.new).toBe(2);
    await forgetCollected();
  });

  test('gives numbers, codes and plans to those who read them', async () => {
    await at(begin());
    const phone = aPhone();
    const plan = aPlannedOuting(aPlan({ uid: 'theirs', start: hoursAhead(2), end: hoursAhead(4) }));
    await others(...phone.respondents, ...phone.events, plan, response());
    const kinds: string[] = [];
    const take = (record: unknown) => void kinds.push((record as Sendable).kind);
    expect(await readLogged(['outing', 'encounter'], take as never)).toBe('read');
    expect(kinds).toEqual(['outing']);
    expect(await pullWaves()).toBeUndefined();
    const { respondents, events } = await readEntries();
    expect([respondents, events].map((list) => list.length)).toEqual([1, 1]);
    await pullPlans();
    expect((await fromNetwork(Date.now())).map(({ uid }) => uid)).toEqual(['theirs']);
  });

  test('hears of an edit and a deletion that come later', async () => {
    await at(begin());
    const [phone] = [aPhone()];
    await others(...phone.respondents);
    await pullWaves();
    const [first] = phone.respondents;
    await others({ ...first, rev: 2, plan: 'old' }, ...phone.events);
    await pullWaves();
    expect((await readEntries()).respondents).toMatchObject([{ rev: 2, plan: 'old' }]);
    expect((await readEntries()).events).toHaveLength(1);
    await others(tombstoneOf({ ...first, rev: 2 } as never));
    await pullWaves();
    expect((await readEntries()).respondents).toEqual([]);
  });

  test('is read by itself where it is marked for that, from where the last reading ended, or once an hour', async () => {
    const server = await at(begin());
    await others(...aPhone().respondents);
    const pull = async () => {
      asked.length = 0;
      expect(await pullWaves(true)).toBeUndefined();
      return asked.length;
    };
    const first = await pull();
    expect(first).toBeGreaterThan(1);
    const second = await pull();
    expect(second).toBe(server.isLog ? 2 : 0);
    vi.setSystemTime(Date.now() + 61 * 60_000);
    expect(await pull()).toBe(server.isLog ? 2 : first);
    await at(server, false);
    expect(await pullWaves(true)).toBe('none');
    await pullPlans();
    expect(await readLogged(['outing'], () => undefined)).toBe('none');
    expect(asked, 'not marked, nobody asks').toEqual([]);
    expect(await resultsEndpoint(), 'a person may').toBeDefined();
    expect(await readAll()).toHaveLength(1);
  });

  test('that gives one page again and again is not read without end', async () => {
    const server = begin();
    let page: Response | undefined;
    const { answer } = server;
    await at({
      ...server,
      answer(method, url, body, headers) {
        const isLook = method === 'GET' || /_search/.test(url.pathname);
        if (isLook && page) return page.clone();
        const given = answer(method, url, body, headers);
        if (isLook) page = given.clone();
        return given;
      },
    });
    // As many as a page is asked for: it is not by their number that it can be told.
    await others(...Array.from({ length: 100 }, () => response()));
    page = undefined;
    asked.length = 0;
    const failed = await readEndpoint('home', () => undefined, withoutYielding, { limit: 100 });
    // Where each kind has a place of its own, it is asked for each kind.
    const isByKind = server.url.includes('{kind}');
    expect(asked.length).toBeLessThan(isByKind ? records.length + 1 : 20);
    if (isByKind) return;
    expect([undefined, 'unclear']).toContain(failed);
  });
});

/** Stands in a record for a text that is as long as the longest answer. */
const tooMuch = 'a text of 4 MB';
const manyLetters = new Uint8Array(responseLimit).fill('x'.charCodeAt(0));

/** An answer as JSON, with the texts that are too much in it: they come in pieces, and are not made anew for each. */
function weighing(body: unknown): Response {
  const [first, ...rest] = JSON.stringify(body)
    .split(tooMuch)
    .map((text) => new TextEncoder().encode(text));
  const pieces = [first!, ...rest.flatMap((text) => [manyLetters, text])].values();
  const stream = new ReadableStream<Uint8Array>({
    pull(to) {
      const { value, done } = pieces.next();
      if (done) to.close();
      else to.enqueue(value);
    },
  });
  return new Response(stream, { headers: { 'content-type': 'application/json' } });
}

describe('an answer that is too long to be read', () => {
  /** A log of 100 records, one of which weighs 4 MB and comes after a gap in the marks; how many each request asked for. */
  const log = (heavy: number, gap: number) => {
    const limits: number[] = [];
    const markOf = (n: number) => (n < heavy ? n : n + gap);
    vi.stubGlobal('fetch', async (address: string) => {
      const { searchParams } = new URL(address);
      const [since, limit] = ['since', 'limit'].map((name) => Number(searchParams.get(name))) as [number, number];
      limits.push(limit);
      const all = Array.from({ length: 100 }, (_, at) => at + 1).filter((one) => markOf(one) > since);
      const n = all.slice(0, limit);
      const records = n.map((one) => ({ n: one, ...(one === heavy && { note: tooMuch }) }));
      return weighing({ records, next: n.length > 0 ? markOf(n.at(-1)!) : since });
    });
    return limits;
  };
  const taken: number[] = [];
  const read = async () => {
    taken.length = 0;
    await configureEndpoint('home', { url: 'https://one.example/records', auth: key });
    return readEndpoint('home', (record) => void taken.push((record as { n: number }).n), withoutYielding);
  };

  test('behind a gap in the marks is told as that, not as the network’s fault, and all that stands before it was read', async () => {
    const limits = log(38, 40);
    expect(await read()).toBe('too-long');
    expect(taken).toEqual(Array.from({ length: 37 }, (_, at) => at + 1));
    expect(limits.length).toBeLessThan(50);
  });

  test.each([0, 5, 15])('behind a gap of %s marks is passed by, and nothing else with it', async (gap) => {
    const limits = log(38, gap);
    expect(await read()).toBeUndefined();
    const others = Array.from({ length: 100 }, (_, at) => at + 1).filter((one) => one !== 38);
    expect(taken.filter((n) => n !== undefined)).toEqual(others);
    expect(taken).toHaveLength(100);
    expect(limits.length).toBeLessThan(50);
  });

  test('by many that are heavy only together is read in smaller pages, to the end', async () => {
    vi.stubGlobal('fetch', async (address: string) => {
      const { searchParams } = new URL(address);
      const [since, limit] = ['since', 'limit'].map((name) => Number(searchParams.get(name))) as [number, number];
      const n = Array.from({ length: Math.min(limit, 100 - since) }, (_, at) => since + at + 1);
      return json({ records: n.map((one) => ({ n: one, note: 'x'.repeat(60_000) })), next: since + n.length });
    });
    expect(await read()).toBeUndefined();
    expect(taken).toHaveLength(100);
  });
});

/** How each shows the rows from one of them on, so many; `isBare`: it was asked for no more than their names. */
const shownBy: Record<string, (query: URLSearchParams) => { from: number; limit: number; isBare: boolean }> = {
  couchdb: (query) => ({
    from: Number(query.get('since')),
    limit: Number(query.get('limit')),
    isBare: !query.has('include_docs'),
  }),
  directus: (query) => ({
    from: Number(query.get('offset')),
    limit: Number(query.get('limit')),
    isBare: query.get('fields') === 'id,kind',
  }),
  postgrest: (query) => ({
    from: Number(query.get('id')?.slice('gt.'.length) ?? 0),
    limit: Number(query.get('limit')),
    isBare: query.get('select') === 'id,kind',
  }),
  plain: (query) => ({ from: Number(query.get('since')), limit: Number(query.get('limit')), isBare: false }),
  'rest-put': (query) => ({ from: Number(query.get('_start')), limit: Number(query.get('_limit')), isBare: false }),
};

describe.each(Object.keys(shownBy))('one record of 4 MB at %s', (dialect) => {
  const heavy = [38, 39, 100];
  const begin = async () => {
    const asked = { heavy: 0, all: 0 };
    vi.stubGlobal('fetch', async (address: string) => {
      const { from, limit, isBare } = shownBy[dialect]!(new URL(address).searchParams);
      const n = Array.from({ length: Math.max(0, Math.min(limit, 100 - from)) }, (_, at) => from + at + 1);
      const rows = n.map((one) => {
        const id = String(one).padStart(9, '0');
        return isBare ? { id } : { id, n: one, ...(heavy.includes(one) && { note: tooMuch }) };
      });
      asked.all += 1;
      if (!isBare && n.some((one) => heavy.includes(one))) asked.heavy += 1;
      if (dialect === 'directus') return weighing({ data: rows });
      if (dialect === 'plain') return weighing({ records: rows, next: from + n.length });
      if (dialect !== 'couchdb') return weighing(rows);
      return weighing({
        results: rows.map(({ id, ...doc }) => ({ id, doc: isBare ? undefined : { id, ...doc } })),
        last_seq: from + n.length,
      });
    });
    const options = dialect === 'postgrest' ? { proof: 'read-back' } : {};
    await configureEndpoint('home', { dialect, url: 'https://one.example/records', auth: key, options });
    return asked;
  };

  test('is passed by and counted; all the others are read', async () => {
    const asked = await begin();
    const taken: { n?: number; id?: string }[] = [];
    expect(await readEndpoint('home', (record) => void taken.push(record as object), withoutYielding)).toBeUndefined();
    const numbers = Array.from({ length: 100 }, (_, at) => at + 1);
    expect(taken.flatMap(({ n }) => n ?? [])).toEqual(numbers.filter((n) => !heavy.includes(n)));
    // Where nothing tells their names, two side by side count as one.
    expect(taken.filter(({ n }) => n === undefined)).toHaveLength(dialect === 'plain' ? 2 : heavy.length);
    if (!['rest-put', 'plain'].includes(dialect))
      expect(taken.filter(({ n }) => n === undefined).map(({ id }) => Number(id))).toEqual(heavy);
    expect(asked.heavy, 'each is met a few times').toBeLessThanOrEqual(4 * heavy.length);
    expect(asked.all).toBeLessThan(60);
  });

  test('is told of to who reads results, as one that cannot be read', async () => {
    await begin();
    forgetCollected();
    const { tally, failed } = await collectFromEndpoint('home', () => undefined);
    // None of these rows is a record; those that were too long are among them.
    expect([tally, failed]).toEqual([{ unreadable: dialect === 'plain' ? 99 : 100 }, undefined]);
  });
});

describe('an endpoint without end', () => {
  const usual = { ...mostPages };
  beforeEach(() => void Object.assign(mostPages, { asked: 60 }));
  afterEach(() => void Object.assign(mostPages, usual));
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  /** Each has one more page with one more row, always. */
  const endless: [string, (n: number) => unknown][] = [
    ['plain', (n) => ({ records: [{ n }], next: n })],
    ['couchdb', (n) => ({ results: [{ id: `${n}`, doc: { n } }], last_seq: `${n}-x` })],
    ['directus', (n) => ({ data: [{ n }] })],
    ['elasticsearch', (n) => ({ _scroll_id: `${n}`, hits: { hits: [{ _source: { n } }] } })],
    ['json-api', (n) => ({ data: [{ id: `${n}`, attributes: {} }], links: { next: `?n=${n}` } })],
    ['postgrest', (n) => [{ id: `${n}`.padStart(9, '0') }]],
  ];

  test.each(endless)('%s: is left after so many pages, and what has come is told as not all', async (dialect, page) => {
    count = 0;
    vi.stubGlobal('fetch', async () => json(page(next())));
    await configureEndpoint('home', { dialect, url: 'https://evil.example/x', auth: { way: 'none' }, options: {} });
    let taken = 0;
    const take = () => {
      taken += 1;
    };
    expect(await readEndpoint('home', take, withoutYielding)).toBe('unclear');
    expect([count, taken]).toEqual([mostPages.asked, mostPages.asked]);
  });

  test('is read bit by bit where nobody has asked', async () => {
    count = 0;
    vi.stubGlobal('fetch', async () => json({ records: Array.from({ length: 250 }, () => ({ n: 1 })), next: next() }));
    await configureEndpoint('home', { auth: key });
    await pullWaves(true);
    expect(count, 'of two kinds').toBe(2 * mostPages.quietly);
  });

  test.each(endless.filter(([dialect]) => !['plain', 'couchdb'].includes(dialect)))(
    '%s, of which all is read each time: not to its end where nobody has asked, and no sooner again than in an hour',
    async (dialect, page) => {
      Object.assign(mostPages, { quietlyWhole: 10 });
      count = 0;
      vi.stubGlobal('fetch', async () => json(page(next())));
      const options = { read: true, ...(dialect === 'postgrest' ? { proof: 'read-back' } : {}) };
      await configureEndpoint('home', { dialect, url: 'https://evil.example/x', auth: key, options });
      await pullWaves(true);
      await pullWaves(true);
      await pullWaves(true);
      expect(count, 'of two kinds').toBe(2 * mostPages.quietlyWhole);
    },
  );
});

test('what a dialect says it shows, its settings can mark; the others show nothing and say so', () => {
  const shown = [...dialects.values()].filter(({ name, options }) => {
    const config = { dialect: name, url: 'https://example.org/x', headers: {}, auth: key, options: {} };
    if (!pagesOf(config)) return false;
    expect(options.safeParse({ read: true }).success, name).toBe(true);
    return true;
  });
  expect(shown.map(({ name }) => name).sort()).toEqual(
    'couchdb directus elasticsearch json-api plain postgrest rest-put'.split(' '),
  );
});
