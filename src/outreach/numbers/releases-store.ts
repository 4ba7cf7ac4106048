/**
 * The releases of this device: sealed like everything here, never sent, and never changed once they are made. They stay when
 * the records leave the device, and when numbers come from elsewhere than before.
 */

import { wallDate } from '../../i18n/wall-time.ts';
import { monthOn } from '../../periods/days.ts';
import { lastEnded } from '../../periods/grid.ts';
import { momentsOf, type Period, periodOf } from '../../periods/periods.ts';
import { keepFirst, localNames, readLocal } from '../../store/local-only.ts';
import { firstLogged, gather, notCounted, type Whole } from './facts-store.ts';
import { outingsIn } from './gathered.ts';
import type { ToldPeriod } from './longer.ts';
import { closeMonth, monthsToClose, type NumbersRelease } from './release.ts';

const beginning = 'numbers:';

/** Every release there is, in order. */
export async function numbersReleases(): Promise<NumbersRelease[]> {
  const names = await localNames(beginning);
  const held = await Promise.all(names.sort().map((name) => readLocal<string>(name)));
  return held.flatMap((kept) => (kept === undefined ? [] : [JSON.parse(kept, asMaps) as NumbersRelease]));
}

/** A map as JSON, and back. */
const ofMaps = (_: string, value: unknown) => (value instanceof Map ? { map: [...value] } : value);
const asMaps = (_: string, value: unknown) => (isKeptMap(value) ? new Map(value.map) : value);
const isKeptMap = (value: unknown): value is { map: [unknown, unknown][] } =>
  value !== null && typeof value === 'object' && Object.hasOwn(value, 'map');

interface Closing {
  whole: Whole;
  /** The area of each place that has one. */
  areas: ReadonlyMap<string, string>;
  /** The last month to close, its first day. */
  last: string;
}

/**
 * Closes the months up to one, those that have ended, and keeps each; gives every release there is then. Where another tab closed the
 * same meanwhile, what it made stands. Rejects with `NotKept`.
 */
export async function closeEnded(
  { whole, areas, last }: Closing,
  breathe: () => Promise<void> | undefined,
  progress: (read: number) => void,
): Promise<NumbersRelease[]> {
  let releases = await numbersReleases();
  const [until = last] = [last, lastEnded(wallDate(Date.now()))].sort();
  for (const month of monthsToClose(await firstLogged(whole), releases, until)) {
    const period = periodOf('month', month);
    const counted = new Set(releases.flatMap(({ members }) => members));
    const logged = await notCounted(whole, momentsOf(period).to, counted, breathe, progress);
    const isOfYear = ({ month: other }: NumbersRelease) => other.slice(0, 4) === month.slice(0, 4);
    if (Object.values(logged).flat().length === 0 && !releases.some(isOfYear)) continue;
    // What comes late may be of an outing before it.
    const outings = outingsIn(await gather({ from: monthOn(month, -1), to: period.to }, breathe));
    const release = await closeMonth({ month, logged, outings, areas }, releases, breathe);
    const isFirst = await keepFirst(new Map([[`${beginning}${month}`, JSON.stringify(release, ofMaps)]]));
    releases = isFirst ? [...releases, release] : await numbersReleases();
  }
  return releases;
}

/** What was told of a period; undefined where it was not closed. */
export const toldIn = (releases: readonly NumbersRelease[], { length, from }: Period): ToldPeriod | undefined =>
  releases.flatMap(({ told }) => told).find(({ period }) => period.length === length && period.from === from);
