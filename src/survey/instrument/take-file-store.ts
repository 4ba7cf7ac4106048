/** Taking what was read of a file into use: there are never two surveys of one version. */
import type { Bundle } from '../bundle/bundle.ts';
import { addTogether, type Known, readKnown } from '../bundle/bundles-store.ts';
import { formVersions } from '../bundle/earlier-forms-store.ts';
import { instrumentOf } from '../instruments/all.ts';
import type { InstrumentFault } from './file.ts';
import type { Instrument } from './instrument.ts';
import type { ReadFile } from './read-file-store.ts';
import { contentOf } from './same-content.ts';
import { plainVersion, versionName } from './version.ts';

type Sound = Exclude<ReadFile, { is: 'wrong' }>;

const broughtBy = (read: Sound): { bundle?: Bundle; instruments: readonly Instrument[] } =>
  read.is === 'bundle' ? read : { instruments: [read.instrument] };

/**
 * What of a file bears the version of a survey that is here, and is not the same: answers to the two could not be told apart. A
 * language that comes to an instrument is the same instrument.
 */
export function sameVersions(read: Sound, held: Known): InstrumentFault[] {
  const { bundle, instruments } = broughtBy(read);
  const isMade = ({ within }: Instrument) => bundle !== undefined && within === bundle.id;
  const isOther = (one: Instrument) => {
    const same = held.instruments.find(({ id }) => id === one.id);
    return same !== undefined && (same.version !== one.version || asCompared(same, one) !== asCompared(one, same));
  };
  const hasVersion = (one: Instrument) =>
    held.instruments.some(({ id, version }) => id === one.id && version === one.version);
  const here = held.bundles.find(({ id, version }) => id === bundle?.id && version === bundle.version);
  const isOtherBundle =
    bundle && here && (contentOf(here) !== contentOf(bundle) || instruments.filter(isMade).some(isOther));
  if (isOtherBundle) return [fault(Object.values(here.titles)[0], here.version)];
  return instruments
    .filter((one) => !instrumentOf(one.id) && hasVersion(one) && isOther(one))
    .map((one) => fault(Object.values(one.texts)[0]?.title, one.version));
}

const fault = (title = '', version: string): InstrumentFault => ({
  why: 'sameVersion',
  values: { title, version: plainVersion(version) },
});

/** All but the languages that the other does not have. */
const asCompared = (one: Instrument, other: Instrument): string =>
  contentOf({
    ...one,
    texts: Object.fromEntries(Object.entries(one.texts).filter(([language]) => Object.hasOwn(other.texts, language))),
  });

/** Why a file cannot be taken beside what is known here; empty where it can. */
export const sameVersionsHere = async (read: Sound): Promise<InstrumentFault[]> => [
  ...sameVersions(read, await readKnown()),
  ...(await earlierThanHere(read)),
];

/** A version that another one came after here stays an earlier one: a file of it is no way to go back unseen. */
async function earlierThanHere(read: Sound): Promise<InstrumentFault[]> {
  const { id, version } = read.is === 'bundle' ? read.bundle : read.instrument;
  const [newest, ...earlier] = await formVersions(id);
  if (!newest || !earlier.some(({ form }) => form.version === version)) return [];
  const now = newest.form.version;
  const title = Object.values(newest.offered.texts)[0]?.title ?? '';
  const values = { title, version: versionName(version, [now]), now: versionName(now, [version]) };
  return [{ why: 'earlierVersion', values }];
}

/** Takes a file into use; answers why not where another of its version came meanwhile. Rejects with `NotKept`. */
export async function takeFile(read: Sound): Promise<InstrumentFault[]> {
  let wrong = await sameVersionsHere(read);
  if (wrong.length > 0) return wrong;
  const refused = new Error('Another of this version is here');
  try {
    await addTogether(broughtBy(read), (held) => {
      wrong = sameVersions(read, held);
      if (wrong.length > 0) throw refused;
    });
  } catch (error) {
    if (wrong.length === 0) throw error;
  }
  return wrong;
}
