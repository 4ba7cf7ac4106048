/**
 * Kertymistahti: how answers accumulate in a unit, whether the target will be reached, and what became of the waves that were
 * due. Counts of answers only; they tell nothing of what anyone answered.
 */
import { daysOn } from '../i18n/wall-time.ts';
import { daysBetween } from '../periods/days.ts';
import type { CodeStanding } from '../survey/waves/standing.ts';

/** A span of days, both ends in it, and how many answers are wanted in it. */
export interface Span {
  from: string;
  to: string;
  answers?: number | undefined;
}

/** The present pace is that of the last four weeks. */
const lately = 28;

export interface Pace {
  /** How many answers came on or before each day on which one came: `[day, so many so far]`. */
  steps: [day: string, count: number][];
  answered: number;
  /** Answers a week, lately. */
  perWeek: number;
  /** At the last day, should the pace stay; the answers so far where that day is over. */
  forecast: number;
  /** The day on which the target is reached at this pace, if it is before the last one, or was. */
  reachedOn?: string;
  /** Answers a week that would reach the target. */
  needed?: number;
}

/** The pace on a day. `days`: the day of each answer, in any order; those outside the span do not count. */
export function paceOf(days: readonly string[], span: Span, today: string): Pace {
  const { from, to, answers } = span;
  const inSpan = days.filter((day) => day >= from && day <= to && day <= today).sort();
  const steps = [...new Set(inSpan)].map((day): [string, number] => [day, inSpan.lastIndexOf(day) + 1]);
  const answered = inSpan.length;
  const until = today < to ? today : to;
  const [, since = from] = [from, daysOn(until, 1 - lately)].sort();
  const elapsed = Math.max(1, daysBetween(since, until) + 1);
  const perDay = until < from ? 0 : inSpan.filter((day) => day >= since).length / elapsed;
  const left = Math.max(0, daysBetween(until, to));
  const forecast = Math.round(answered + perDay * left);
  const missing = answers === undefined ? undefined : answers - answered;
  const wait = missing === undefined || perDay === 0 ? undefined : Math.ceil(missing / perDay);
  const reached = answers !== undefined && answered >= answers ? inSpan[answers - 1] : undefined;
  const ahead = wait !== undefined && wait > 0 && wait <= left ? daysOn(until, wait) : undefined;
  const reachedOn = reached ?? ahead;
  return {
    steps,
    answered,
    perWeek: perDay * 7,
    forecast,
    ...(reachedOn === undefined ? {} : { reachedOn }),
    ...(missing === undefined || missing <= 0 || left === 0 ? {} : { needed: (missing / left) * 7 }),
  };
}

/** What became of the waves that were due in a span. */
export interface WaveCounts {
  due: number;
  asked: number;
  answered: number;
  declined: number;
  notReached: number;
  missed: number;
}

/** Counts the waves of some codes whose due day is in the span and has come. */
export function waveCounts(standings: readonly CodeStanding[], { from, to }: Span, today: string): WaveCounts {
  const waves = standings
    .flatMap((standing) => standing.waves)
    .filter(({ due, answer }) => due >= from && due <= to && (due <= today || answer !== undefined));
  const count = (is: (wave: (typeof waves)[number]) => boolean) => waves.filter(is).length;
  return {
    due: waves.length,
    asked: count(({ wasAsked }) => wasAsked),
    answered: count(({ state }) => state === 'answered'),
    declined: count(({ state }) => state === 'declined'),
    notReached: count(({ said }) => said === 'not-reached'),
    missed: count(({ state }) => state === 'missed'),
  };
}

/** A calendar year, where no target says otherwise. */
export const yearOf = (today: string): Span => ({
  from: `${today.slice(0, 4)}-01-01`,
  to: `${today.slice(0, 4)}-12-31`,
});
