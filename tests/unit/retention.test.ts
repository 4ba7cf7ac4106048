/** What leaves the device by the organisation's rules and what stays, told before; and that numbers which were told stand without their records. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Action } from '../../src/actions/action.ts';
import { countedHere } from '../../src/app/retention/counted-store.ts';
import { oldForms, unfinishedForms } from '../../src/app/retention/drafts-store.ts';
import { Assessment } from '../../src/assessment/assessment.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { letGoOfOld } from '../../src/delivery/engine/evict-old.ts';
import { whatGoes } from '../../src/delivery/engine/what-goes.ts';
import * as reading from '../../src/delivery/reading/read-endpoint.ts';
import { wallDate } from '../../src/i18n/wall-time.ts';
import { OrganisationDocument } from '../../src/organisation.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { closeEnded, numbersReleases } from '../../src/outreach/numbers/releases-store.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { lastEnded } from '../../src/periods/grid.ts';
import { askedOfOwn } from '../../src/results/asked-store.ts';
import { askedForm } from '../../src/results/asked-times.ts';
import { reportChoices } from '../../src/results/choices-store.ts';
import { collected, forgetCollected } from '../../src/results/collected-store.ts';
import { releasesOf } from '../../src/results/releases-store.ts';
import { releasesFrom } from '../../src/results/use-results.ts';
import * as kept from '../../src/setup/organisation-store.ts';
import { keepCopies } from '../../src/store/copies.ts';
import { db } from '../../src/store/db.ts';
import { forgetDevice } from '../../src/store/device.ts';
import { keepDraft } from '../../src/store/drafts.ts';
import type { Envelope } from '../../src/store/kind.ts';
import { create, revise } from '../../src/store/save.ts';
import { Coding } from '../../src/survey/coding.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { end, keepRespondent, readStandings, say } from '../../src/survey/waves/codes-store.ts';
import { enrolment } from '../../src/survey/waves/plans.ts';
import { Respondent } from '../../src/survey/waves/respondent.ts';
import { standardPlans } from '../../src/survey/waves/survey-plan.ts';
import { WaveEvent } from '../../src/survey/waves/wave-event.ts';
import { anEncounter, freshDevice } from '../support/device.ts';
import { random as numbersFrom } from '../support/random.ts';
import { type ReceiverOfLedger, receiverOfLedger } from '../support/receiver-of-ledger.ts';
import { wholeFields } from '../support/responses.ts';

freshDevice();
const day = 86_400_000;
const morning = Date.parse('2025-01-10T09:00:00Z');
let receiver: ReceiverOfLedger;

const saying = (retention: object) =>
  vi.spyOn(kept, 'organisation').mockReturnValue(
    OrganisationDocument.parse({
      ...{ kenttakirja: 1, organisation: { name: 'Etsivä työ' }, retention },
      survey: { smallestGroup: 5 },
    }),
  );

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
    saying({ codes: 10 });
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
    expect(await letGoOfOld()).toBe(0);
    later(11);
    expect(await letGoOfOld()).toBe(1);
    expect(await db.copies.count()).toBe(0);
    expect((await readStandings()).map(({ code }) => code)).toEqual(['P4RT']);
  });

  test('stay by the days of all, and while anything of them waits', async () => {
    saying({ days: 10 });
    await taken('K7KL');
    await end(await standing('K7KL'), 'stopped');
    await drain('saved');
    later(100);
    expect(await letGoOfOld()).toBe(0);
    saying({ codes: 10 });
    await end(await standing('K7KL'), undefined);
    await end(await standing('K7KL'), 'stopped');
    expect(await letGoOfOld()).toBe(0);
    expect(await kinds()).toContain('respondent');
  });
});

describe('assessments', () => {
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
    saying({ assessments: 10 });
    const first = await round();
    const second = await round(first);
    const done = await action(first, 'open');
    await action(second, 'done');
    await drain('saved');
    later(11);
    expect(await letGoOfOld()).toBe(0);
    await revise(Action, done, { state: 'done' });
    await drain('saved');
    later(22);
    expect(await letGoOfOld()).toBe(1);
    expect(await kinds()).toEqual(['action', 'assessment']);
  });
});

test('a response goes with what was marked in it, and not while that waits', async () => {
  saying({ responses: 10 });
  const { id: response } = await create(SurveyResponse, wholeFields());
  await drain('saved');
  later(5);
  await create(Coding, { response, instrument: 'esis', item: 'more', tags: ['own'] });
  later(11);
  expect(await letGoOfOld()).toBe(0);
  await drain('saved');
  later(22);
  expect(await letGoOfOld()).toBe(1);
  expect(await kinds()).toEqual([]);
});

describe('what goes is told before it goes', () => {
  const everyone = async () => true;
  const of = async (isCounted = everyone) =>
    Object.fromEntries((await whatGoes(isCounted, wallDate)).map(({ sort, ...told }) => [sort, told]));
  const over = { state: 'debriefed' as const, places: ['Tori'], organisations: [] };

  test('how many, of which sort, from when on; what stays and why; and just that goes then', async () => {
    saying({ days: 30 });
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
    expect(await letGoOfOld()).toBe(1);
    expect((await of()).outings).toMatchObject({ all: 4 });
  });

  test('one whose numbers are not made yet says so and stays', async () => {
    saying({ days: 10 });
    await create(Outing, over);
    await drain('saved');
    later(11);
    const nobody = async () => false;
    expect((await of(nobody)).outings!.stays).toEqual(new Map([['not-counted', 1]]));
    expect(await letGoOfOld(Date.now(), nobody)).toBe(0);
    expect(await letGoOfOld()).toBe(1);
  });
});

test('unfinished forms are told with their age, an old one is reminded of, and none goes by itself', async () => {
  saying({ days: 1, drafts: 30 });
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
  await letGoOfOld();
  expect(await unfinishedForms()).toHaveLength(2);
});

/** Closes what has ended, as whoever looks at numbers and results does. */
async function lookAtAll(): Promise<void> {
  const nothing = () => undefined;
  await forgetCollected();
  await closeEnded({ whole: 'device', areas: new Map(), last: lastEnded(wallDate(Date.now())) }, nothing, nothing);
  await releasesFrom(await collected(), esis, reportChoices());
  await askedOfOwn('device', nothing);
  await forgetCollected();
}

/**
 * All that a device has told after fourteen months, counted by it alone. Ids are of the seed: two lives of one seed are the same but for
 * what goes.
 */
async function life(seed: number, retention: object) {
  await db.delete();
  forgetDevice();
  await db.open();
  receiver = await receiverOfLedger();
  receiver.clock.now = Date.now;
  saying(retention);
  vi.spyOn(reading, 'resultsEndpoint').mockResolvedValue(undefined);
  const random = numbersFrom(seed);
  const upTo = (n: number) => Math.floor(random() * (n + 1));
  let made = 0;
  const id = () => `${String(++made).padStart(8, '0')}-0000-4000-8000-${String(seed).padStart(12, '0')}`;
  let gone = 0;
  for (let month = 0; month < 14; month++) {
    vi.setSystemTime(Date.UTC(2025, month, 12 + upTo(12), 9));
    const outing = await create(Outing, { state: 'debriefed', places: ['Tori'], organisations: [] }, { id: id() });
    for (let n = upTo(9); n > 0; n--)
      await create(Encounter, anEncounter({ outingId: outing.id, depth: random() < 0.5 ? 'brief' : 'conversation' }), {
        id: id(),
      });
    for (let n = 1 + upTo(7); n > 0; n--) {
      const answers = Array.from({ length: 10 }, () => 1 + upTo(4));
      await create(SurveyResponse, wholeFields({ answers, unit: 'oma' }), { id: id() });
    }
    const today = wallDate(Date.now());
    for (let n = upTo(3); n > 0; n--) {
      const code = `K${String(++made).padStart(3, '0')}`;
      await create(Respondent, enrolment(plan!, { code, start: today, turn: 0 }), { id: id() });
      await say(await standing(code), random() < 0.6 ? 'declined' : 'asked');
      if (random() < 0.5) await end(await standing(code), 'left');
    }
    await drain('saved');
    // Some months nobody opens the app, and what is old goes later.
    vi.setSystemTime(Date.UTC(2025, month + 1, 1 + upTo(9), 9));
    if (random() < 0.3) continue;
    await forgetCollected();
    for (let went = 1; went > 0; gone += went) went = await letGoOfOld(Date.now(), countedHere(true));
  }
  const left = await db.records.count();
  vi.setSystemTime(Date.UTC(2026, 3, 1, 9));
  await lookAtAll();
  const told = {
    numbers: await numbersReleases(),
    results: await releasesOf(esis),
    asked: await releasesOf(askedForm('oma')),
  };
  return { told, gone, left };
}

test(
  'numbers, results and half-years of codes of months, half-years and years are the same whether or not records went meanwhile',
  { timeout: 180_000 },
  async () => {
    const whole = await life(1, {});
    const evicted = await life(1, { days: 1, codes: 1 });
    (await import('node:fs')).writeFileSync('/tmp/told.json', JSON.stringify([whole, evicted]));
    expect(evicted.gone).toBeGreaterThan(15);
    expect(evicted.left).toBeLessThan(whole.left / 2);
    expect(whole.told.numbers.length).toBeGreaterThan(12);
    expect(whole.told.results.length).toBeGreaterThan(12);
    expect(JSON.stringify(whole.told.results)).toContain('"shown"');
    expect(evicted.told).toEqual(whole.told);
  },
);
