/** A page that dies in the middle of a backup or of a restore, at a hundred moments each: the device is as before or as after, never between. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { sealBackup } from '../../src/backup/backup-file.ts';
import { backupLines } from '../../src/backup/backup-store.ts';
import { readWhole } from '../../src/backup/read-whole.ts';
import { unfinishedRestores } from '../../src/backup/restore-mark.ts';
import { restoreBackup } from '../../src/backup/restore-store.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { db } from '../../src/store/db.ts';
import { forgetDevice } from '../../src/store/device.ts';
import { keepDraft } from '../../src/store/drafts.ts';
import { newId } from '../../src/store/id.ts';
import { keepLocal } from '../../src/store/local-only.ts';
import { allPutAside, putAside } from '../../src/store/put-aside.ts';
import { create, openStored, remove, revise } from '../../src/store/save.ts';
import { ensureOpen } from '../../src/store/writing.ts';
import { anEncounter, freshDevice } from '../support/device.ts';
import { random } from '../support/random.ts';

freshDevice();

const keys = { passphrase: 'kolme mäntyä rannalla', cost: { memory: 8, passes: 1 } };
const now = new Date('2026-11-29T12:00:00.000Z');
const moments = 100;

/** Two records, of which one was changed and one is gone, a draft, one that was put aside, and a note. */
async function lived(): Promise<void> {
  await revise(Encounter, await create(Encounter, anEncounter()), { people: '10+' });
  await remove(await create(Encounter, anEncounter()));
  const aside = newId();
  await keepDraft({ kind: 'outing', id: aside, base: 0 }, { place: ['x'] });
  await putAside((await db.drafts.get(aside))!, undefined);
  await keepDraft({ kind: 'encounter', id: newId(), base: 0 }, { people: '2' });
  await keepLocal('plan:a', { phone: '', note: 'ovikoodi' });
}

/** Everything that is on the device, opened, but for what is made anew on each. */
async function state() {
  const opened = async (row: { id: string }) => [row.id, await openStored(row as never)] as const;
  const [records, drafts] = [await db.records.toArray(), await db.drafts.toArray()];
  return {
    records: Object.fromEntries(await Promise.all(records.map(opened))),
    drafts: Object.fromEntries(await Promise.all(drafts.map(opened))),
    aside: (await allPutAside()).map(({ text }) => text),
    here: [...new Set((await db.settings.where('name').startsWith('here:').primaryKeys()).map(withoutOwnId))].sort(),
    waiting: (await db.outbox.toArray()).map(({ key, rev, state }) => `${key} ${rev} ${state}`).sort(),
  };
}

/** A list of what came is kept under an id of its own; once more restored it may stand there twice. */
const withoutOwnId = (name: string): string => name.replace(/^(here:second-place-came:).*/, '$1');

/** The counts are those of what is there. */
async function countsFit(): Promise<void> {
  const kept = Object.fromEntries((await db.counts.toArray()).filter(({ n }) => n).map(({ name, n }) => [name, n]));
  const counted: Record<string, number> = {};
  const add = (name: string) => {
    counted[name] = (counted[name] ?? 0) + 1;
  };
  await db.outbox.each(({ state }) => add(state));
  await db.records.each(({ kind, deleted }) => deleted || add(`kind:${kind}`));
  expect(kept).toEqual(counted);
}

const requests = ['put', 'add', 'delete', 'get', 'getAll'] as const;

/** Ends the page at this request to the database: its transaction is taken back, and nothing is asked of it any more. */
function dieAt(moment: number): { asked: () => number } {
  let asked = 0;
  // What a page says of its own end belongs to no log.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  for (const name of requests) {
    const real = IDBObjectStore.prototype[name] as (...given: unknown[]) => IDBRequest;
    vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (this: IDBObjectStore, ...given: unknown[]) {
      asked += 1;
      if (asked >= moment) {
        this.transaction.abort();
        throw new DOMException('killed', 'AbortError');
      }
      return real.apply(this, given);
    } as never);
  }
  return { asked: () => asked };
}

async function newDevice(): Promise<void> {
  await db.delete({ disableAutoOpen: false });
  forgetDevice();
}

async function restore(file: Blob): Promise<void> {
  await restoreBackup(file, keys.passphrase, await readWhole(file, keys.passphrase));
}

const seed = 20261129;
beforeAll(() => console.log(`seed ${seed}`));

describe(`at ${moments} moments`, () => {
  test('of a restore: each record is whole or not there, the counts fit, and once more brings the rest', async () => {
    await lived();
    const file = await sealBackup(backupLines({ rows: 0, tables: 0 }), keys, now);
    await newDevice();
    const none = await state();
    const all = dieAt(Number.POSITIVE_INFINITY);
    await restore(file);
    const total = all.asked();
    vi.restoreAllMocks();
    const whole = await state();
    const next = random(seed);
    let died = 0;
    let marks = 0;
    for (let time = 0; time < moments; time++) {
      await newDevice();
      const moment = 1 + Math.floor(next() * total);
      dieAt(moment);
      await restore(file).catch(() => (died += 1));
      vi.restoreAllMocks();
      forgetDevice();
      await ensureOpen();
      const between = await state();
      const said = `seed ${seed}, request ${moment} of ${total}`;
      expect([0, Object.keys(whole.records).length], said).toContain(Object.keys(between.records).length);
      expect(whole.records, said).toMatchObject(between.records);
      expect(whole.drafts, said).toMatchObject(between.drafts);
      await countsFit();
      // All of it is there, or nothing was begun, or that it was cut short is told.
      const isAll = JSON.stringify(between) === JSON.stringify(whole);
      const isNone = JSON.stringify(between) === JSON.stringify(none);
      const told = await unfinishedRestores();
      if (!isAll && !isNone) expect(told, said).toHaveLength(1);
      const there = Object.values(between.records).filter((record) => !(record as { deleted?: true }).deleted);
      for (const one of told) expect(one, said).toMatchObject({ held: there.length, of: 1 });
      marks += told.length;
      await restore(file);
      expect(await unfinishedRestores(), said).toEqual([]);
      expect(await state(), said).toEqual(whole);
      await countsFit();
    }
    expect(died, 'most of them end the page').toBeGreaterThan(moments / 2);
    expect(marks, 'and most of those are told').toBeGreaterThan(moments / 2);
  });

  test('of a backup: nothing on the device has changed, and there is no half file', async () => {
    await lived();
    const before = await state();
    const all = dieAt(Number.POSITIVE_INFINITY);
    await sealBackup(backupLines({ rows: 0, tables: 0 }), keys, now);
    const total = all.asked();
    vi.restoreAllMocks();
    const next = random(seed);
    for (let time = 0; time < moments; time++) {
      const moment = 1 + Math.floor(next() * total);
      dieAt(moment);
      // Where the database gives nothing more, what was left out is told; where nothing at all is given there is no file.
      const left = { rows: 0, tables: 0 };
      const made = await sealBackup(backupLines(left), keys, now).then(
        () => true,
        () => false,
      );
      vi.restoreAllMocks();
      expect(!made || left.rows + left.tables > 0, `seed ${seed}, request ${moment} of ${total}`).toBe(true);
      expect(await state()).toEqual(before);
    }
  });
});
