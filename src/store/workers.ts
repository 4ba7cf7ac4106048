/** The workers of this device, as the databases that are here tell them. */
import { databaseOf, workerOf } from './shift.ts';

/** Their numbers, in order. A browser that does not tell which databases it has is taken to have the first worker alone. */
export async function workersHere(): Promise<number[]> {
  const databases = (await indexedDB.databases?.()) ?? [{ name: databaseOf(1) }];
  return databases.flatMap(({ name = '' }) => workerOf(name) ?? []).sort((a, b) => a - b);
}
