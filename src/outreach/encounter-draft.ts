/** An encounter while it is being filled in, and what becomes of it. */
import * as z from 'zod/mini';
import { type DraftFields, defineDraft } from '../store/draft-kind.ts';
import type { Fields } from '../store/kind.ts';
import type { Encounter } from './encounter.ts';
import { isRunning, type Outing } from './outing.ts';
import { type OptionalRow, optionalRows, rowDrafts, rowSaid } from './rows.ts';
import { codeOf } from './value-list.ts';
import * as values from './values.ts';

/** What the form holds. The depth has no default: it is the one thing that must be chosen. */
export interface EncounterDraft extends Pick<Encounter, OptionalRow> {
  outingId: string;
  place: string;
  people: Encounter['people'];
  depth?: Encounter['depth'] | undefined;
  topics: Encounter['topics'];
  guidance: NonNullable<Encounter['guidance']> | 'none';
}

/** What stands in the form before anything was touched. */
export const untouchedEncounter = (outingId: string, place: string): EncounterDraft => ({
  outingId,
  place,
  people: '1',
  topics: [],
  guidance: 'none',
});

const fields: DraftFields<EncounterDraft> = {
  outingId: z.string(),
  place: z.string(),
  people: z.enum(values.people),
  depth: z.optional(z.enum(values.depths)),
  topics: z.array(codeOf(values.topics)),
  guidance: z.union([z.literal('none'), codeOf(values.guidanceWays)]),
  ...rowDrafts,
};
export const EncounterDrafts = defineDraft('encounter', fields, untouchedEncounter('', ''));

/** The form's content for a kept encounter. */
export function draftFrom(encounter: Encounter): EncounterDraft {
  const { kind, id, rev, at, v, unit, device, guidance, ...rest } = encounter;
  return { ...rest, guidance: guidance ?? 'none' };
}

/** No optional row: laid under what comes back, so that one that was filled in is empty again. */
export const emptyRows = Object.fromEntries(optionalRows.map((row) => [row, undefined])) as Partial<EncounterDraft>;

/** The fields to keep, or undefined while the depth is missing. */
export function fieldsFrom({ depth, guidance, ...rest }: EncounterDraft): Fields<Encounter> | undefined {
  if (!depth) return undefined;
  const said = Object.fromEntries(optionalRows.filter((row) => row in rest).map((row) => [row, rowSaid(rest[row])]));
  return { ...rest, depth, guidance: guidance === 'none' ? undefined : guidance, ...said };
}

/** Whether two contents of the form say the same; the order in which several were tapped says nothing. */
export function isSame(a: EncounterDraft, b: EncounterDraft): boolean {
  const told = ({ outingId, ...rest }: EncounterDraft) =>
    JSON.stringify(
      Object.entries(rest)
        .map(([field, value]) => [field, rowSaid(value)] as const)
        .filter(([, value]) => value !== undefined)
        .map(([field, value]) => [field, Array.isArray(value) ? [...value].sort() : value] as const)
        .sort(([one], [other]) => one.localeCompare(other)),
    );
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
    ({ base, data }) =>
      base === 0 && data.outingId === outingId && !isSame(data, untouchedEncounter(outingId, data.place)),
  );

/** The ids of the outings of new encounters that were begun and not saved, however long ago. */
export const outingsOf = (drafts: readonly Unfinished[]): string[] => [
  ...new Set(drafts.filter(({ base }) => base === 0).map(({ data }) => data.outingId)),
];

/**
 * To which outing the next encounter is logged, and which unfinished draft goes on: the asked one, else the running
 * outing's, else the last one of an outing that has ended. `outings`: the one that runs and those of the drafts. `outing` is
 * undefined where there is nothing to log to.
 */
export function whereToLog(outings: readonly Outing[], drafts: readonly Unfinished[], wanted?: string) {
  const outingOf = ({ data }: Unfinished) => outings.find(({ id }) => id === data.outingId);
  const fresh = drafts.filter((draft) => draft.base === 0 && outingOf(draft));
  const running = outings.find(isRunning);
  const draft =
    fresh.find(({ id }) => id === wanted) ?? fresh.find(({ data }) => !running || data.outingId === running.id);
  return { outing: draft ? outingOf(draft) : running, draftId: draft?.id };
}

/** For how long (ms) a tab comes back to what was logged in it: for an evening out, not on the next one. */
const anEvening = 12 * 60 * 60_000;

/**
 * Whether a form that is loaded anew comes back to the encounter that was kept in it at `keptAt`: not a day later, nor where
 * another outing runs by now than its own.
 */
export const comesBackTo = (outing: Outing, running: Outing | undefined, keptAt: number, now = Date.now()): boolean =>
  (!running || running.id === outing.id) && Math.abs(now - keptAt) < anEvening;
