/**
 * What an instrument is: a scientific object with its own words, version and licence. Its texts live in its own file, in the
 * languages it is validated in, and never in `locales/`; the app neither translates nor edits them.
 */

/** The texts of an instrument in one language, word for word as its owner gives them. */
export interface InstrumentText {
  title: string;
  stem: string;
  items: readonly string[];
  /** Label of each response code. */
  responses: Readonly<Record<number, string>>;
  /** Where these words come from. */
  source: string;
  copyright: string;
}

/** One set of statements answered on one scale. */
export interface Instrument {
  id: string;
  /** Goes up when anything that a respondent sees or that a score depends on changes. */
  version: string;
  /** The order in which the response codes are shown, first to last. */
  order: readonly number[];
  /** By language (BCP 47). A language is offered only where it stands here. */
  texts: Readonly<Record<string, InstrumentText>>;
  /** SHA-256 of `canonicalText` for each language, in hex: kept with every response. A test recomputes it. */
  checksums: Readonly<Record<string, string>>;
}

/** All that a respondent can read, in one fixed form, as the checksum sees it. */
export const canonicalText = (text: InstrumentText): string =>
  JSON.stringify([text.stem, text.items, Object.entries(text.responses)]);
