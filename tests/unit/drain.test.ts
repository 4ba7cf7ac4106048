import { describe, expect, test, vi } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { longestWait } from '../../src/delivery/engine/settle.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { configureEndpoint, EndpointConfig } from '../../src/setup/endpoint.ts';
import { readSending } from '../../src/setup/sending.ts';
import { db } from '../../src/store/db.ts';
import { deviceKey } from '../../src/store/device.ts';
import { find } from '../../src/store/find.ts';
import { asTold } from '../../src/store/kind.ts';
import { itemsOf, lastDelivered, nextDue, waitingCounts } from '../../src/store/outbox.ts';
import { waitAgain, waitAllAgain } from '../../src/store/quarantine.ts';
import { create, remove, revise } from '../../src/store/save.ts';
import { seal, unseal } from '../../src/vault/seal.ts';
import {
  allStored,
  anEncounter,
  endpointThat,
  freshDevice,
  json,
  logged,
  loggedAtOnce,
  rememberingEndpoint,
  type Sent,
} from '../support/device.ts';
import { eventually } from '../support/eventually.ts';

freshDevice();

/** Lets time pass without waiting for it: only the clock is moved. */
function later(ms: number) {
  const at = Date.now() + ms;
  vi.useFakeTimers({ toFake: ['Date'], now: at });
}
/** When the endpoint's next try is due and something waits for it (ms since 1970). */
async function nextTry(): Promise<number> {
  const [held] = await db.endpoints.toArray();
  return Math.max(held?.hold?.until ?? 0, (await nextDue('home'))!);
}
const day = 24 * 60 * 60_000;
const stateOf = async (id: string) => (await itemsOf(id))[0]!.state;

describe('what is due is sent', () => {
  test('in one batch, oldest first, with all that the record holds', async () => {
    const made = await logged(3);
    const { batches } = endpointThat(allStored);
    expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
    expect(batches).toEqual([made.map(asTold)]);
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
    expect((await itemsOf(made[0]!.id))[0]).toMatchObject({ state: 'delivered', proof: 'stored', status: 200 });
  });

  test('and the record stays on the device', async () => {
    const [made] = await logged(1);
    endpointThat(allStored);
    await drain('saved');
    expect(await find(Encounter, made!.id)).toEqual(made);
  });

  test('F19: after 60 days without a network nothing has expired', async () => {
    await logged(5);
    const { fetch } = endpointThat(() => new TypeError('no network'));
    await drain('saved');
    later(60 * day);
    fetch.mockRestore();
    const { sent } = endpointThat(allStored);
    expect(await drain('start')).toEqual({ is: 'nothing-waits' });
    expect(sent()).toHaveLength(5);
  });

  test('a deleted record is sent as a tombstone', async () => {
    const [made] = await logged(1);
    await remove(made!);
    const { sent } = endpointThat(allStored);
    await drain('saved');
    expect(sent()).toMatchObject([{ id: made!.id, rev: 2, kind: 'encounter', deleted: true }]);
    expect(Object.keys(sent()[0]!)).not.toContain('place');
  });

  test('F10: of one record only the newest revision goes, once in a batch', async () => {
    const [made] = await logged(1);
    const second = await revise(Encounter, made!, { people: '2' });
    await revise(Encounter, second, { people: '3' });
    const { sent } = endpointThat(allStored);
    await drain('saved');
    expect(sent()).toMatchObject([{ id: made!.id, rev: 3 }]);
  });

  test('a record that is saved during a drain goes with it', async () => {
    await logged(1);
    let extra = 0;
    const { sent } = endpointThat(async (records) => {
      if (extra++ === 0) await logged(1);
      return allStored(records);
    });
    await drain('saved');
    expect(sent()).toHaveLength(2);
  });

  test('batches hold no more than the endpoint takes', async () => {
    await loggedAtOnce(1003);
    const { batches } = endpointThat(allStored);
    await drain('saved');
    expect(batches.map(({ length }) => length)).toEqual([1000, 3]);
  });
});

describe('what is not delivered is kept', () => {
  test.each([
    ['F3: 401', () => json({}, 401)],
    ['F4: 500', () => json({}, 500)],
    ['F7: 404', () => json({}, 404)],
    ['F8: 403', () => json({}, 403)],
    ['F20: 408', () => json({}, 408)],
    ['F20: 429', () => json({}, 429)],
    ['F20: 502', () => json({}, 502)],
    ['F20: 503', () => json({}, 503)],
    ['F20: 504', () => json({}, 504)],
    ['no network', () => new TypeError('Failed to fetch')],
    ['F13: no answer in time', () => new DOMException('', 'TimeoutError')],
    ['F1: a sign-in page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['F1: a redirect', () => Object.defineProperty(new Response(''), 'type', { value: 'opaqueredirect' })],
    ['half an answer', () => new Response('{"results":[')],
  ])('%s: it waits, the next try is set, and one try made', async (_, answer) => {
    const made = await logged(3);
    const { batches } = endpointThat(answer);
    const ended = await drain('saved');
    expect(ended).toMatchObject({ is: 'waiting' });
    expect(batches).toHaveLength(1);
    expect((ended as { nextAt: number }).nextAt).toBeGreaterThan(Date.now());
    expect((ended as { nextAt: number }).nextAt).toBeLessThanOrEqual(Date.now() + longestWait);
    for (const { id } of made) expect(await stateOf(id)).toBe('waiting');
    await drain('timer');
    expect(batches, 'no storm: it is waited out').toHaveLength(1);
  });

  describe('a 403 that is not about the key', () => {
    const page = () =>
      new Response('<html>Request blocked</html>', { status: 403, headers: { 'content-type': 'text/html' } });
    const blockedWith = async (answer: () => Response, ...places: string[]) => {
      const made = [];
      for (let n = 0; n < 20; n++) made.push(await create(Encounter, anEncounter({ place: `paikka ${n}` })));
      const isBlocked = (record: Sent) => places.includes((record as { place?: string }).place ?? '');
      const endpoint = endpointThat((records) => (records.some(isBlocked) ? answer() : allStored(records)));
      const blocked = made.filter(({ place }) => places.includes(place));
      return { ...endpoint, made, blocked };
    };

    test.each([
      ['one record', ['paikka 7']],
      ['the first', ['paikka 0']],
      ['the last', ['paikka 19']],
      ['some, one after the other', ['paikka 3', 'paikka 4', 'paikka 5']],
    ])('a firewall stops %s by its words: the others go in the same run, no key is asked for', async (_, places) => {
      const { made, blocked } = await blockedWith(page, ...places);
      await drain('saved');
      for (const { id } of made) {
        const [item] = await itemsOf(id);
        if (!blocked.some((one) => one.id === id)) expect(item).toMatchObject({ state: 'delivered' });
        else expect(item).toMatchObject({ state: 'waiting', trouble: 'blocked', status: 403 });
      }
      expect((await readSending()).trouble).toBeUndefined();
      await logged(1);
      await drain('saved');
      expect(await waitingCounts(), 'what is logged later does not wait with it').toMatchObject({
        waiting: places.length,
      });
    });

    test('a firewall that stops everything is asked by the backoff, and nothing is refused', async () => {
      await loggedAtOnce(20);
      const { batches } = endpointThat(page);
      await drain('saved');
      const first = batches.length;
      expect(first, 'halved down to the eight that are tried').toBeLessThanOrEqual(17);
      expect(await waitingCounts()).toEqual({ waiting: 20, refused: 0 });
      expect((await readSending()).trouble).toBe('blocked');
      for (const why of ['saved', 'timer', 'visible'] as const) await drain(why);
      expect(batches).toHaveLength(first);
    });

    test('with Retry-After it asks for a pause', async () => {
      await logged(2);
      const { batches } = endpointThat(() => json({}, 403, { 'retry-after': '3600' }));
      await drain('saved');
      const [held] = await db.endpoints.toArray();
      expect(held?.hold).toMatchObject({ trouble: 'busy', asked: true });
      await drain('timer');
      expect(batches).toHaveLength(1);
    });

    test('no token is fetched anew for it', async () => {
      const auth = { way: 'login', url: '/login', fields: { user: 'a' }, tokenAt: 't', token: 'good' } as const;
      await configureEndpoint('home', { auth });
      await logged(1);
      const { fetch } = endpointThat(page);
      await drain('saved');
      expect(fetch.mock.calls.map(([url]) => url)).not.toContain('/login');
    });

    test('a key with which others were just taken is not asked for', async () => {
      await configureEndpoint('home', { options: { records: 1 } });
      const { blocked, made } = await blockedWith(() => json({ message: 'Forbidden' }, 403), 'paikka 7');
      await drain('saved');
      expect((await itemsOf(blocked[0]!.id))[0]).toMatchObject({ state: 'waiting', trouble: 'blocked' });
      expect(await waitingCounts()).toEqual({ waiting: 1, refused: 0 });
      expect(made).toHaveLength(20);
    });
  });

  test('a redirect may come after the record was taken: it is not sent there again and again', async () => {
    await logged(3);
    const { batches, fetch } = endpointThat(() =>
      Object.defineProperty(new Response(''), 'type', { value: 'opaqueredirect' }),
    );
    const began = Date.now();
    for (let tries = 1; tries <= 10; tries++) {
      await drain('timer');
      expect(batches).toHaveLength(tries);
      later((await nextTry()) + 1 - Date.now());
    }
    expect(Date.now() - began, 'four of the ten waits are a day').toBeGreaterThan(4 * day);
    expect(
      batches.slice(1).every(({ length }) => length === 1),
      'and one of them only',
    ).toBe(true);
    expect(await waitingCounts()).toEqual({ waiting: 3, refused: 0 });
    fetch.mockRestore();
    const { sent } = endpointThat(allStored);
    expect(await drain('button'), 'a person’s press tries').toEqual({ is: 'nothing-waits' });
    expect(sent()).toHaveLength(3);
  });

  test('F4: an endpoint that answers again is asked for all that waited, not only for what was due first', async () => {
    await logged(2);
    const { fetch } = endpointThat(() => json({}, 500));
    for (const _ of Array(6)) {
      await drain('timer');
      later((await nextTry()) + 1 - Date.now());
    }
    fetch.mockRestore();
    const { sent } = endpointThat(allStored);
    expect(await drain('timer')).toEqual({ is: 'nothing-waits' });
    expect(sent()).toHaveLength(2);
  });

  test('F15: Retry-After is waited out, also when the network comes back; the button tries', async () => {
    await logged(1);
    const { batches } = endpointThat(() => json({}, 429, { 'retry-after': '3600' }));
    await drain('saved');
    for (const why of ['online', 'visible', 'start', 'timer', 'saved'] as const) await drain(why);
    expect(batches).toHaveLength(1);
    await drain('button');
    expect(batches).toHaveLength(2);
  });

  test('F70: the button tries at once whatever was waited for', async () => {
    await logged(1);
    endpointThat(() => new TypeError('no network'));
    await drain('saved');
    const { sent } = endpointThat(allStored);
    expect(await drain('button')).toEqual({ is: 'nothing-waits' });
    expect(sent()).toHaveLength(1);
  });

  test('the network comes back while one drain runs and another stands in line: it is tried at once', async () => {
    await logged(1);
    let cut = () => {};
    const isCut = new Promise<void>((resolve) => {
      cut = resolve;
    });
    let tries = 0;
    vi.stubGlobal('navigator', { onLine: false });
    endpointThat(async (records) => {
      if (tries++ > 0) return allStored(records);
      await isCut;
      throw new TypeError('Failed to fetch');
    });
    void drain('saved').then(() => vi.stubGlobal('navigator', { onLine: true }));
    void drain('saved');
    const online = drain('online');
    cut();
    expect(await online).toEqual({ is: 'nothing-waits' });
  });

  test('F67: a clock that is set back a year does not keep anything waiting', async () => {
    await logged(1);
    endpointThat(() => json({}, 503));
    await drain('saved');
    later(-365 * day);
    const { sent } = endpointThat(allStored);
    await drain('timer');
    expect(sent()).toHaveLength(1);
  });
});

describe('one bad record never stops the others', () => {
  const hasPoison = (records: Sent[], id: string) => records.some((record) => record.id === id);

  test('F23: refused among 400 by its own result: 399 delivered in the same run', async () => {
    const made = await loggedAtOnce(400);
    const poison = made[123]!.id;
    endpointThat((records) =>
      json({
        results: records.map(({ id, rev }) => ({
          id,
          rev,
          status: id === poison ? 'rejected' : 'stored',
          message: 'no',
        })),
      }),
    );
    expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 1 });
    expect(await stateOf(poison)).toBe('refused');
  });

  test.each([400, 409, 422])(
    'F23: a batch that is refused whole with %i is halved until the bad one stands alone',
    async (status) => {
      const made = await loggedAtOnce(100);
      const poison = made[61]!.id;
      endpointThat((records) => (hasPoison(records, poison) ? json({ message: 'bad' }, status) : allStored(records)));
      await drain('saved');
      expect(await waitingCounts()).toEqual({ waiting: 0, refused: 1 });
      expect((await itemsOf(poison))[0]).toMatchObject({ state: 'refused', trouble: 'rejected', status });
    },
  );

  test('F11: too large: the batch is halved, and only a record that is too large by itself is marked', async () => {
    const made = await loggedAtOnce(40);
    const big = made[7]!.id;
    endpointThat((records) => (records.length > 10 || hasPoison(records, big) ? json({}, 413) : allStored(records)));
    await drain('saved');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 1 });
    expect((await itemsOf(big))[0]).toMatchObject({ trouble: 'too-large' });
  });

  /** Tries again and again, as the timer does, until nothing changes any more. */
  const tryOn = async (times = 8) => {
    for (let i = 0; i < times; i++) {
      later(longestWait);
      await drain('timer');
    }
  };

  test.each([
    ['F10: a server error', () => json({}, 500)],
    ['F11: a connection that is reset', () => new TypeError('connection reset')],
    ['a 503 without a time', () => json({}, 503)],
  ])('%s that one record of many causes: the batches shrink, the others arrive, the one waits', async (_, fails) => {
    const made = await loggedAtOnce(50);
    const poison = made[20]!.id;
    endpointThat((records) => (hasPoison(records, poison) ? fails() : allStored(records)));
    await drain('saved');
    expect((await waitingCounts()).waiting, 'once may be the endpoint').toBe(50);
    await tryOn();
    expect(await waitingCounts()).toEqual({ waiting: 1, refused: 0 });
    expect(await stateOf(poison)).toBe('waiting');
    const [fresh] = await logged(1);
    later(longestWait);
    await drain('timer');
    expect(await stateOf(fresh!.id), 'what comes later is not behind it').toBe('delivered');
  });

  test('F11: an endpoint that resets whatever is larger than five records gets everything', async () => {
    await loggedAtOnce(20);
    const { batches } = endpointThat((records) => (records.length > 5 ? new TypeError('reset') : allStored(records)));
    await drain('saved');
    await tryOn(6);
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
    expect(batches.length).toBeLessThan(15);
  });

  test('F54: what a newer version of the app wrote waits for it, and stops nothing', async () => {
    const [newer, other] = await logged(2);
    const key = await deviceKey();
    await db.records.update(newer!.id, await seal(key, newer!.id, { ...newer, v: 99, mood: 'new' }));
    endpointThat(allStored);
    await drain('saved');
    expect(await stateOf(other!.id)).toBe('delivered');
    expect((await itemsOf(newer!.id))[0]).toMatchObject({ state: 'waiting', trouble: 'newer' });
  });

  test('a server that is down is not asked for every single record', async () => {
    await loggedAtOnce(64);
    const { batches } = endpointThat(() => json({}, 500));
    await drain('saved');
    later(longestWait);
    await drain('timer');
    expect(batches.length).toBeLessThan(12);
    expect((await waitingCounts()).waiting).toBe(64);
  });

  test('a record that cannot be opened is set aside, kept and shown; the others go', async () => {
    const made = await logged(3);
    await db.records.update(made[1]!.id, { body: new ArrayBuffer(32) });
    const { sent } = endpointThat(allStored);
    await drain('saved');
    expect(sent().map(({ id }) => id)).toEqual([made[0]!.id, made[2]!.id]);
    expect((await itemsOf(made[1]!.id))[0]).toMatchObject({ state: 'refused', trouble: 'unreadable' });
    expect(await db.records.get(made[1]!.id)).toBeDefined();
  });

  test('F24: a refused record is corrected and goes by itself; or is sent again as it is', async () => {
    const [made] = await logged(1);
    endpointThat((records) => json({ results: records.map(({ id, rev }) => ({ id, rev, status: 'rejected' })) }));
    await drain('saved');
    await revise(Encounter, made!, { people: '2' });
    expect(await waitingCounts()).toEqual({ waiting: 1, refused: 0 });
    await drain('saved');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 1 });
    await waitAgain((await itemsOf(made!.id))[0]!.key);
    endpointThat(allStored);
    await drain('button');
    expect(await stateOf(made!.id)).toBe('delivered');
  });

  test('F24: all that were refused are sent again at one wish', async () => {
    await logged(5);
    endpointThat(() => json({}, 400));
    await drain('saved');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 5 });
    await waitAllAgain();
    endpointThat(allStored);
    await drain('button');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  });
});

describe('the death of a drain', () => {
  test('F18: killed between sending and the answer: everything is still in the outbox', async () => {
    const made = await logged(3);
    let wake = () => {};
    endpointThat(
      () =>
        new Promise((_, cut) => {
          wake = () => cut(new TypeError('cut'));
        }),
    );
    const killed = drain('saved');
    await eventually(() => expect(vi.mocked(fetch)).toHaveBeenCalled());
    for (const { id } of made) expect(await itemsOf(id)).toMatchObject([{ state: 'waiting', rev: 1 }]);
    expect(await db.records.count()).toBe(3);
    vi.resetModules();
    const afterwards = await import('../../src/delivery/engine/drain.ts');
    const { sent } = endpointThat(allStored);
    const { db: again } = await import('../../src/store/db.ts');
    await again.leases.clear();
    expect(await afterwards.drain('start')).toEqual({ is: 'nothing-waits' });
    expect(sent()).toHaveLength(3);
    // The old one wakes after all: what it writes changes nothing that was delivered since.
    wake();
    await killed;
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  });

  test('F28: cut in the middle of the answer, then edited: both revisions have an id of their own, no dead end', async () => {
    const { held, store } = rememberingEndpoint();
    const [made] = await logged(1);
    let cut = true;
    endpointThat((records) => {
      const answer = store(records);
      return cut ? new Response('{"results":[{"id"', { headers: { 'content-type': 'application/json' } }) : answer;
    });
    await drain('saved');
    await revise(Encounter, made!, { people: '4' });
    cut = false;
    await drain('button');
    expect(held.get(made!.id)).toBe(2);
    expect((await itemsOf(made!.id))[0]).toMatchObject({ rev: 2, state: 'delivered' });
  });

  test('F29: an outing goes before its encounters', async () => {
    const outing = await create(Outing, { state: 'running', places: ['Asema'], organisations: [] });
    for (let i = 0; i < 3; i++) await create(Encounter, anEncounter({ outingId: outing.id }));
    const { sent } = endpointThat(allStored);
    await drain('saved');
    expect(sent()[0]).toMatchObject({ id: outing.id });
  });

  test('F30: after a try that timed out nothing says that it was sent', async () => {
    const [made] = await logged(1);
    endpointThat(() => new DOMException('', 'TimeoutError'));
    expect(await drain('button')).toMatchObject({ is: 'waiting' });
    expect((await itemsOf(made!.id))[0]).toMatchObject({ state: 'waiting', trouble: 'no-answer' });
    expect(lastDelivered(await db.endpoints.toArray())).toBeUndefined();
  });

  test('F32: a record that the endpoint denies is told at once, with its words', async () => {
    const [made] = await logged(1);
    endpointThat((records) =>
      json({ results: records.map(({ id, rev }) => ({ id, rev, status: 'rejected', message: 'not yours' })) }),
    );
    await drain('saved');
    const [item] = await itemsOf(made!.id);
    expect(item).toMatchObject({ state: 'refused', trouble: 'rejected' });
    expect(await unseal(await deviceKey(), item!.key, item!.words!)).toBe('not yours');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 1 });
  });

  test('F42: asking to send without a network neither signs out nor stands in the way of the next entry', async () => {
    await configureEndpoint('home', { auth: { way: 'bearer', token: 'a-good-token-of-mine' } });
    endpointThat(() => new TypeError('no network'));
    await logged(1);
    await drain('button');
    expect((await db.endpoints.get('home'))?.hold?.trouble).toBe('no-answer');
    await logged(1);
    expect((await waitingCounts()).waiting).toBe(2);
    const { fetch } = endpointThat(allStored);
    await drain('button');
    expect(new Headers(fetch.mock.calls[0]![1].headers).get('authorization')).toBe('Bearer a-good-token-of-mine');
  });
});

test('what was sent and never settled is not sent again and again in one turn', async () => {
  const [made] = await logged(1);
  const { batches } = endpointThat(allStored);
  // As a disk that loses what it is given: the item says one revision, the record another.
  await db.outbox.update(`${made!.id}:home`, { rev: 7 });
  expect(await drain('saved')).toMatchObject({ is: 'waiting' });
  expect(batches).toHaveLength(1);
  expect(await stateOf(made!.id)).toBe('waiting');
});

describe('the worker’s time', () => {
  test('F18: when it is up no other request begins; what was answered is written, the rest still waits', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    await configureEndpoint('home', { options: { records: 1 } });
    await logged(5);
    const { sent } = endpointThat((records) => {
      vi.advanceTimersByTime(40_000);
      return allStored(records);
    });
    expect(await drain('sync', 0, 90_000)).toMatchObject({ is: 'waiting' });
    expect(sent()).toHaveLength(3);
    expect(await waitingCounts()).toEqual({ waiting: 2, refused: 0 });
    expect(await drain('start')).toEqual({ is: 'nothing-waits' });
    expect(sent()).toHaveLength(5);
  });
});

describe('nothing is doubled', () => {
  test('F12, F33: the answer is lost ten times after the endpoint has stored: one row', async () => {
    const { held, store } = rememberingEndpoint();
    await logged(3);
    let lost = 0;
    endpointThat((records) => {
      const answer = store(records);
      return lost++ < 10 ? new TypeError('connection reset') : answer;
    });
    for (let i = 0; i < 11; i++) await drain('button');
    expect(held.size).toBe(3);
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  });

  test('F35: everyone who asks at once shares one run', async () => {
    await logged(5);
    const { sent } = endpointThat(allStored);
    await Promise.all([drain('saved'), drain('online'), drain('visible'), drain('sync'), drain('button')]);
    expect(sent()).toHaveLength(5);
  });

  test('F27: an edit during a send is not marked sent; the new revision goes after it', async () => {
    const [made] = await logged(1);
    let edited = false;
    const { sent } = endpointThat(async (records) => {
      if (!edited) {
        edited = true;
        await revise(Encounter, made!, { people: '4' });
      }
      return allStored(records);
    });
    await drain('saved');
    expect(sent().map(({ rev }) => rev)).toEqual([1, 2]);
    expect((await itemsOf(made!.id))[0]).toMatchObject({ rev: 2, state: 'delivered' });
  });

  test('F37: sending again what was sent asks nothing of the endpoint', async () => {
    const [made] = await logged(1);
    const { sent } = endpointThat(allStored);
    await drain('saved');
    await waitAgain((await itemsOf(made!.id))[0]!.key);
    await drain('button');
    expect(sent()).toHaveLength(1);
  });
});

describe('sign-in', () => {
  test('F40, F41: a new token is used for what waited, and sending goes on by itself', async () => {
    await logged(2);
    const endpoint = endpointThat((records, { headers }) =>
      headers.get('authorization') === 'Bearer fresh-token' ? allStored(records) : json({}, 401),
    );
    await drain('saved');
    expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'sign-in', status: 401 });
    await configureEndpoint('home', { auth: { way: 'bearer', token: 'fresh-token' } });
    await drain('saved');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
    expect(endpoint.batches).toHaveLength(2);
  });

  test('without a key nothing is tried, whoever asks; with it all goes at once', async () => {
    await db.endpoints.put({ id: 'home' });
    await logged(2);
    const { batches } = endpointThat(allStored);
    for (const why of ['start', 'saved', 'online', 'visible', 'sync', 'timer', 'button'] as const) {
      expect(await drain(why)).toMatchObject({ is: 'waiting' });
      later(longestWait);
    }
    expect(batches).toEqual([]);
    expect(await readSending(), 'and the screens say what is missing').toMatchObject({
      waiting: 2,
      trouble: 'sign-in',
      hasKey: false,
    });
    await configureEndpoint('home', { auth: { way: 'bearer', token: 'the-key' } });
    expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
  });

  test('a key that is given while the old one is being refused is tried at once', async () => {
    await logged(1);
    endpointThat(async (records, { headers }) => {
      if (headers.get('authorization') === 'Bearer fresh-token') return allStored(records);
      await configureEndpoint('home', { auth: { way: 'bearer', token: 'fresh-token' } });
      return json({}, 401);
    });
    await drain('saved');
    expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
  });

  test('the token lies sealed, and is in no record, no outbox item and no setting', async () => {
    await configureEndpoint('home', { auth: { way: 'bearer', token: 'very-secret-token' } });
    await create(Encounter, anEncounter());
    const text = new TextDecoder();
    for (const table of db.tables) {
      for (const row of await table.toArray()) {
        const seen = JSON.stringify(row, (_, value) => (value instanceof ArrayBuffer ? text.decode(value) : value));
        expect(seen).not.toContain('very-secret-token');
      }
    }
  });

  test('a late 401 to the old key does not hold the new one back', async () => {
    await logged(1);
    endpointThat(async () => {
      await configureEndpoint('home', { auth: { way: 'bearer', token: 'the-new-key-of-today' } });
      return json({}, 401);
    });
    await drain('saved');
    expect((await db.endpoints.get('home'))?.hold).toBeUndefined();
  });

  test('settings that cannot be read hold the endpoint and say so; giving them anew is enough', async () => {
    await logged(1);
    await db.endpoints.update('home', { config: { iv: new Uint8Array(12), body: new ArrayBuffer(40) } });
    const { fetch } = endpointThat(allStored);
    expect(await drain('saved')).toMatchObject({ is: 'waiting' });
    expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'bad-settings' });
    expect(fetch).not.toHaveBeenCalled();
    await configureEndpoint('home', { auth: { way: 'bearer', token: 'given-once-more-today' } });
    expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
  });

  test.each(['http://example.org/x', 'ftp://a', '//evil.example', 'javascript:alert(1)', 'records', ''])(
    'an address that is not safe is refused, and the earlier one stays: %s',
    async (url) => {
      const before = await db.endpoints.get('home');
      await expect(configureEndpoint('home', { url })).rejects.toMatchObject({ issues: [{ path: ['url'] }] });
      expect(await db.endpoints.get('home')).toEqual(before);
    },
  );

  test('https, this device and the app’s own server are safe addresses', () => {
    for (const url of ['https://example.org/x', 'http://localhost:4173/api', 'http://127.0.0.1/a', '/api/records']) {
      expect(
        EndpointConfig.safeParse({ dialect: 'plain', url, headers: {}, auth: { way: 'none' }, options: {} }).success,
      ).toBe(true);
    }
  });
});

describe('a table that takes rows and shows none', () => {
  /** Takes a plain insert; an upsert, rows that come back and a look need rights that it does not give. */
  function insertOnly(status: number) {
    const rows: { id: string; rev: number }[] = [];
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (_: string, { method, headers, body }: RequestInit) => {
      const prefer = new Headers(headers).get('prefer') ?? '';
      asked.push(`${method} ${prefer}`);
      if (method !== 'POST' || prefer !== 'return=minimal')
        return json({ code: '42501', message: 'permission denied', details: null, hint: null }, status);
      const given = JSON.parse(String(body)) as typeof rows;
      if (given.some(({ id }) => rows.some((row) => row.id === id)))
        return json({ code: '23505', message: 'violates unique constraint "records_pkey"', details: null }, 409);
      rows.push(...given);
      return new Response(null, { status: 201 });
    });
    return { rows, asked };
  }
  const address = { dialect: 'postgrest', url: 'https://x.example/rest/v1/records', auth: { way: 'none' } } as const;

  test.each([401, 403])('takes everything in one list, though it refuses an upsert with %i', async (status) => {
    await configureEndpoint('home', address);
    const made = await loggedAtOnce(20);
    const { rows, asked } = insertOnly(status);
    expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
    expect(rows.map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort());
    expect(asked).toHaveLength(2);
    expect((await itemsOf(made[0]!.id))[0]).toMatchObject({ state: 'delivered', proof: 'accepted' });
  });

  test('takes no record twice when an answer is lost, and the others go beside it', async () => {
    await configureEndpoint('home', { ...address, options: { proof: 'status' } });
    const made = await logged(5);
    const { rows } = insertOnly(403);
    rows.push({ id: made[2]!.id, rev: 1 });
    await drain('saved');
    expect(rows).toHaveLength(5);
    expect((await itemsOf(made[2]!.id))[0]).toMatchObject({ state: 'delivered', proof: 'duplicate' });
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
  });

  test('that refuses the plain insert too is what it was: the key does not do', async () => {
    await configureEndpoint('home', address);
    await logged(2);
    vi.stubGlobal('fetch', async () => json({ code: '42501', message: 'permission denied', details: null }, 401));
    await drain('saved');
    expect((await readSending()).trouble).toBe('sign-in');
    expect(await waitingCounts()).toEqual({ waiting: 2, refused: 0 });
  });
});
