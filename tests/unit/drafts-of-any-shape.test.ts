/** What was kept of an unfinished form may be of any shape: its form opens, and what does not fit is put aside and read. */

import { describe, expect, test, vi } from 'vitest';
import { ActionDrafts, faultsOfAction } from '../../src/actions/action-draft.ts';
import { AssessmentDrafts } from '../../src/assessment/draft.ts';
import {
  FunderReportDrafts,
  funderReportFields,
  isReportFit,
} from '../../src/assessment/funder-report/funder-report-draft.ts';
import {
  firstUnfitPracticePart,
  InclusionPracticeDrafts,
  inclusionPracticeFields,
} from '../../src/assessment/inclusion-practice/inclusion-practice-draft.ts';
import { PrinciplesDrafts, principlesFields } from '../../src/assessment/principles-draft.ts';
import { firstUnfitStep, ProgrammeDrafts, programmeFields } from '../../src/assessment/programme-draft.ts';
import { progress } from '../../src/assessment/progress.ts';
import {
  isCardFit,
  ProjectCardDrafts,
  projectCardFields,
} from '../../src/assessment/project-card/project-card-draft.ts';
import {
  firstUnfitReportStep,
  SocialReportDrafts,
  socialReportFaults,
  socialReportFields,
} from '../../src/assessment/social-reports/social-report-draft.ts';
import { firstUnfitStoryStep, StoryDrafts, writtenInStory } from '../../src/assessment/stories/story-draft.ts';
import { DebriefDrafts } from '../../src/outreach/debrief/debrief-draft.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { EncounterDrafts, fieldsFrom, isSame, unfinishedOf, whereToLog } from '../../src/outreach/encounter-draft.ts';
import {
  GuidanceDrafts,
  PhenomenonDrafts,
  PromiseDrafts,
  UnmetDrafts,
} from '../../src/outreach/follow-up/entry-drafts.ts';
import { ContactDrafts } from '../../src/outreach/in-need/contact-page.tsx';
import { GuideDrafts } from '../../src/outreach/in-need/guide-page.tsx';
import { CorrectionDrafts, OutingDrafts } from '../../src/outreach/outing-draft.ts';
import { PlanDrafts, planOf } from '../../src/outreach/plan/draft.ts';
import { CodingDrafts } from '../../src/results/coding-draft.ts';
import { db, type StoredDraft } from '../../src/store/db.ts';
import { deviceKey } from '../../src/store/device.ts';
import type { DraftKind } from '../../src/store/draft-kind.ts';
import { draftsOf, findDraft, keepDraft, openDraft } from '../../src/store/drafts.ts';
import { newId } from '../../src/store/id.ts';
import { allPutAside, dropPutAside, putAside } from '../../src/store/put-aside.ts';
import { create } from '../../src/store/save.ts';
import { AnsweringDrafts, ResponseDrafts, TypingDrafts } from '../../src/survey/respondent/answer-drafts.ts';
import { finished } from '../../src/survey/respondent/answers.ts';
import { findAnswers, findUnderCode, keepAnswers, settleAnswers } from '../../src/survey/respondent/answers-store.ts';
import { anEncounter, freshDevice } from '../support/device.ts';
import { esisForm } from '../support/drawn-forms.ts';
import { fc } from '../support/property.ts';

freshDevice();

type AnyKind = DraftKind<Record<string, unknown>>;
/** Every kind of draft, and what its form does with one before anybody has touched it. */
const kinds: Record<string, { kind: unknown; use?: (data: never) => unknown }> = {
  encounter: {
    kind: EncounterDrafts,
    use: (data: Parameters<typeof fieldsFrom>[0]) => {
      fieldsFrom(data);
      isSame(data, data);
      unfinishedOf('x', [{ id: 'x', base: 0, data }]);
      whereToLog([], [{ id: 'x', base: 0, data }]);
    },
  },
  'a new outing': { kind: OutingDrafts },
  'a corrected outing': { kind: CorrectionDrafts },
  plan: { kind: PlanDrafts, use: (data: Parameters<typeof planOf>[0]) => planOf(data, undefined, newId()) },
  guidance: { kind: GuidanceDrafts },
  unmet: { kind: UnmetDrafts },
  promise: { kind: PromiseDrafts },
  phenomenon: { kind: PhenomenonDrafts },
  contact: { kind: ContactDrafts },
  guide: { kind: GuideDrafts },
  debrief: { kind: DebriefDrafts },
  assessment: { kind: AssessmentDrafts, use: (data: { answers: never }) => progress(data.answers) },
  action: { kind: ActionDrafts, use: (data: Parameters<typeof faultsOfAction>[0]) => faultsOfAction(data) },
  programme: {
    kind: ProgrammeDrafts,
    use: (data: Parameters<typeof programmeFields>[0]) => [programmeFields(data), firstUnfitStep(data)],
  },
  'a social report': {
    kind: SocialReportDrafts,
    use: (data: Parameters<typeof socialReportFields>[0]) => [
      socialReportFields(data),
      socialReportFaults(data, '2026-11-29'),
      firstUnfitReportStep(data, '2026-11-29'),
    ],
  },
  story: {
    kind: StoryDrafts,
    use: (data: Parameters<typeof writtenInStory>[0]) => [writtenInStory(data), firstUnfitStoryStep(data)],
  },
  'an inclusion practice': {
    kind: InclusionPracticeDrafts,
    use: (data: Parameters<typeof inclusionPracticeFields>[0]) => [
      inclusionPracticeFields(data),
      firstUnfitPracticePart(data),
    ],
  },
  'a report to a funder': {
    kind: FunderReportDrafts,
    use: (data: Parameters<typeof isReportFit>[0]) => [funderReportFields(data), isReportFit(data)],
  },
  'a project card': {
    kind: ProjectCardDrafts,
    use: (data: Parameters<typeof isCardFit>[0]) => [projectCardFields(data, []), isCardFit(data)],
  },
  principles: {
    kind: PrinciplesDrafts,
    use: (data: Parameters<typeof principlesFields>[0]) => principlesFields(data),
  },
  coding: { kind: CodingDrafts },
  response: { kind: AnsweringDrafts, use: (data: Parameters<typeof finished>[1]) => finished(esisForm, data) },
  'a response put away or not': { kind: ResponseDrafts },
  'a paper form': { kind: TypingDrafts, use: (data: Parameters<typeof finished>[1]) => finished(esisForm, data) },
};
const table = Object.entries(kinds).map(([name, { kind, use }]) => [name, kind as AnyKind, use] as const);

const wrong: unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1e308,
  '',
  'text',
  [],
  [null],
  [[[]]],
  {},
  { a: { b: { c: [] } } },
];

describe.each(table)('%s', (_, kind, use) => {
  const blank = kind.read({}).data;
  const fits = (read: { data: Record<string, unknown> }) => {
    for (const [field, value] of Object.entries(blank)) {
      expect(typeof read.data[field], field).toBe(typeof value);
      expect(Array.isArray(read.data[field]), field).toBe(Array.isArray(value));
    }
    use?.(read.data as never);
  };

  test.each(wrong.map((value) => [JSON.stringify(value), value]))(
    'that is %s opens its form, and is not whole',
    (_, stored) => {
      const read = kind.read(stored);
      fits(read);
      if (stored === null || typeof stored !== 'object' || Array.isArray(stored)) expect(read.isWhole).toBe(false);
    },
  );

  test('with any field of another shape opens its form with the others, and says that something was left out', () => {
    for (const field of Object.keys(blank)) {
      for (const value of wrong) {
        const read = kind.read({ ...blank, [field]: value });
        fits(read);
        const stays = JSON.stringify(read.data[field]) === JSON.stringify(value);
        if (value !== undefined) expect(stays || !read.isWhole, `${field} ${JSON.stringify(value)}`).toBe(true);
        for (const other of Object.keys(blank)) if (other !== field) expect(read.data[other]).toEqual(blank[other]);
      }
    }
  });

  test('of an older shape, with fields missing, is whole: they stand as in the empty form', () => {
    for (const field of Object.keys(blank)) {
      const { [field]: _, ...older } = blank;
      expect(kind.read(older, blank)).toEqual({ data: blank, isWhole: true });
    }
  });

  test('of a later shape keeps what this version does not know to be put aside', () => {
    expect(kind.read({ ...blank, later: 'words' })).toMatchObject({ isWhole: false });
    expect(kind.read({ ...blank, constructor: 'words', toString: 1 })).toMatchObject({ isWhole: false });
  });

  test('of whatever shape: nothing throws, and nothing is left out unsaid', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue({ maxDepth: 6 }),
          fc.record(Object.fromEntries(Object.keys(blank).map((field) => [field, fc.jsonValue()])), {
            requiredKeys: [],
          }),
        ),
        (stored) => {
          const read = kind.read(stored);
          fits(read);
          if (read.isWhole) expect(read.data).toMatchObject(stored as object);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** A draft as it lies on the device, of a text that need not be JSON. */
async function lying(kind: string, text: string, id = newId(), base = 0): Promise<StoredDraft> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(id);
  const body = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData },
    await deviceKey(),
    new TextEncoder().encode(text),
  );
  const row: StoredDraft = { id, kind, base, at: new Date().toISOString(), by: 'another', iv, body };
  await db.drafts.put(row);
  return row;
}

const cut = ['', '{', '{"place":"Tori","top', 'null', '[1,2', '"', '['.repeat(50_000)];

describe('what does not fit', () => {
  test.each(cut.map((text) => [JSON.stringify(text.slice(0, 30)), text]))(
    '%s is put aside as it was, and read',
    async (_, text) => {
      const row = await lying('encounter', text);
      const draft = await openDraft(EncounterDrafts, row);
      expect(draft).toMatchObject({ isWhole: false, data: { people: '1', topics: [] } });
      expect(await draftsOf(EncounterDrafts)).toHaveLength(1);
      await putAside(row, undefined);
      expect(await draftsOf(EncounterDrafts)).toEqual([]);
      const [aside] = await allPutAside();
      expect(aside).toMatchObject({ kind: 'encounter', at: row.at });
      expect(aside!.text!.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      await dropPutAside(aside!.name);
      expect(await allPutAside()).toEqual([]);
    },
  );

  test('lies sealed', async () => {
    await putAside(await lying('encounter', '{"note":"Päiväkeskuksen ovella"'), undefined);
    const [row] = await db.settings.where('name').startsWith('put-aside:').toArray();
    expect(JSON.stringify(row)).not.toContain('ovella');
    expect(new TextDecoder().decode((row!.value as StoredDraft).body)).not.toContain('ovella');
  });

  test('leaves what fits as the draft; twice, or in two tabs, it is put aside once', async () => {
    const id = newId();
    const row = await lying('encounter', JSON.stringify({ place: 'Tori', topics: 'money', people: '3' }), id);
    const { data } = (await openDraft(EncounterDrafts, row))!;
    await Promise.all([putAside(row, data), putAside(row, data)]);
    expect(await findDraft(EncounterDrafts, id)).toMatchObject({ isWhole: true, data: { place: 'Tori', people: '3' } });
    expect(await allPutAside()).toHaveLength(1);
  });

  test('is never written over before it is aside: not by a draft, and not by the record', async () => {
    const id = newId();
    const row = await lying('encounter', 'null', id);
    const transaction = vi.spyOn(db, 'transaction').mockRejectedValue(new DOMException('', 'QuotaExceededError'));
    await expect(putAside(row, undefined)).rejects.toMatchObject({ why: 'disk-full' });
    await expect(keepDraft({ kind: 'encounter', id, base: 0 }, {})).rejects.toMatchObject({ why: 'disk-full' });
    transaction.mockRestore();
    await create(Encounter, anEncounter(), { id });
    expect(await allPutAside()).toMatchObject([{ kind: 'encounter', text: 'null' }]);
  });
});

describe('a respondent’s answers', () => {
  test('of a shape that nobody expected go aside; the form begins, and goes on with what could be read', async () => {
    const answers = [5, 4, null, 2, 1, 5, 4, 3, 2, 1];
    const id = newId();
    await lying(
      'response',
      JSON.stringify({ bundle: 'esis', language: 'fi', mode: 'self', startedAt: 'yesterday', at: 3, answers }),
      id,
    );
    expect(await findAnswers(id)).toMatchObject({ at: 3, answers });
    expect(await allPutAside()).toHaveLength(1);
    for (const text of cut) expect(await findAnswers((await lying('response', text)).id)).toBeUndefined();
    expect(await allPutAside()).toHaveLength(1 + cut.length);
  });

  test.each(wrong.map((value) => [JSON.stringify(value), value]))(
    'that are %s are checked ahead of their end, and nothing fails on the page',
    async (_, answers) => {
      const ahead: (() => void)[] = [];
      const later = vi
        .spyOn(globalThis, 'setTimeout')
        .mockImplementation(((run: () => void) => ahead.push(run)) as never);
      const answering = { bundle: 'esis', language: 'fi', mode: 'self', startedAt: 7, at: 1, answers };
      keepAnswers(newId(), esisForm, answering as never, () => undefined);
      later.mockRestore();
      expect(ahead).toHaveLength(1);
      expect(ahead[0]).not.toThrow();
      await settleAnswers();
    },
  );

  test('under a code that opens something else than answers begin anew, and nothing of it is lost', async () => {
    const broken = newId();
    const answering = { bundle: 'esis', language: 'fi', mode: 'self', startedAt: 7, at: 'x', answers: 'none' };
    keepAnswers(broken, esisForm, answering as never, () => undefined, 'K7M4PX27');
    await settleAnswers();
    expect((await findUnderCode('K7M4PX27'))?.answering).toMatchObject({
      ...{ bundle: 'esis', at: 1 },
      answers: Array(10).fill(null),
    });
    expect(await allPutAside()).toHaveLength(1);
  });
});
