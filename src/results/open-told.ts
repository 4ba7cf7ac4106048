/** What written answers add up to in a half-year: once it has ended, all of it is at hand and was read; nothing before. */
import { periodOf } from '../periods/periods.ts';
import type { Coding } from '../survey/coding.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import type { Answered } from './answered.ts';
import { codingKey } from './collection.ts';
import { type OpenAnswer, type OpenGroup, openGroups } from './open-answers.ts';
import type { ReadingBatches } from './reading-batches.ts';
import type { Release } from './release.ts';

/** One question, and what was written to it of which a release was made. */
export interface OpenQuestion {
  instrument: Instrument;
  item: string;
  answers: readonly OpenAnswer[];
  /** The first day of the half-year in which each response was released. */
  half: ReadonlyMap<string, string>;
  /** The unit that each response was released as of: one of several that are told as one has their name. */
  unitOf: ReadonlyMap<string, string>;
  /** The half-years of which all that was released is at hand (`halvesAtHand`): their first days. */
  atHand: ReadonlySet<string>;
  /** What may be read of it (`batchesOf`). */
  reading: ReadingBatches;
  /** The smallest group of each half-year: the largest that a release of it was closed with. */
  least: ReadonlyMap<string, number>;
}

export const halvesOf = (releases: readonly Release[]): Map<string, string> =>
  new Map(
    releases.flatMap(({ month, members }) => members.map(({ id }) => [id, periodOf('half', month).from] as const)),
  );

export const unitsOf = (releases: readonly Release[]): Map<string, string> =>
  new Map(releases.flatMap(({ members }) => members.map(({ id, unit }) => [id, unit] as const)));

export function leastOfHalves(releases: readonly Release[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { month, least } of releases) {
    const { from } = periodOf('half', month);
    found.set(from, Math.max(least, found.get(from) ?? 0));
  }
  return found;
}

/** The half-years that have ended in which somebody wrote: their first days, in order. */
export const endedHalves = ({ answers, half }: OpenQuestion, today: string): string[] =>
  [...new Set(answers.map(({ response }) => half.get(response)!))]
    .sort()
    .filter((from) => periodOf('half', from).to <= today);

/**
 * Undefined where something of the half-year is not at hand or was not read: nothing is told that grows or shrinks by one answer at a
 * time.
 */
export function openToldOf(
  { instrument, item, answers, half, unitOf, atHand, least }: OpenQuestion,
  from: string,
  { responses, codings }: { responses: readonly Answered[]; codings: ReadonlyMap<string, Coding> },
): OpenGroup[] | undefined {
  const smallest = least.get(from);
  if (!atHand.has(from) || smallest === undefined) return undefined;
  const inHalf = answers.filter(({ response }) => half.get(response) === from);
  const isOfSome = instrument.items.some(({ id, showWhen }) => id === item && showWhen !== undefined) || undefined;
  const isRead = inHalf.every((answer) => codings.has(codingKey(answer)));
  const asTold = responses.map((one) => ({ ...one, unit: unitOf.get(one.id) ?? one.unit }));
  return isRead ? openGroups(asTold, inHalf, codings, smallest, isOfSome) : undefined;
}
