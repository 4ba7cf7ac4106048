/** A kill, or a disk that is full, while a lock is set: whenever it comes, each row is as it was or as it will be. */
import { beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { db } from '../../src/store/db.ts';
import { closeDevice, openDevice } from '../../src/store/device.ts';
import { lockHere, setLock, trySecret } from '../../src/store/device-lock.ts';
import { defineDraft } from '../../src/store/draft-kind.ts';
import { findDraft, keepDraft } from '../../src/store/drafts.ts';
import { newId } from '../../src/store/id.ts';
import { keepLocal, readLocal } from '../../src/store/local-only.ts';
import { isResealing, resealAll } from '../../src/store/reseal.ts';
import { openStored } from '../../src/store/save.ts';
import { notKept } from '../../src/store/writing.ts';
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

/** Everything can be read. */
async function read(): Promise<void> {
  for (const row of await db.records.toArray()) expect(await openStored(row)).toMatchObject({ place: 'Kirjasto' });
  expect(await readLocal('number')).toBe(words);
  expect(await findDraft(Drafts, draftId)).toMatchObject({ data: { note: words } });
  expect(await db.records.count()).toBe(6);
}

/** A device with something of each. */
async function begin(): Promise<void> {
  await db.delete();
  closeDevice();
  await db.open();
  await logged(6);
  await keepLocal('number', words);
  await keepDraft({ kind: 'encounter', id: draftId, base: 0 }, { note: words });
}

test('killed at a hundred moments of the change: each row is as it was or as it will be, and the next opening goes on', async () => {
  const next = seeded(19);
  for (let run = 0; run < 100; run++) {
    await begin();
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
    await read();
    await resealAll();
    await read();
    expect((await db.keys.toArray()).map(({ name }) => name)).toEqual(['device']);
  }
}, 60_000);

test('a disk that is full at any of its writes: that is told as full, nothing is lost, and the rest is sealed anew once there is room', async () => {
  const { put } = IDBObjectStore.prototype;
  for (let taken = 0, isDone = false; !isDone; taken++) {
    await begin();
    let writes = 0;
    const filling = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      if (writes++ < taken) return put.apply(this, given);
      this.transaction.abort();
      throw new DOMException('', 'QuotaExceededError');
    });
    const ended = await setLock(chosen(pin)).then(
      () => undefined,
      (error: unknown) => error,
    );
    isDone = writes <= taken;
    if (isDone) expect(ended).toBeUndefined();
    else expect(notKept(ended), `after ${taken} writes`).toMatchObject({ why: 'disk-full' });
    // Still full: it is tried again, and takes nothing away.
    if (await isResealing()) await expect(resealAll()).rejects.toThrow();
    await read();
    filling.mockRestore();
    closeDevice();
    if (await lockHere()) expect(await reopen()).toBe('right');
    await read();
    await resealAll();
    await read();
    expect((await db.keys.toArray()).map(({ name }) => name)).toEqual(['device']);
    expect(taken).toBeLessThan(60);
  }
}, 60_000);
