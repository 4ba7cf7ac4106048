/** The bundles on this device, and the forms that are drawn of them. */
import { organisation } from '../../setup/organisation-store.ts';
import { db } from '../../store/db.ts';
import { setting } from '../../store/device.ts';
import { useLive } from '../../store/live.ts';
import { transact, writing } from '../../store/writing.ts';
import type { InstrumentFault } from '../instrument/file.ts';
import { type Instrument, offeredLanguages } from '../instrument/instrument.ts';
import { putInstruments, readAddedHere, readInstruments, readOrganisations } from '../instrument/instruments-store.ts';
import { addedHere as instrumentsHere } from '../instrument/known.ts';
import { joined } from '../instrument/languages.ts';
import { isAskedAlone, instruments as shippedInstruments } from '../instruments/all.ts';
import { background } from '../instruments/background.ts';
import { sharedSurvey } from '../remote/shared-survey.ts';
import { type SurveyOrganisation, surveyPart } from '../settings.ts';
import { type Bundle, bundleOf } from './bundle.ts';
import { type BundleOfBefore, bundlesOfBefore, earlierThanThese, withVersions } from './earlier-bundles.ts';
import { composed, type Form } from './form.ts';
import { shippedBundles } from './shipped.ts';

/** Under which name what was added by hand on this device lies. */
const addedHere = 'bundles';

/** What can be asked here: every instrument, and every bundle, of which each instrument that is asked alone is one. */
export interface Known {
  instruments: readonly Instrument[];
  bundles: readonly Bundle[];
}

/** The bundles that were added by hand on this device. */
export const readBundlesHere = (): Promise<Bundle[]> => setting<Bundle[]>(addedHere, []);

/** Adds a bundle that was read and found sound. One of the same id takes the place of what was added before. */
export const addBundle = (bundle: Bundle): Promise<void> => addTogether({ bundle, instruments: [] });

/**
 * Adds a bundle with the instruments that come with it, or those alone: all of it or nothing. `check` may still refuse, by
 * throwing: it is given what lies here as it is written over.
 */
export const addTogether = (
  { bundle, instruments }: { bundle?: Bundle | undefined; instruments: readonly Instrument[] },
  check: (held: { bundles: readonly Bundle[]; instruments: readonly Instrument[] }) => void = () => undefined,
): Promise<void> =>
  writing(() =>
    transact([db.settings], async () => {
      const held = { bundles: await readBundlesHere(), instruments: await readAddedHere() };
      check(held);
      await putInstruments(instruments, held.instruments);
      const bundles = held.bundles.filter(({ id }) => id !== bundle?.id);
      if (!bundle) return;
      await db.settings.put({ name: addedHere, value: [...bundles, bundle] });
      const displaced = held.bundles
        .filter(({ id }) => id === bundle.id)
        .map((one) => withVersions(one, held.instruments));
      const earlier = earlierThanThese([bundle], displaced, await setting<BundleOfBefore[]>(bundlesOfBefore, []));
      if (earlier.length > 0) await db.settings.put({ name: bundlesOfBefore, value: earlier });
    }),
  );

/** Takes a bundle away, with the questions that were made for it alone. */
export const removeBundle = (gone: string): Promise<void> =>
  writing(() =>
    transact([db.settings], async () => {
      const bundles = await readBundlesHere();
      const instruments = await readAddedHere();
      await db.settings.put({ name: addedHere, value: bundles.filter(({ id }) => id !== gone) });
      if (instruments.some(({ within }) => within === gone))
        await db.settings.put({ name: instrumentsHere, value: instruments.filter(({ within }) => within !== gone) });
    }),
  );

/** The ids under which no other bundle can be. */
export const idsTaken = (instruments: readonly Instrument[]): Set<string> =>
  new Set([...instruments, ...shippedBundles].map(({ id }) => id));

/**
 * The bundles that were added on this device or come in the organisation's document, by hand first: the sound ones, and what is
 * wrong with each of the others, as where an instrument of theirs is gone or has changed.
 */
export async function readAddedBundles(
  instruments: readonly Instrument[],
): Promise<{ sound: Bundle[]; unsound: Unsound[] }> {
  // What the page's own link brought stands before what was added here by the same id.
  const shared = sharedSurvey()?.bundle;
  const added = await readBundlesHere();
  const here = shared ? [shared, ...added.filter(({ id }) => id !== shared.id)] : added;
  const { bundles } = surveyPart.of(organisation()).survey;
  return judged([...here, ...bundles.filter(({ id }) => !here.some((one) => one.id === id))], instruments);
}

/** What of an organisation's document cannot be asked on this device once it is taken into use, and why. */
export async function unsoundIn({
  instruments: given,
  bundles,
}: Pick<SurveyOrganisation['survey'], 'instruments' | 'bundles'>): Promise<Unsound[]> {
  const [{ sound, unsound }, here] = await Promise.all([readOrganisations(given), readAddedHere()]);
  const added = [...here, ...sound.filter(({ id }) => !here.some((one) => one.id === id))];
  return [...unsound, ...(await judged(bundles, joined(shippedInstruments, added))).unsound];
}

interface Unsound {
  id: string;
  wrong: InstrumentFault[];
}

/** Which bundles can be asked of these instruments, and what is wrong with each of the others. */
export async function judged(
  given: readonly { id: string }[],
  instruments: readonly Instrument[],
): Promise<{ sound: Bundle[]; unsound: Unsound[] }> {
  if (given.length === 0) return { sound: [], unsound: [] };
  // Where the reader has not been fetched yet and there is no network, the app's own bundles are there all the same.
  const reader = await import('./read-bundle.ts').catch(() => undefined);
  if (!reader) return { sound: [], unsound: [] };
  const around = { instruments, taken: idsTaken(instruments) };
  const read = given.map((file) => reader.readBundle(file, around));
  return {
    sound: read.flatMap((one) => (one.is === 'read' ? [one.bundle] : [])),
    unsound: read.flatMap((one, at) => (one.is === 'wrong' ? [{ id: given[at]!.id, wrong: one.wrong }] : [])),
  };
}

export async function readKnown(): Promise<Known> {
  const instruments = await readInstruments();
  const { sound } = await readAddedBundles(instruments);
  return { instruments, bundles: [...instruments.filter(isAskedAlone).map(bundleOf), ...shippedBundles, ...sound] };
}

/** Each bundle there is as workers choose among them: its form without what is asked beside it, in the languages of its titles. */
export const formsOf = ({ instruments, bundles }: Known): Form[] =>
  bundles.flatMap((bundle) => {
    const form = composed(bundle, instruments);
    const texts = Object.keys(bundle.titles).map((language) => [language, form?.texts[language]] as const);
    return form ? [{ ...form, texts: Object.fromEntries(texts) as Form['texts'] }] : [];
  });

/** Every form, now and as they change; undefined until the store is open. */
export const useForms = (): Form[] | undefined => useLive(async () => formsOf(await readKnown()));

/** What can be asked: of the app's own what the organisation names, all where it names none; and all that was added. */
export const useOfferedForms = (): Form[] | undefined =>
  useLive(async () => {
    const own = [...shippedInstruments, ...shippedBundles].map(({ id }) => id);
    const named = offeredLanguages(own, surveyPart.of(organisation()).survey.shipped);
    return formsOf(await readKnown()).filter(({ id }) => named.includes(id) || !own.includes(id));
  });

/** All that is known here, now and as it changes; undefined until the store is open. */
export const useKnown = (): Known | undefined => useLive(readKnown);

/** A bundle as it is asked on this device; `isAdded`: neither the app's own nor an instrument alone. Throws where there is none. */
export function bundleIn({ instruments, bundles }: Known, id: string): { bundle: Bundle; isAdded: boolean } {
  const bundle = bundles.find((one) => one.id === id);
  if (!bundle) throw new Error(`There is no bundle ${id}`);
  const isAdded = !idsTaken(instruments).has(id);
  return { bundle: isAdded ? withBackground(bundle) : bundle, isAdded };
}

/**
 * The form of a bundle as it is asked on this device: with the background questions where the organisation asks them and they
 * are not asked anyway. Undefined where there is no such bundle.
 */
export function formFor({ instruments, bundles }: Known, id: string): Form | undefined {
  const bundle = bundles.find((one) => one.id === id);
  return bundle && composed(withBackground(bundle), instruments);
}

export const readForm = async (id: string): Promise<Form | undefined> => formFor(await readKnown(), id);

function withBackground(bundle: Bundle): Bundle {
  const isAsked = surveyPart.of(organisation()).survey.background && !bundle.parts.includes(background.id);
  return isAsked ? { ...bundle, parts: [...bundle.parts, background.id] } : bundle;
}
