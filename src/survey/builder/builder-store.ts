/** Beginning, keeping and taking into use a survey that is made on this device. */
import { organisation } from '../../setup/organisation-store.ts';
import { draftsOf, findDraft, keepDraft } from '../../store/drafts.ts';
import { useLive } from '../../store/live.ts';
import { NotKept } from '../../store/writing.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { addTogether, idsTaken, type Known, readBundlesHere } from '../bundle/bundles-store.ts';
import { readBundle } from '../bundle/read-bundle.ts';
import { faultsOfSigns, type InstrumentFault, readInstrument } from '../instrument/file.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { aroundInstruments, readAddedHere, readInstruments } from '../instrument/instruments-store.ts';
import { alteredIn, mayChange, toldOfAltered } from '../instrument/may-change.ts';
import type { ReadFile } from '../instrument/read-file-store.ts';
import { surveyOf, surveyOfOne } from './begun.ts';
import { type Base, questionsOf, type Survey, SurveyDrafts } from './survey.ts';
import { filesOf, type SurveyFiles } from './written.ts';

/** The draft of a survey has an id of its own: it never becomes a record. */
export const draftIdOf = (survey: string): string => `survey-builder:${survey}`;

/** An id for a new survey: random, as nobody reads it. */
export const newSurveyId = (): string =>
  `kysely-${[...crypto.getRandomValues(new Uint8Array(6))].map((byte) => 'abcdefghjkmnpqrstuvwxyz23456789'[byte % 31]).join('')}`;

/** Whose questions are, as it is said of where they come from. */
export const ownerHere = (): string => {
  const { organisation: own, example } = organisation();
  return example ? '' : own.name;
};

/** The surveys that are being made here, the last touched first. */
export const useSurveyDrafts = () => useLive(() => draftsOf(SurveyDrafts));

/** What can be changed here: bundles that were added, and the organisation's own instruments that are asked alone. */
export function ownSurveys(
  { instruments, bundles }: Known,
  shipped: ReadonlySet<string>,
): { id: string; titles: Bundle['titles'] }[] {
  return bundles.filter(({ id }) => !shipped.has(id) && !instruments.some((one) => one.id === id && !mayChange(one)));
}

/** The next version of a survey that is known here; undefined where there is none of that id. */
export function nextOf({ instruments, bundles }: Known, id: string): Survey | undefined {
  const alone = instruments.find((one) => one.id === id);
  if (alone) return !mayChange(alone) ? undefined : surveyOfOne(alone, newSurveyId(), ownerHere());
  const bundle = bundles.find((one) => one.id === id);
  return bundle && surveyOf(bundle, instruments, ownerHere());
}

type Sound = Exclude<ReadFile, { is: 'wrong' }>;

/** The instrument that a file holds alone and nobody here may change: a survey cannot be begun from it, but have it whole. */
export const unchangeableIn = (read: Sound): Instrument | undefined =>
  read.is === 'bundle' || mayChange(read.instrument) ? undefined : read.instrument;

/**
 * Begins a survey from a file that was read, as a draft; answers its id. Where another draft of that survey is there, `isGivenUp`
 * is asked with what it holds; undefined where it stays, and nothing came of the file.
 */
export async function beginFrom(
  read: Sound,
  isGivenUp: (draft: Survey) => Promise<boolean> = async () => false,
): Promise<string | undefined> {
  const known = await readInstruments();
  const survey =
    read.is === 'read' ? ofOne(read, known) : surveyOf(read.bundle, [...read.instruments, ...known], ownerHere());
  const id = survey.alone ?? survey.id;
  const draft = (await findDraft(SurveyDrafts, draftIdOf(id)))?.data;
  if (draft && !isSameDraft(draft, survey) && !(await isGivenUp(draft))) return undefined;
  await keepDraft({ kind: SurveyDrafts.name, id: draftIdOf(id), base: 0 }, survey);
  return id;
}

/** What another program made goes on with what is here of that name; where nothing is, it is the first version here. */
function ofOne({ instrument, isForeign }: Extract<Sound, { is: 'read' }>, known: readonly Instrument[]): Survey {
  const survey = surveyOfOne(instrument, newSurveyId(), ownerHere());
  if (!isForeign) return survey;
  const held = known.find(({ id }) => id === instrument.id);
  return { ...survey, base: held && { instruments: [held] } };
}

/** The id of the bundle that an instrument would become part of is another each time. */
const isSameDraft = (one: Survey, other: Survey): boolean =>
  JSON.stringify({ ...one, id: one.alone ?? one.id }, sorted) ===
  JSON.stringify({ ...other, id: other.alone ?? other.id }, sorted);

export const versionOfSurvey = ({ bundle, instruments }: Base | SurveyFiles): string | undefined =>
  (bundle ?? instruments[0])?.version;

/**
 * The version that a survey has now, whether it is another than it was begun from, and whether it can be asked in it here already:
 * what came from a file, or was taken away, cannot. `isInUse`: some version of it can.
 */
export function nowOf(
  survey: Survey,
  { bundles }: Known,
): { id: string; version: string; isChanged: boolean; isHere: boolean; isInUse: boolean } {
  const files = filesOf(survey);
  const version = versionOfSurvey(files) ?? '1';
  const isChanged = survey.base === undefined || version !== versionOfSurvey(survey.base);
  const ids = [survey.id, survey.alone];
  const held = bundles.filter((one) => ids.includes(one.id));
  return {
    id: (files.bundle ?? files.instruments[0])?.id ?? survey.id,
    version,
    isChanged,
    isHere: !isChanged && held.some((one) => one.version === version),
    isInUse: held.length > 0,
  };
}

/** What lies on the device of a survey now. */
export interface HeldHere {
  bundles: readonly Bundle[];
  instruments: readonly Instrument[];
}

export const useHeld = (): HeldHere | undefined =>
  useLive(async () => ({ bundles: await readBundlesHere(), instruments: await readAddedHere() }));

/**
 * What was taken into use of a survey since it was begun here, in another tab or from a file of another device; undefined where
 * it is as it was then, or is already what this survey becomes.
 */
export function changedSince(survey: Survey, { bundles, instruments }: HeldHere): Base | undefined {
  const { id, alone, base } = survey;
  const bundle = bundles.find((one) => one.id === id);
  const made = instruments.filter((one) =>
    bundle ? one.within === id && bundle.parts.includes(one.id) : one.id === alone,
  );
  if (!bundle && made.length === 0) return undefined;
  const held: Base = { ...(bundle ? { bundle } : {}), instruments: made };
  const isHeld = (one: Base | SurveyFiles | undefined) =>
    JSON.stringify(bare(one), sorted) === JSON.stringify(bare(held), sorted);
  return isHeld(base) || isHeld(filesOf(survey)) ? undefined : held;
}

/** Without checksums: what is not yet written has none. */
const bare = (of: Base | SurveyFiles | undefined) =>
  of && {
    ...of,
    instruments: of.instruments.map((one) => ({ ...one, checksums: undefined })),
  };

/** Makes `JSON.stringify` write the fields of every object, and instruments by their ids, in one order. */
const sorted = (name: string, value: unknown) => {
  if (name === 'instruments') return [...(value as Instrument[])].sort((a, b) => (a.id < b.id ? -1 : 1));
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
};

export type TakenIntoUse =
  /** `base`: from which the next version is begun. */
  | { is: 'taken'; id: string; version: string; base: Base }
  | { is: 'wrong'; wrong: InstrumentFault[] }
  /** Another version came meanwhile: nothing was written over it. */
  | { is: 'changed' };

/** Reads what a survey becomes as any file is read, and takes it into use. Rejects with `NotKept`. */
export async function takeIntoUse(survey: Survey): Promise<TakenIntoUse> {
  const read = await readSurvey(survey);
  if (read.is === 'wrong') return read;
  const { bundle, instruments } = read;
  try {
    await addTogether(read, (held) => {
      if (changedSince(survey, held)) throw new NotKept('changed-elsewhere');
    });
  } catch (error) {
    if (error instanceof NotKept && error.why === 'changed-elsewhere') return { is: 'changed' };
    throw error;
  }
  const { id, version } = (bundle ?? instruments[0])!;
  return { is: 'taken', id, version, base: { ...(bundle ? { bundle } : {}), instruments } };
}

export type ReadSurvey =
  | { is: 'read'; bundle?: Bundle | undefined; instruments: Instrument[] }
  | { is: 'wrong'; wrong: InstrumentFault[] };

/** A survey as the door that files take makes it: with its checksums, or what is wrong with it. */
export async function readSurvey(survey: Survey): Promise<ReadSurvey> {
  const { bundle, instruments } = filesOf(survey);
  const around = await aroundInstruments();
  const statements = questionsOf(survey).flatMap(({ question }) => Object.values(question.words));
  const altered = toldOfAltered(alteredIn(statements, await readInstruments()));
  if (altered.length > 0) return { is: 'wrong', wrong: altered };
  const read = await Promise.all(instruments.map((one) => readInstrument(one, around)));
  const wrong = read.flatMap((one) => (one.is === 'wrong' ? one.wrong : faultsOfSigns(one.instrument)));
  if (wrong.length > 0) return { is: 'wrong', wrong };
  const made = read.flatMap((one) => (one.is === 'read' ? [one.instrument] : []));
  if (!bundle) return { is: 'read', instruments: made };
  const known = await readInstruments();
  const all = [...made, ...known.filter(({ id }) => !made.some((one) => one.id === id))];
  const put = readBundle(bundle, { instruments: all, taken: idsTaken(all) });
  return put.is === 'wrong' ? put : { is: 'read', bundle: put.bundle, instruments: made };
}
