/** How an outing finds what belongs to it, among any number of others. */
import { describe, expect, test, vi } from 'vitest';
import { Encounter } from '../../src/outreach/encounter.ts';
import { Promised } from '../../src/outreach/follow-up/promise.ts';
import { Tally } from '../../src/outreach/tally/tally.ts';
import { records } from '../../src/records.ts';
import { Database, db } from '../../src/store/db.ts';
import { setSetting, setting } from '../../src/store/device.ts';
import { allBelonging, belonging } from '../../src/store/find.ts';
import { newId } from '../../src/store/id.ts';
import { linkOlder } from '../../src/store/link.ts';
import { create, remove, revise } from '../../src/store/save.ts';
import { anEncounter, freshDevice } from '../support/device.ts';

freshDevice();

const [own, other] = [newId(), newId()];

test('its own, the oldest first, whatever the clock of the phone said', async () => {
  const late = await create(Encounter, anEncounter({ outingId: own }), { at: '2031-01-01T00:00:00.000Z' });
  await create(Encounter, anEncounter({ outingId: other }));
  const early = await create(Encounter, anEncounter({ outingId: own }), { at: '1999-01-01T00:00:00.000Z' });
  await create(Tally, { outingId: own, place: 'Asema', add: { met: 1 } });
  expect(await belonging(Encounter, own)).toEqual([early, late]);
});

test('opens none of the others', async () => {
  for (let i = 0; i < 30; i++) await create(Encounter, anEncounter({ outingId: other }));
  await create(Encounter, anEncounter({ outingId: own }));
  const opened = vi.spyOn(crypto.subtle, 'decrypt');
  await belonging(Encounter, own);
  expect(opened).toHaveBeenCalledTimes(1);
});

test('what was moved, deleted or belongs to nothing', async () => {
  const moved = await create(Encounter, anEncounter({ outingId: own }));
  await revise(Encounter, moved, { outingId: other });
  const gone = await create(Encounter, anEncounter({ outingId: own }));
  await remove(gone);
  await create(Promised, { what: 'meet', place: 'Tori', due: '2026-11-24', who: 'me', state: 'open' });
  expect(await belonging(Encounter, own)).toEqual([]);
  expect(await belonging(Encounter, other)).toHaveLength(1);
  expect((await allBelonging(other)).map(({ id }) => id)).toEqual([moved.id]);
});

describe('records of a version that did not say what they belong to', () => {
  const forget = () => db.records.toCollection().modify((row) => Reflect.deleteProperty(row, 'of'));

  test('are found again after the update, and looked through once', async () => {
    const made = [];
    for (let i = 0; i < 3; i++) made.push(await create(Encounter, anEncounter({ outingId: own })));
    const gone = await create(Encounter, anEncounter({ outingId: own }));
    await remove(gone);
    await forget();
    await setSetting('unlinked', true);
    expect(await belonging(Encounter, own)).toEqual([]);
    await linkOlder(records);
    expect(await belonging(Encounter, own)).toEqual(made);
    expect(await setting('unlinked', false)).toBe(false);
    const opened = vi.spyOn(crypto.subtle, 'decrypt');
    await linkOlder(records);
    expect(opened).not.toHaveBeenCalled();
  });

  test('one that cannot be opened stops no other', async () => {
    const [bad, good] = [
      await create(Encounter, anEncounter({ outingId: own })),
      await create(Encounter, anEncounter({ outingId: own })),
    ];
    await forget();
    await db.records.update(bad.id, { body: new ArrayBuffer(40) });
    await setSetting('unlinked', true);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await linkOlder(records);
    expect(await belonging(Encounter, own)).toEqual([good]);
  });

  test('a device of that version is brought up, and knows that it has them', async () => {
    db.close();
    await db.delete();
    const before = new Database('kenttakirja', 2);
    await before.open();
    before.close();
    await db.open();
    expect(await setting('unlinked', false)).toBe(true);
  });
});
