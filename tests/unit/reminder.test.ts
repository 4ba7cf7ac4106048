/** A reminder of a backup has a reason, says it, can be put off, and never comes where nothing could be lost. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AtRisk, backupReason, putOffFor } from '../../src/backup/reminder.ts';
import { atRisk, noteBackup, putBackupOff, unsentMarks } from '../../src/backup/reminder-store.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { itemsOf, writeBack } from '../../src/store/outbox.ts';
import { create, revise } from '../../src/store/save.ts';
import { anEncounter, freshDevice } from '../support/device.ts';

freshDevice();

const now = Date.UTC(2026, 10, 29, 12);
const day = 24 * 60 * 60_000;
const ago = (days: number) => now - days * day;
const risk = (more: Partial<AtRisk> = {}): AtRisk => ({
  ...{ unsent: 3, oldestAt: ago(30), isPersisted: false, backedUpAt: undefined, hasAll: false, putOffUntil: undefined },
  ...more,
});

describe('the rule', () => {
  test.each<[string, Partial<AtRisk>, string | undefined]>([
    ['nothing is unsent', { unsent: 0 }, undefined],
    ['the browser may remove what is two days old', { oldestAt: ago(2) }, 'evictable'],
    ['it is younger', { oldestAt: ago(1.9) }, undefined],
    ['the browser does not say', { isPersisted: undefined, oldestAt: ago(2) }, 'evictable'],
    ['the browser has promised to keep it', { isPersisted: true, oldestAt: ago(6.9) }, undefined],
    ['promised, and a week without a backup', { isPersisted: true, oldestAt: ago(7) }, 'kept'],
    ['backed up yesterday', { backedUpAt: ago(1) }, undefined],
    ['backed up three days ago', { backedUpAt: ago(3) }, 'evictable'],
    ['all of it stands in a backup of three months ago', { backedUpAt: ago(90), hasAll: true }, undefined],
    ['backed up before what is unsent was made', { oldestAt: ago(1), backedUpAt: ago(90) }, undefined],
    ['put off', { putOffUntil: now + day }, undefined],
    ['put off until now', { putOffUntil: now }, 'evictable'],
    ['backed up by a clock that was years ahead', { backedUpAt: now + 900 * day }, 'evictable'],
    ['put off by a clock that was years ahead', { putOffUntil: now + 900 * day }, 'evictable'],
    ['made by a clock that was ahead', { oldestAt: now + day }, undefined],
  ])('%s', (_, more, reason) => {
    expect(backupReason(risk(more), now)).toBe(reason);
  });

  test('whoever puts it off each time sees it once a week at the most', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 * 24 }), { maxLength: 40 }), (hours) => {
        let [at, putOffUntil] = [now, undefined as number | undefined];
        const seen: number[] = [];
        for (const some of hours) {
          at += some * 60 * 60_000;
          if (!backupReason(risk({ putOffUntil }), at)) continue;
          seen.push(at);
          putOffUntil = at + putOffFor;
        }
        for (const [before, time] of seen.slice(1).entries())
          expect(time - seen[before]!).toBeGreaterThanOrEqual(putOffFor);
      }),
    );
  });
});

test('what it is told by: what waits or was refused, the oldest of it, the last backup, and until when it is put off', async () => {
  const at = ['2026-11-20T10:00:00.000Z', '2026-11-22T10:00:00.000Z', '2026-11-24T10:00:00.000Z'];
  const made: Encounter[] = [];
  for (const time of at) made.push(await create(Encounter, anEncounter(), { at: time }));
  const item = async (n: number) => (await itemsOf(made[n]!.id))[0]!;
  await writeBack([{ ...(await item(0)), state: 'delivered', doneAt: 1 }]);
  await writeBack([{ ...(await item(1)), state: 'refused' }]);
  expect(await atRisk()).toEqual({
    unsent: 2,
    oldestAt: Date.parse(at[1]!),
    backedUpAt: undefined,
    hasAll: false,
    putOffUntil: undefined,
  });
  await noteBackup(now, new Uint32Array());
  await putBackupOff(now);
  expect(await atRisk()).toMatchObject({ backedUpAt: now, putOffUntil: now + putOffFor });
});

describe('what stands in a backup', () => {
  test('is told by record and revision: one that is dated before the backup and made after it does not stand there, nor one that was changed', async () => {
    const first = await create(Encounter, anEncounter());
    await noteBackup(now, await unsentMarks());
    expect(await atRisk()).toMatchObject({ unsent: 1, hasAll: true });
    const dated = await create(Encounter, anEncounter(), { at: '2020-01-01T10:00:00.000Z' });
    expect(await atRisk()).toMatchObject({ unsent: 2, hasAll: false });
    await writeBack((await itemsOf(dated.id)).map((item) => ({ ...item, state: 'delivered', doneAt: 1 })));
    expect(await atRisk()).toMatchObject({ unsent: 1, hasAll: true });
    await revise(Encounter, first, { people: '10+' });
    expect(await atRisk()).toMatchObject({ unsent: 1, hasAll: false });
  });

  test('stands there though it was refused since', async () => {
    const { id } = await create(Encounter, anEncounter());
    await noteBackup(now, await unsentMarks());
    await writeBack((await itemsOf(id)).map((item) => ({ ...item, state: 'refused' })));
    expect(await atRisk()).toMatchObject({ unsent: 1, hasAll: true });
  });
});
