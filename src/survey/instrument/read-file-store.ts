/** Reads a file that a person chose as an instrument: our own JSON, a FHIR Questionnaire, or an XLSForm spreadsheet. */

import { fieldTwice } from '../../files/json-twice.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { idsTaken, readBundlesHere } from '../bundle/bundles-store.ts';
import { type Carried, type ChangedRow, carriedInFhir, carriedInSheets } from '../bundle/carried-bundle.ts';
import { composed, formToGive } from '../bundle/form.ts';
import { readBundle } from '../bundle/read-bundle.ts';
import { mostParts } from '../bundle/schema.ts';
import { type Around, faultsOfSigns, type InstrumentFault, readInstrument } from './file.ts';
import { fromFhir } from './formats/from-fhir.ts';
import { judgeGiven } from './given.ts';
import { type Instrument, type InstrumentText, languageName } from './instrument.ts';
import { aroundInstruments, readAdded } from './instruments-store.ts';
import { joined } from './languages.ts';
import { alteredIn, bare, titleOfOfficial, toldOfAltered } from './may-change.ts';
import { digest, nameOf } from './names.ts';
import { inOneOrder } from './same-content.ts';

/** Larger than any questionnaire: a wrong file is told so before it is read. */
const mostBytes = 2_000_000;

/** An instrument with all that of its file was not taken, or why nothing was; `isForeign`: another program made the file. */
export type ReadForm =
  | { is: 'read'; instrument: Instrument; told: InstrumentFault[]; isForeign?: true }
  | { is: 'wrong'; wrong: InstrumentFault[] };
/** The same, or a bundle with the instruments that come with it. */
export type ReadFile = ReadForm | { is: 'bundle'; bundle: Bundle; instruments: Instrument[]; told: InstrumentFault[] };

/** Whatever the file holds, there is an answer. */
export async function readInstrumentFile(file: File): Promise<ReadFile> {
  if (file.size > mostBytes) return { is: 'wrong', wrong: [{ why: 'tooLarge' }] };
  if (file.size === 0) return { is: 'wrong', wrong: [{ why: 'emptyFile' }] };
  try {
    const read = await readAny(file, await aroundInstruments());
    if (read.is !== 'read') return read;
    if ((await readBundlesHere()).some(({ id }) => id === read.instrument.id))
      return { is: 'wrong', wrong: [{ why: 'idTaken', values: { id: read.instrument.id } }] };
    const told = replaced(read.instrument, await readAdded());
    // Of what was a bundle it is told already which of its official instruments are own questions now.
    const isTold = read.told.some(({ why }) => why === 'bundleOfficial' || why === 'officialAltered');
    const isLooked = read.isForeign && !isTold;
    const found = isLooked ? officialIn(read.instrument, (await aroundInstruments()).shipped) : [];
    return { ...read, told: [...(told ? [told] : []), ...found, ...read.told] };
  } catch {
    return { is: 'wrong', wrong: [{ why: 'notRead' }] };
  }
}

async function readAny(file: File, around: Around): Promise<ReadFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const begins = (...first: number[]) => first.every((byte, at) => bytes[at] === byte);
  const only = (why: string): ReadFile => ({ is: 'wrong', wrong: [{ why }] });
  if (begins(0x50, 0x4b) || begins(0xd0, 0xcf)) {
    const { fromSheets, sheetsOf } = await import('./formats/xlsx.ts');
    const read = await sheetsOf(bytes);
    const carried = 'sheets' in read ? carriedInSheets(read.sheets) : undefined;
    if (!carried) return judgeGiven('wrong' in read ? read : fromSheets(read.sheets, nameIn(file)), around);
    return readCarried(carried, () => judgeGiven(fromSheets(carried.foreign, nameIn(file)), around), around);
  }
  const text = decoded(bytes);
  if (text?.trim() === '') return only('emptyFile');
  if (/\.xlsx$/i.test(file.name) && !begins(0x7b)) return only('notXlsx');
  if (text === undefined) return only('notText');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return only(/^\s*[[{]/.test(text) ? 'notJson' : 'notText');
  }
  const twice = fieldTwice(text);
  if (twice) {
    const at = twice.map((part) => (typeof part === 'number' ? part + 1 : part.slice(0, 60))).join(' › ');
    return { is: 'wrong', wrong: [{ why: 'fieldTwice', values: { at: at.slice(0, 300) } }] };
  }
  if (typeof value === 'object' && value !== null && 'resourceType' in value) {
    const carried = carriedInFhir(value);
    if (!carried) return judgeGiven(fromFhir(value, nameIn(file)), around);
    return readCarried(carried, () => judgeGiven(fromFhir(carried.foreign, nameIn(file)), around), around);
  }
  if (isBundle(value)) return readOneBundle(value, around);
  if (!isOurs(value)) return only('notForm');
  const read = await readInstrument(value, around);
  if (read.is === 'wrong') return read;
  const wrong = faultsOfSigns(read.instrument).slice(0, 20);
  return wrong.length > 0 ? { is: 'wrong', wrong } : { ...read, told: [] };
}

/** Whether JSON looks like a form of this app at all: what lacks all of one has no fields to mend. */
const isOurs = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ['items', 'texts'].some((name) => Object.hasOwn(value, name));

/** A bundle says what is asked, and has no questions itself. */
const isBundle = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'parts') && !Object.hasOwn(value, 'items');

/**
 * A form of another program's format as the bundle that it carries, as long as nothing was changed around it; what was changed is
 * told, and the form is taken as a survey of its own with all that it says now.
 */
async function readCarried(carried: Carried, readForm: () => Promise<ReadForm>, around: Around): Promise<ReadFile> {
  const read = await readOneBundle(carried.value, around);
  if (read.is !== 'bundle') return read;
  const all = await knownWith(read.instruments, around);
  const places = carried.changedFrom(formToGive(composed(read.bundle, all)!, read.bundle));
  if (places.length === 0) return read;
  const one = await readForm();
  if (one.is === 'wrong') return one;
  const instrument = ofItsOwn(one.instrument, read.bundle);
  return { ...one, instrument, told: [...changedAt(places), ...lostOf(read.bundle, all, instrument), ...one.told] };
}

/** That a bundle was changed, and where: rows of a spreadsheet by their sheet, items of a Questionnaire by their names. */
function changedAt(places: readonly (string | ChangedRow)[]): InstrumentFault[] {
  const rows = places.filter((place) => typeof place !== 'string');
  const items = places.filter((place) => typeof place === 'string').slice(0, 40);
  if (rows.length === 0) return [{ why: 'bundleChanged', values: { count: items.length, places: items.join(', ') } }];
  const sheets = [...new Set(rows.map(({ sheet }) => sheet))].map((sheet) => {
    const own = rows.filter((one) => one.sheet === sheet).slice(0, 40);
    return { why: 'bundleRows', values: { sheet, rows: own.map(({ row }) => row).join(', ') } };
  });
  return [{ why: 'bundleChangedRows' }, ...sheets];
}

/** It goes on with no version of the bundle: what was changed the same way is the same survey again. */
const ofItsOwn = (instrument: Instrument, { id }: Bundle): Instrument => ({
  ...instrument,
  ...{ id: nameOf(`${id.slice(0, 30)}-${digest(JSON.stringify(instrument, inOneOrder))}`), version: '1' },
});

/**
 * What of a bundle is not in the one survey that was made of it: languages, for which no file of another format has room where an instrument
 * has no text in them, or which were taken out; and official instruments as such, with what their licence says where they came altered.
 */
function lostOf(bundle: Bundle, known: readonly Instrument[], instrument: Instrument): InstrumentFault[] {
  const { titles, parts } = bundle;
  const written = formToGive(composed(bundle, known)!, bundle).texts;
  const gone = Object.keys(titles).filter((language) => !Object.hasOwn(instrument.texts, language));
  const named = (languages: readonly string[]) => languages.map(languageName).join(', ');
  const unwritten = gone.filter((language) => !Object.hasOwn(written, language));
  const takenOut = gone.filter((language) => Object.hasOwn(written, language));
  const altered = alteredIn(asked(instrument), known);
  const official = known.filter((one) => one.validated && parts.includes(one.id) && !altered.includes(one));
  const names = official.map(titleOfOfficial);
  return [
    ...(unwritten.length > 0 ? [{ why: 'bundleLanguages', values: { languages: named(unwritten) } }] : []),
    ...(takenOut.length > 0 ? [{ why: 'bundleLanguagesGone', values: { languages: named(takenOut) } }] : []),
    ...(names.length > 0 ? [{ why: 'bundleOfficial', values: { titles: names.join(', ') } }] : []),
    ...toldOfAltered(altered),
  ];
}

/** All statements that are asked, in any language. */
const asked = ({ texts }: Instrument) => Object.values(texts).flatMap(({ items }) => items);

/** What is known on this device, with what a file brings before it. */
async function knownWith(brought: readonly Instrument[], { shipped }: Around): Promise<Instrument[]> {
  // What the app has itself only got a language; all else stands as the file has it.
  return joined(shipped, [...brought, ...(await readAdded())]).filter(
    ({ id }, at, list) => list.findIndex((one) => one.id === id) === at,
  );
}

async function readOneBundle(value: unknown, around: Around): Promise<ReadFile> {
  const brought = (value as { instruments?: unknown }).instruments;
  const files = Array.isArray(brought) ? brought.slice(0, mostParts) : [];
  const came = await Promise.all(files.map((file) => readInstrument(file, around)));
  const faults = came.flatMap((one) => (one.is === 'wrong' ? one.wrong : faultsOfSigns(one.instrument)));
  if (faults.length > 0) return { is: 'wrong', wrong: faults.slice(0, 20) };
  const instruments = came.flatMap((one) => (one.is === 'read' ? [one.instrument] : []));
  const all = await knownWith(instruments, around);
  const read = readBundle(value, { instruments: all, taken: idsTaken(all) });
  if (read.is === 'wrong') return read;
  const { bundle } = read;
  const bundlesHere = await readBundlesHere();
  const taken = instruments.find(({ id }) => bundlesHere.some((one) => one.id === id));
  if (taken) return { is: 'wrong', wrong: [{ why: 'idTaken', values: { id: taken.id } }] };
  const held = bundlesHere.find(({ id }) => id === bundle.id);
  const isOther = held && JSON.stringify(held) !== JSON.stringify(bundle);
  const title = Object.values(held?.titles ?? {})[0] ?? '';
  const told = isOther ? [{ why: 'replaces', values: { title, id: bundle.id } }] : [];
  const added = await readAdded();
  // Questions that were made for this very bundle go with it, and are not told one by one.
  const more = instruments.filter(({ within }) => within !== bundle.id).flatMap((one) => replaced(one, added) ?? []);
  return { is: 'bundle', bundle, instruments, told: [...told, ...more] };
}

/** That an instrument takes the place of another one that was added; undefined where it does not. */
function replaced(instrument: Instrument, added: readonly Instrument[]): InstrumentFault | undefined {
  const held = added.find(({ id }) => id === instrument.id);
  if (!held || JSON.stringify(held) === JSON.stringify(instrument)) return undefined;
  return { why: 'replaces', values: { title: Object.values(held.texts)[0]?.title ?? '', id: held.id } };
}

/**
 * That a form of another program has all statements of an official instrument, word for word: there they are its own questions; or that it
 * has them altered.
 */
function officialIn(instrument: Instrument, shipped: readonly Instrument[]): InstrumentFault[] {
  const inEach = Object.values(instrument.texts).map(({ items }) => new Set(items.map(bare)));
  const isIn = ({ items }: InstrumentText) => inEach.some((words) => items.every((item) => words.has(bare(item))));
  const found = shipped.filter((one) => one.validated && Object.values(one.texts).some(isIn));
  const titles = found.map(titleOfOfficial).join(', ');
  return [
    ...(found.length > 0 ? [{ why: 'officialFound', values: { titles } }] : []),
    ...toldOfAltered(alteredIn(asked(instrument), shipped)),
  ];
}

const nameIn = (file: File) => file.name.replace(/(\.fhir)?\.[^.]*$/, '').trim();

/** The text of a file; undefined where it is none. */
function decoded(bytes: Uint8Array): string | undefined {
  const [a, b] = bytes;
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
