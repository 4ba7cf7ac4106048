import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/delivery/engine/outcome.ts';
import { readRetryAfter } from '../../src/delivery/engine/send.ts';
import {
  backoff,
  backoffAfter,
  firstWait,
  isBackingOff,
  longestAsked,
  longestWait,
  settle,
} from '../../src/delivery/engine/settle.ts';
import type { OutboxItem } from '../../src/store/db.ts';

const now = Date.UTC(2026, 10, 21, 12);
const item: OutboxItem = {
  key: 'r:home',
  recordId: 'r',
  kind: 'encounter',
  rev: 2,
  endpoint: 'home',
  state: 'waiting',
  tries: 3,
  dueAt: 0,
  trouble: 'busy',
  status: 503,
};

describe('what an outcome does to an item', () => {
  test('delivered: with the time and the proof, and no trouble left', () => {
    expect(settle(item, { is: 'delivered', status: 200, proof: 'stored' }, now, 0)).toEqual({
      key: 'r:home',
      recordId: 'r',
      kind: 'encounter',
      rev: 2,
      endpoint: 'home',
      state: 'delivered',
      tries: 4,
      dueAt: 0,
      status: 200,
      proof: 'stored',
      doneAt: now,
    });
  });

  test('refused: a state that a person sees, never a deletion', () => {
    const outcome: Outcome = { is: 'refused', trouble: 'rejected', status: 200, words: 'people: wrong' };
    expect(settle(item, outcome, now, 0)).toMatchObject({ state: 'refused', trouble: 'rejected', doneAt: now });
  });

  test('later: still waiting, due after a wait', () => {
    const settled = settle(item, { is: 'later', trouble: 'server-error', status: 500 }, now, 0.5);
    expect(settled).toMatchObject({ state: 'waiting', tries: 4, trouble: 'server-error', status: 500 });
    expect(settled.dueAt).toBeGreaterThan(now);
  });

  test('F15: a time that the endpoint named is obeyed to the millisecond', () => {
    const settled = settle(item, { is: 'later', trouble: 'busy', status: 429, after: 90_000 }, now, 0.9);
    expect(settled.dueAt).toBe(now + 90_000);
  });

  test('F15: Retry-After is read as seconds and as a date; nonsense is no time', () => {
    expect(readRetryAfter('120', now)).toBe(120_000);
    expect(readRetryAfter(new Date(now + 60_000).toUTCString(), now)).toBe(60_000);
    expect(readRetryAfter(new Date(now - 60_000).toUTCString(), now)).toBe(0);
    for (const nonsense of [null, '', 'soon', '-5', '1e9x']) expect(readRetryAfter(nonsense, now)).toBeUndefined();
  });

  test('F22: after a thousand failures it still waits, and no longer than the cap', () => {
    let tried = item;
    for (let i = 0; i < 1000; i++) tried = settle(tried, { is: 'later', trouble: 'no-answer' }, now, Math.random());
    expect(tried).toMatchObject({ state: 'waiting', tries: 1003 });
    expect(tried.dueAt - now).toBeLessThanOrEqual(longestWait);
  });
});

describe('waits', () => {
  test('double from the first to the cap, and half of each is random', () => {
    expect(backoff(0, 1)).toBe(firstWait);
    expect(backoff(0, 0)).toBe(firstWait / 2);
    expect(backoff(3, 1)).toBe(firstWait * 8);
    for (const tries of [10, 100, 1_000_000]) expect(backoff(tries, 1)).toBe(longestWait);
  });
});

describe('an endpoint that holds back', () => {
  const own = backoffAfter(undefined, { is: 'later', trouble: 'no-answer' }, now, 1);
  const asked = backoffAfter(undefined, { is: 'later', trouble: 'busy', status: 429, after: 3_600_000 }, now, 1);

  test('a wait is waited out, whoever wakes the app; only a person’s press tries at once', () => {
    for (const hold of [own, asked]) {
      for (const why of ['start', 'online', 'visible', 'sync', 'saved', 'timer'] as const)
        expect(isBackingOff(hold, why, now), why).toBe(true);
      expect(isBackingOff(hold, 'button', now)).toBe(false);
    }
  });

  test('what failed without a network is tried once when there is one; the endpoint’s own time is waited out', () => {
    const offline = backoffAfter(undefined, { is: 'later', trouble: 'no-answer' }, now, 1, 1, false);
    for (const why of ['start', 'online', 'visible', 'sync'] as const) {
      expect(isBackingOff(offline, why, now), why).toBe(false);
      expect(isBackingOff(offline, why, now, 0, false), `${why}, and still no network`).toBe(true);
    }
    for (const why of ['saved', 'timer'] as const) expect(isBackingOff(offline, why, now), why).toBe(true);
    const once = backoffAfter(offline, { is: 'later', trouble: 'no-answer' }, now, 1, 1, false);
    expect(isBackingOff(once, 'online', now), 'never twice in a row').toBe(true);
    const busy = { is: 'later', trouble: 'busy', after: 3_600_000 } as const;
    expect(isBackingOff(backoffAfter(undefined, busy, now, 1, 1, false), 'online', now)).toBe(true);
    const wrongKey = backoffAfter(undefined, { is: 'sign-in', status: 401 }, now, 1, 1, false);
    expect(isBackingOff(wrongKey, 'online', now), 'an answer came: the network is not what is wrong').toBe(true);
  });

  test('the longest waits give way to news too, once each', () => {
    let hold: ReturnType<typeof backoffAfter> | undefined;
    for (let tries = 1; tries <= 12; tries++) {
      hold = backoffAfter(hold, { is: 'later', trouble: 'server-error', status: 500 }, hold?.until ?? now, 1);
      expect(isBackingOff(hold, 'visible', hold.until - 1), `after ${tries} tries`).toBe(tries <= 8);
    }
    const early = backoffAfter(hold, { is: 'later', trouble: 'server-error' }, hold!.until - 1, 1);
    expect(isBackingOff(early, 'visible', early.until - 1)).toBe(true);
  });

  test('F15: an endpoint that asks for no wait at all, or for a second each time, is not asked without end', () => {
    for (const after of [0, 1_000]) {
      const busy = { is: 'later', trouble: 'busy', status: 503, after } as const;
      const first = backoffAfter(undefined, busy, now, 0);
      expect(first.until - now, `${after}`).toBe(firstWait / 2);
      expect(backoffAfter(first, busy, first.until, 0).until - first.until).toBe(firstWait);
      expect(settle(item, busy, now, 0).dueAt - now, 'and so for one record').toBe(backoff(item.tries, 0));
    }
  });

  test('is tried when its time has come', () => {
    expect(isBackingOff(own, 'timer', own.until)).toBe(false);
    expect(isBackingOff(asked, 'timer', asked.until - 1)).toBe(true);
  });

  test('F67: a clock that was set back never makes it wait longer than any wait can be', () => {
    expect(isBackingOff(asked, 'timer', asked.until - longestAsked - 1)).toBe(false);
  });

  test('waits longer each time, and an absurd Retry-After is cut to a day', () => {
    const second = backoffAfter(own, { is: 'later', trouble: 'no-answer' }, own.until, 1);
    expect(second).toMatchObject({ tries: 2, until: own.until + firstWait * 2 });
    const early = backoffAfter(own, { is: 'later', trouble: 'no-answer' }, now + 100, 1);
    expect(early, 'a try that something else set off').toMatchObject({ tries: 1, until: now + 100 + firstWait });
    const absurd = backoffAfter(own, { is: 'later', trouble: 'busy', after: 1e15 }, now, 1);
    expect(absurd.until).toBe(now + longestAsked);
  });

  test('a wrong token or a sign-in page holds the endpoint, with the word for it', () => {
    expect(backoffAfter(undefined, { is: 'sign-in', status: 401 }, now, 1)).toMatchObject({
      trouble: 'sign-in',
      status: 401,
    });
    const portal = backoffAfter(undefined, { is: 'not-the-endpoint', trouble: 'redirected' }, now, 1);
    expect(portal).toMatchObject({ trouble: 'redirected', asked: false });
  });
});
