/** A reminder of a backup has a reason, says it, can be put off, and never comes where nothing could be lost. */

import { describe, expect, test, vi } from 'vitest';
import { type AtRisk, backupReason, putOffFor } from '../../src/backup/reminder.ts';
import { atRisk, noteBackup, putBackupOff, unsentMarks } from '../../src/backup/reminder-store.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { createEndpoint } from '../../src/setup/endpoint.ts';
import { db, type OutboxItem } from '../../src/store/db.ts';
import { itemsOf, writeBack } from '../../src/store/outbox.ts';
import { create, revise } from '../../src/store/save.ts';
import { anEncounter, freshDevice, loggedAtOnce } from '../support/device.ts';
import { fc } from '../support/property.ts';

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

describe('where there are several servers', () => {
  const another = (name: string) =>
    createEndpoint(
      { dialect: 'plain', name, url: `https://${name}.example.org`, headers: {}, auth: { way: 'none' }, options: {} },
      undefined,
    );
  const settle = async (id: string, state: OutboxItem['state'], endpoint: string) =>
    writeBack((await itemsOf(id)).filter((item) => item.endpoint === endpoint).map((item) => ({ ...item, state })));

  test('a record that one of them has is not on this device alone, and any other is counted once', async () => {
    const [dead, refusing] = [await another('dead'), await another('refusing')];
    const [there, here] = [
      await create(Encounter, anEncounter(), { at: '2026-11-01T10:00:00.000Z' }),
      await create(Encounter, anEncounter(), { at: '2026-11-20T10:00:00.000Z' }),
    ];
    for (const { id } of [there, here]) await settle(id, 'refused', refusing);
    expect(await atRisk(), 'both are nowhere else').toMatchObject({ unsent: 2 });
    await settle(there.id, 'delivered', 'home');
    expect(await itemsOf(there.id)).toHaveLength(3);
    expect(await atRisk()).toMatchObject({ unsent: 1, oldestAt: Date.parse('2026-11-20T10:00:00.000Z') });
    await settle(here.id, 'delivered', dead);
    expect(await atRisk()).toMatchObject({ unsent: 0 });
  });

  test('a change that none of them has is on this device alone', async () => {
    await another('dead');
    const made = await create(Encounter, anEncounter());
    await settle(made.id, 'delivered', 'home');
    expect(await atRisk()).toMatchObject({ unsent: 0 });
    await revise(Encounter, made, { people: '10+' });
    expect(await atRisk()).toMatchObject({ unsent: 1 });
  });

  test('very many are not looked up at each change, but again a moment later', async () => {
    const clock = vi.spyOn(performance, 'now').mockReturnValue(10_000_000);
    const made = await loggedAtOnce(1_001);
    const endpoint = await another('second');
    expect(await atRisk()).toMatchObject({ unsent: 1_001 });
    const item = (await itemsOf(made[0]!.id))[0]!;
    await db.outbox.put({ ...item, key: `${item.recordId}:${endpoint}`, endpoint, state: 'delivered' });
    expect(await atRisk(), 'it is said when that is worth asking anew').toMatchObject({ unsent: 1_001, again: 3_000 });
    clock.mockReturnValue(10_003_000);
    expect(await atRisk()).toMatchObject({ unsent: 1_000 });
  });

  test('a backup need not have what a server has', async () => {
    await another('dead');
    const [backedUp, after] = [await create(Encounter, anEncounter()), await create(Encounter, anEncounter())];
    await noteBackup(now, await unsentMarks());
    await revise(Encounter, after, { people: '10+' });
    expect(await atRisk()).toMatchObject({ unsent: 2, hasAll: false });
    await settle(after.id, 'delivered', 'home');
    expect(await atRisk()).toMatchObject({ unsent: 1, hasAll: true });
    expect(await itemsOf(backedUp.id)).toHaveLength(2);
  });
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
