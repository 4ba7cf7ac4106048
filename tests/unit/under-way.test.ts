/** What runs, and what a person is in the middle of, whatever is done to the clock. */

import { describe, expect, test, vi } from 'vitest';
import { fromNetwork, putPlansAside } from '../../src/outreach/calendar/from-network.tsx';
import { Encounter } from '../../src/outreach/encounter.ts';
import { EncounterDrafts, outingsOf, untouchedEncounter, whereToLog } from '../../src/outreach/encounter-draft.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { besideOf, forgetOld, keepBeside } from '../../src/outreach/plan/beside-plan-store.ts';
import { plannedFields } from '../../src/outreach/plan/change.ts';
import { askLater, isOverdue, wellFor } from '../../src/outreach/plan/overdue.ts';
import { sharedOf } from '../../src/outreach/plan/plan.ts';
import { begunOutings, runningOuting } from '../../src/outreach/use-running.ts';
import { records } from '../../src/records.ts';
import { db } from '../../src/store/db.ts';
import { forgetDevice } from '../../src/store/device.ts';
import { draftsOf, keepDraft } from '../../src/store/drafts.ts';
import { belonging, find, madeLastFirst, underWay } from '../../src/store/find.ts';
import { newId } from '../../src/store/id.ts';
import { markUnderWay } from '../../src/store/link.ts';
import { create, remove, revise } from '../../src/store/save.ts';
import { anEncounter, freshDevice } from '../support/device.ts';
import { aPlan } from '../support/plans.ts';
import { fc } from '../support/property.ts';

freshDevice();

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;
const fields = (place = 'Tori') => ({ state: 'running' as const, places: [place], organisations: [] });
const begin = (place?: string) => create(Outing, fields(place), { alone: true });
const end = (outing: Outing) => revise(Outing, outing, { state: 'debriefed', endedAt: new Date().toISOString() });
const set = (ms: number) => vi.setSystemTime(Date.now() + ms);

/** What the screens of logging go by. */
async function logsTo() {
  const [running, drafts] = await Promise.all([runningOuting(), draftsOf(EncounterDrafts)]);
  const begun = await Promise.all(outingsOf(drafts).map((id) => find(Outing, id)));
  return whereToLog(
    [running, ...begun].filter((one) => one !== undefined),
    drafts,
  );
}

describe('the outing that runs', () => {
  test.each([-year, -hour, hour, year])(
    'is the one that runs after the clock was set by %i ms, and no second one begins',
    async (ms) => {
      const running = await begin();
      set(ms);
      expect(await runningOuting()).toEqual(running);
      expect((await logsTo()).outing).toEqual(running);
      await expect(begin('Asema')).rejects.toMatchObject({ why: 'another-runs' });
      await end(running);
      expect(await runningOuting()).toBeUndefined();
      await begin('Asema');
    },
  );

  test('of two tabs that begin one at once, one begins', async () => {
    const begun = await Promise.allSettled([begin('Tori'), begin('Asema'), begin('Kirjasto')]);
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await underWay(Outing)).toHaveLength(1);
  });

  test('an ended one is not opened again, and a plan not left for, beside one that runs', async () => {
    const ended = await end(await begin());
    const { at, ...plan } = plannedFields(aPlan(), 'agreed', 'Kukkula ry');
    const planned = await create(Outing, plan, { at });
    await begin('Asema');
    const again = { state: 'running' } as const;
    for (const outing of [ended, planned])
      await expect(revise(Outing, outing, again, { alone: true })).rejects.toMatchObject({ why: 'another-runs' });
  });

  test('goes on, moves and is corrected as before', async () => {
    const running = await begin();
    const moved = await revise(Outing, running, { places: ['Tori', 'Asema'] });
    expect(await runningOuting()).toEqual(moved);
    await remove(moved);
    expect(await runningOuting()).toBeUndefined();
  });

  test('of an earlier version of the app is found from the first start on; both are, where it let two begin', async () => {
    const running = [await begin('Tori'), await create(Outing, fields('Asema'))];
    await end(await create(Outing, fields('Puisto')));
    // As rows were written before: none says that it is under way.
    await db.records.toCollection().modify((row) => void delete row.of);
    expect(await runningOuting()).toBeUndefined();
    await markUnderWay(records);
    expect(await underWay(Outing)).toEqual(running.reverse());
    expect(await logsTo()).toMatchObject({ outing: { places: ['Asema'] } });
  });

  test('is found without opening another, among any number', async () => {
    for (let past = 0; past < 20; past++) await end(await begin());
    const running = await begin();
    const opened = vi.spyOn(crypto.subtle, 'decrypt');
    expect(await runningOuting()).toEqual(running);
    expect(opened).toHaveBeenCalledTimes(1);
  });

  test('through days in which the clock is set and put right, is at every moment the one and only', async () => {
    const jump = fc.constantFrom(-year, -day, -hour, hour, day, year);
    const step = fc.oneof(
      fc.record({ is: fc.constant('set' as const), by: jump }),
      fc.record({ is: fc.constantFrom('begin' as const, 'end' as const, 'log' as const, 'restart' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        await db.records.clear();
        vi.setSystemTime('2026-03-29T00:30:00Z');
        let expected: string | undefined;
        let logged: string[] = [];
        for (const { is, ...given } of steps) {
          if (is === 'set') set((given as { by: number }).by);
          if (is === 'restart') forgetDevice();
          if (is === 'begin') {
            const begun = await begin().catch(() => undefined);
            expect(begun === undefined, 'begins only where none runs').toBe(expected !== undefined);
            if (begun) [expected, logged] = [begun.id, []];
          }
          if (is === 'end' && expected) {
            await end((await runningOuting())!);
            expected = undefined;
          }
          if (is === 'log' && expected) {
            const { outing } = await logsTo();
            const { id } = await create(Encounter, anEncounter({ outingId: outing!.id }));
            logged.unshift(id);
          }
          expect((await runningOuting())?.id).toBe(expected);
          expect((await logsTo()).outing?.id).toBe(expected);
          if (expected) {
            const shown = (await belonging(Encounter, expected)).sort(madeLastFirst);
            expect(
              shown.map(({ id }) => id),
              'the last one first',
            ).toEqual(logged);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('with a clock that was set back or ahead', () => {
  test('outings that have begun are listed, and their places offered', async () => {
    const ended = await end(await begin());
    for (const ms of [-year, 2 * year]) {
      set(ms);
      expect(await begunOutings(20)).toEqual([ended]);
    }
  });

  test('an unfinished encounter goes on, also where its outing has ended', async () => {
    const ended = await end(await begin());
    const id = newId();
    await keepDraft({ kind: 'encounter', id, base: 0 }, { ...untouchedEncounter(ended.id, 'Tori'), topics: ['money'] });
    for (const ms of [-year, 2 * year]) {
      set(ms);
      expect(await logsTo()).toEqual({ outing: ended, draftId: id });
    }
  });

  test('“all is well” holds for half an hour at most', async () => {
    const outing = Outing.parse({ ...(await begin()), plan: aPlan(), askAt: askLater(Date.now()) });
    expect(isOverdue(outing, 30, Date.now())).toBe(false);
    expect(isOverdue(outing, 30, Date.now() + (wellFor + 1) * minute)).toBe(true);
    expect(isOverdue(outing, 30, Date.now() - year), 'set back a year').toBe(true);
  });

  test('the number of the one off site stays with those who are out or about to leave, and a month with those who came back', async () => {
    const { at, ...plan } = plannedFields(aPlan(), 'agreed', 'Kukkula ry');
    const [planned, running] = [await create(Outing, plan, { at }), await begin()];
    for (const { id } of [planned, running]) await keepBeside(id, { phone: '112', note: '' });
    for (const ms of [year, -year, -year, year]) {
      set(ms);
      await forgetOld();
    }
    const ended = await end(running);
    for (const ms of [year, -year, 9 * day]) {
      set(ms);
      await forgetOld();
    }
    for (const { id } of [planned, ended]) expect((await besideOf(id)).phone).toBe('112');
  });

  test('plans of the network that were read while it was ahead are there once it is right', async () => {
    const theirs = sharedOf(aPlan({ uid: 'theirs' }), 'proposed');
    vi.setSystemTime('2026-11-20T10:00:00Z');
    set(year);
    await putPlansAside([theirs]);
    expect(await fromNetwork()).toEqual([]);
    set(-year);
    expect(await fromNetwork()).toEqual([theirs]);
    const { at, ...fieldsOfIt } = plannedFields(aPlan({ uid: 'theirs' }), 'proposed', 'Kukkula ry');
    await create(Outing, fieldsOfIt, { at });
    expect(await fromNetwork(), 'one that is held is no news').toEqual([]);
  });
});
