/** What saving and listing ask of the database, counted. Nothing is sent here: a drain of another test would ask in between. */
import { expect, test, vi } from 'vitest';
import { Encounter } from '../../src/outreach/encounter.ts';
import { db } from '../../src/store/db.ts';
import { deviceKey } from '../../src/store/device.ts';
import { newId } from '../../src/store/id.ts';
import { itemsIn, waitingCounts } from '../../src/store/outbox.ts';
import { create, revise } from '../../src/store/save.ts';
import { seal } from '../../src/vault/seal.ts';
import { anEncounter, envelopeOf, freshDevice } from '../support/device.ts';

freshDevice();

/** How often the database is asked while something is done, and how many rows it gives. */
async function askedFor(work: () => Promise<unknown>): Promise<{ requests: number; rows: number }> {
  const seen = { requests: 0, rows: 0 };
  const watched: { restore(): void }[] = [];
  for (const store of [IDBObjectStore, IDBIndex]) {
    for (const name of ['get', 'getAll', 'getAllKeys', 'getKey', 'count', 'openCursor', 'openKeyCursor'] as const) {
      const real = store.prototype[name] as (...args: unknown[]) => IDBRequest<unknown>;
      const spy = vi.spyOn(store.prototype, name).mockImplementation(function (this: unknown, ...args: unknown[]) {
        const request = real.apply(this, args);
        seen.requests += 1;
        request.addEventListener('success', () => {
          const { result } = request;
          seen.rows += Array.isArray(result) ? result.length : result ? 1 : 0;
        });
        return request as never;
      });
      watched.push({ restore: () => spy.mockRestore() });
    }
  }
  await work();
  for (const { restore } of watched) restore();
  return seen;
}

test('F71: with 5,000 records on the device, saving, the count and the list of what waits ask no more than with five', async () => {
  const fill = async (n: number) => {
    const key = await deviceKey();
    const { iv, body } = await seal(key, 'any', {});
    const ids = Array.from({ length: n }, newId);
    await db.records.bulkAdd(ids.map((id) => ({ ...envelopeOf(id), iv, body })));
    const item = { kind: 'encounter', rev: 1, endpoint: 'home', tries: 0, dueAt: 0 };
    const half = (index: number) => (index % 2 ? 'waiting' : 'delivered');
    await db.outbox.bulkAdd(
      ids.map((id, index) => ({ ...item, key: `${id}:home`, recordId: id, state: half(index), doneAt: 1 })),
    );
    await db.counts.bulkPut([
      { name: 'waiting', n: n / 2 },
      { name: 'delivered', n: n / 2 },
    ]);
  };
  const ask = async () => {
    const made = await create(Encounter, anEncounter());
    const saved = await askedFor(() => create(Encounter, anEncounter()));
    const edited = await askedFor(() => revise(Encounter, made, { people: '2' }));
    const counted = await askedFor(waitingCounts);
    const listed = await askedFor(() => itemsIn('waiting', 2));
    return { saved, edited, counted, listed };
  };
  await fill(6);
  const few = await ask();
  await fill(5_000);
  expect(await ask()).toEqual(few);
  expect(few.saved.requests).toBeGreaterThan(0);
  expect(few.saved.rows + few.counted.rows).toBeLessThan(20);
});
