/** A device for unit tests: the real store on an in-memory IndexedDB, and an endpoint that answers as it is told. */
import { beforeEach, vi } from 'vitest';
import { Encounter } from '../../src/outreach/encounter.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { deviceKey, forgetDevice } from '../../src/store/device.ts';
import { newId } from '../../src/store/id.ts';
import { type Fields, idFor } from '../../src/store/kind.ts';
import { itemsOf, moveCounts } from '../../src/store/outbox.ts';
import { create } from '../../src/store/save.ts';
import { seal } from '../../src/vault/seal.ts';

/**
 * Begins every test of a file with an empty device that has a key to its endpoint, and a wall clock that stands still: on a slow machine no wait passes by
 * itself, only where a test moves the clock.
 */
export function freshDevice(): void {
  beforeEach(async () => {
    // By the machine's own clock: the test before may have left another, and a spy on a timer of it.
    vi.restoreAllMocks();
    vi.useRealTimers();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    vi.unstubAllGlobals();
    await db.delete();
    forgetDevice();
    await db.open();
    await configureEndpoint('home', { auth: { way: 'bearer', token: 'the-key' } });
  });
}

export const outingId = newId();

/** What every record says of itself, of an encounter in its first shape. */
export const envelopeOf = (id: string) => ({
  kind: 'encounter',
  id,
  rev: 1,
  at: '2026-11-21T10:00:00.000Z',
  v: 1,
  unit: 'oma',
  device: '5f0c1a52-0f6e-4c1b-9a52-5a1f9f1d2c3b',
});

export const anEncounter = (some: Partial<Fields<Encounter>> = {}): Fields<Encounter> => ({
  outingId,
  place: 'Kirjasto',
  people: '1',
  depth: 'conversation',
  topics: ['money'],
  ...some,
});

/** Logs encounters; they wait in the outbox. */
export async function logged(n: number): Promise<Encounter[]> {
  const made: Encounter[] = [];
  for (let i = 0; i < n; i++) made.push(await create(Encounter, anEncounter()));
  return made;
}

/** As `logged`, all but the first in one write: for what is asked of very many. */
export async function loggedAtOnce(n: number): Promise<Encounter[]> {
  const first = (await logged(1))[0]!;
  const [row, [item], key] = await Promise.all([db.records.get(first.id), itemsOf(first.id), deviceKey()]);
  const more = Array.from({ length: n - 1 }, () => ({ ...first, id: idFor(first.kind) }));
  const rows = await Promise.all(
    more.map(async (record) => ({ ...row!, id: record.id, ...(await seal(key, record.id, record)) })),
  );
  await db.transaction('rw', [db.records, db.outbox, db.counts], async () => {
    await db.records.bulkAdd(rows);
    await db.outbox.bulkAdd(more.map(({ id }) => ({ ...item!, key: `${id}:${item!.endpoint}`, recordId: id })));
    await moveCounts({ waiting: more.length, 'kind:encounter': more.length });
  });
  return [first, ...more];
}

export interface Sent {
  id: string;
  rev: number;
  kind: string;
  deleted?: true;
}

type Answer = Response | Error | Promise<Response>;

/** An endpoint of which the test says how it answers; keeps every batch that reached it. */
export function endpointThat(answers: (records: Sent[], request: { headers: Headers; url: string }) => Answer) {
  const batches: Sent[][] = [];
  const fetch = vi.fn(async (url: string, init: RequestInit) => {
    const { records } = JSON.parse(String(init.body)) as { records: Sent[] };
    batches.push(records);
    const answer = await answers(records, { headers: new Headers(init.headers), url });
    if (answer instanceof Error) throw answer;
    return answer;
  });
  vi.stubGlobal('fetch', fetch);
  return { batches, fetch, sent: () => batches.flat() };
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

/** The answer of an endpoint that stores everything. */
export const allStored = (records: Sent[]) =>
  json({ results: records.map(({ id, rev }) => ({ id, rev, status: 'stored' })) });

/** An endpoint that keeps what it is sent, as the receiver does. */
export function rememberingEndpoint() {
  const held = new Map<string, number>();
  const store = (records: Sent[]) =>
    json({
      results: records.map(({ id, rev }) => {
        const before = held.get(id) ?? 0;
        if (rev > before) held.set(id, rev);
        return { id, rev, status: rev > before ? 'stored' : 'duplicate' };
      }),
    });
  return { held, store };
}
