/** A device that cannot be read: what is followed comes back, and nobody waits for good. */
import { Dexie } from 'dexie';
import { describe, expect, test, vi } from 'vitest';
import { watchOutbox } from '../../src/delivery/engine/watch.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { db } from '../../src/store/db.ts';
import { countOf } from '../../src/store/outbox.ts';
import { create } from '../../src/store/save.ts';
import { Stalled } from '../../src/store/storage-fault.ts';
import { watch } from '../../src/store/watch.ts';
import { retryMs } from '../../src/store/writing.ts';
import { allStored, anEncounter, endpointThat, freshDevice, logged } from '../support/device.ts';
import { eventually } from '../support/eventually.ts';

freshDevice();

/** What a followed query told, one after the other. */
function followed<T>(query: () => Promise<T>) {
  const told: (T | Error)[] = [];
  const hearers: (() => void)[] = [];
  const hear = (one: T | Error) => {
    told.push(one);
    for (const heard of hearers.splice(0)) heard();
  };
  const stop = watch(query, hear, (error) => hear(error as Error));
  const until = async (count: number) => {
    while (told.length < count) await new Promise<void>((heard) => hearers.push(heard));
    return told;
  };
  return { told, stop, until };
}

const opens = (how: () => never) => vi.spyOn(indexedDB, 'open').mockImplementation(how);

describe('a query that is followed', () => {
  test('over a connection that was closed goes on over a new one, and hears what changes afterwards', async () => {
    await logged(1);
    let isFirst = true;
    const { until, stop } = followed(async () => {
      const fails = isFirst;
      isFirst = false;
      if (fails) throw new Dexie.DatabaseClosedError();
      return countOf('encounter');
    });
    expect(await until(1)).toEqual([1]);
    await create(Encounter, anEncounter());
    expect(await until(2)).toEqual([1, 2]);
    stop();
  });

  test.each(['DatabaseClosedError', 'AbortError'] as const)(
    'that fails with %s, which Dexie keeps to itself, is told of',
    async (name) => {
      const { until, stop } = followed(async () => {
        throw new Dexie[name](name);
      });
      expect(await until(1)).toMatchObject([{ name }]);
      stop();
    },
  );

  test('of a database that does not open is told of, tried again, and answers once it opens', async () => {
    await logged(2);
    vi.useRealTimers();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], shouldAdvanceTime: true });
    db.close({ disableAutoOpen: false });
    const open = opens(() => {
      throw new DOMException('Internal error opening backing store', 'UnknownError');
    });
    const { until, stop } = followed(() => countOf('encounter'));
    expect((await until(1))[0]).toBeInstanceOf(Error);
    open.mockRestore();
    await vi.advanceTimersByTimeAsync(retryMs);
    expect((await until(2)).at(-1)).toBe(2);
    stop();
  });

  test('that never answers is told of', async () => {
    vi.useRealTimers();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { told, stop } = followed(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(told).toMatchObject([{ name: 'Stalled' }]);
    expect(told[0]).toBeInstanceOf(Stalled);
    stop();
  });

  test('that was left is tried no more', async () => {
    vi.useRealTimers();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const query = vi.fn(() => Promise.reject(new TypeError('wrong')));
    const stop = watch(
      query,
      () => undefined,
      () => undefined,
    );
    await vi.advanceTimersByTimeAsync(1);
    stop();
    const before = query.mock.calls.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(query.mock.calls.length).toBe(before);
  });
});

test('sending goes on over a connection that was closed: what is kept afterwards is sent', async () => {
  const window = new EventTarget();
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window));
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  let arrived = (_ids: string[]) => {};
  const sent = new Promise<string[]>((done) => {
    arrived = done;
  });
  endpointThat((records) => {
    arrived(records.map(({ id }) => id));
    return allStored(records);
  });
  const read = vi.spyOn(db.endpoints, 'toArray').mockRejectedValueOnce(new Dexie.DatabaseClosedError());
  const stop = watchOutbox();
  // From a timer of its own: a live query's own promises may only read.
  await eventually(() => expect(read).toHaveBeenCalled());
  const { id } = await create(Encounter, anEncounter());
  expect(await sent).toEqual([id]);
  stop();
});
