/** Emptying the device: what only it has is counted, and one step takes everything out, the key and its lock too, all or nothing. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Encounter } from '../../src/outreach/encounter.ts';
import { createEndpoint } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { closeDevice, deviceId, deviceKey, forgetDevice, Locked } from '../../src/store/device.ts';
import { lockHere, setLock, trySecret } from '../../src/store/device-lock.ts';
import { create, revise } from '../../src/store/save.ts';
import { emptyTables, onlyHere } from '../../src/store/wipe.ts';
import { anEncounter, freshDevice, logged } from '../support/device.ts';
import { chosen, quickDerivation } from '../support/locks.ts';

freshDevice();
beforeEach(() => {
  quickDerivation();
  closeDevice();
});

const rows = async () =>
  Object.fromEntries(await Promise.all(db.tables.map(async (table) => [table.name, await table.count()])));

describe('a device that is emptied', () => {
  test('has nothing left in any table but that it is: no record, no key, no lock, no wrong try', async () => {
    await logged(2);
    await setLock(chosen('482913'));
    await trySecret('111111');
    await emptyTables();
    const kept = await rows();
    expect(kept).toEqual({ ...Object.fromEntries(Object.keys(kept).map((name) => [name, 0])), keys: 1 });
    expect(await db.keys.toArray()).toEqual([{ name: 'device', id: 'emptied', isEmptied: true }]);
    expect(await lockHere()).toBeUndefined();
  });

  test('takes nothing more from a tab that had its key open', async () => {
    await logged(1);
    await deviceKey();
    await emptyTables();
    await expect(create(Encounter, anEncounter())).rejects.toBeInstanceOf(Locked);
    forgetDevice();
    await expect(deviceKey()).rejects.toBeInstanceOf(Locked);
    await expect(deviceId(), 'nor gets a new id').rejects.toBeInstanceOf(Locked);
    expect([await db.records.count(), await db.settings.count()]).toEqual([0, 0]);
  });

  test('has everything where the step fails', async () => {
    await logged(2);
    const before = await rows();
    const fails = vi.spyOn(db.keys, 'put').mockRejectedValue(new Error('The disk is gone'));
    await expect(emptyTables()).rejects.toThrow();
    fails.mockRestore();
    expect(await rows()).toEqual(before);
  });
});

test('what only this device has are the records that some endpoint lacks, also those whose proof is only that they were accepted', async () => {
  const [first, second] = await logged(3);
  expect(await onlyHere()).toEqual({ records: 3, forms: 0 });
  for (const { id, proof } of [
    { id: first!.id, proof: 'stored' as const },
    { id: second!.id, proof: 'accepted' as const },
  ])
    await db.outbox.where('key').startsWith(`${id}:`).modify({ state: 'delivered', proof });
  expect(await onlyHere()).toEqual({ records: 2, forms: 0 });
});

test('of the records that some endpoint lacks it is known how many another one has, as they are now', async () => {
  const another = { dialect: 'plain', url: '/second', headers: {}, auth: { way: 'none' as const }, options: {} };
  await createEndpoint(another, undefined);
  const [first, second] = await logged(3);
  const deliver = (id: string, proof: 'stored' | 'accepted') =>
    db.outbox.update(`${id}:home`, { state: 'delivered', proof });
  await deliver(first!.id, 'stored');
  await deliver(second!.id, 'accepted');
  expect(await onlyHere()).toEqual({ records: 3, forms: 0, elsewhere: 1 });
  await revise(Encounter, first!, { people: '10+' });
  expect(await onlyHere(), 'a change is nowhere yet').toEqual({ records: 3, forms: 0 });
});

test('a tab that is asked for its database by the one that empties the device leaves nothing of its own behind, and says that the device is emptied', async () => {
  const clear = vi.fn();
  const replace = vi.fn();
  vi.stubGlobal('localStorage', { getItem: () => 'blob:emptied' });
  vi.stubGlobal('sessionStorage', { clear });
  vi.stubGlobal('location', { replace });
  await db.open();
  await new Promise((done) => {
    indexedDB.deleteDatabase(db.name).onsuccess = done;
  });
  expect(clear).toHaveBeenCalled();
  expect(replace).toHaveBeenCalledWith('blob:emptied');
});
