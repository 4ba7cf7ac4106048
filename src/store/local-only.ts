/**
 * What stays on this device: sealed like a record, never sent, in no outbox. For what helps the one who holds the phone
 * and is nobody else's business, such as the number to call.
 */
import { type Sealed, seal, Unreadable, unseal } from '../vault/seal.ts';
import { db } from './db.ts';
import { deviceKey, underDeviceKey } from './device.ts';
import { transact, writing } from './writing.ts';

const rowName = (name: string) => `here:${name}`;

/** Keeps a value under a name; undefined takes it away. The name lies in the clear, the value does not. Rejects with `NotKept`. */
export async function keepLocal(name: string, value: unknown): Promise<void> {
  if (value === undefined) return writing(() => transact([db.settings], () => db.settings.delete(rowName(name))));
  await underDeviceKey(async (key, check) => {
    const sealed = await seal(key, rowName(name), value);
    await transact([db.settings, db.keys], async () => {
      await check();
      await db.settings.put({ name: rowName(name), value: sealed });
    });
  });
}

/**
 * Keeps values under names that have none yet, all or none of them: false where one has. So of two tabs that make the same the
 * first one stands. Rejects with `NotKept`.
 */
export const keepFirst = (values: ReadonlyMap<string, unknown>): Promise<boolean> =>
  underDeviceKey(async (key, check) => {
    const rows = await Promise.all(
      [...values].map(async ([name, value]) => ({
        name: rowName(name),
        value: await seal(key, rowName(name), value),
      })),
    );
    return transact([db.settings, db.keys], async () => {
      const [held] = await Promise.all([db.settings.bulkGet(rows.map(({ name }) => name)), check()]);
      if (held.some((row) => row !== undefined)) return false;
      await db.settings.bulkPut(rows);
      return true;
    });
  });

/** What is kept under a name; undefined where there is nothing, or nothing that can be opened. */
export async function readLocal<T>(name: string): Promise<T | undefined> {
  const row = await db.settings.get(rowName(name));
  if (!row) return undefined;
  try {
    return (await unseal(await deviceKey(), row.name, row.value as Sealed)) as T;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** The names that begin so. */
export async function localNames(beginning: string): Promise<string[]> {
  const rows = await db.settings.where('name').startsWith(rowName(beginning)).primaryKeys();
  return rows.map((name) => name.slice(rowName('').length));
}

/** Takes away all whose names begin so. Rejects with `NotKept`. */
export const forgetLocal = (beginning: string): Promise<void> =>
  writing(() =>
    transact([db.settings], async () => {
      await db.settings.where('name').startsWith(rowName(beginning)).delete();
    }),
  );

/** What earlier versions of the app kept here and nothing reads any more: which written answers were opened (until 29 November 2026). */
const noLongerRead = ['opened-answers'];

/** Takes that away. Rejects with `NotKept`. */
export async function forgetUnread(): Promise<void> {
  for (const name of noLongerRead) if ((await localNames(name)).includes(name)) await keepLocal(name, undefined);
}
