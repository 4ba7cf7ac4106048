/**
 * What is asked in one sitting (kyselypaketti): instruments in order, each whole, with one consent, one code and one response.
 * An instrument that is asked alone is a bundle of its own by the same id, so there is one way for both.
 */
import type { Instrument, Translations } from '../instrument/instrument.ts';
import type { ShowWhen } from '../instrument/schema.ts';

/** What a page says around the questions, in one language. */
export interface AroundText {
  /** Why it is asked, for the person who answers; absent: the app's own words. */
  purpose?: string | undefined;
  /** Who answers for what is kept of people, by name, and where their privacy notice stands. */
  controller?: string | undefined;
  privacyNotice?: string | undefined;
}

export interface Bundle {
  id: string;
  version: string;
  /** By language: it is offered in these. */
  titles: Translations;
  /** The ids of instruments, in the order in which they are asked. */
  parts: string[];
  /** By `part.item`: when an item of the organisation's own is shown. A rule names items as `part.item` too. */
  showWhen?: Record<string, ShowWhen> | undefined;
  texts?: Record<string, AroundText> | undefined;
}

/** An instrument that is asked alone. */
export const bundleOf = ({ id, version, texts }: Instrument): Bundle => ({
  id,
  version,
  titles: Object.fromEntries(Object.entries(texts).map(([language, { title }]) => [language, title])),
  parts: [id],
});
