/** What leaves the device by the organisation's rules and what stays, told before. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Action } from '../../src/actions/action.ts';
import { oldForms, unfinishedForms } from '../../src/app/retention/drafts-store.ts';
import { Assessment } from '../../src/assessment/assessment.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { letGoOfOld } from '../../src/delivery/engine/evict-old.ts';
import { whatGoes } from '../../src/delivery/engine/what-goes.ts';
import { wallDate } from '../../src/i18n/wall-time.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { forgetCollected } from '../../src/results/collected-store.ts';
import { keepCopies } from '../../src/store/copies.ts';
import { db } from '../../src/store/db.ts';
import { keepDraft } from '../../src/store/drafts.ts';
import type { Envelope } from '../../src/store/kind.ts';
import { create, revise } from '../../src/store/save.ts';
import { Coding } from '../../src/survey/coding.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { end, keepRespondent, readStandings, say } from '../../src/survey/waves/codes-store.ts';
import { enrolment } from '../../src/survey/waves/plans.ts';
import { standardPlans } from '../../src/survey/waves/survey-plan.ts';
import { WaveEvent } from '../../src/survey/waves/wave-event.ts';
import { freshDevice } from '../support/device.ts';
import { type ReceiverOfLedger, receiverOfLedger } from '../support/receiver-of-ledger.ts';
import { wholeFields } from '../support/responses.ts';
import { letGoOfCounted, sayingRetention } from '../support/saying-retention.ts';

freshDevice();
const day = 86_400_000;
const morning = Date.parse('2025-01-10T09:00:00Z');
let receiver: ReceiverOfLedger;

beforeEach(async () => {
  vi.setSystemTime(morning);
  receiver = await receiverOfLedger();
  receiver.clock.now = Date.now;
  await forgetCollected();
});

const later = (days: number) => vi.setSystemTime(morning + days * day);
const kinds = async () => (await db.records.toArray()).map(({ kind }) => kind).sort();

const [plan] = standardPlans;
const taken = (code: string, start = '2025-01-10') => keepRespondent(enrolment(plan!, { code, start, turn: 0 }));
const standing = async (code: string) => (await readStandings()).find((one) => one.code === code)!;

describe('codes', () => {
  test('go with all that was noted of them once nobody is asked, copies of other devices too; what a plan still asks stays', async () => {
    sayingRetention({ codes: 10 });
    await taken('K7KL');
    await taken('P4RT');
    await say(await standing('K7KL'), 'declined');
    await end(await standing('K7KL'), 'stopped');
    const [one] = await db.records.where('[kind+at]').between(['wave', ''], ['wave', '\uffff']).toArray();
    const event: Envelope = WaveEvent.parse({
      ...{ kind: 'wave', id: crypto.randomUUID(), rev: 1, at: '2025-01-10T12:00:00.000Z', v: 1, unit: 'oma' },
      ...{
        device: crypto.randomUUID(),
        code: 'K7KL',
        plan: plan!.id,
        number: 0,
        due: '2025-01-10',
        what: 'asked',
        turn: 0,
      },
    });
    await keepCopies([event]);
    expect(one).toBeDefined();
    await drain('saved');
    later(9);
    expect(await letGoOfCounted()).toBe(0);
    later(11);
    expect(await letGoOfCounted()).toBe(1);
    expect(await db.copies.count()).toBe(0);
    expect((await readStandings()).map(({ code }) => code)).toEqual(['P4RT']);
  });

  test('stay by the days of all, and while anything of them waits', async () => {
    sayingRetention({ days: 10 });
    await taken('K7KL');
    await end(await standing('K7KL'), 'stopped');
    await drain('saved');
    later(100);
    expect(await letGoOfCounted()).toBe(0);
    sayingRetention({ codes: 10 });
    await end(await standing('K7KL'), undefined);
    await end(await standing('K7KL'), 'stopped');
    expect(await letGoOfCounted()).toBe(0);
    expect(await kinds()).toContain('respondent');
  });
});

describe('rounds and reviews', () => {
  const round = (previous?: string) => {
    const id = crypto.randomUUID();
    const made = create(Assessment, {
      ...{ activity: 'Kahvila', questions: 'sokra', questionsVersion: '1', checksum: 'a'.repeat(64) },
      ...{ round: id, begun: '2025-01-10', part: 'common' as const, answers: {} },
      ...(previous ? { previous } : {}),
    });
    return made.then(() => id);
  };
  const action = (about: string, state: 'open' | 'done') =>
    create(Action, {
      ...{
        uid: crypto.randomUUID(),
        sequence: 0,
        tool: 'assessment' as const,
        about,
        place: '1',
        what: 'Kokeillaan iltaa',
      },
      ...{ agreed: '2025-01-10', state },
    });

  test('go with their actions when another round has followed and nothing is open; the newest stays', async () => {
    sayingRetention({ reviews: 10 });
    const first = await round();
    const second = await round(first);
    const done = await action(first, 'open');
    await action(second, 'done');
    await drain('saved');
    later(11);
    expect(await letGoOfCounted()).toBe(0);
    await revise(Action, done, { state: 'done' });
    await drain('saved');
    later(22);
    expect(await letGoOfCounted()).toBe(1);
    expect(await kinds()).toEqual(['action', 'assessment']);
  });
});

test('a response goes with what was marked in it, and not while that waits', async () => {
  sayingRetention({ responses: 10 });
  const { id: response } = await create(SurveyResponse, wholeFields());
  await drain('saved');
  later(5);
  await create(Coding, { response, instrument: 'esis', item: 'more', tags: ['own'] });
  later(11);
  expect(await letGoOfCounted()).toBe(0);
  await drain('saved');
  later(22);
  expect(await letGoOfCounted()).toBe(1);
  expect(await kinds()).toEqual([]);
});

describe('what goes is told before it goes', () => {
  const everyone = async () => true;
  const of = async (isCounted = everyone) =>
    Object.fromEntries((await whatGoes(isCounted, wallDate)).map(({ sort, ...told }) => [sort, told]));
  const over = { state: 'debriefed' as const, places: ['Tori'], organisations: [] };

  test('how many, of which sort, from when on; what stays and why; and just that goes then', async () => {
    sayingRetention({ days: 30 });
    await create(Outing, over);
    await create(Outing, { ...over, state: 'running' });
    await drain('saved');
    later(2);
    await create(Outing, over);
    const open = await create(Outing, over);
    await keepDraft({ kind: 'outing', id: open.id, base: 1 }, { places: ['Tori'] });
    await drain('saved');
    await create(Outing, over);
    const { outings, codes } = await of();
    expect(outings).toMatchObject({ days: 30, all: 5 });
    expect(outings!.goes.map(({ at, count }) => [wallDate(at), count])).toEqual([
      ['2025-02-09', 1],
      ['2025-02-11', 1],
    ]);
    expect(outings!.stays).toEqual(
      new Map([
        ['under-way', 1],
        ['open-form', 1],
        ['not-delivered', 1],
      ]),
    );
    expect(codes).toMatchObject({ days: undefined, goes: [] });
    later(31);
    expect(await letGoOfCounted()).toBe(1);
    expect((await of()).outings).toMatchObject({ all: 4 });
  });

  test('one whose numbers are not made yet says so and stays', async () => {
    sayingRetention({ days: 10 });
    await create(Outing, over);
    await drain('saved');
    later(11);
    const nobody = async () => false;
    expect((await of(nobody)).outings!.stays).toEqual(new Map([['not-counted', 1]]));
    expect(await letGoOfOld(Date.now(), nobody)).toBe(0);
    expect(await letGoOfCounted()).toBe(1);
  });
});

test('unfinished forms are told with their age, an old one is reminded of, and none goes by itself', async () => {
  sayingRetention({ days: 1, drafts: 30 });
  await keepDraft({ kind: 'encounter', id: crypto.randomUUID(), base: 0 }, {});
  later(29);
  await keepDraft({ kind: 'plan', id: crypto.randomUUID(), base: 0 }, {});
  expect(await oldForms()).toBeUndefined();
  later(31);
  expect((await unfinishedForms()).map(({ kind, age }) => [kind, age])).toEqual([
    ['encounter', 31],
    ['plan', 2],
  ]);
  expect(await oldForms()).toEqual({ count: 1, days: 30 });
  later(400);
  await letGoOfCounted();
  expect(await unfinishedForms()).toHaveLength(2);
});
