import { describe, expect, test, vi } from 'vitest';
import { checkAt, checkDelivered, stopChecking } from '../../src/delivery/check/check.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { configureEndpoint, createEndpoint } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { deviceKey } from '../../src/store/device.ts';
import { itemsOf, waitingCounts } from '../../src/store/outbox.ts';
import { waitAgain } from '../../src/store/quarantine.ts';
import { remove, revise } from '../../src/store/save.ts';
import { unseal } from '../../src/vault/seal.ts';
import { freshDevice, json, loggedAtOnce } from '../support/device.ts';
import { receiverOfLedger } from '../support/receiver-of-ledger.ts';

freshDevice();

const stateOf = async (id: string) => (await itemsOf(id))[0]!.state;
const nothing = { waiting: 0, refused: 0 };

/** A receiver that has been sent `n` encounters. */
async function delivered(n: number) {
  const receiver = await receiverOfLedger();
  const made = await loggedAtOnce(n);
  await drain('saved');
  expect(await waitingCounts()).toEqual(nothing);
  receiver.asked.length = 0;
  return { ...receiver, made };
}

describe('what was delivered is looked for', () => {
  test('all there: said so, nothing changes, one request for a thousand', async () => {
    const { asked } = await delivered(30);
    await checkDelivered(true);
    expect(await checkAt('home')).toMatchObject({
      state: 'done',
      of: 30,
      checked: 30,
      missing: 0,
      gone: 0,
      unclear: 0,
    });
    expect(asked).toEqual(['POST /api/held']);
    expect(await waitingCounts()).toEqual(nothing);
  });

  test('F31: the server logged success and the row is missing: it is found and sent again, once', async () => {
    const { made, ledger } = await delivered(5);
    ledger.held.delete(made[2]!.id);
    await checkDelivered(true);
    expect(await checkAt('home')).toMatchObject({ state: 'done', checked: 5, missing: 1 });
    expect(await waitingCounts()).toEqual({ waiting: 1, refused: 0 });
    await drain('saved');
    expect(ledger.held.get(made[2]!.id)).toMatchObject({ rev: 1 });
    expect(await stateOf(made[2]!.id)).toBe('delivered');
    await checkDelivered(true);
    expect(await checkAt('home')).toMatchObject({ checked: 5, missing: 0, gone: 0 });
  });

  test('an older revision, as after a restored backup of the server: the newest is sent again', async () => {
    const { made, ledger } = await delivered(2);
    await revise(Encounter, made[0]!, { people: '3' });
    await drain('saved');
    ledger.held.set(made[0]!.id, { ...ledger.held.get(made[0]!.id)!, rev: 1 });
    await checkDelivered(true);
    expect((await itemsOf(made[0]!.id))[0]).toMatchObject({ state: 'waiting', rev: 2, held: 1 });
    await drain('saved');
    expect(ledger.held.get(made[0]!.id)).toMatchObject({ rev: 2, people: '3' });
  });

  test('F39: deleted at the server: refused with that word, never sent by itself, sent when a person says so', async () => {
    const { made, ledger } = await delivered(2);
    const id = made[0]!.id;
    const { kind, at, v, unit, device } = ledger.held.get(id)!;
    ledger.held.set(id, { kind, id, rev: 2, at, v, unit, device, deleted: true });
    await checkDelivered(true);
    expect(await checkAt('home')).toMatchObject({ missing: 0, gone: 1 });
    expect((await itemsOf(id))[0]).toMatchObject({ state: 'refused', trouble: 'gone' });
    expect(await drain('button')).toEqual({ is: 'nothing-waits' });
    expect(ledger.held.get(id)?.deleted).toBe(true);
    await revise(Encounter, made[0]!, { people: '2' });
    await revise(Encounter, { ...made[0]!, rev: 2, people: '2' }, { people: '3' });
    await drain('saved');
    expect(ledger.held.get(id)).toMatchObject({ rev: 3, people: '3' });
  });

  test('F39: missing again after it was put back: a person decides, instead of an endless repetition', async () => {
    const { made, ledger } = await delivered(1);
    const id = made[0]!.id;
    ledger.held.delete(id);
    await checkDelivered(true);
    await drain('saved');
    ledger.held.delete(id);
    await checkDelivered(true);
    expect(await checkAt('home')).toMatchObject({ missing: 0, gone: 1 });
    expect((await itemsOf(id))[0]).toMatchObject({ state: 'refused', trouble: 'gone', lost: 1 });
    await waitAgain((await itemsOf(id))[0]!.key);
    await drain('button');
    expect(ledger.held.get(id)).toMatchObject({ rev: 1 });
  });

  test('what was deleted on the device need not be there', async () => {
    const { made, ledger } = await delivered(2);
    await remove(made[0]!);
    await drain('saved');
    await checkDelivered(true);
    expect(await checkAt('home')).toMatchObject({ checked: 2, missing: 0, gone: 0 });
    ledger.held.delete(made[0]!.id);
    await checkDelivered(true);
    expect(await checkAt('home')).toMatchObject({ checked: 2, missing: 0, gone: 0 });
  });

  test('a record that is edited while it is looked for is not touched: its new revision waits anyway', async () => {
    const { made, ledger, spoil } = await delivered(1);
    ledger.held.delete(made[0]!.id);
    spoil(/held/, async () => {
      await revise(Encounter, made[0]!, { people: '4' });
      return json({ held: [] });
    });
    await checkDelivered(true);
    expect((await itemsOf(made[0]!.id))[0]).toMatchObject({ rev: 2, state: 'waiting' });
    expect((await itemsOf(made[0]!.id))[0]).not.toHaveProperty('lost');
    expect(await waitingCounts()).toEqual({ waiting: 1, refused: 0 });
  });
});

test('a record that was edited and delivered while its earlier revision was looked for is not called missing', async () => {
  const { made, ledger, spoil } = await delivered(1);
  spoil(/held/, async () => {
    await revise(Encounter, made[0]!, { people: '4' });
    await drain('saved');
    return json({ held: [] });
  });
  await checkDelivered(true);
  expect(ledger.held.get(made[0]!.id)).toMatchObject({ rev: 2 });
  expect((await itemsOf(made[0]!.id))[0]).toMatchObject({ rev: 2, state: 'delivered' });
});

describe('endpoints that know no question for many', () => {
  test('are asked record by record', async () => {
    const { made, ledger, spoil, asked } = await delivered(3);
    ledger.held.delete(made[1]!.id);
    spoil(/held/, () => json({ error: { code: 'not-found' } }, 404));
    await checkDelivered(true);
    expect(await checkAt('home')).toMatchObject({ state: 'done', checked: 3, missing: 1 });
    expect(asked).toEqual(['POST /api/held', ...made.map(({ id }) => `GET /api/records/${id}`)]);
  });

  test('F39: one that says 410 of a record: a person decides, with its words', async () => {
    const { made, spoil } = await delivered(1);
    spoil(/held/, () => json({}, 404));
    spoil(/records\/./, () => new Response('moved to the archive', { status: 410 }));
    await checkDelivered(true);
    const [item] = await itemsOf(made[0]!.id);
    expect(item).toMatchObject({ state: 'refused', trouble: 'gone' });
    expect(await unseal(await deviceKey(), item!.key, item!.words!)).toBe('moved to the archive');
  });

  test('one that cannot be read is called so, and nothing is sent again', async () => {
    await delivered(2);
    await configureEndpoint('home', { dialect: 'webhook', options: {} });
    await checkDelivered(true);
    expect(await checkAt('home')).toMatchObject({ state: 'unreadable' });
    expect(await waitingCounts()).toEqual(nothing);
  });

  test('one that answers what nobody understands is called so after a few questions', async () => {
    const { spoil, asked } = await delivered(60);
    spoil(/held|records\/./, () => json({ hello: 'world' }));
    await checkDelivered(true);
    expect(await checkAt('home')).toMatchObject({ state: 'unreadable' });
    expect(asked.length).toBeLessThan(30);
    expect(await waitingCounts()).toEqual(nothing);
  });
});

describe('a check that does not come to its end', () => {
  test.each([
    ['no network', () => Promise.reject(new TypeError('Failed to fetch')), 'no-answer'],
    ['a key that is no longer good', () => json({}, 401), 'sign-in'],
    ['a fault', () => json({}, 500), 'server-error'],
    ['a web page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'web-page'],
  ])('%s: it stops with the reason, and nothing is called missing', async (_, answer, trouble) => {
    const { spoil } = await delivered(3);
    const mend = spoil(/held/, answer);
    await checkDelivered(true);
    expect(await checkAt('home')).toMatchObject({ state: 'stopped', trouble, checked: 0 });
    expect(await waitingCounts()).toEqual(nothing);
    mend();
    await checkDelivered(false);
    expect(await checkAt('home')).toMatchObject({ state: 'done', checked: 3 });
    expect(await checkAt('home')).not.toHaveProperty('trouble');
  });

  test('stopped by the person, or by the death of the tab: it goes on where it was', async () => {
    const { made, spoil, asked } = await delivered(60);
    spoil(/held/, () => json({}, 404));
    let looks = 0;
    const stop = spoil(/records\/./, async () => {
      if (++looks === 40) stopChecking();
      return json(made[looks - 1]);
    });
    await checkDelivered(true);
    stop();
    expect(await checkAt('home')).toMatchObject({ state: 'stopped', checked: 25 });
    expect(await waitingCounts()).toEqual(nothing);
    asked.length = 0;
    await checkDelivered(false);
    expect(await checkAt('home')).toMatchObject({ state: 'done', of: 60, checked: 60, missing: 0 });
    expect(asked.filter((one) => one.startsWith('GET'))).toHaveLength(35);
  });

  test('one at a time: a second call finds it running', async () => {
    await delivered(1);
    const [first, second] = await Promise.all([checkDelivered(true), checkDelivered(true)]);
    expect([first, second]).toEqual([true, false]);
  });

  test('each endpoint by itself: one that does not answer keeps no other from being checked', async () => {
    const { spoil, made, ledger } = await delivered(2);
    await createEndpoint(
      { dialect: 'plain', url: '/other/records', headers: {}, auth: { way: 'none' }, options: {} },
      undefined,
    );
    const other = (await db.endpoints.toArray()).find(({ id }) => id !== 'home')!.id;
    const held = new Set<string>();
    spoil(/other\/records/, async (init) => {
      const { records } = JSON.parse(String(init.body));
      for (const { id } of records) held.add(id);
      return json({
        results: records.map(({ id, rev }: { id: string; rev: number }) => ({ id, rev, status: 'stored' })),
      });
    });
    await drain('saved');
    ledger.held.delete(made[0]!.id);
    spoil(/other\/held/, () => Promise.reject(new TypeError('Failed to fetch')));
    await checkDelivered(true);
    expect(await checkAt(other)).toMatchObject({ state: 'stopped', trouble: 'no-answer' });
    expect(await checkAt('home')).toMatchObject({ state: 'done', missing: 1 });
    expect(held.size).toBe(2);
  });
});

test('a check of more than one request’s worth goes page by page', async () => {
  const { ledger, asked } = await delivered(1001);
  ledger.held.clear();
  await checkDelivered(true);
  expect(asked).toEqual(['POST /api/held', 'POST /api/held']);
  expect(await checkAt('home')).toMatchObject({ state: 'done', of: 1001, checked: 1001, missing: 1001 });
  expect(await waitingCounts()).toEqual({ waiting: 1001, refused: 0 });
});

describe('one check at a time', () => {
  /** The browser's locks, as far as they are used here: one name. */
  function browserLocks() {
    let isHeld = false;
    let last: Promise<unknown> = Promise.resolve();
    const held = async (job: (lock: object | null) => Promise<unknown>) => {
      isHeld = true;
      return job({}).finally(() => {
        isHeld = false;
      });
    };
    return {
      request: (_: string, { ifAvailable }: LockOptions, job: (lock: object | null) => Promise<unknown>) => {
        if (ifAvailable && isHeld) return job(null);
        const mine = last.then(() => held(job));
        last = mine.catch(() => undefined);
        return mine;
      },
    };
  }

  test('what a person asks for while another check runs is done after it', async () => {
    const { asked } = await delivered(2);
    vi.stubGlobal('navigator', { locks: browserLocks() });
    expect(await Promise.all([checkDelivered(true), checkDelivered(true)])).toEqual([true, true]);
    expect(asked).toEqual(['POST /api/held', 'POST /api/held']);
  });

  test('a check that does not end keeps nobody for ever', async () => {
    await delivered(1);
    const tooLong = new DOMException('', 'TimeoutError');
    vi.stubGlobal('navigator', { locks: { request: () => Promise.reject(tooLong) } });
    expect(await checkDelivered(true)).toBe(false);
  });
});
