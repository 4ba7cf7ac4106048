/**
 * Kertymistahti: how answers accumulate in a unit, whether the target will be reached, and what became of the waves that were
 * due. Counts of the team's own work only, none broken down to few.
 */
import { smallest } from '../disclosure/suppression.ts';
import { daysOn } from '../i18n/wall-time.ts';
import { daysBetween } from '../periods/days.ts';
import { wavesUntil } from '../survey/waves/schedule.ts';
import type { CodeStanding } from '../survey/waves/standing.ts';
import { wasTried } from './asked-times.ts';

/** A span of days, both ends in it, and how many answers are wanted in it. */
export interface Span {
  from: string;
  to: string;
  answers?: number | undefined;
}

/** The present pace is that of the last four weeks; before there were so many days, or so many answers in them, there is none. */
const lately = 28;
const enough = 5;
const z = 1.959963984540054;

/** How many answers there will be on the last day, should the pace stay: with the ends between which 95 of 100 such times end. */
export interface Forecast {
  value: number;
  interval: readonly [least: number, most: number];
}

export interface Pace {
  /** How many answers had come on a day: `[day, so many so far]`, at each at least `smallest` more than at the one before. */
  steps: [day: string, count: number][];
  answered: number;
  /** Answers a week, lately; absent before enough time has passed. */
  perWeek?: number;
  /** Absent without a pace, and once the last day is over. */
  forecast?: Forecast;
  /** The day on which the target was reached; or will be, where even the lower end of the forecast reaches it. */
  reachedOn?: string;
  /** Answers a week that would reach the target. */
  needed?: number;
}

/**
 * What plans ask later in a span, and how what they asked before went. First times are none of it: who begins in a later month has no
 * plan yet.
 */
export interface PlannedTimes {
  /** How many times of known codes can be answered between now and the last day. */
  ahead: number;
  /** How many were over before, and how many of these were answered. */
  over: number;
  answered: number;
}

/** An answer: on which day, and whether a plan asked for it again, after a first time. */
export interface DayOfAnswer {
  day: string;
  isAgain?: boolean | undefined;
}

/**
 * The pace on a day. `given`: each answer, in any order; those outside the span do not count. A day counts towards the
 * pace when it is over: so the present one does not.
 */
export function paceOf(given: readonly DayOfAnswer[], span: Span, today: string, planned?: PlannedTimes): Pace {
  const { from, to, answers } = span;
  const isIn = ({ day }: DayOfAnswer) => day >= from && day <= to && day <= today;
  const isForetold = planned !== undefined && planned.over >= enough;
  const inSpan = given
    .filter(isIn)
    .map(({ day }) => day)
    .sort();
  const unplanned = given
    .filter((one) => isIn(one) && !(isForetold && one.isAgain))
    .map(({ day }) => day)
    .sort();
  const steps = stepsOf(inSpan);
  const answered = inSpan.length;
  const reached = answers !== undefined && answered >= answers ? inSpan[answers - 1] : undefined;
  const left = today > to ? 0 : daysBetween(today < from ? from : today, to) + 1;
  const missing = answers === undefined ? 0 : answers - answered;
  const ahead =
    left === 0 ? undefined : forecastOf(inSpan, unplanned, span, today, left, isForetold ? planned : undefined);
  const wait = ahead && missing > 0 ? Math.ceil((missing / ahead.more) * left) : undefined;
  const isSure = ahead && answers !== undefined && ahead.forecast.interval[0] >= answers;
  const reachedOn = reached ?? (isSure && wait !== undefined ? daysOn(today, wait - 1) : undefined);
  return {
    steps,
    answered,
    ...(ahead ? { perWeek: ahead.perDay * 7, forecast: ahead.forecast } : {}),
    ...(reachedOn === undefined ? {} : { reachedOn }),
    ...(missing <= 0 || left === 0 ? {} : { needed: (missing / left) * 7 }),
  };
}

function stepsOf(days: readonly string[]): Pace['steps'] {
  const steps: Pace['steps'] = [];
  for (const [at, day] of days.entries()) {
    const isLastOfDay = days[at + 1] !== day;
    if (isLastOfDay && at + 1 - (steps.at(-1)?.[1] ?? 0) >= smallest) steps.push([day, at + 1]);
  }
  return steps;
}

/**
 * What no plan asks for again comes as a Poisson process does, at a rate that is known from the last weeks only: the spread of what
 * is left is that of the counts and of the rate together. Of what plans ask again as many are answered as were before: the spread is
 * that of so many draws and of the share. Undefined before enough time has passed.
 */
function forecastOf(
  inSpan: readonly string[],
  unplanned: readonly string[],
  { from }: Span,
  today: string,
  left: number,
  planned: PlannedTimes = { ahead: 0, over: 1, answered: 0 },
) {
  const last = daysOn(today, -1);
  const [, since = from] = [from, daysOn(last, 1 - lately)].sort();
  const elapsed = daysBetween(since, last) + 1;
  const recent = (days: readonly string[]) => days.filter((day) => day >= since && day <= last).length;
  if (elapsed < lately || recent(inSpan) < enough) return undefined;
  const { ahead, over, answered } = planned;
  const perDay = recent(unplanned) / elapsed;
  const share = answered / over;
  const more = perDay * left + ahead * share;
  const variance = perDay * left * (1 + left / elapsed) + ahead * share * (1 - share) * (1 + ahead / over);
  const half = z * Math.sqrt(variance);
  const before = inSpan.filter((day) => day <= last).length;
  const ends = [more - half, more + half].map((end) => Math.max(inSpan.length, Math.round(before + end)));
  const value = Math.max(inSpan.length, Math.round(before + more));
  return { perDay: recent(inSpan) / elapsed, more, forecast: { value, interval: [ends[0]!, ends[1]!] as const } };
}

/** What the plans of some codes ask again from a day to the last of a span, and how what they asked before went. `isAsked`: whether a time of a code asks it. */
export function plannedTimes(
  standings: readonly CodeStanding[],
  { to }: Span,
  today: string,
  isAsked: (respondent: CodeStanding['respondent'], number: number) => boolean = () => true,
): PlannedTimes {
  const again = standings.flatMap(({ respondent, waves }) => {
    const held = new Map(waves.map((wave) => [wave.number, wave.state]));
    const known = respondent.ended ? waves : wavesUntil(respondent, to);
    return known
      .filter(({ number }) => number > 0 && isAsked(respondent, number))
      .map(({ number, opens, closes }) => ({
        opens,
        closes,
        state: held.get(number) ?? 'open',
        isEnded: respondent.ended,
      }));
  });
  const isAhead = ({ state, opens, closes, isEnded }: (typeof again)[number]) =>
    state === 'open' && !isEnded && opens <= to && closes >= today;
  const over = again.filter((one) => !isAhead(one) && one.opens <= today);
  return {
    ahead: again.filter(isAhead).length,
    over: over.length,
    answered: over.filter(({ state }) => state === 'answered').length,
  };
}

/** The team's own work with the waves that were due in a span. How people answered is told of half-years that have ended (`asked-times.ts`). */
export interface WaveCounts {
  due: number;
  /** At how many of them the person was asked, or sought. */
  tried: number;
}

/** Counts the waves of some codes whose due day is in the span and has come. */
export function waveCounts(standings: readonly CodeStanding[], { from, to }: Span, today: string): WaveCounts {
  const waves = standings
    .flatMap((standing) => standing.waves)
    .filter(({ due, answer }) => due >= from && due <= to && (due <= today || answer !== undefined));
  return { due: waves.length, tried: waves.filter(wasTried).length };
}

/**
 * The numbers that may stand beside a sum of which they are parts that overlap: each of enough people, and no two of all so near to each
 * other that few are between them.
 */
export function apart(numbers: readonly number[], sum: number): (number | undefined)[] {
  const told = [sum];
  return numbers.map((one) => {
    const isApart = told.every((other) => one === other || Math.abs(one - other) >= smallest);
    if (one < smallest || !isApart) return undefined;
    told.push(one);
    return one;
  });
}

/** A calendar year, where no target says otherwise. */
export const yearOf = (today: string): Span => ({
  from: `${today.slice(0, 4)}-01-01`,
  to: `${today.slice(0, 4)}-12-31`,
});
