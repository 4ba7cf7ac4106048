/** What leaves the device after wrong PINs in a row: only where the organisation says so, only what its endpoints have, and all of that. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { noteWhatMayGo } from '../../src/delivery/engine/may-go.ts';
import { OrganisationDocument } from '../../src/organisation.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { withKept } from '../../src/outreach/numbers/outings-kept-store.ts';
import { Outing } from '../../src/outreach/outing.ts';
import * as kept from '../../src/setup/organisation-store.ts';
import { db } from '../../src/store/db.ts';
import { closeDevice, openDevice } from '../../src/store/device.ts';
import { goOnLettingGo, secondsToWait, setLock, trySecret } from '../../src/store/device-lock.ts';
import { keepDraft } from '../../src/store/drafts.ts';
import { create, revise } from '../../src/store/save.ts';
import { forgetGone, wipeAfterWrong } from '../../src/store/wipe-after-wrong.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { anEncounter, freshDevice } from '../support/device.ts';
import { chosen, quickDerivation } from '../support/locks.ts';
import { type ReceiverOfLedger, receiverOfLedger } from '../support/receiver-of-ledger.ts';
import { wholeFields } from '../support/responses.ts';

freshDevice();
const pin = '482913';
const over = { state: 'debriefed' as const, places: ['Tori'], organisations: [] };
let receiver: ReceiverOfLedger;
/** The clock that nobody sets (ms). */
let steady: number;

beforeEach(async () => {
  quickDerivation();
  closeDevice();
  steady = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => steady);
  receiver = await receiverOfLedger();
  receiver.clock.now = Date.now;
});

/** From now on the organisation's document says this of the lock. */
const saying = (lock: object) =>
  void vi
    .spyOn(kept, 'organisation')
    .mockReturnValue(OrganisationDocument.parse({ kenttakirja: 1, organisation: { name: 'Etsivä työ' }, lock }));

const everythingCounted = async () => true;
const note = () => noteWhatMayGo(everythingCounted);

/** So many wrong ones, each as soon as it is taken. */
async function wrongOnes(many: number): Promise<void> {
  for (let n = 0; n < many; n++) {
    steady += (await secondsToWait()) * 1000;
    expect((await trySecret('000000')).is).not.toBe('right');
  }
}

/** Opens the device after all. */
async function open(): Promise<void> {
  steady += (await secondsToWait()) * 1000;
  const tried = await trySecret(pin);
  if (tried.is !== 'right') throw new Error(tried.is);
  openDevice(tried);
}

const outingWith = async (people: number) => {
  const outing = await create(Outing, over);
  for (let n = 0; n < people; n++) await create(Encounter, anEncounter({ outingId: outing.id }));
  return outing.id;
};
const idsHere = () => db.records.toCollection().primaryKeys();
const goneNow = async () => (await wipeAfterWrong())?.gone;

describe('what goes', () => {
  test('all that the server has after so many in a row, not one sooner; what waits and what is open in a form stay', async () => {
    saying({ wipeAfter: 10 });
    const delivered = await outingWith(3);
    await create(SurveyResponse, wholeFields());
    const inForm = await outingWith(1);
    await keepDraft({ kind: 'outing', id: inForm, base: 1 }, { places: ['Tori'] });
    await drain('saved');
    await setLock(chosen(pin));
    await note();
    const waiting = await outingWith(1);
    const all = await idsHere();
    await wrongOnes(9);
    expect(await idsHere()).toEqual(all);
    expect(await goneNow()).toBe(0);
    await wrongOnes(1);
    const left = await idsHere();
    expect(left).toHaveLength(4);
    expect(left).toEqual(expect.arrayContaining([waiting, inForm]));
    expect(left).not.toContain(delivered);
    expect(await goneNow()).toBe(5);
    expect(await db.outbox.where('[state+key]').between(['waiting', ''], ['waiting', '\uffff']).count()).toBe(2);
    await open();
    await drain('saved');
    expect([...receiver.ledger.held.keys()]).toEqual(expect.arrayContaining(all));
    expect(await db.drafts.count()).toBe(1);
    await forgetGone();
    expect(await goneNow()).toBe(0);
  });

  test('right ones in between begin the count anew', async () => {
    saying({ wipeAfter: 10 });
    await outingWith(1);
    await drain('saved');
    await setLock(chosen(pin));
    await note();
    await wrongOnes(9);
    await open();
    await wrongOnes(9);
    expect(await idsHere()).toHaveLength(2);
  });

  test('nothing where the organisation does not say so, or says so no longer', async () => {
    saying({});
    await outingWith(1);
    await drain('saved');
    await setLock(chosen(pin));
    await note();
    expect(await wipeAfterWrong()).toBeUndefined();
    saying({ wipeAfter: 10 });
    await note();
    expect(await wipeAfterWrong()).toMatchObject({ after: 10 });
    saying({});
    await note();
    await wrongOnes(12);
    expect(await idsHere()).toHaveLength(2);
  });

  test('not what waited when that was noted, nor what was changed since', async () => {
    saying({ wipeAfter: 10 });
    const changed = await create(Outing, over);
    await drain('saved');
    const waiting = await create(Outing, over);
    await setLock(chosen(pin));
    await note();
    await revise(Outing, changed, { ...over, places: ['Tori', 'Asema'] });
    await wrongOnes(12);
    expect(await idsHere()).toEqual([changed.id, waiting.id]);
    await open();
    await drain('saved');
    expect([...receiver.ledger.held.keys()].sort()).toEqual([changed.id, waiting.id]);
  });

  test('not what was not proved, what is needed here, or whose numbers are not made', async () => {
    saying({ wipeAfter: 10 });
    await create(Outing, { ...over, state: 'running' });
    await create(SurveyResponse, wholeFields());
    await drain('saved');
    await setLock(chosen(pin));
    await noteWhatMayGo(async (sort) => sort === 'outings');
    await wrongOnes(10);
    expect(await idsHere()).toHaveLength(2);
    await open();
    await note();
    for (const item of await db.outbox.toArray()) await db.outbox.update(item.key, { proof: 'accepted' });
    await wrongOnes(10);
    expect(await idsHere()).toHaveLength(2);
  });

  test('not what the server said that it stored and does not show, nor anything that could not be asked for', async () => {
    saying({ wipeAfter: 10 });
    const [lost] = [await outingWith(0), await outingWith(1)];
    await drain('saved');
    receiver.ledger.held.delete(lost);
    await setLock(chosen(pin));
    const online = receiver.spoil(/held/, () => Promise.reject(new TypeError('offline')));
    await note();
    await wrongOnes(10);
    expect(await idsHere()).toHaveLength(3);
    await open();
    online();
    await note();
    await wrongOnes(10);
    expect(await idsHere()).toEqual([lost]);
    await open();
    await drain('saved');
    expect([...receiver.ledger.held.keys()], 'what was missing is sent again').toContain(lost);
  });

  test('what was shown once is not asked for again, and goes though the app was last open without a network; what changed is', async () => {
    saying({ wipeAfter: 10 });
    await outingWith(1);
    const changed = await create(Outing, over);
    await drain('saved');
    await setLock(chosen(pin));
    const held = () => receiver.asked.filter((asked) => /held/.test(asked)).length;
    await note();
    const once = held();
    expect(once).toBeGreaterThan(0);
    await note();
    expect(held()).toBe(once);
    await revise(Outing, changed, { ...over, places: ['Tori', 'Asema'] });
    await drain('saved');
    receiver.spoil(/held/, () => Promise.reject(new TypeError('offline')));
    await note();
    expect(held()).toBeGreaterThan(once);
    await wrongOnes(10);
    expect(await idsHere()).toEqual([changed.id]);
  });

  test('nothing of a list that an earlier version noted, until the app is open again', async () => {
    saying({ wipeAfter: 10 });
    await outingWith(1);
    await drain('saved');
    await setLock(chosen(pin));
    await db.settings.put({
      name: 'wipe-after-wrong',
      value: { after: 10, groups: [{ ids: await idsHere() }], gone: 0 },
    });
    await wrongOnes(10);
    expect(await idsHere()).toHaveLength(2);
  });

  test('an outing stays whole where something was logged since that belongs to it', async () => {
    saying({ wipeAfter: 10 });
    const outing = await outingWith(1);
    await drain('saved');
    await setLock(chosen(pin));
    await note();
    await create(Encounter, anEncounter({ outingId: outing }));
    await wrongOnes(10);
    expect(await idsHere()).toHaveLength(3);
  });

  test('an outing’s own numbers stand without it', async () => {
    saying({ wipeAfter: 10 });
    const outing = await outingWith(2);
    await drain('saved');
    await setLock(chosen(pin));
    await note();
    await wrongOnes(10);
    expect(await idsHere()).toEqual([]);
    await open();
    const year = { from: '2000-01-01', to: '2100-01-01' };
    expect((await withKept([], year)).flatMap(({ ids }) => ids)).toEqual([outing]);
  });
});

test('a tab that dies in the middle leaves each group whole or none of it, and the next look at the lock goes on', async () => {
  saying({ wipeAfter: 10 });
  const outings: string[] = [];
  for (let n = 0; n < 60; n++) outings.push(await outingWith(1));
  await drain('saved');
  await setLock(chosen(pin));
  await note();
  await wrongOnes(9);
  const { delete: del } = IDBObjectStore.prototype;
  let deletes = 0;
  const dying = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
    // Fifty groups of two records with an item each go at a time: it dies in the second time.
    if (++deletes > 210) throw new Error('killed');
    return del.call(this, key);
  });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await wrongOnes(1);
  dying.mockRestore();
  const left = await idsHere();
  expect(left).toHaveLength(20);
  expect(await goneNow()).toBe(100);
  await goOnLettingGo();
  expect(await idsHere()).toEqual([]);
  expect(await goneNow()).toBe(120);
});
