/** Workers of one device who come, go and are killed in any order: whose record it is tells whose key it is sent with. */
import { expect, test, vi } from 'vitest';
import { giveTurnUp } from '../../src/delivery/engine/lock.ts';
import { drainOrAskAgain } from '../../src/delivery/engine/on-sync.ts';
import { Database, switchDatabase } from '../../src/store/db.ts';
import { closeDevice } from '../../src/store/device.ts';
import { databaseOf } from '../../src/store/shift.ts';
import { allStored, endpointThat } from '../support/device.ts';
import { random as seeded } from '../support/random.ts';
import { begins, deviceOfWorkers, loggedBy, sync, tokenIn, tokenOf, waitsOf } from '../support/workers.ts';

deviceOfWorkers();

test('of workers of one device, whoever comes, goes, locks or is killed: no record of one is sent with the key of another, and all of it arrives', async () => {
  for (let seed = 1; seed <= 5; seed++) {
    const next = seeded(seed);
    const among = (n: number) => Math.floor(next() * n);
    const [of, arrived] = [new Map<string, number>(), new Map<string, number>()];
    const workers = [1, 2 + among(3), 5 + among(3)];
    for (const worker of workers.slice(1)) await begins(worker);
    const log = async () => {
      const worker = workers[among(3)]!;
      for (const id of await loggedBy(worker, 1 + among(3))) of.set(id, worker);
    };
    let isFailing = true;
    endpointThat((records, { headers }) => {
      const worker = workers.find((one) => tokenIn(headers) === (one === 1 ? 'the-key' : tokenOf(one)));
      for (const { id } of records) expect(worker, `seed ${seed}`).toBe(of.get(id));
      const chance = isFailing ? next() : 1;
      if (chance < 0.2) return new TypeError('no network');
      if (chance < 0.3) return new Response('', { status: 503 });
      for (const { id } of records) arrived.set(id, worker!);
      // Taken, and the answer was lost.
      return chance < 0.5 ? new TypeError('cut') : allStored(records);
    });
    for (let step = 0; step < 6; step++) {
      await log();
      const draining = sync();
      if (next() < 0.3) giveTurnUp();
      await draining;
      // The worker was killed, and begins anew.
      if (next() < 0.3) {
        switchDatabase(databaseOf(workers[among(3)]!));
        closeDevice();
      }
      vi.setSystemTime(Date.now() + among(120) * 60_000);
    }
    isFailing = false;
    vi.setSystemTime(Date.now() + 24 * 3_600_000);
    await drainOrAskAgain(false);
    expect(arrived, `seed ${seed}`).toEqual(of);
    for (const worker of workers) expect(await waitsOf(worker)).toBe(0);
    for (const worker of workers.slice(1)) await new Database(databaseOf(worker)).delete();
    switchDatabase(databaseOf(1));
  }
});
