import { expect } from 'vitest';
import { db } from '../../src/store/db.ts';

/** The counts that are kept beside the outbox tell the truth. */
export async function countsHold(): Promise<void> {
  const all = await db.outbox.toArray();
  for (const { name, n } of await db.counts.toArray()) {
    if (name.startsWith('kind:')) continue;
    expect(n, name).toBe(all.filter(({ state }) => state === name).length);
  }
}
