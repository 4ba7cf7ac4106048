/**
 * The releases of this device: sealed like everything here, never sent, and never changed once they are made. They stay when
 * the responses leave the device, and when results come from elsewhere than before.
 */
import { keepFirst, localNames, readLocal } from '../store/local-only.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import type { Answered } from './answered.ts';
import type { Closing, Release } from './release.ts';
import { closeMonths } from './results.ts';

const beginning = ({ id, version }: Instrument) => `release:${JSON.stringify([id, version])}:`;

/** The releases of an instrument, in order. */
export async function releasesOf(instrument: Instrument): Promise<Release[]> {
  const names = await localNames(beginning(instrument));
  const held = await Promise.all(names.sort().map((name) => readLocal<Release>(name)));
  return held.filter((release) => release !== undefined);
}

/**
 * Closes what has ended and keeps it: gives every release there is then. Where another tab closed the same meanwhile, what it
 * made stands. Rejects with `NotKept`.
 */
export async function closeAndKeep(
  instrument: Instrument,
  responses: readonly Answered[],
  closing: Closing,
  breathe: () => Promise<void> | undefined,
): Promise<Release[]> {
  const earlier = await releasesOf(instrument);
  const made = await closeMonths(instrument, responses, earlier, closing, breathe);
  if (made.length === 0) return earlier;
  const named = new Map(made.map((release) => [`${beginning(instrument)}${release.month}`, release]));
  return (await keepFirst(named)) ? [...earlier, ...made] : releasesOf(instrument);
}
