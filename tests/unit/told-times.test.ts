/** What leaves a device of people who were met tells in which quarter of an hour it was, and no more: not by its time, not by its id. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drain } from '../../src/delivery/engine/drain.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { Guidance } from '../../src/outreach/follow-up/guidance.ts';
import { Unmet } from '../../src/outreach/follow-up/unmet.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { Tally } from '../../src/outreach/tally/tally.ts';
import { find } from '../../src/store/find.ts';
import { newId, quarterOf, timeOf } from '../../src/store/id.ts';
import { create, remove } from '../../src/store/save.ts';
import { allStored, anEncounter, endpointThat, freshDevice } from '../support/device.ts';

freshDevice();
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const quarter = 15 * 60_000;
/** Ids count on from the quarter's beginning, a millisecond for each few thousand: whatever ran before, that is no moment. */
const isCounted = (time: number) => time % quarter < 100;

test('an encounter, a tap, a guidance and a need: sent with the quarter of an hour, kept here with the moment', async () => {
  vi.setSystemTime('2026-11-21T14:07:12.345Z');
  const { sent } = endpointThat(allStored);
  const outing = await create(Outing, { state: 'running', places: ['Asema'], organisations: [] });
  const at = { outingId: outing.id, place: 'Asema' };
  vi.setSystemTime('2026-11-21T14:53:41.123Z');
  const encounter = await create(Encounter, anEncounter(at));
  await create(Tally, { ...at, add: { met: 1 } });
  await create(Guidance, { ...at, way: 'accompanied', outcome: 'arrived', target: 'housing' } as never);
  await create(Unmet, { ...at, topic: 'money' } as never);
  await remove(await create(Encounter, anEncounter(at)));
  await drain('saved');
  const people = sent().filter(({ kind }) => kind !== 'outing');
  expect(new Set(people.map(({ kind }) => kind))).toEqual(new Set(['encounter', 'tally', 'guidance', 'unmet']));
  for (const { kind, at: told, id } of people as unknown as { kind: string; at: string; id: string }[]) {
    expect(told, kind).toBe('2026-11-21T14:45:00.000Z');
    expect(isCounted(timeOf(id)), `the id of a ${kind}`).toBe(true);
  }
  expect((await find(Encounter, encounter.id))?.at).toBe('2026-11-21T14:53:41.123Z');
});

test('ids made within a quarter of an hour stand in the order of their making, and tell that quarter', () => {
  vi.setSystemTime('2030-11-21T14:46:00.000Z');
  const ids = Array.from({ length: 10_000 }, (_, at) => {
    vi.setSystemTime(Date.parse('2030-11-21T14:46:00.000Z') + at * 7);
    return newId();
  });
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(quarterOf(timeOf(id))).toBe(Date.parse('2030-11-21T14:45:00.000Z'));
});
