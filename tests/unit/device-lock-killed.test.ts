/** A kill while a lock is set: whenever it comes, each row is as it was or as it will be. */
import { beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { db } from '../../src/store/db.ts';
import { closeDevice, openDevice } from '../../src/store/device.ts';
import { lockHere, setLock, trySecret } from '../../src/store/device-lock.ts';
import { defineDraft } from '../../src/store/draft-kind.ts';
import { findDraft, keepDraft } from '../../src/store/drafts.ts';
import { newId } from '../../src/store/id.ts';
import { keepLocal, readLocal } from '../../src/store/local-only.ts';
import { resealAll } from '../../src/store/reseal.ts';
import { openStored } from '../../src/store/save.ts';
import { freshDevice, logged } from '../support/device.ts';
import { chosen, quickDerivation } from '../support/locks.ts';
import { random as seeded } from '../support/random.ts';

freshDevice();
beforeEach(() => {
  quickDerivation();
  closeDevice();
});

const pin = '482913';
const draftId = newId();
const words = 'Sanoin näin itse';
const Drafts = defineDraft('encounter', { note: z.string() }, { note: '' });

/** The app is opened again, with the secret. */
async function reopen() {
  const tried = await trySecret(pin);
  if (tried.is === 'right') openDevice(tried);
  return tried.is;
}

test('killed at a hundred moments of the change: each row is as it was or as it will be, and the next opening goes on', async () => {
  const next = seeded(19);
  for (let run = 0; run < 100; run++) {
    await db.delete();
    closeDevice();
    await db.open();
    await logged(6);
    await keepLocal('number', words);
    await keepDraft({ kind: 'encounter', id: draftId, base: 0 }, { note: words });
    const { put } = IDBObjectStore.prototype;
    const [dies, halfway] = [Math.floor(next() * 14), next() < 0.5];
    let writes = 0;
    const killing = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      if (writes++ >= dies) {
        // The disk has taken what came before, or nothing of this transaction.
        if (halfway) this.transaction.abort();
        throw new DOMException('killed', 'UnknownError');
      }
      return put.apply(this, given);
    });
    await setLock(chosen(pin)).catch(() => undefined);
    killing.mockRestore();
    closeDevice();
    const here = await lockHere();
    if (here) expect(await reopen()).toBe('right');
    const read = async () => {
      for (const row of await db.records.toArray()) expect(await openStored(row)).toMatchObject({ place: 'Kirjasto' });
      expect(await readLocal('number')).toBe(words);
      expect(await findDraft(Drafts, draftId)).toMatchObject({ data: { note: words } });
      expect(await db.records.count()).toBe(6);
    };
    await read();
    await resealAll();
    await read();
    expect((await db.keys.toArray()).map(({ name }) => name)).toEqual(['device']);
  }
}, 60_000);
