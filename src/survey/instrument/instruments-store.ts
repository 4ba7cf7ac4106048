/** The instruments on this device: those of the app, with the languages and instruments that an organisation added. */
import { loadWords } from '../../i18n/load-words.ts';
import { organisation } from '../../setup/organisation-store.ts';
import { db } from '../../store/db.ts';
import { setSetting, setting } from '../../store/device.ts';
import { useLive } from '../../store/live.ts';
import { transact, writing } from '../../store/writing.ts';
import { bundlesWithPage } from '../bundle/shipped.ts';
import { instrumentOf, instruments, isAskedAlone } from '../instruments/all.ts';
import { sharedSurvey } from '../remote/shared-survey.ts';
import { pageLanguages, pagesOffered } from '../respondent/page-languages.ts';
import { surveyPart } from '../settings.ts';
import type { Around, InstrumentFault } from './file.ts';
import { type Instrument, offeredLanguages, textLanguage } from './instrument.ts';
import { addedHere, earlierHere, earlierThan, knowInstruments, ofDocumentHere } from './known.ts';
import { joined } from './languages.ts';

const name = addedHere;

/** What was added by hand on this device: whole instruments, and files that add languages to one of the app's. */
export const readAddedHere = (): Promise<Instrument[]> => setting<Instrument[]>(name, []);

/** What was added by hand or comes in the organisation's configuration; by hand comes first. */
export async function readAdded(): Promise<Instrument[]> {
  const [kept, { sound }] = await Promise.all([readAddedHere(), readOrganisations()]);
  // What the page's own link brought stands before what was added here by the same id.
  const shared = sharedSurvey()?.instruments ?? [];
  const here = [...shared, ...kept.filter(({ id }) => !shared.some((one) => one.id === id))];
  const added = [...here, ...sound.filter(({ id }) => !here.some((one) => one.id === id))];
  knowInstruments(added);
  return added;
}

/**
 * The instruments of the organisation's configuration, or of one that is looked at: the sound ones, and what is wrong with each of
 * the others.
 */
export async function readOrganisations(given = surveyPart.of(organisation()).survey.instruments): Promise<{
  sound: Instrument[];
  unsound: { id: string; wrong: InstrumentFault[] }[];
}> {
  if (given.length === 0) return { sound: [], unsound: [] };
  // Where the reader has not been fetched yet and there is no network, the app's own instruments are there all the same.
  const reader = await import('./file.ts').catch(() => undefined);
  if (!reader) return { sound: [], unsound: [] };
  const [around, { readInstrument }] = [await aroundInstruments(), reader];
  const read = await Promise.all(given.map((file) => readInstrument(file, around)));
  return {
    sound: read.flatMap((one) => (one.is === 'read' ? [one.instrument] : [])),
    unsound: read.flatMap((one, at) => (one.is === 'wrong' ? [{ id: given[at]!.id, wrong: one.wrong }] : [])),
  };
}

/** What the reader of instruments must know of this app. */
export async function aroundInstruments(): Promise<Around> {
  const { answer } = await loadWords('fi');
  return {
    shipped: instruments,
    pageLanguages: pageLanguages.map(({ language }) => language),
    pageWords: Object.keys(answer),
  };
}

/** The languages in which the build made a page of a bundle. */
export const builtLanguages = (id: string): string[] =>
  Object.keys(bundlesWithPage.find((one) => one.id === id)?.titles ?? {});

/** Every instrument there is on this device. */
export const readInstruments = async (): Promise<Instrument[]> => joined(instruments, await readAdded());

/**
 * Earlier versions of what was added here or came in the organisation's document, the newest first: what was answered to them is told
 * apart. One of the document that a newer one added here stands before is among them.
 */
export async function readEarlier(): Promise<Instrument[]> {
  const [now, earlier, { sound }] = await Promise.all([
    readInstruments(),
    setting<Instrument[]>(earlierHere, []),
    readOrganisations(),
  ]);
  const isIn = (all: readonly Instrument[], { id, version }: Instrument) =>
    all.some((one) => one.id === id && one.version === version);
  const ofDocument = sound.filter((one) => now.some(({ id }) => id === one.id) && !isIn(earlier, one));
  return [...earlier, ...ofDocument].filter((one) => !isIn(now, one)).reverse();
}

/** Keeps what the organisation's document brought before its next edition brings another version. */
export async function noteOfDocument(): Promise<void> {
  const { sound, unsound } = await readOrganisations();
  if (unsound.length > 0) return;
  const held = await setting<Instrument[]>(ofDocumentHere, []);
  if (JSON.stringify(held) === JSON.stringify(sound)) return;
  await writing(() =>
    transact([db.settings], async () => {
      const earlier = earlierThan(sound, held, await setting<Instrument[]>(earlierHere, []));
      await db.settings.put({ name: earlierHere, value: earlier });
      await db.settings.put({ name: ofDocumentHere, value: sound });
    }),
  );
}

/** Every instrument, now and as they change; undefined until the store is open. */
export const useInstruments = (): Instrument[] | undefined => useLive(readInstruments);

/** What can be asked: of the app's own those that the organisation names, all where it names none; and all it added. */
export const useOffered = (): Instrument[] | undefined =>
  useLive(async () => {
    const all = await readInstruments();
    const ours = offeredLanguages(
      instruments.map(({ id }) => id),
      surveyPart.of(organisation()).survey.shipped,
    );
    return all.filter((one) => isAskedAlone(one) && (ours.includes(one.id) || !instrumentOf(one.id)));
  });

/** The languages in which an instrument's page can be here, whether or not its questions are, and the one to begin with where screens are in `language`. */
export function answerLanguages({ texts }: Instrument, language: string): { all: string[]; first: string } {
  const all = offeredLanguages(pagesOffered({ texts }), surveyPart.of(organisation()).survey.languages);
  // A page in another language than its questions is offered, and never where somebody has to choose it away.
  const whole = all.filter((one) => texts[one]);
  return { all, first: whole.includes(language) ? language : (whole[0] ?? all[0]!) };
}

/** Adds an instrument that was read and found sound. One of the same id takes the place of what was added before. */
export const addInstrument = (instrument: Instrument): Promise<void> =>
  writing(() => transact([db.settings], async () => putInstruments([instrument], await readAddedHere())));

/** Puts instruments in place of what is `held` under their ids, of which the earlier versions stay known. In a transaction. */
export async function putInstruments(instruments: readonly Instrument[], held: readonly Instrument[]): Promise<void> {
  const others = held.filter(({ id }) => !instruments.some((one) => one.id === id));
  const earlier = earlierThan(instruments, held, await setting<Instrument[]>(earlierHere, []));
  await db.settings.put({ name, value: [...others, ...instruments] });
  if (earlier.length > 0) await db.settings.put({ name: earlierHere, value: earlier });
}

/** Takes away what was added under an id; the app's own stay. */
export async function removeAdded(id: string): Promise<void> {
  await setSetting(
    name,
    (await readAddedHere()).filter((one) => one.id !== id),
  );
}

/** The text that a worker is shown: in the language of the screens where it is installed, else the first there is. */
export function textFor({ texts }: Instrument, language: string) {
  const shown = textLanguage({ texts }, language);
  return { language: shown, ...texts[shown]! };
}
