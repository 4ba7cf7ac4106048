/** An encounter while it is being filled in, and what becomes of it. */
import type { Fields } from '../store/kind.ts';
import type { Encounter } from './encounter.ts';
import { isRunning, type Outing } from './outing.ts';

/** What the form holds. The depth has no default: it is the one thing that must be chosen. */
export interface EncounterDraft {
  outingId: string;
  place: string;
  people: Encounter['people'];
  depth?: Encounter['depth'] | undefined;
  topics: Encounter['topics'];
  guidance: NonNullable<Encounter['guidance']> | 'none';
}

/** What stands in the form before anything was touched. */
export const untouched = (outingId: string, place: string): EncounterDraft => ({
  outingId,
  place,
  people: '1',
  topics: [],
  guidance: 'none',
});

/** The form's content for a kept encounter. */
export const draftFrom = ({ outingId, place, people, depth, topics, guidance }: Encounter): EncounterDraft => ({
  outingId,
  place,
  people,
  depth,
  topics,
  guidance: guidance ?? 'none',
});

/** The fields to keep, or undefined while the depth is missing. */
export function fieldsFrom({ depth, guidance, ...rest }: EncounterDraft): Fields<Encounter> | undefined {
  return depth && { ...rest, depth, guidance: guidance === 'none' ? undefined : guidance };
}

/** Whether two contents of the form say the same; the order in which topics were tapped says nothing. */
export function isSame(a: EncounterDraft, b: EncounterDraft): boolean {
  const told = ({ place, people, depth, topics, guidance }: EncounterDraft) =>
    [place, people, depth, [...topics].sort(), guidance].join();
  return told(a) === told(b);
}

interface Unfinished {
  id: string;
  /** 0 for a new encounter; otherwise the edit of one that is kept. */
  base: number;
  data: EncounterDraft;
}

/** The new encounter of an outing that was begun and not saved, or undefined. What was touched and cleared again is none. */
export const unfinishedOf = <D extends Unfinished>(outingId: string, drafts: readonly D[]): D | undefined =>
  drafts.find(
    ({ base, data }) => base === 0 && data.outingId === outingId && !isSame(data, untouched(outingId, data.place)),
  );

/**
 * To which outing the next encounter is logged, and which unfinished draft goes on: the asked one, else the running
 * outing's, else the last one of an outing that has ended. `outing` is undefined where there is nothing to log to.
 */
export function whereToLog(outings: readonly Outing[], drafts: readonly Unfinished[], wanted?: string) {
  const outingOf = ({ data }: Unfinished) => outings.find(({ id }) => id === data.outingId);
  const fresh = drafts.filter((draft) => draft.base === 0 && outingOf(draft));
  const running = outings.find(isRunning);
  const draft =
    fresh.find(({ id }) => id === wanted) ?? fresh.find(({ data }) => !running || data.outingId === running.id);
  return { outing: draft ? outingOf(draft) : running, draftId: draft?.id };
}
