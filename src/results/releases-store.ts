/**
 * What this device tells: releases, sealed like everything here, and never changed once they are told. They stay when the responses
 * leave the device, and when results come from elsewhere than before. Where results come from a server they are what stands there.
 */
import { idsIn } from '../releases/chain.ts';
import type { Shelf } from '../releases/close-there.ts';
import { isSecondPlace, toldElsewhere } from '../releases/second-place-store.ts';
import { keepToldAlone } from '../releases/told-alone-store.ts';
import { keepFirst, localNames, readLocal } from '../store/local-only.ts';
import { noteToldThere } from '../store/told-alone.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import type { Answered } from './answered.ts';
import type { Closing, Release } from './release.ts';
import { aboutOf, openRelease, packRelease } from './release-shape.ts';
import { closeMonths } from './results.ts';

const beginning = (instrument: Instrument) => `release:${aboutOf(instrument)}:`;

/** The releases of an instrument, in order. */
export async function releasesOf(instrument: Instrument): Promise<Release[]> {
  const names = await localNames(beginning(instrument));
  const held = await Promise.all(names.sort().map((name) => readLocal<Release>(name)));
  return held.filter((release) => release !== undefined);
}

/**
 * Closes what has ended and keeps it: gives every release there is then. Where another tab closed the same meanwhile, what it
 * made stands. Nothing is closed where another device may be the place of the same. Rejects with `NotKept`.
 */
export async function closeAndKeep(
  instrument: Instrument,
  responses: readonly Answered[],
  closing: Closing,
  breathe: () => Promise<void> | undefined,
): Promise<Release[]> {
  await closeTogether([instrument], responses, closing, breathe);
  return releasesOf(instrument);
}

/**
 * The same of several at once, once there is something to close of the first: all are kept or none, since of two that were closed on
 * different days the same people are told but for those who came between. Rejects with `NotKept`.
 */
export async function closeTogether(
  instruments: readonly Instrument[],
  responses: readonly Answered[],
  closing: Closing,
  breathe: () => Promise<void> | undefined,
): Promise<void> {
  if (await isSecondPlace()) return;
  const named = new Map<string, Release>();
  for (const instrument of instruments) {
    const earlier = await releasesOf(instrument);
    const toCount = await notToldElsewhere(instrument, responses, earlier);
    const made = await closeMonths(instrument, toCount, earlier, closing, breathe);
    for (const release of made) named.set(`${beginning(instrument)}${release.month}`, release);
    if (named.size === 0) return;
  }
  // First: what is told is known to a server that comes later.
  await keepToldAlone([...named.values()]);
  await keepFirst(named);
}

/** The responses to an instrument that another device has told of by itself. */
export const responsesToldElsewhere = (instrument: Instrument): Promise<ReadonlySet<string>> =>
  toldElsewhere(beginning(instrument));

/** Those whom no other device has told of by itself, and those who are counted already. */
export async function notToldElsewhere(
  instrument: Instrument,
  responses: readonly Answered[],
  earlier: readonly Release[] = [],
): Promise<readonly Answered[]> {
  const elsewhere = await responsesToldElsewhere(instrument);
  const counted = countedIn(earlier);
  const isTold = ({ instrument: its, id }: Answered) => its === instrument.id && elsewhere.has(id) && !counted.has(id);
  return elsewhere.size === 0 ? responses : responses.filter((one) => !isTold(one));
}

const countedIn = (releases: readonly Release[]) => new Set(releases.flatMap(idsIn));

/** The releases of an instrument as `closeThere` closes them, with all the responses that the place has. */
export const shelfOf = (
  instrument: Instrument,
  responses: readonly Answered[],
  closing: Closing,
  breathe: () => Promise<void> | undefined,
): Shelf<Release> => ({
  about: aboutOf(instrument),
  told: () => releasesOf(instrument),
  keep: (releases) => keepEach(instrument, releases),
  async close(earlier, toldAlone) {
    const counted = countedIn(earlier);
    const others = responses.filter(({ id }) => counted.has(id) || !toldAlone.has(id));
    return closeMonths(instrument, await notToldElsewhere(instrument, others, earlier), earlier, closing, breathe);
  },
  pack: (release) => packRelease(instrument, release),
  open: (record, before) => openRelease(instrument, record, before),
});

/** Keeps each where nothing was told of its month. */
async function keepEach(instrument: Instrument, releases: readonly Release[]): Promise<void> {
  const told = new Set((await releasesOf(instrument)).map(({ month }) => month));
  if (releases.length > 0) await noteToldThere();
  for (const release of releases)
    if (!told.has(release.month)) await keepFirst(new Map([[`${beginning(instrument)}${release.month}`, release]]));
}
