/**
 * The languages in which the app has words for a respondent's page: information, buttons, thanks. Those of the languages of the
 * app itself are in `locales/*.json`, those of the others in `locales/respondent/*.json`. Statements of an instrument are not
 * among them: they come as their owner's text only.
 */
interface PageLanguage {
  /** BCP 47. `fi-simple` is easy Finnish: a variant of the registry of IANA. */
  language: string;
  /** Who wrote the words. */
  made: string;
  /** Which native speaker has read all of them, and on which day (`2026-11-28`). Absent until somebody has. */
  reviewed?: { by: string; on: string };
}

/** The words of this app so far: written by a language model, from the Finnish ones. */
const made = 'Kenttäkirja (AI)';

/** In the order in which they are offered. */
export const pageLanguages: readonly PageLanguage[] = [
  { language: 'fi', made },
  { language: 'sv', made },
  { language: 'en', made },
  { language: 'fi-simple', made },
  { language: 'se', made },
  { language: 'et', made },
  { language: 'ru', made },
  { language: 'uk', made },
  { language: 'ar', made },
  { language: 'so', made },
];

/** What the app knows of a language's words; undefined where they come with an instrument's file. */
export const pageLanguage = (language: string): PageLanguage | undefined =>
  pageLanguages.find((one) => one.language === language);

/** Of the offered ones that which somebody wants most, by their device (`ar-EG` is Arabic); Finnish where there is none of theirs. */
export function preferredPage(offered: readonly string[], wanted: readonly string[]): string {
  const tags = wanted.flatMap((tag) => [tag.toLowerCase(), tag.toLowerCase().split('-')[0]!]);
  return tags.find((tag) => offered.includes(tag)) ?? 'fi';
}

/** Every language in which an instrument can be offered: those of its own texts, and those for which there are words. */
export const pagesOffered = ({ texts }: { texts: Readonly<Record<string, unknown>> }): string[] => [
  ...new Set([...pageLanguages.map(({ language }) => language), ...Object.keys(texts)]),
];
