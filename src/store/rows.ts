import type { EntityTable } from 'dexie';

/** From this many on one read of the range they lie in is quicker than one read for each. */
const many = 20;

/**
 * The rows with these keys, in the order of the keys; undefined where there is none. Keys that were made one after another
 * lie close together and are read in one go; of a range in which much else lies no more than twice as many rows are read.
 */
export async function rowsOf<T, K extends keyof T & string>(
  table: EntityTable<T, K>,
  keyName: K,
  keys: T[K][],
): Promise<(T | undefined)[]> {
  if (keys.length < many) return table.bulkGet(keys as never);
  const inOrder = [...keys].sort();
  const limit = 2 * keys.length;
  const near = await table.where(':id').between(inOrder[0], inOrder.at(-1), true, true).limit(limit).toArray();
  const held = new Map(near.map((row) => [row[keyName], row]));
  if (near.length === limit) {
    const left = keys.filter((key) => !held.has(key));
    for (const row of await table.bulkGet(left as never)) if (row) held.set(row[keyName], row);
  }
  return keys.map((key) => held.get(key));
}
