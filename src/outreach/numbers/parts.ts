/** The parts that a period's encounters are seen by: time, place or area, who logged, time of day. One at a time. */

import { wallClock, wallDate } from '../../i18n/wall-time.ts';
import { partOf, partsOf } from '../../periods/parts.ts';
import type { Period } from '../../periods/periods.ts';
import type { Breakdown, PartOf } from './counted.ts';
import type { Fact } from './fact.ts';
import type { OutingCounted } from './gathered.ts';

/** The hours at which the parts of a day begin: coarse, as all that is told of times. */
export const bands = [0, 6, 9, 12, 15, 18, 21] as const;

/** The part of the day that an hour lies in, by the hour at which it begins. */
export const bandOf = (hour: number): string => String(bands.findLast((begin) => begin <= hour) ?? 0);

/** The area of a place as the organisation has it, else the place itself: reports speak of areas where there are any. */
export const whereOf = (place: string, areas: ReadonlyMap<string, string>): string =>
  areas.get(place.toLocaleLowerCase('fi')) ?? place;

/** Which part a fact belongs to, and the parts that there always are. */
export function waysOf(period: Period, areas: ReadonlyMap<string, string>) {
  const times = partsOf(period);
  const partOfFact: Record<Breakdown, (fact: Fact) => string> = {
    time: ({ date }) => partOf(times, date),
    where: ({ place }) => whereOf(place, areas),
    unit: ({ unit }) => unit,
    hour: ({ hour }) => bandOf(hour),
  };
  const parts: Partial<Record<Breakdown, readonly string[]>> = { time: times, hour: bands.map(String) };
  return { partOf: partOfFact satisfies PartOf, parts };
}

/** Whether an outing belongs to a part: by where it went, whose it was, and when it began. */
export function isOfPart(
  { at, places, units }: OutingCounted,
  way: Breakdown,
  part: string,
  period: Period,
  areas: ReadonlyMap<string, string>,
): boolean {
  if (way === 'where') return places.some((place) => whereOf(place, areas) === part);
  if (way === 'unit') return units.includes(part);
  if (way === 'hour') return bandOf(Number(wallClock(at).slice(0, 2))) === part;
  return partOf(partsOf(period), wallDate(at)) === part;
}

/**
 * A part in an address: nothing can be read from it, and whoever has the same records finds the same part. FNV-1a.
 */
export function partMark(part: string): string {
  let hash = 0x811c9dc5;
  for (const sign of part) hash = Math.imul(hash ^ sign.codePointAt(0)!, 0x01000193);
  return (hash >>> 0).toString(36);
}
