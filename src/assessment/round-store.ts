/** Rounds as this device knows them: its own records and copies of others', which are in no outbox. */
import { Action } from '../actions/action.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { everyOf, keepCopies } from '../store/copies.ts';
import { deviceId, setting } from '../store/device.ts';
import { draftsOf, keepDraft } from '../store/drafts.ts';
import { idFor, isTombstone } from '../store/kind.ts';
import { Assessment, type roundParts } from './assessment.ts';
import { type AssessmentDraft, AssessmentDrafts } from './draft.ts';
import { type Round, type RoundHead, roundsOf } from './round.ts';
import { type JudgedGiven, judgeShared } from './take-in.ts';

export const allRounds = async (): Promise<Round[]> => roundsOf(await everyOf(Assessment));

/** The records of a round that this device made itself. */
export async function ownIn({ common, views }: Round): Promise<Assessment[]> {
  const device = await deviceId();
  return [...common, ...views].filter((record) => record.device === device);
}

/** The form in which this device answers in a round: what it has begun or kept there, else a new one. Its id. */
export async function beginIn(head: RoundHead, part: (typeof roundParts)[number]): Promise<string> {
  const { round, activity, begun, previous } = head;
  const [rounds, drafts] = await Promise.all([allRounds(), draftsOf(AssessmentDrafts)]);
  const here = rounds.find((one) => one.round === round);
  const own = here && (await ownIn(here)).find((record) => record.part === part);
  const open = drafts.find(
    ({ id, base, data }) => base === 0 && (data.round ?? id) === round && (data.part ?? 'common') === part,
  );
  if (own ?? open) return (own ?? open)!.id;
  const draft: AssessmentDraft = { activity, answers: {}, round, begun, part, ...(previous && { previous }) };
  return begin(draft);
}

/** The form of the next round of an activity: one that was begun, else a new one. Its id, which is the round's too. */
export async function beginNext({ round, activity }: RoundHead): Promise<string> {
  const open = (await draftsOf(AssessmentDrafts)).find(
    ({ base, data }) => base === 0 && data.previous === round && !data.round,
  );
  if (open) return open.id;
  return begin({ activity, answers: {}, previous: round, begun: wallDate(Date.now()), part: 'common' });
}

async function begin(draft: AssessmentDraft): Promise<string> {
  const id = idFor(Assessment.name);
  await keepDraft({ kind: Assessment.name, id, base: 0 }, draft);
  return id;
}

/** Whether anything else of a round is known here than one record or draft: what was agreed in it still has its round then. */
export async function standsWithout(round: string, id: string): Promise<boolean> {
  const [records, drafts] = await Promise.all([everyOf(Assessment), draftsOf(AssessmentDrafts)]);
  return (
    records.some((record) => record.round === round && record.id !== id) ||
    drafts.some((draft) => (draft.data.round ?? draft.id) === round && draft.id !== id)
  );
}

/** What is told to another device of a round: every record that is known of it, and of what was agreed in it; one a line. */
export async function roundLines(round: string): Promise<string[]> {
  const [assessments, actions] = await Promise.all([everyOf(Assessment), everyOf(Action)]);
  return [...assessments.filter((one) => one.round === round), ...actions.filter(({ about }) => about === round)].map(
    (record) => JSON.stringify(record),
  );
}

/** How many records of what was given are new here, were known, or were not taken and why. */
export type TakenIn = Record<'fresh' | 'known' | Exclude<JudgedGiven['is'], 'taken'>, number> & {
  /** What the rounds are that were passed over because another one was asked for. */
  passed: RoundHead[];
};

/**
 * Takes what others gave: of the round that is asked for, else of any. Nothing of this device is changed by it, and of another's
 * record a newer revision alone takes an older one's place.
 */
export async function takeInto(given: readonly unknown[], round: string | undefined): Promise<TakenIn> {
  const [assessments, actions] = await Promise.all([everyOf(Assessment), everyOf(Action)]);
  const held = new Map([...assessments, ...actions].map(({ id, rev }) => [id, rev]));
  const judged = given.map((one) => judgeShared(one, round));
  const taken = judged.flatMap((one) => (one.is === 'taken' ? [one.record] : []));
  const gone = given.filter(isTombstone).filter(({ id }) => held.has(id));
  await keepCopies([...taken, ...gone]);
  const isNew = ({ id, rev }: { id: string; rev: number }) => (held.get(id) ?? 0) < rev;
  const count = (is: JudgedGiven['is']) => judged.filter((one) => one.is === is).length;
  const passed = judged.flatMap((one) => (one.is === 'other-round' && one.head ? [one.head] : []));
  return {
    fresh: taken.filter(isNew).length,
    known: taken.filter((record) => !isNew(record)).length,
    'other-round': count('other-round'),
    'other-wording': count('other-wording'),
    newer: count('newer'),
    unreadable: count('unreadable'),
    elsewhere: count('elsewhere'),
    passed: [...new Map(passed.map((head) => [head.round, head])).values()],
  };
}

/** Takes what an endpoint shows of rounds: those of this unit, and those that are known here. */
export async function takeFromEndpoint(records: readonly unknown[]): Promise<TakenIn> {
  const [unit, rounds] = await Promise.all([setting('unit', 'oma'), allRounds()]);
  const known = new Set(rounds.map(({ round }) => round));
  const isWanted = (record: unknown) => {
    const { unit: of, round, about } = record as { unit?: unknown; round?: string; about?: string };
    return of === unit || known.has(round ?? about ?? '') || isTombstone(record);
  };
  return takeInto(records.filter(isWanted), undefined);
}
