/** Bundles of which another version came: which of them stay known, and in which versions their parts were. */
import type { Instrument } from '../instrument/instrument.ts';
import type { Bundle } from './bundle.ts';

/** Under which name they lie on a device. */
export const bundlesOfBefore = 'bundles-earlier';

export interface BundleOfBefore {
  bundle: Bundle;
  /** By instrument; absent: whichever is there. */
  versions: Record<string, string>;
}

/** A bundle with the versions of those of its parts that are among these. */
export const withVersions = (bundle: Bundle, instruments: readonly Instrument[]): BundleOfBefore => ({
  bundle,
  versions: Object.fromEntries(
    instruments.filter(({ id }) => bundle.parts.includes(id)).map(({ id, version }) => [id, version]),
  ),
});

/** How many stay on a device. */
const mostEarlier = 40;

/** Those that are earlier once `now` has come to stand for what was `held`, the newest last. */
export function earlierThanThese(
  now: readonly Bundle[],
  held: readonly BundleOfBefore[],
  earlier: readonly BundleOfBefore[],
): BundleOfBefore[] {
  const isOf = ({ id, version }: Bundle, { bundle }: BundleOfBefore) => bundle.id === id && bundle.version === version;
  const displaced = held.filter(({ bundle: { id, version } }) =>
    now.some((one) => one.id === id && one.version !== version),
  );
  const isKept = (one: BundleOfBefore) => !displaced.some(({ bundle }) => isOf(bundle, one));
  return [...earlier.filter(isKept), ...displaced].slice(-mostEarlier);
}

/** The instruments in these versions, others as they are now. One that is not known any more is missing. */
export function inItsVersions(
  versions: Readonly<Record<string, string>>,
  now: readonly Instrument[],
  earlier: readonly Instrument[],
): Instrument[] {
  const named = Object.entries(versions).flatMap(
    ([id, version]) => [...now, ...earlier].find((one) => one.id === id && one.version === version) ?? [],
  );
  return [...named, ...now.filter(({ id }) => !Object.hasOwn(versions, id))];
}
