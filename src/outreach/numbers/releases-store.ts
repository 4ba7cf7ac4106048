/**
 * What this device tells: releases, sealed like everything here, and never changed once they are told. They stay when the records
 * leave the device, and when numbers come from elsewhere than before. Where numbers come from a server they are what stands there.
 */

import { smallest } from '../../disclosure/suppression.ts';
import { packText, unpackText } from '../../files/packed-text.ts';
import { wallDate } from '../../i18n/wall-time.ts';
import { monthOn } from '../../periods/days.ts';
import { lastEnded } from '../../periods/grid.ts';
import { momentsOf, type Period, periodOf } from '../../periods/periods.ts';
import type { Shelf } from '../../releases/close-there.ts';
import { isSecondPlace, toldElsewhere } from '../../releases/second-place-store.ts';
import { keepToldAlone } from '../../releases/told-alone-store.ts';
import { keepFirst, localNames, readLocal } from '../../store/local-only.ts';
import { noteToldThere } from '../../store/told-alone.ts';
import { firstLogged, gather, notCounted, type Whole } from './facts-store.ts';
import { outingsIn } from './gathered.ts';
import type { ToldPeriod } from './longer.ts';
import { closeMonth, monthsToClose, type NumbersRelease } from './release.ts';
import { numbersAsText, numbersFromText, openNumbers } from './release-shape.ts';

const beginning = 'numbers:';

/** Every release there is, in order. */
export async function numbersReleases(): Promise<NumbersRelease[]> {
  const names = await localNames(beginning);
  const held = await Promise.all(names.sort().map((name) => readLocal<string>(name)));
  return held.flatMap((kept) => (kept === undefined ? [] : [numbersFromText(kept)]));
}

/** The records that another device has told of by itself. */
export const numbersToldElsewhere = (): Promise<ReadonlySet<string>> => toldElsewhere(beginning);

interface Closing {
  whole: Whole;
  /** The area of each place that has one. */
  areas: ReadonlyMap<string, string>;
  /** The last month to close, its first day. */
  last: string;
  /** Whom devices told of by themselves before there was a server. */
  toldAlone?: ReadonlySet<string>;
}

type Breathe = () => Promise<void> | undefined;
type Progress = (read: number) => void;

/**
 * Closes the months up to one, those that have ended, where this device is the place, and keeps each; gives every release there is
 * then. Where another tab closed the same meanwhile, what it made stands; where another device may be the place nothing is closed. Rejects
 * with `NotKept`.
 */
export async function closeEnded(closing: Closing, breathe: Breathe, progress: Progress): Promise<NumbersRelease[]> {
  const earlier = await numbersReleases();
  if (await isSecondPlace()) return earlier;
  return closeAfter(earlier, closing, breathe, progress, async (releases, release) =>
    (await keepAlone(release)) ? [...releases, release] : numbersReleases(),
  );
}

/** First whom it tells of: that is known to a server that comes later. */
async function keepAlone(release: NumbersRelease): Promise<boolean> {
  await keepToldAlone([release]);
  return keepOne(release);
}

const keepOne = (release: NumbersRelease): Promise<boolean> =>
  keepFirst(new Map([[`${beginning}${release.month}`, numbersAsText(release)]]));

/** Closes what has ended after those closed before; `keep` says what there is with one more. */
async function closeAfter(
  earlier: readonly NumbersRelease[],
  { whole, areas, last, toldAlone = new Set() }: Closing,
  breathe: Breathe,
  progress: Progress,
  keep: (releases: readonly NumbersRelease[], release: NumbersRelease) => Promise<NumbersRelease[]>,
): Promise<NumbersRelease[]> {
  let releases = [...earlier];
  const elsewhere = [...(await numbersToldElsewhere()), ...toldAlone];
  const [until = last] = [last, lastEnded(wallDate(Date.now()))].sort();
  for (const month of monthsToClose(await firstLogged(whole), releases, until)) {
    const period = periodOf('month', month);
    const counted = new Set([...elsewhere, ...releases.flatMap(({ members }) => members)]);
    const logged = await notCounted(whole, momentsOf(period).to, counted, breathe, progress);
    const isOfYear = ({ month: other }: NumbersRelease) => other.slice(0, 4) === month.slice(0, 4);
    if (Object.values(logged).flat().length === 0 && !releases.some(isOfYear)) continue;
    // What comes late may be of an outing before it.
    const outings = outingsIn(await gather({ from: monthOn(month, -1), to: period.to }, breathe));
    releases = await keep(releases, await closeMonth({ month, logged, outings, areas }, releases, breathe));
  }
  return releases;
}

/** The releases of encounters as `closeThere` closes them, with all that was read of the server. */
export const numbersShelf = (areas: Closing['areas'], breathe: Breathe, progress: Progress): Shelf<NumbersRelease> => ({
  about: 'encounters',
  told: numbersReleases,
  async keep(releases) {
    const told = new Set((await numbersReleases()).map(({ month }) => month));
    if (releases.length > 0) await noteToldThere();
    for (const release of releases) if (!told.has(release.month)) await keepOne(release);
  },
  async close(earlier, toldAlone) {
    const closing: Closing = { whole: 'server', areas, last: lastEnded(wallDate(Date.now())), toldAlone };
    const all = await closeAfter(earlier, closing, breathe, progress, async (before, one) => [...before, one]);
    return all.slice(earlier.length);
  },
  pack: async (release) => ({
    ...{ about: 'encounters', month: release.month, least: smallest, content: await packText(numbersAsText(release)) },
  }),
  open: async ({ content }, before) => openNumbers(await unpackText(content), before),
});

/** What was told of a period; undefined where it was not closed. */
export const toldIn = (releases: readonly NumbersRelease[], { length, from }: Period): ToldPeriod | undefined =>
  releases.flatMap(({ told }) => told).find(({ period }) => period.length === length && period.from === from);
