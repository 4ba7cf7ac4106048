/**
 * What leaves the device after so many wrong PINs or passphrases in a row, where the organisation says so (`lock.wipeAfter`). A locked
 * device reads nothing and asks no endpoint: what may go is noted while it is open, once every endpoint has shown it as it stands, and goes as it stood then.
 */
import { db } from './db.ts';
import { earnestDb } from './earnest.ts';
import { evictDelivered, evictedFrom } from './evict-delivered.ts';
import { isPractising } from './practice.ts';
import { transact, writing } from './writing.ts';

/** Records that go together or stay together, and copies of other devices' records that mean nothing without them. */
export interface MayGo {
  ids: readonly string[];
  copies?: readonly string[];
  /** Each item that endpoints have shown, with its revision then; absent where an earlier version noted the group, which then stays. */
  shown?: readonly (readonly [key: string, rev: number])[];
}

/** Kept among the settings: ids and revisions alone, which lie in the clear with their records. */
export interface WipeAfterWrong {
  /** So many wrong ones in a row; absent where nothing goes any more, and what went was not yet read. */
  after?: number;
  groups: readonly MayGo[];
  /** How many records have gone, until somebody who opened the device has read it. */
  gone: number;
}

const name = 'wipe-after-wrong';
/** How many groups go in one transaction: all of it is done, or none, should the tab die. */
const atOnce = 50;

/** What holds; undefined where nothing goes after wrong ones, and nothing went. */
export const wipeAfterWrong = async (): Promise<WipeAfterWrong | undefined> =>
  (await earnestDb().settings.get(name))?.value as WipeAfterWrong | undefined;

/** Notes what may go; `after` undefined: nothing, from now on. Rejects with `NotKept`. */
export const noteWipeAfterWrong = (after: number | undefined, groups: readonly MayGo[]): Promise<void> =>
  change((held) => ({ ...(after === undefined ? {} : { after }), groups, gone: held?.gone ?? 0 }));

/** Somebody who opened the device has read how many went. Rejects with `NotKept`. */
export const forgetGone = (): Promise<void> => change((held) => ({ groups: [], ...held, gone: 0 }));

const change = (next: (held: WipeAfterWrong | undefined) => WipeAfterWrong): Promise<void> =>
  writing(() =>
    transact([db.settings], async () => {
      const value = next(await wipeAfterWrong());
      if (value.after === undefined && value.gone === 0) await db.settings.delete(name);
      else await db.settings.put({ name, value });
    }),
  );

/**
 * Lets go of what may, once `wrong` in a row are too many; goes on where it was cut short. Who practises is at no lock: what is due then
 * goes at the next wrong one.
 */
export async function letGoAfterWrong(wrong: number): Promise<void> {
  if (isPractising) return;
  while (isDue(await wipeAfterWrong(), wrong))
    await transact([...evictedFrom(), db.settings], () => letGoOfSome(wrong));
}

const isDue = (held: WipeAfterWrong | undefined, wrong: number): held is WipeAfterWrong =>
  held?.after !== undefined && wrong >= held.after && held.groups.length > 0;

async function letGoOfSome(wrong: number): Promise<void> {
  const held = await wipeAfterWrong();
  if (!isDue(held, wrong)) return;
  let { gone } = held;
  for (const group of held.groups.slice(0, atOnce)) if (await letGo(group)) gone += group.ids.length;
  await db.settings.put({ name, value: { ...held, groups: held.groups.slice(atOnce), gone } });
}

/** Lets a group go, unless something was logged since that belongs to it. */
async function letGo({ ids, copies, shown }: MayGo): Promise<boolean> {
  for (const id of ids) {
    const belonging = await db.records.where('[of+kind]').between([id, ''], [id, '\uffff']).primaryKeys();
    if (belonging.some((one) => !ids.includes(one))) return false;
  }
  return evictDelivered(ids, new Map(shown), copies);
}
