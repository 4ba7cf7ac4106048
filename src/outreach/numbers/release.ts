/**
 * Releases: what is told of the people met, once a month has ended. Each month is closed once. What was told then stands,
 * whatever is logged, changed or deleted afterwards; what comes late is counted in the month that is closed next.
 */
import { wallDate } from '../../i18n/wall-time.ts';
import { monthOn } from '../../periods/days.ts';
import { momentsOf, periodOf } from '../../periods/periods.ts';
import { cellsOf, count, knownOf } from './counted.ts';
import { factsOf, type Logged } from './facts.ts';
import { guidancesIn, type OutingCounted } from './gathered.ts';
import { type ClosedMonth, tellLonger } from './longer.ts';
import { byPair, pairing, pairsIn } from './pairs.ts';
import { waysOf } from './parts.ts';
import { publish } from './publish.ts';

/** One month of encounters, closed. */
export interface NumbersRelease extends ClosedMonth {
  /** The ids of the records that it was made of. */
  members: readonly string[];
  /** The ids of the encounters that were counted with a guidance: what is told of it later is not one more. */
  guided: readonly string[];
}

export interface ToClose {
  /** The first day of the month. */
  month: string;
  /** What no release was made of yet: of the month, and what came late. */
  logged: Logged;
  outings: readonly OutingCounted[];
  /** The area of each place that has one. */
  areas: ReadonlyMap<string, string>;
}

/** Closes a month after those that were closed `earlier`. `breathe` is called after each piece of the work. */
export async function closeMonth(
  { month, logged: found, outings, areas }: ToClose,
  earlier: readonly NumbersRelease[],
  breathe: () => Promise<void> | undefined,
): Promise<NumbersRelease> {
  const period = periodOf('month', month);
  const logged = { ...found, guidances: freshGuidances(found, earlier, momentsOf(period).to) };
  const facts = await factsOf(logged, breathe);
  const { partOf, parts } = waysOf(period, areas);
  const counted = await count(facts, partOf, parts, breathe);
  const pairOf = pairing(facts, outings);
  if (pairOf) counted.by.set(byPair, pairsIn(facts, pairOf));
  const cells = cellsOf(facts, pairOf ? { ...partOf, [byPair]: pairOf } : partOf);
  const published = await publish(counted, breathe, cells);
  const closed: ClosedMonth = { month, counted, known: knownOf(cells), told: [{ period, published }] };
  const ofYear = earlier.filter((one) => one.month.slice(0, 4) === month.slice(0, 4));
  const { encounters, guidances } = logged;
  return {
    ...closed,
    told: [...closed.told, ...(await tellLonger([...ofYear, closed], breathe))],
    members: Object.values(logged).flatMap((records) => records.map(({ id }) => id)),
    guided: [
      ...encounters.flatMap(({ id, guidance }) => (guidance ? [id] : [])),
      ...guidances.flatMap(({ encounterId }) => encounterId ?? []),
    ],
  };
}

/** Guidances that are to be counted: with their encounter, or by themselves where that was counted earlier without one. */
function freshGuidances(logged: Logged, earlier: readonly NumbersRelease[], to: string): Logged['guidances'] {
  const members = new Set(earlier.flatMap((one) => one.members));
  const guided = new Set(earlier.flatMap((one) => one.guided));
  const isLate = (id: string | undefined) => id !== undefined && members.has(id);
  const late = logged.guidances.filter(({ encounterId, at }) => isLate(encounterId) && at < to);
  const others = logged.guidances.filter(({ encounterId }) => !isLate(encounterId));
  return [
    ...guidancesIn({ ...logged, guidances: others }, to),
    ...late.filter(({ encounterId }) => !guided.has(encounterId!)),
  ];
}

/** The months to close, in order: those up to and with `last` that were not closed, from the first one on that anything is of. */
export function monthsToClose(first: string | undefined, earlier: readonly NumbersRelease[], last: string): string[] {
  const closed = earlier.map(({ month }) => month).sort();
  const after = closed.at(-1);
  const start = after ? monthOn(after, 1) : first && monthOn(wallDate(first), 0);
  const months: string[] = [];
  for (let month = start; month !== undefined && month <= last; month = monthOn(month, 1)) months.push(month);
  return months;
}
