import { beforeEach, expect, test, vi } from 'vitest';
import { anEncounter, freshDevice } from '../support/device.ts';
import { chosen } from '../support/locks.ts';

freshDevice();

const held = new Map<string, string>();
beforeEach(() => {
  held.clear();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => held.get(name) ?? null,
    setItem: (name: string, value: string) => void held.set(name, value),
    removeItem: (name: string) => void held.delete(name),
  });
});

/** The app as a page has it that is loaded now. */
async function load() {
  vi.resetModules();
  const [practice, database, device, save, find, { Encounter }, setup, local] = await Promise.all([
    import('../../src/store/practice.ts'),
    import('../../src/store/db.ts'),
    import('../../src/store/device.ts'),
    import('../../src/store/save.ts'),
    import('../../src/store/find.ts'),
    import('../../src/outreach/encounter.ts'),
    import('../../src/setup/endpoint.ts'),
    import('../../src/store/local-only.ts'),
  ]);
  await database.db.open();
  return { ...practice, ...database, ...device, ...save, ...find, Encounter, ...setup, ...local };
}

/** Its lock. */
async function loadLock() {
  const [lock, practice, { quickDerivation }] = await Promise.all([
    import('../../src/store/device-lock.ts'),
    import('../../src/store/practice.ts'),
    import('../support/locks.ts'),
  ]);
  quickDerivation();
  return { ...lock, ...practice };
}

test('what is practised waits for no endpoint, even where one was set up, and is not among what is real', async () => {
  const earnest = await load();
  await earnest.create(earnest.Encounter, anEncounter());
  await earnest.setSetting('outreach', { rows: ['age'] });
  await earnest.keepLocal('release:esis 1:2025-03-01', { month: '2025-03-01' });
  await earnest.keepLocal('numbers:2025-03-01', '{}');
  await earnest.startPractice();

  const practice = await load();
  expect(practice.isPractising).toBe(true);
  expect(practice.db.name).not.toBe(earnest.db.name);
  expect(await practice.newest(practice.Encounter, 10), 'it begins empty').toEqual([]);
  expect(await practice.setting('outreach', undefined), 'with the organisation’s choices').toEqual({ rows: ['age'] });
  const told = await Promise.all(['release:', 'numbers:'].map(practice.localNames));
  expect(told.flat(), 'made-up people beside what was told would tell of it').toEqual([]);
  const key = (of: typeof earnest) => of.db.keys.get('device').then((row) => row?.id);
  expect(await key(practice), 'which are sealed under the device’s key').toBe(await key(earnest));
  await practice.configureEndpoint('home', { auth: { way: 'bearer', token: 'a-key-that-was-given-in-practice' } });
  const made = await practice.create(practice.Encounter, anEncounter());
  await practice.revise(practice.Encounter, made, { people: '3' });
  expect(await practice.db.outbox.count()).toBe(0);
  expect(made.device).not.toBe((await earnest.newest(earnest.Encounter, 1))[0]?.device);
  expect(await earnest.newest(earnest.Encounter, 10)).toHaveLength(1);
  expect(await earnest.db.outbox.count()).toBe(1);

  await practice.endPractice();
  const after = await load();
  expect(after.isPractising).toBe(false);
  expect(await after.newest(after.Encounter, 10)).toHaveLength(1);
  await after.startPractice();
  const again = await load();
  expect(await again.newest(again.Encounter, 10), 'what was practised is gone').toEqual([]);
  await again.endPractice();
});

test('a wrong PIN in practice is counted with those in earnest: in no tab it is one try more', async () => {
  const earnest = await load();
  const lock = await loadLock();
  await lock.setLock(chosen('482913'));
  for (let n = 0; n < 3; n++) await lock.trySecret('000000');
  await earnest.startPractice();
  await load();
  const practised = await loadLock();
  expect(await practised.trySecret('000000')).toEqual({ is: 'wrong' });
  expect(await practised.trySecret('000000')).toEqual({ is: 'wait', wait: 30 });
  expect(await lock.trySecret('482913')).toMatchObject({ is: 'wait' });
  await practised.endPractice();
});

test('a browser that remembers nothing for a tab has no practice', async () => {
  vi.stubGlobal('sessionStorage', {
    getItem() {
      throw new DOMException('', 'SecurityError');
    },
  });
  expect((await load()).isPractising).toBe(false);
});

test('a database that was taken away meanwhile is not made anew by who practises', async () => {
  const earnest = await load();
  await earnest.startPractice();
  const practice = await load();
  const [{ earnestDb }, { openingNow }] = await Promise.all([
    import('../../src/store/earnest.ts'),
    import('../../src/store/lock-opening.ts'),
  ]);
  expect(await openingNow(earnestDb()), 'there is no lock').toBeUndefined();
  await earnest.db.delete();
  await expect(openingNow(earnestDb())).rejects.toThrow();
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(earnest.databaseName);
  practice.db.close();
});
