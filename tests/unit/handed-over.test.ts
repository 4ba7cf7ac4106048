/** The lock of a device that is handed over: how long it lasts and how long wrong codes cost, whatever is done to the clock. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { oneAtATime } from '../../src/vault/tries.ts';
import { fc } from '../support/property.ts';

type Lock = typeof import('../../src/vault/handed-over.ts');

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;
const page = '/answer/esis.fi';

/** One device: its storage, its two clocks, and the tabs that are open on it. */
let held: Map<string, string>;
let wall: number;
let steady: number;
let hearers: Map<string, (() => void)[]>[];

/** Time passes: both clocks go on. */
const pass = (ms: number) => {
  wall += ms;
  steady += ms;
};
/** Somebody sets the clock, or daylight saving does: nothing passes. */
const set = (ms: number) => {
  wall += ms;
};

/** Opens a tab: a document of its own, which hears of what others write until it is closed or killed. */
async function openTab() {
  vi.resetModules();
  const heard = new Map<string, (() => void)[]>();
  const hear = (sign: string, call: () => void) => heard.set(sign, [...(heard.get(sign) ?? []), call]);
  hearers.push(heard);
  vi.stubGlobal('addEventListener', hear);
  vi.stubGlobal('document', { addEventListener: hear });
  const lock: Lock = await import('../../src/vault/handed-over.ts');
  // What listens is bound when the lock is first looked at.
  lock.handedOver();
  const kill = () => {
    hearers = hearers.filter((one) => one !== heard);
  };
  const close = () => {
    for (const call of heard.get('pagehide') ?? []) call();
    kill();
  };
  return { lock, kill, close };
}

beforeEach(() => {
  held = new Map();
  hearers = [];
  [wall, steady] = [Date.parse('2026-11-28T10:00:00Z'), 5000];
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  vi.spyOn(Date, 'now').mockImplementation(() => wall);
  vi.spyOn(performance, 'now').mockImplementation(() => steady);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => {
      held.set(key, value);
      for (const heard of hearers) for (const call of heard.get('storage') ?? []) call();
    },
    removeItem: (key: string) => held.delete(key),
  });
  // The hash is slow by design; here only its sameness matters.
  vi.spyOn(crypto.subtle, 'importKey').mockImplementation((async (_: string, raw: Uint8Array) => raw) as never);
  vi.spyOn(crypto.subtle, 'deriveBits').mockImplementation((async (_: unknown, raw: Uint8Array) => {
    hashed++;
    return new Uint8Array(32).fill(1).map((one, at) => one * (raw[at % raw.length] ?? 0)).buffer;
  }) as never);
  hashed = 0;
});
let hashed = 0;
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const wrongly = async (lock: Lock, times: number) => {
  for (let tried = 0; tried < times; tried++) await lock.unlock('0000');
};

describe('wrong codes', () => {
  test('five of them cost half a minute, in which even the right one is not taken', async () => {
    const { lock } = await openTab();
    await lock.handOver(page, '2468', 12);
    for (let tried = 0; tried < 4; tried++) expect(await lock.unlock('0000')).toBe('wrong');
    expect(await lock.unlock('0000')).toEqual({ wait: 30 });
    pass(29 * second);
    expect(await lock.unlock('2468')).toEqual({ wait: 1 });
    pass(second);
    expect(await lock.unlock('2468')).toBe('open');
  });

  test('under a clock that was a year ahead do not refuse the right one for a year', async () => {
    const { lock } = await openTab();
    set(year);
    await lock.handOver(page, '2468', 12);
    await wrongly(lock, 5);
    set(-year);
    expect(await lock.unlock('2468')).toEqual({ wait: 30 });
    pass(30 * second);
    expect(await lock.unlock('2468')).toBe('open');
  });

  test('their wait is not made shorter by a clock that is set ahead, nor by opening the page anew', async () => {
    const { lock } = await openTab();
    await lock.handOver(page, '2468', 12);
    await wrongly(lock, 5);
    set(year);
    expect(await lock.unlock('2468')).toEqual({ wait: 30 });
    const again = await openTab();
    set(hour);
    expect(await again.lock.unlock('2468')).toEqual({ wait: 30 });
  });

  test('a wait goes on where it was when the page is opened anew', async () => {
    const first = await openTab();
    await first.lock.handOver(page, '2468', 12);
    await wrongly(first.lock, 5);
    for (let passed = 0; passed < 20; passed++) {
      pass(second);
      vi.advanceTimersByTime(second);
    }
    first.close();
    const second_ = await openTab();
    expect(await second_.lock.unlock('2468')).toEqual({ wait: 10 });
  });

  test('are counted before they are looked at: two tabs cannot try twice as often, nor one that is closed in time', async () => {
    await (await openTab()).lock.handOver(page, '2468', 12);
    const tabs = [await openTab(), await openTab()];
    hashed = 0;
    const tried = await Promise.all(
      Array.from({ length: 20 }, (_, at) => tabs[at % 2]!.lock.unlock(String(1000 + at))),
    );
    expect(hashed, 'codes that were looked at').toBe(5);
    expect(tried.filter((answer) => answer === 'wrong')).toHaveLength(4);
    expect(await tabs[1]!.lock.unlock('2468')).toEqual({ wait: 30 });
  });

  test('are tried in turns that hold over all tabs', async () => {
    const turns: string[] = [];
    const request = (name: string, job: () => unknown) => {
      turns.push(name);
      return job();
    };
    vi.stubGlobal('navigator', { locks: { request } });
    expect(await oneAtATime('tries', async () => 'tried')).toBe('tried');
    expect(turns).toEqual(['tries']);
  });

  test('are none where the right one is given and the dialog left while it is looked at: the device stays locked', async () => {
    const { lock } = await openTab();
    await lock.handOver(page, '2468', 12);
    for (let left = 0; left < 6; left++) expect(await lock.unlock('2468', () => false)).toBe('left');
    expect((await openTab()).lock.handedOver()).toMatchObject({ page, wrong: 0, waitUntil: 0 });
    expect(await lock.unlock('2468')).toBe('open');
  });

  test('that are broken off while they are looked at were tried', async () => {
    const { lock } = await openTab();
    await lock.handOver(page, '2468', 12);
    vi.spyOn(crypto.subtle, 'deriveBits').mockReturnValue(new Promise(() => undefined) as never);
    for (let tried = 0; tried < 5; tried++) {
      // Each in a tab that is killed before the answer.
      const { lock: trying, kill } = await openTab();
      void trying.unlock('0000');
      await Promise.resolve();
      kill();
    }
    expect(await (await openTab()).lock.unlock('2468')).toEqual({ wait: 30 });
  });

  test('whatever is done to the clock, and however often the page is opened anew: never less than the half minute of watching, never more in one sitting', async () => {
    const jump = fc.constantFrom(-year, -hour, -minute, hour, 3 * hour, day, 31 * day, year);
    const step = fc.oneof(
      fc.record({ is: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 20 * second }) }),
      fc.record({ is: fc.constant('set' as const), ms: jump }),
      fc.record({ is: fc.constantFrom('close' as const, 'kill' as const), ms: fc.constant(0) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        held.clear();
        hearers = [];
        await (await openTab()).lock.handOver(page, '2468', 72);
        let tab = await openTab();
        await wrongly(tab.lock, 5);
        let [watched, inOneSitting] = [0, 0];
        for (const { is, ms } of steps) {
          if (is === 'set') set(ms);
          else if (is === 'pass') {
            pass(ms);
            watched += ms;
            inOneSitting += ms;
          } else {
            tab[is]();
            tab = await openTab();
            inOneSitting = 0;
          }
          const answer = await tab.lock.unlock('2468');
          if (watched < 30 * second) expect(answer).not.toBe('open');
          if (inOneSitting >= 30 * second) expect(answer).toBe('open');
          if (answer === 'open') return;
          expect((answer as { wait: number }).wait).toBeLessThanOrEqual(30);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('the lock', () => {
  test('ends by itself after its hours: a forgotten code does not lock a device for good', async () => {
    const { lock } = await openTab();
    await lock.handOver(page, '2468', 12);
    pass(11.9 * hour);
    expect(lock.handedOver()).toBeDefined();
    pass(0.2 * hour);
    expect(lock.handedOver()).toBeUndefined();
    set(-year);
    expect(lock.handedOver(), 'and stays ended').toBeUndefined();
  });

  test('of a clock that was ahead, or is set back, lasts no longer', async () => {
    for (const [before, after] of [
      [year, -year],
      [0, -year],
    ] as const) {
      const { lock } = await openTab();
      set(before);
      await lock.handOver(page, '2468', 12);
      set(after);
      pass(12.1 * hour);
      expect(lock.handedOver()).toBeUndefined();
    }
  });

  test('a clock that is set ahead, once or often, does not open it, while the page is open or before it is opened anew', async () => {
    const { lock } = await openTab();
    await lock.handOver(page, '2468', 12);
    set(year);
    expect(lock.handedOver()).toBeDefined();
    for (let times = 0; times < 5; times++) {
      set(day);
      expect((await openTab()).lock.handedOver()).toBeDefined();
    }
  });

  test('a night in which the device was off counts for half of its hours', async () => {
    await (await openTab()).lock.handOver(page, '2468', 12);
    const { close } = await openTab();
    pass(3 * hour);
    close();
    wall += 14 * hour;
    const morning = await openTab();
    pass(2.9 * hour);
    expect(morning.lock.handedOver()).toBeDefined();
    pass(0.2 * hour);
    expect(morning.lock.handedOver()).toBeUndefined();
  });

  test('of an earlier version goes on with what was left of it, as far as that can be true', async () => {
    const earlier = { page, code: { salt: 'a', hash: 'b' }, wrong: 7 };
    held.set('handed-over', JSON.stringify({ ...earlier, until: wall + year, waitUntil: wall + year }));
    const { lock } = await openTab();
    expect(await lock.unlock('2468')).toEqual({ wait: 30 });
    pass(72.1 * hour);
    expect(lock.handedOver()).toBeUndefined();
  });
});

describe('a browser that was killed', () => {
  /** What lies in the small storage goes; what was kept elsewhere is the lock as it was then. */
  const killed = async (hours = 12) => {
    const { lock, kill } = await openTab();
    await lock.handOver(page, '2468', hours);
    const kept = JSON.parse(JSON.stringify(lock.handedOver()));
    return { lock, kept, lose: () => held.clear(), kill };
  };

  test('and has lost the lock is locked again, by the same code, with the wrong codes that were counted', async () => {
    const { lock, lose, kill } = await killed();
    await wrongly(lock, 3);
    const kept = JSON.parse(JSON.stringify(lock.handedOver()));
    kill();
    lose();
    const again = await openTab();
    expect(again.lock.handedOver()).toBeUndefined();
    expect(again.lock.putBack(kept)).toMatchObject({ page, wrong: 3 });
    await wrongly(again.lock, 2);
    expect(await again.lock.unlock('2468')).toEqual({ wait: 30 });
    pass(30 * second);
    expect(await again.lock.unlock('2468')).toBe('open');
  });

  test('is not locked again by a lock that was opened, or that has ended by itself', async () => {
    const { lock, kept } = await killed();
    expect(await lock.unlock('2468')).toBe('open');
    expect((await openTab()).lock.putBack(kept)).toBeUndefined();
    const other = await killed(1);
    pass(1.1 * hour);
    expect(other.lock.handedOver()).toBeUndefined();
    expect((await openTab()).lock.putBack(other.kept)).toBeUndefined();
  });

  test('is locked to the page on which participants say what they think, and to no page of the worker', async () => {
    const { lock } = await openTab();
    await lock.handOver('/assessment/kiosk/x?at=7', '1357', 12);
    expect(lock.handedOver()).toMatchObject({ page: '/assessment/kiosk/x?at=7' });
    await lock.handOver('/assessment/actions', '1357', 12);
    expect(lock.handedOver()).toBeUndefined();
  });

  test('keeps the lock that holds: an earlier one takes no place of it, and what is none locks nothing', async () => {
    const first = await killed();
    await first.lock.handOver('/answer/own?of=arki.fi', '1357', 12);
    expect(first.lock.putBack(first.kept)).toMatchObject({ page: '/answer/own?of=arki.fi' });
    first.lose();
    for (const none of [undefined, 'x', {}, { page: '/more' }, { page, wrong: 0 }])
      expect(first.lock.putBack(none)).toBeUndefined();
  });
});
