/** Records that an earlier version of the app queued. */
import { expect, test } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { Database, db } from '../../src/store/db.ts';
import { deviceKey, forgetDevice } from '../../src/store/device.ts';
import { newId } from '../../src/store/id.ts';
import { itemsOf, waitingCounts } from '../../src/store/outbox.ts';
import { seal } from '../../src/vault/seal.ts';
import { allStored, anEncounter, endpointThat, envelopeOf, freshDevice } from '../support/device.ts';

freshDevice();

test('F65: what an earlier version of the app has queued is sent by this one, with all that it holds', async () => {
  const key = await deviceKey();
  const records = [newId(), newId()].map((id) => ({ ...envelopeOf(id), ...anEncounter() }));
  const [keys, endpoints] = await Promise.all([db.keys.toArray(), db.endpoints.toArray()]);
  await db.delete();
  const before = new Database('kenttakirja', 1);
  await before.keys.bulkAdd(keys);
  await before.endpoints.bulkPut(endpoints);
  for (const record of records) {
    const { id, kind, at, unit, rev } = record;
    await before.records.add({ id, kind, at, unit, rev, ...(await seal(key, id, record)) });
    const item = { key: `${id}:home`, recordId: id, kind, rev, endpoint: 'home', tries: 3, dueAt: 0 };
    await before.outbox.add({ ...item, state: 'waiting', trouble: 'no-answer' });
  }
  before.close();
  forgetDevice();
  await db.open();

  expect(await waitingCounts()).toEqual({ waiting: 2, refused: 0 });
  const { sent } = endpointThat(allStored);
  expect(await drain('start')).toEqual({ is: 'nothing-waits' });
  // In today's shape: nobody who reads them needs to know the old one.
  expect(sent()).toEqual(records.map((record) => ({ ...record, v: Encounter.version })));
  expect((await itemsOf(records[0]!.id))[0]).toMatchObject({ state: 'delivered' });
});
