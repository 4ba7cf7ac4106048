/** Everything that was logged in a period, and the outings that it was logged on. */
import type { Debrief } from '../debrief/debrief.ts';
import type { Encounter } from '../encounter.ts';
import { isPlanned, type Outing } from '../outing.ts';
import type { Logged } from './facts.ts';

/** The team's own work, as it was logged. */
export interface Gathered {
  outings: readonly Outing[];
  debriefs: readonly Debrief[];
}

/**
 * A guidance that belongs to an encounter is of the encounter's time, whenever it was told; one of an encounter that is not
 * among these is of another period.
 */
export function guidancesIn({ guidances, encounters }: Logged, to: string): Logged['guidances'] {
  const wanted = new Set(guidances.flatMap(({ encounterId }) => encounterId ?? []));
  const known = new Map<string, Encounter>();
  if (wanted.size > 0)
    for (const encounter of encounters) if (wanted.has(encounter.id)) known.set(encounter.id, encounter);
  return guidances.flatMap((guidance) => {
    const { encounterId } = guidance;
    if (!encounterId) return guidance.at < to ? [guidance] : [];
    const encounter = known.get(encounterId);
    return encounter ? [{ ...guidance, at: encounter.at, place: encounter.place }] : [];
  });
}

/** An outing as it is counted: one that several devices have is one. */
export interface OutingCounted {
  ids: readonly string[];
  at: string;
  places: readonly string[];
  units: readonly string[];
  organisations: readonly string[];
  /** How long it lasted, in hours; undefined while it runs, and where the clock was set meanwhile. */
  hours: number | undefined;
  /** How many workers were out, where it was told. */
  workers: number | undefined;
}

/** The outings that began, joint ones once. */
export function outingsIn({ outings, debriefs }: Gathered): OutingCounted[] {
  const joint = new Map<string, Outing[]>();
  for (const outing of outings) {
    if (isPlanned(outing) || ['proposed', 'agreed', 'cancelled'].includes(outing.state)) continue;
    const key = outing.plan?.uid ?? outing.id;
    joint.set(key, [...(joint.get(key) ?? []), outing]);
  }
  const workersOf = new Map<string, number>();
  for (const { outingId, workers } of debriefs)
    workersOf.set(outingId, Math.max(workers, workersOf.get(outingId) ?? 0));
  return [...joint.values()].map((parts) => {
    const at = parts.map((one) => one.at).sort()[0]!;
    const ends = parts.flatMap(({ endedAt }) => endedAt ?? []).sort();
    const told = parts.flatMap(({ id }) => workersOf.get(id) ?? []);
    const last = ends.at(-1);
    return {
      ids: parts.map(({ id }) => id),
      at,
      places: [...new Set(parts.flatMap(({ places }) => places))],
      units: [...new Set(parts.map(({ unit }) => unit))],
      organisations: [...new Set(parts.flatMap(({ organisations }) => organisations))],
      hours: last === undefined ? undefined : hoursBetween(at, last),
      workers: told.length > 0 ? Math.max(...told) : undefined,
    };
  });
}

/** Nobody is out for longer than this (hours): what looks like it was measured by a clock that was set meanwhile. */
const longest = 48;

function hoursBetween(at: string, end: string): number | undefined {
  const hours = (Date.parse(end) - Date.parse(at)) / 3_600_000;
  return hours >= 0 && hours <= longest ? hours : undefined;
}

/** Outings added up: how many, how long, how long times how many workers, and how often each organisation was along. */
export function hoursOf(outings: readonly OutingCounted[]) {
  const along = new Map<string, number>();
  for (const name of outings.flatMap(({ organisations }) => organisations)) along.set(name, (along.get(name) ?? 0) + 1);
  return {
    count: outings.length,
    hours: outings.reduce((sum, { hours = 0 }) => sum + hours, 0),
    workerHours: outings.reduce((sum, { hours = 0, workers = 0 }) => sum + hours * workers, 0),
    along: [...along].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count),
  };
}
