/** What written answers add up to in a half-year: once it has ended and everything in it was read, nothing before. */
import { periodOf } from '../periods/periods.ts';
import type { Coding } from '../survey/coding.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import type { Answered } from './answered.ts';
import { codingKey } from './collection.ts';
import { type OpenAnswer, type OpenGroup, openGroups } from './open-answers.ts';
import type { Release } from './release.ts';

/** One question, and what was written to it of which a release was made. */
export interface OpenQuestion {
  instrument: Instrument;
  item: string;
  answers: readonly OpenAnswer[];
  /** The first day of the half-year in which each response was released. */
  half: ReadonlyMap<string, string>;
}

export const halvesOf = (releases: readonly Release[]): Map<string, string> =>
  new Map(
    releases.flatMap(({ month, members }) => members.map(({ id }) => [id, periodOf('half', month).from] as const)),
  );

/** The half-years that have ended in which somebody wrote: their first days, in order. */
export const endedHalves = ({ answers, half }: OpenQuestion, today: string): string[] =>
  [...new Set(answers.map(({ response }) => half.get(response)!))]
    .sort()
    .filter((from) => periodOf('half', from).to <= today);

/** Undefined where something of the half-year was not read: nothing is told that grows by one answer at a time. */
export function openToldOf(
  { answers, half }: OpenQuestion,
  from: string,
  {
    responses,
    codings,
    least,
  }: { responses: readonly Answered[]; codings: ReadonlyMap<string, Coding>; least: number },
): OpenGroup[] | undefined {
  const inHalf = answers.filter(({ response }) => half.get(response) === from);
  const isRead = inHalf.every((answer) => codings.has(codingKey(answer)));
  return isRead ? openGroups(responses, inHalf, codings, least) : undefined;
}
