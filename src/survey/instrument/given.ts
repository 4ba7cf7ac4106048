/** Judges what a reader of another format made of a file: what is told of it speaks of places of the person's own file only. */
import { type Around, type Converted, faultsOfSigns, type InstrumentFault, readInstrument } from './file.ts';
import type { ReadForm } from './read-file-store.ts';

/** More lines than anybody works through at a time. */
const mostLines = 20;

export async function judgeGiven(given: Converted, around: Around): Promise<ReadForm> {
  if ('wrong' in given) return { is: 'wrong', wrong: few(given.wrong.map(short)) };
  const { file, told } = withoutWordless(given, around);
  const read = await readInstrument(file, around);
  if (read.is === 'wrong') return { is: 'wrong', wrong: few(read.wrong.map(inOwnFile).map(short)) };
  // In words from elsewhere there are none left: they stand in what this app wrote, and somebody changed.
  if (faultsOfSigns(read.instrument).length > 0) return { is: 'wrong', wrong: [{ why: 'ownPart', values: {} }] };
  return { ...read, told: told.map(short), ...(given.isForeign ? { isForeign: true } : {}) };
}

/** A language for which the pages around the questions have no words cannot be asked in: it is left out and told. */
function withoutWordless(given: Extract<Converted, { file: unknown }>, { pageLanguages, pageWords }: Around) {
  const file = given.file as { texts: Record<string, { page?: Record<string, string> }> };
  const isSpoken = ([language, { page = {} }]: (typeof entries)[number]) =>
    pageLanguages.includes(language) || pageWords.every((name) => page[name]);
  const entries = Object.entries(file.texts);
  const spoken = entries.filter(isSpoken);
  if (spoken.length === entries.length || spoken.length === 0) return given;
  const left = entries.filter((entry) => !isSpoken(entry)).map(([language]) => language);
  return {
    file: { ...file, texts: Object.fromEntries(spoken) },
    told: [...given.told, { why: 'noPageWords', values: { count: left.length, places: left.join(', ') } }],
  };
}

/** Reasons that name places of this app's own files, which another format does not have. */
const ofOurShape = new Set([
  'unknownField',
  'notOneOf',
  'tooBig',
  'tooSmall',
  'badType',
  'badValue',
  'badName',
  'badLanguage',
]);

function inOwnFile(wrong: InstrumentFault): InstrumentFault {
  if (wrong.why === 'noPageWords') return { why: 'languageUnknown', values: { language: wrong.values!.language! } };
  return ofOurShape.has(wrong.why) ? { why: 'ownPart', values: {} } : wrong;
}

const few = (wrong: InstrumentFault[]): InstrumentFault[] =>
  wrong.length <= mostLines
    ? wrong
    : [...wrong.slice(0, mostLines), { why: 'more', values: { count: wrong.length - mostLines } }];

/** Names of ten thousand signs are told by their beginning; places are told all. */
const short = ({ why, values = {} }: InstrumentFault): InstrumentFault => ({
  why,
  values: Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isLong = typeof value === 'string' && name !== 'places' && value.length > 300;
      return [name, isLong ? `${value.slice(0, 300)}…` : value];
    }),
  ),
});
