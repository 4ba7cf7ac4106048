/** Workers of one device, each with a database and a key of their own. */
import { afterEach, beforeEach, vi } from 'vitest';
import { drainOrAskAgain, triesFor } from '../../src/delivery/engine/on-sync.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { Database, db, homeEndpoint, switchDatabase } from '../../src/store/db.ts';
import { closeDevice } from '../../src/store/device.ts';
import { create } from '../../src/store/save.ts';
import { databaseOf, workerOf } from '../../src/store/shift.ts';
import { anEncounter, freshDevice } from './device.ts';
import { quickDerivation } from './locks.ts';

/** Each test begins on a device of one worker, as the service worker has it: without the locks of a browser. */
export function deviceOfWorkers(): void {
  freshDevice();
  beforeEach(() => {
    vi.stubGlobal('navigator', { onLine: true });
    quickDerivation();
    // That an event tries again is shown elsewhere (`storm`); here each asks once.
    triesFor.ms = 0;
    closeDevice();
  });
  afterEach(leaveOneWorker);
}

export const tokenOf = (worker: number) => `the-key-of-worker-${worker}`;

/** A further worker of this device, with a key of their own to the endpoint. */
export async function begins(worker: number): Promise<void> {
  const made = new Database(databaseOf(worker));
  await made.endpoints.add({ id: homeEndpoint });
  made.close();
  switchDatabase(databaseOf(worker));
  await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: tokenOf(worker) } });
}

/** Logs encounters as a worker; answers their ids. */
export async function loggedBy(worker: number, n: number): Promise<string[]> {
  switchDatabase(databaseOf(worker));
  const made: string[] = [];
  for (let i = 0; i < n; i++) made.push((await create(Encounter, anEncounter())).id);
  return made;
}

export const waitsOf = async (worker: number): Promise<number> => {
  switchDatabase(databaseOf(worker));
  return db.outbox.where('[state+key]').between(['waiting', ''], ['waiting', '\uffff']).count();
};

export const sync = () => drainOrAskAgain(false).catch(() => undefined);
export const tokenIn = (headers: Headers) => headers.get('authorization')?.replace('Bearer ', '');

/** The first worker is alone on the device again. */
async function leaveOneWorker(): Promise<void> {
  switchDatabase(databaseOf(1));
  for (const { name } of await indexedDB.databases())
    if (workerOf(name ?? '') !== undefined && name !== databaseOf(1)) await new Database(name).delete();
}
