import { describe, expect, test, vi } from 'vitest';
import { clockTolerance, clockTrouble, clockTroubleNow, clockWasTold } from '../../src/delivery/engine/clock.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { readDate, readRetryAfter } from '../../src/delivery/engine/send.ts';
import { backoffAfter, isBackingOff, longestWait } from '../../src/delivery/engine/settle.ts';
import { bothTimes } from '../../src/delivery/screens/clock-notice.tsx';
import { db } from '../../src/store/db.ts';
import { forgetDevice, getReady } from '../../src/store/device.ts';
import { newId } from '../../src/store/id.ts';
import { itemsOf, nextDue } from '../../src/store/outbox.ts';
import { allStored, endpointThat, freshDevice, json, logged, type Sent } from '../support/device.ts';
import { fc } from '../support/property.ts';

freshDevice();

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('F67: the server’s clock is compared with the phone’s', () => {
  /** An endpoint whose clock is `ahead` of the phone's. */
  const endpointAhead = (ahead: () => number) =>
    endpointThat((records: Sent[]) => {
      const answer = allStored(records);
      answer.headers.set('date', new Date(Date.now() + ahead()).toUTCString());
      return answer;
    });

  test('a phone that is right is told nothing', async () => {
    endpointAhead(() => 9 * minute);
    await logged(1);
    await drain('saved');
    expect(await clockTroubleNow()).toBeUndefined();
  });

  test('one that is wrong by more than ten minutes is told once, with both times; again only when the error changes', async () => {
    let ahead = 3 * hour;
    endpointAhead(() => ahead);
    const [made] = await logged(1);
    const before = Date.now();
    await drain('saved');
    const wrong = (await clockTroubleNow())!;
    expect(Math.abs(wrong.ahead - ahead)).toBeLessThan(2000);
    expect(wrong.at).toBeGreaterThanOrEqual(before);
    const [item] = await itemsOf(made!.id);
    expect(item!.doneThere! - item!.doneAt!, 'both times stand beside the delivery').toBeGreaterThan(ahead - 2000);
    await clockWasTold(wrong);
    expect(await clockTroubleNow()).toBeUndefined();
    const sendOne = async () => {
      await logged(1);
      await drain('button');
    };
    ahead += 5 * minute;
    await sendOne();
    expect(await clockTroubleNow(), 'five minutes more are no news').toBeUndefined();
    ahead = -day;
    await sendOne();
    expect((await clockTroubleNow())?.ahead).toBeLessThan(-day + minute);
    await clockWasTold((await clockTroubleNow())!);
    ahead = 0;
    await sendOne();
    expect(await clockTroubleNow(), 'put right').toBeUndefined();
    ahead = -day;
    await sendOne();
    expect(await clockTroubleNow(), 'and wrong again').toBeDefined();
  });

  test('what a network’s own page says of the time is not believed', async () => {
    endpointThat(
      () => new Response('<html>', { headers: { 'content-type': 'text/html', date: 'Thu, 01 Jan 2015 00:00:00 GMT' } }),
    );
    await logged(1);
    await drain('saved');
    expect((await db.endpoints.get('home'))?.clock).toBeUndefined();
  });

  test('where two servers differ, the one that agrees with the phone counts', () => {
    const at = Date.now();
    expect(
      clockTrouble(
        [
          { ahead: day, at },
          { ahead: minute, at },
        ],
        undefined,
      ),
    ).toBeUndefined();
    expect(
      clockTrouble(
        [
          { ahead: day, at },
          { ahead: -2 * hour, at },
        ],
        undefined,
      ),
    ).toEqual({ ahead: -2 * hour, at });
    expect(clockTrouble([], undefined)).toBeUndefined();
    expect(clockTrouble([{ ahead: clockTolerance, at }], undefined)).toBeUndefined();
  });

  test('the two times are told with their days where these differ, today’s too', () => {
    const at = new Date(2026, 11, 9, 11, 46).getTime();
    vi.setSystemTime(at);
    expect(bothTimes({ at, ahead: -9 * day }, 'fi')).toEqual({
      here: 'ke 9.12. 11.46',
      there: 'ma 30.11. 11.46',
    });
    expect(bothTimes({ at, ahead: 3 * hour }, 'fi')).toEqual({ here: '11.46', there: '14.46' });
  });

  test('only a date in the form of HTTP is one', () => {
    expect(readDate('Sat, 21 Nov 2026 15:00:00 GMT')).toBe(Date.parse('2026-11-21T15:00:00Z'));
    for (const nonsense of [null, '', '0', 'now', '2026-11-21', 'Sat, 99 Foo 2026 15:00:00 GMT']) {
      expect(readDate(nonsense)).toBeUndefined();
    }
  });

  test('F15: a Retry-After that is a date is a time by the server’s clock', async () => {
    const there = Date.now() + 400 * day;
    endpointThat(() =>
      json({}, 503, {
        date: new Date(there).toUTCString(),
        'retry-after': new Date(there + 2 * minute).toUTCString(),
      }),
    );
    await logged(1);
    await drain('saved');
    expect((await db.endpoints.get('home'))?.hold?.wait).toBe(2 * minute);
    expect(readRetryAfter('Sat, 21 Nov 2026 15:00:00 GMT', Date.parse('2026-11-21T14:59:00Z'))).toBe(minute);
  });
});

describe('F67: no wait and no order depends on the clock', () => {
  const anHour = (now: number) => backoffAfter(undefined, { is: 'later', trouble: 'busy', after: hour }, now, 0.5);

  test('a wait is over when the clock says so, when it cannot be believed, and when this tab has waited so long', () => {
    const now = Date.now();
    const hold = anHour(now);
    expect(isBackingOff(hold, 'timer', now + minute, minute)).toBe(true);
    expect(isBackingOff(hold, 'timer', now + hour, 0)).toBe(false);
    expect(isBackingOff(hold, 'timer', now - minute, 0), 'set back: further ahead than it was ever long').toBe(false);
    expect(isBackingOff(hold, 'timer', now, hour), 'a clock that stands still').toBe(false);
  });

  test('wherever the clock jumps, and however often: every wait ends within twice its length of true time', () => {
    const jump = fc.record({ trueTime: fc.nat(20 * minute), by: fc.integer({ min: -400 * day, max: 400 * day }) });
    fc.assert(
      fc.property(fc.array(jump, { maxLength: 30 }), fc.constantFrom(minute, hour), (jumps, length) => {
        let wall = Date.parse('2026-11-21T10:00:00Z');
        const hold = backoffAfter(undefined, { is: 'later', trouble: 'busy', after: length }, wall, 0.5);
        let known = 0;
        for (const { trueTime, by } of jumps) {
          if (!isBackingOff(hold, 'timer', wall, known)) break;
          expect(known).toBeLessThanOrEqual(2 * length);
          known += trueTime;
          wall += trueTime + by;
        }
        expect(isBackingOff(hold, 'timer', wall, Math.max(known, length))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('a page whose clock stands still or runs back goes on sending', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.parse('2026-11-21T10:00:00Z') });
    await logged(1);
    let isDown = true;
    const { batches } = endpointThat((records) => (isDown ? json({}, 503) : allStored(records)));
    await drain('saved');
    for (const set of [0, -3, -7, -3, -20, 0, -2]) {
      const tried = batches.length;
      // True time passes; then the clock is set so that it says less than before.
      vi.advanceTimersByTime(longestWait);
      vi.setSystemTime(Date.parse('2026-11-21T10:00:00Z') + set * minute);
      await drain('timer');
      expect(batches.length, `${set} minutes`).toBe(tried + 1);
    }
    isDown = false;
    vi.advanceTimersByTime(longestWait);
    expect(await drain('timer')).toEqual({ is: 'nothing-waits' });
  });

  test('a single record that was put off goes too, though the clock stands still', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.parse('2026-11-21T10:00:00Z') });
    const [made] = await logged(2);
    let isBad = true;
    endpointThat((records) =>
      json({
        results: records
          .filter(({ id }) => !isBad || id !== made!.id)
          .map(({ id, rev }) => ({ id, rev, status: 'stored' })),
      }),
    );
    await drain('saved');
    expect(await nextDue('home')).toBeGreaterThan(Date.now());
    isBad = false;
    await drain('timer');
    expect((await itemsOf(made!.id))[0]!.state, 'it is waited for').toBe('waiting');
    vi.advanceTimersByTime(longestWait);
    vi.setSystemTime(Date.parse('2026-11-21T10:00:00Z'));
    await drain('timer');
    expect((await itemsOf(made!.id))[0]!.state).toBe('delivered');
  });

  test('records made after the clock was set back, in an app that was closed meanwhile, are sent after the earlier ones', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2030-01-01T10:00:00Z') });
    const [first] = await logged(1);
    // A new start of the app remembers nothing.
    vi.resetModules();
    const { Encounter } = await import('../../src/outreach/encounter.ts');
    const device = await import('../../src/store/device.ts');
    const { create } = await import('../../src/store/save.ts');
    vi.setSystemTime(Date.parse('2026-11-21T10:00:00Z'));
    await device.getReady();
    const { kind: _k, id: _i, rev: _r, at: _a, v: _v, unit: _u, device: _d, ...fields } = first!;
    const second = await create(Encounter, fields);
    expect(second.at).toBe('2026-11-21T10:00:00.000Z');
    expect(second.id > first!.id).toBe(true);
    forgetDevice();
    await getReady();
    expect(newId() > first!.id).toBe(true);
  });
});
