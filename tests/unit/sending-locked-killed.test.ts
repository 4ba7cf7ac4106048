/** A page that dies at any moment of sending while the device is locked, by the organisation's switch: what waits is sent, once. */
import { beforeEach, expect, test, vi } from 'vitest';
import { agreeOnSending } from '../../src/delivery/engine/agree-on-sending.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { configureEndpoint } from '../../src/setup/endpoint.ts';
import { db, homeEndpoint, type OutboxItem } from '../../src/store/db.ts';
import { closeDevice } from '../../src/store/device.ts';
import { setLock } from '../../src/store/device-lock.ts';
import { create } from '../../src/store/save.ts';
import { sendingKey } from '../../src/store/sending-key.ts';
import { anEncounter, endpointThat, freshDevice, rememberingEndpoint } from '../support/device.ts';
import { chosen, opened, pin, quickDerivation } from '../support/locks.ts';
import { random as seeded } from '../support/random.ts';

freshDevice();

/** What the organisation's document says. */
let sends = true;
const agree = () => agreeOnSending(sends);

beforeEach(() => {
  quickDerivation();
  closeDevice();
});

const items = (): Promise<OutboxItem[]> => db.outbox.toArray();
const itemOf = async (id: string) => (await db.outbox.get(`${id}:${homeEndpoint}`))!;

test('killed at forty moments, open or locked: nothing is lost, nothing stands twice, and what waits is sent', async () => {
  const next = seeded(20);
  let wentLocked = 0;
  for (let run = 0; run < 40; run++) {
    await db.delete();
    closeDevice();
    await db.open();
    await configureEndpoint(homeEndpoint, { auth: { way: 'bearer', token: 'the-key' } });
    sends = true;
    const { held, store } = rememberingEndpoint();
    let fails = false;
    endpointThat((records) => {
      if (fails && next() < 0.3) return new TypeError('no network');
      const answer = store(records);
      // The answer may be lost after the endpoint has taken them.
      return fails && next() < 0.2 ? new TypeError('lost') : answer;
    });
    await setLock(chosen(pin));
    const { put } = IDBObjectStore.prototype;
    const dies = Math.floor(next() * 30);
    let writes = 0;
    const killing = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      if (writes++ >= dies) throw new DOMException('killed', 'UnknownError');
      return put.apply(this, given);
    });
    fails = true;
    const kept: Encounter[] = [];
    const lives = async () => {
      await agree();
      for (let i = 0; i < 3; i++) {
        kept.push(await create(Encounter, anEncounter()));
        if (next() < 0.4) closeDevice();
        await drain('button');
        await opened();
        if (next() < 0.3) sends = next() < 0.5;
        await agree();
      }
    };
    await lives().catch(() => undefined);
    killing.mockRestore();
    fails = false;
    closeDevice();
    // Locked first: what is sealed for sending goes. Then opened: the rest.
    const canSend = (await sendingKey()) && (await db.endpoints.get(homeEndpoint))?.toSend;
    const sealed = canSend ? (await items()).filter(({ state, toSend }) => state === 'waiting' && toSend) : [];
    await drain('button');
    for (const { recordId } of sealed) expect((await itemOf(recordId)).state, `run ${run}`).toBe('delivered');
    wentLocked += sealed.length;
    await opened();
    sends = true;
    await agree();
    await drain('button');
    const rows = await db.records.toArray();
    for (const { id } of kept)
      expect(
        rows.map((row) => row.id),
        `run ${run}`,
      ).toContain(id);
    expect([...held.keys()].sort(), `run ${run}`).toEqual(rows.map(({ id }) => id).sort());
    expect(
      (await items()).every(({ state, toSend }) => state === 'delivered' && !toSend),
      `run ${run}`,
    ).toBe(true);
  }
  expect(wentLocked).toBeGreaterThan(10);
}, 60_000);
