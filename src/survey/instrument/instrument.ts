/**
 * What an instrument is: a scientific object with its own words, version and licence. Its texts live in its own file, in the
 * languages it is validated in, and never in `locales/`; the app neither translates nor edits them.
 */
import type * as z from 'zod/mini';
import type * as schema from './schema.ts';

/** The texts of an instrument in one language, word for word as its owner gives them. */
export type InstrumentText = z.infer<typeof schema.InstrumentTextSchema>;
/** One text in several languages, by their tags (BCP 47). */
export type Translations = Record<string, string>;
/** Questions and what is known of them. */
export type Instrument = z.infer<typeof schema.InstrumentSchema>;
/** One question. Its words are in each language's `items`, at the same place. */
export type Item = z.infer<typeof schema.ItemSchema>;
/** What tells to which question an answer is. Of what comes with the app it has no texts: who sends needs none. */
export type InstrumentItems = Pick<Instrument, 'id' | 'version' | 'items'> & Partial<Instrument>;
export type Scoring = z.infer<typeof schema.ScoringSchema>;

/** All that a respondent can read, in one fixed form, as the checksum sees it. */
export function canonicalText(text: InstrumentText): string {
  const { stem, items, responses, scales = {}, sections = {}, hints = {} } = text;
  const more = [scales, sections, hints].map((part) => Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  const common = [stem, items, Object.entries(responses)];
  // What a text has none of is left out at the end: so sums of before hold.
  if (more[2]!.length === 0) more.pop();
  return JSON.stringify(more.every((part) => part.length === 0) ? common : [...common, ...more]);
}

/** SHA-256 of `canonicalText`, in hex. */
export async function checksumOf(text: InstrumentText): Promise<string> {
  const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalText(text)));
  return [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The codes that an item offers, in the order they are shown; none for a number, a text or a statement. */
export function codesOf(instrument: Pick<Instrument, 'order' | 'scales'>, item: Item): readonly number[] {
  if (!['scale', 'single', 'several'].includes(item.type)) return [];
  return (item.scale === undefined ? instrument.order : ownOf(instrument.scales, item.scale)) ?? [];
}

/** What stands under a name that a file gave: never what every object has of itself (`constructor`). */
export const ownOf = <T>(of: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  of && Object.hasOwn(of, name) ? of[name] : undefined;

/** Answered in one's own words. */
export const isInOwnWords = ({ type }: Pick<Item, 'type'>): boolean => type === 'short' || type === 'long';

/** Answered by a text, which stands among `texts`: one's own words, or a day of the calendar (`2026-11-28`). */
export const isText = (item: Pick<Item, 'type'>): boolean => isInOwnWords(item) || item.type === 'date';

/** Answered by writing into a field. */
export const isField = (item: Pick<Item, 'type'>): boolean => isText(item) || item.type === 'number';

/** Whether a number has a lower and an upper end: of one without them no mean is told, since one large number would be seen in it. */
export const hasEnds = <T extends Pick<Item, 'min' | 'max'>>(asked: T): asked is T & { min: number; max: number } =>
  asked.min !== undefined && asked.max !== undefined && asked.min < asked.max;

/** What is asked: texts to read are no questions. */
export const questionsIn = <T extends Pick<Item, 'type'>>(items: readonly T[]): T[] =>
  items.filter(({ type }) => type !== 'statement');

/** The number of a question on paper, from 1, by its place among the items: a text to read has none, and takes none. */
export const numberOnPaper = (items: readonly Pick<Item, 'type'>[], index: number): number =>
  questionsIn(items.slice(0, index + 1)).length;

/** How to answer an item, where its text says so. */
export const hintOf = (text: Pick<InstrumentText, 'hints'>, { id }: Pick<Item, 'id'>): string | undefined =>
  ownOf(text.hints, id);

/** The words of an item's codes. */
export const labelsOf = (text: InstrumentText, item: Item): Readonly<Record<number, string>> =>
  (item.scale === undefined ? text.responses : ownOf(text.scales, item.scale)) ?? {};

/** What is said above an item: its section's stem, else the one that all items share. */
export const stemOf = (text: InstrumentText, item: Item): string =>
  (item.section !== undefined && ownOf(text.sections, item.section)?.stem) || text.stem;

/** The title of an item's section, where it is the first of it; `before`: the item that is shown before it, if there is one. */
export function sectionTitle(text: InstrumentText, { section }: Item, before: Item | undefined): string | undefined {
  if (section === undefined || before?.section === section) return undefined;
  return ownOf(text.sections, section)?.title;
}

/** Whether steps are called by their numbers, but for words that may stand at both ends: a row from 0 to 10. */
export const isNumbered = (codes: readonly number[], labels: Readonly<Record<number, string>>): boolean =>
  codes.length > 7 && codes.slice(1, -1).every((code) => labels[code] === String(code));

/** The key that chooses each step in a list: its number where that is its name, else its place on the screen. */
export function keysOf(codes: readonly number[], labels: Readonly<Record<number, string>>): (string | undefined)[] {
  const isByName = isNumbered(codes, labels) || codes.every((code) => labels[code] === String(code));
  return codes.map((code, index) => {
    const key = isByName ? code : index + 1;
    return key >= 0 && key <= 9 ? String(key) : undefined;
  });
}

/** The languages to offer: those that an organisation names, in its order; all where it names none of them. */
export function offeredLanguages(installed: readonly string[], named: readonly string[] | undefined): string[] {
  const chosen = (named ?? []).filter((language) => installed.includes(language));
  return chosen.length > 0 ? chosen : [...installed];
}

/** What stands where a survey names nobody: the files want some words. */
export const unnamed = '–';

/** Whose words are, and on what terms, without what says nothing. */
export const saidOfOrigin = (...said: readonly (string | undefined)[]): string =>
  said
    .flatMap((one) => one?.split(' · ') ?? [])
    .filter((one) => one !== '' && one !== unnamed)
    .join(' · ');

/** Written from right to left. */
export const isRightToLeft = (language: string): boolean => /^(ar|arc|ckb|dv|fa|he|ps|sd|ug|ur|yi)(-|$)/.test(language);

/** Names that browsers have not: of a variant, and of languages that few of them know. */
const ownNames: Record<string, string> = { 'fi-simple': 'selkosuomi', se: 'davvisámegiella', so: 'Soomaali' };

/** A language's own name for itself. */
export const languageName = (language: string): string =>
  ownOf(ownNames, language) ??
  new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(language) ??
  language;

/**
 * The language of the text that is shown of an instrument, or of one part of a bundle, on a page in `language`: that one where
 * its owner's text is there; of a variety (`fi-simple`) the language itself; else Finnish, else the first there is. The app
 * translates no instrument.
 */
export function textLanguage({ texts }: { texts: Readonly<Record<string, unknown>> }, language: string): string {
  const wanted = [language, language.split('-')[0]!, 'fi'];
  return wanted.find((one) => ownOf(texts, one)) ?? Object.keys(texts)[0]!;
}

/** The text that is shown on a page in `language`, which may be of another one. */
export const textOn = (instrument: Pick<Instrument, 'texts'>, language: string): InstrumentText =>
  instrument.texts[textLanguage(instrument, language)]!;
