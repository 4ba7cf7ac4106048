/**
 * What every real server is held to: our own `drain()` and the server's dialect deliver to it over HTTP, and the server is
 * then asked, by another way than the dialect's, what it has.
 */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Action } from '../../src/actions/action.ts';
import type { AnswerSoFar } from '../../src/assessment/answer.ts';
import { Assessment } from '../../src/assessment/assessment.ts';
import { CoDevelopment } from '../../src/assessment/co-development/co-development.ts';
import { coDevelopmentFields } from '../../src/assessment/co-development/co-development-draft.ts';
import { assessmentFields } from '../../src/assessment/form.ts';
import { FunderReport } from '../../src/assessment/funder-report/funder-report.ts';
import { funderReportFields } from '../../src/assessment/funder-report/funder-report-draft.ts';
import { InclusionPractice } from '../../src/assessment/inclusion-practice/inclusion-practice.ts';
import { inclusionPracticeFields } from '../../src/assessment/inclusion-practice/inclusion-practice-draft.ts';
import { principlesFields } from '../../src/assessment/principles-draft.ts';
import { PrinciplesReview } from '../../src/assessment/principles-review.ts';
import { emptyProgramme, programmeFields } from '../../src/assessment/programme-draft.ts';
import { Programme } from '../../src/assessment/programme-record.ts';
import { ProjectCard } from '../../src/assessment/project-card/project-card.ts';
import { projectCardFields } from '../../src/assessment/project-card/project-card-draft.ts';
import { SocialReport } from '../../src/assessment/social-reports/social-report.ts';
import { socialReportFields } from '../../src/assessment/social-reports/social-report-draft.ts';
import { Story } from '../../src/assessment/stories/story.ts';
import { storyFields } from '../../src/assessment/stories/story-draft.ts';
import { checkAt, checkDelivered } from '../../src/delivery/check/check.ts';
import { dialects } from '../../src/delivery/dialects/all.ts';
import type { Held, Sendable } from '../../src/delivery/dialects/dialect.ts';
import { authorised } from '../../src/delivery/engine/authorise.ts';
import { drain } from '../../src/delivery/engine/drain.ts';
import { send } from '../../src/delivery/engine/send.ts';
import { pagesOf } from '../../src/delivery/reading/pages.ts';
import { readPages } from '../../src/delivery/reading/read-endpoint.ts';
import { releasePlace } from '../../src/delivery/reading/release-place.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { Outing } from '../../src/outreach/outing.ts';
import { nextId } from '../../src/releases/next-id.ts';
import { Released } from '../../src/releases/released.ts';
import { configureEndpoint, type EndpointConfig, endpointConfig } from '../../src/setup/endpoint.ts';
import { db } from '../../src/store/db.ts';
import { deviceKey } from '../../src/store/device.ts';
import { newId } from '../../src/store/id.ts';
import { asTold } from '../../src/store/kind.ts';
import { itemsOf, waitingCounts } from '../../src/store/outbox.ts';
import { create, remove, revise } from '../../src/store/save.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { unseal } from '../../src/vault/seal.ts';
import { anEncounter, freshDevice, logged } from './device.ts';
import {
  aFunderReport,
  anEvent,
  anInclusionPractice,
  aProjectCard,
  aSocialReport,
  aStory,
} from './written-documents.ts';

/** A server under test. */
export interface Given {
  /** How the app is set up for it. */
  config: Partial<EndpointConfig>;
  /** What it holds, as records, read in its own way. */
  rows(): Promise<Sendable[]>;
  /** Deletes an encounter there, behind everybody's back. Answers what a look then says of it. */
  lose?(id: string): Promise<'missing' | 'gone'>;
  stop(): Promise<void>;
}

export interface Differences {
  /** What a refusal of the place «Kielletty» must say. */
  refusal: RegExp;
  /** A sign-in that the server does not accept; absent where it asks for none. */
  badAuth?: EndpointConfig['auth'];
  /** Makes a record that is refused. By itself: an encounter at the place «Kielletty». */
  bad?: (given: Given) => Promise<Encounter>;
  /** It holds only what it was set up for, and that is no record of a team's own work. */
  isForFew?: true;
  /** What it keeps of a response, where that is not the record itself. */
  ofResponse?: (response: Sendable) => Record<string, unknown>;
}

/** Sets the device up for the server before each test. */
export function deliversTo(begin: () => Promise<Given>): () => Given {
  let given: Given;
  beforeAll(async () => {
    given = await begin();
  });
  afterAll(() => given?.stop());
  freshDevice();
  // A key of the device's is for another server than this one.
  beforeEach(() => configureEndpoint('home', { auth: { way: 'none' }, ...given.config }));
  return () => given;
}

/** Until `n` answers are lost, each after the server has done what was asked. */
export function loseAnswers(n: number): { requests: () => number } {
  const real = fetch;
  let requests = 0;
  vi.stubGlobal('fetch', async (...asked: Parameters<typeof fetch>) => {
    requests += 1;
    const answer = await real(...asked);
    await answer.clone().arrayBuffer();
    if (requests <= n) throw new TypeError('the connection was cut');
    return answer;
  });
  return { requests: () => requests };
}

/** What the dialect finds when it looks for a record. */
export async function lookFor(record: Sendable): Promise<Held> {
  const config = await endpointConfig('home');
  const dialect = dialects.get(config.dialect)!;
  const options = dialect.options.parse(config.options);
  const reply = await send(authorised(dialect.lookup!(record, config, options), config), Date.now);
  return dialect.readLookup!(reply, record, config, options);
}

export const aResponse = (answers: (number | null)[] = [5, null, 1]) =>
  create(SurveyResponse, {
    bundle: 'esis',
    bundleVersion: '1',
    language: 'fi',
    mode: 'self',
    agreed: true,
    parts: [{ instrument: 'esis', instrumentVersion: '1', language: 'fi', checksum: 'a'.repeat(64), answers }],
  });

/** What a team makes when it looks at its own work: a round's common answer and a view in it, an action, principles, a programme, an event, a social report, a story. */
export async function teamRecords(): Promise<Sendable[]> {
  const said: AnswerSoFar = { standing: 'started', text: '<b>Retki</b> 👩‍👧 مرحبا\n\nrivi', links: ['https://thl.fi'] };
  const heard = { ways: ['kiosk' as const], count: 5, text: '– Ovi on painava.' };
  const id = newId();
  const common = assessmentFields({ activity: 'Kahvila', answers: { 7: { ...said, heard } } }, id, '2026-03-03');
  const view = { activity: 'Kahvila', answers: { 7: said }, round: id, part: 'view' as const, role: 'vertainen' };
  const goal = { id: newId(), goal: 'Ovi on auki', schedule: 'Syksy' };
  const programme = { ...emptyProgramme, name: 'Kunnan ohjelma', needs: { 3: { known: 'Ilmiö' } }, goals: [goal] };
  const made = [
    await create(Assessment, common, { id }),
    await create(Assessment, assessmentFields(view, newId(), '2026-03-03')),
    await create(PrinciplesReview, principlesFields({ practice: 'Avoin ovi', wording: 'seed', answers: { 1: said } })),
    await create(Programme, programmeFields(programme)),
    await create(CoDevelopment, coDevelopmentFields({ ...anEvent, effect: said.text ?? '' })),
    await create(InclusionPractice, inclusionPracticeFields({ ...anInclusionPractice, name: said.text ?? '' })),
    await create(ProjectCard, projectCardFields({ ...aProjectCard, name: said.text ?? '' }, [])),
    await create(SocialReport, socialReportFields({ ...aSocialReport, seen: said.text ?? '' })),
    await create(Story, storyFields({ ...aStory, happened: said.text ?? '' }, 'a1'.repeat(32))),
    await create(FunderReport, funderReportFields({ ...aFunderReport, opening: said.text ?? '' })),
    await create(Action, {
      ...{ uid: newId(), sequence: 0, tool: 'programme', about: id, place: goal.id, what: 'Vuorolista' },
      ...{ agreed: '2026-03-03', due: '2026-04-01', state: 'open' },
    }),
  ];
  return made.map(asSent);
}

const asSent = <R>(record: R) => record as Sendable;

export function behavesAsEndpoint(begin: () => Promise<Given>, differences: Differences): void {
  const given = deliversTo(begin);
  const { refusal, badAuth, bad, isForFew, ofResponse = (response) => response } = differences;

  /** What the server has of these records, by id. */
  const rowsOf = async (records: { id: string }[]) => {
    const ids = new Set(records.map(({ id }) => id));
    const rows = (await given().rows()).filter(({ id }) => ids.has(id));
    expect(new Set(rows.map(({ id }) => id)).size, 'each record once').toBe(rows.length);
    return new Map(rows.map((row) => [row.id, row]));
  };
  const expectAll = async (records: Sendable[]) => {
    const expected = records.map((record) => (record.kind === 'response' ? ofResponse(record) : asTold(record)));
    const rows = await rowsOf(records);
    expect(records.map(({ id }) => rows.get(id))).toEqual(expected);
  };

  test('fifty records, then edits and deletions: each is there once, in its newest revision, as the device has it', async () => {
    const outing = await create(Outing, { state: 'running', places: ['Asema'], organisations: [] });
    const encounters = await logged(39);
    const responses = await Promise.all(Array.from({ length: 10 }, (_, i) => aResponse([i % 5, null, 2])));
    const ofTeam = isForFew ? [] : await teamRecords();
    expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
    const all = new Map([outing, ...encounters, ...responses].map((record) => [record.id, asSent(record)]));
    for (const record of ofTeam) all.set(record.id, record);
    await expectAll([...all.values()]);

    for (const encounter of encounters.slice(0, 12)) {
      const edited = await revise(Encounter, encounter, { people: '3', guidance: 'information' });
      all.set(edited.id, asSent(edited));
    }
    for (const encounter of encounters.slice(12, 18)) all.set(encounter.id, await removed(encounter));
    expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
    await expectAll([...all.values()]);
  });

  test('F12, F33: the answer is lost three times after the server has stored: sent again, there is one row', async () => {
    const made = await logged(3);
    loseAnswers(3);
    for (let i = 0; i < 12 && (await waitingCounts()).waiting > 0; i++) await drain('button');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
    await expectAll(made.map(asSent));
  });

  test('F28: the answer to an edit is lost, then it is edited again: the newest is there', async () => {
    const [made] = await logged(1);
    await drain('saved');
    const second = await revise(Encounter, made!, { people: '2' });
    loseAnswers(1);
    await drain('button');
    const third = await revise(Encounter, second, { people: '4' });
    await drain('button');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
    await expectAll([asSent(third)]);
  });

  test('a field that an edit takes away is gone from the server too', async () => {
    const made = await create(Encounter, anEncounter({ guidance: 'information' }));
    await drain('saved');
    const edited = await revise(Encounter, made, { guidance: undefined });
    await drain('saved');
    await expectAll([asSent(edited)]);
  });

  test('F9, F37: a device that does not know that it has sent sends again: delivered, one row', async () => {
    const made = await logged(5);
    await drain('saved');
    await db.outbox.toCollection().modify({ state: 'waiting', dueAt: 0 });
    await drain('saved');
    const states = await db.outbox.toArray();
    expect(states.map(({ state }) => state)).toEqual(made.map(() => 'delivered'));
    await expectAll(made.map(asSent));
  });

  test('F23, F24: one bad record of twenty is refused with the server’s words, the others arrive, and so does it once it is mended', async () => {
    const good = await logged(10);
    const poison = await (bad ?? (() => create(Encounter, anEncounter({ place: 'Kielletty' }))))(given());
    good.push(...(await logged(9)));
    await drain('saved');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 1 });
    const [item] = await itemsOf(poison.id);
    expect(item).toMatchObject({ state: 'refused', trouble: 'rejected' });
    expect(await unseal(await deviceKey(), item!.key, item!.words!)).toMatch(refusal);
    await expectAll(good.map(asSent));

    const mended = await revise(Encounter, poison, { place: 'Kirjasto' });
    expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
    await expectAll([asSent(mended)]);
  });

  test('F30: looking tells what is held, in which revision, and what is not there', async () => {
    const [made] = await logged(1);
    const response = await aResponse();
    await drain('saved');
    expect(await lookFor(asSent(made!))).toMatchObject({ is: 'held', rev: 1 });
    expect(await lookFor(asSent(response))).toMatchObject({ is: 'held', rev: 1 });
    const edited = await revise(Encounter, made!, { people: '2' });
    expect(await lookFor(asSent(edited)), 'before it is sent').toMatchObject({ is: 'held', rev: 1 });
    await drain('saved');
    expect(await lookFor(asSent(edited))).toMatchObject({ is: 'held', rev: 2 });
    expect(await lookFor({ ...asSent(made!), id: newId() })).toEqual({ is: 'absent' });
  });

  test('F31, F39: a check finds what is there, in its newest revision; what was deleted there is missing, or gone', async () => {
    const made = await logged(4);
    await drain('saved');
    await revise(Encounter, made[0]!, { people: '2' });
    await removed(made[1]!);
    await drain('saved');
    await checkDelivered(true);
    const found = { state: 'done', checked: 4, missing: 0, gone: 0, unclear: 0 };
    expect(await checkAt('home')).toMatchObject(found);
    const how = await given().lose?.(made[2]!.id);
    if (!how) return;
    await checkDelivered(true);
    expect(await checkAt('home')).toMatchObject({ ...found, [how]: 1 });
    if (how === 'missing') {
      expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
      await expectAll([asSent(made[2]!)]);
    } else {
      expect((await itemsOf(made[2]!.id))[0]).toMatchObject({ state: 'refused', trouble: 'gone' });
    }
  });

  test('of two releases that are made at once under one id one stands, and the same once more is refused', async () => {
    const config = await endpointConfig('home');
    const pages = pagesOf(config)?.pages;
    if (!pages || pages.isLog) return;
    const place = releasePlace({ id: 'home', config });
    const id = await nextId(randomUUID(), undefined);
    const made = (content: string) => [{ about: 'a', month: '2025-03-01', least: 5, content, id }];
    const ends = await Promise.all(['one', 'two', 'three'].map((content) => place.send(made(content), undefined)));
    expect(ends).toEqual(['sent', 'sent', 'sent']);
    const there = async () => ((await place.read()) as Released[]).filter((one) => one.id === id);
    const [standing, ...others] = await there();
    expect(others).toEqual([]);
    expect(Released.parse(standing)).toEqual(standing);
    expect(await place.send(made('four'), undefined)).toBe('sent');
    expect(await place.refuses!(standing!)).toBe('refused');
    expect(await there()).toEqual([standing]);
    expect(await waitingCounts(), 'nothing of it is in the outbox').toEqual({ waiting: 0, refused: 0 });
  });

  test('a deleted record leaves a tombstone there, and nothing of what it said', async () => {
    const made = await create(Encounter, anEncounter({ place: 'Salainen paikka', guidance: 'information' }));
    const response = await aResponse([4, 4]);
    await drain('saved');
    const tombstones = [await removed(made), await removed(response)];
    await drain('saved');
    await expectAll(tombstones);
    const [left] = [...(await rowsOf([made])).values()];
    expect(JSON.stringify(left)).not.toContain('Salainen');
    expect(await lookFor(tombstones[0]!)).toMatchObject({ is: 'held', rev: 2 });
  });

  test('where it shows its records, they are read back over many pages as they were sent, in their newest revision', async () => {
    if (!pagesOf(await endpointConfig('home'))) return;
    const outing = await create(Outing, { state: 'running', places: ['Asema'], organisations: [] });
    const made = await logged(9);
    const response = await aResponse();
    const ofTeam = isForFew ? [] : await teamRecords();
    await drain('saved');
    const edited = await revise(Encounter, made[0]!, { people: '4', guidance: 'information' });
    const gone = await removed(made[1]!);
    await drain('saved');
    expect(await waitingCounts()).toEqual({ waiting: 0, refused: 0 });
    const kinds = ['outing', 'encounter', 'response', ...new Set(ofTeam.map(({ kind }) => kind))];
    const ours = new Map(
      [outing, edited, gone, response, ...made.slice(2), ...ofTeam].map((one) => [one.id, asSent(one)]),
    );
    const read = new Map<string, Sendable>();
    const pages: number[] = [];
    const failed = await readPages('home', { kinds, limit: 4 }, async (records) => {
      pages.push(records.length);
      for (const one of records as Sendable[])
        if (ours.has(one.id) && (read.get(one.id)?.rev ?? 0) < one.rev) read.set(one.id, one);
    });
    expect(failed).toBeUndefined();
    expect([...ours.keys()].map((id) => read.get(id))).toEqual([...ours.values()].map(asTold));
    expect(pages.length, 'pages').toBeGreaterThan(2);
  });

  if (!badAuth) return;
  test('F3, F41: a sign-in that is not accepted keeps everything and asks once; the right one delivers', async () => {
    const made = await logged(4);
    await configureEndpoint('home', { auth: badAuth });
    const { requests } = loseAnswers(0);
    await drain('saved');
    expect((await db.endpoints.get('home'))?.hold).toMatchObject({ trouble: 'sign-in' });
    await drain('timer');
    expect(requests()).toBe(1);
    expect(await waitingCounts()).toEqual({ waiting: 4, refused: 0 });
    await configureEndpoint('home', { auth: given().config.auth! });
    expect(await drain('saved')).toEqual({ is: 'nothing-waits' });
    await expectAll(made.map(asSent));
  });
}

/** Deletes a record. Answers what the server must then have of it. */
async function removed(record: Encounter | SurveyResponse): Promise<Sendable> {
  await remove(record);
  const { kind, id, rev, at, v, unit, device } = record;
  return { kind, id, rev: rev + 1, at, v, unit, device, deleted: true };
}
