/**
 * The interface languages: one file each in `locales/`, Finnish is the source. A language is loaded when it is chosen.
 * Instruments keep their own texts; none of theirs stands here.
 */
import i18next from 'i18next';
import type finnish from '../../locales/fi.json';
import { interfaceLanguages, loadDeskWords, loadWords } from './load-words.ts';
import { oneStop } from './one-stop.ts';
import { rememberedLanguage } from './remembered.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof finnish };
  }
}

export { interfaceLanguages } from './load-words.ts';

/** What the person chose on this device, else the first of the browser's languages that the app has; else Finnish. */
export const preferredLanguage = (
  wanted: readonly string[] = [rememberedLanguage() ?? [], navigator.languages].flat(),
): string =>
  wanted.map((tag) => tag.split('-')[0]!.toLowerCase()).find((tag) => interfaceLanguages.includes(tag)) ?? 'fi';

/** A page for a desk was opened: its words belong to every language that is chosen from now on. */
let isAtDesk = false;

/** How many times a language was chosen: words that come after a later choice do not overrule it. */
let choices = 0;

/**
 * Loads a language and makes it the app's, unless another was chosen meanwhile; answers the one that is the app's then. Screens
 * that use `useWords` follow. One that cannot be had, for want of a network, leaves the language as it is and rejects; at the
 * start it is Finnish then.
 */
export async function chooseLanguage(wanted: string): Promise<string> {
  const choice = ++choices;
  const load = async (language: string) => {
    const words = await Promise.all([loadWords(language), ...(isAtDesk ? [loadDeskWords(language)] : [])]);
    return { language, words };
  };
  const { language, words } = await load(wanted).catch((error: unknown) => {
    if (i18next.isInitialized) throw error;
    return load('fi');
  });
  if (!i18next.isInitialized) {
    i18next.use({ type: 'postProcessor', name: oneStop.name, process: oneStop });
    await i18next.init({
      ...{ lng: language, resources: {}, interpolation: { escapeValue: false }, returnNull: false },
      postProcess: oneStop.name,
    });
  }
  for (const part of words) i18next.addResourceBundle(language, 'translation', part, true, true);
  if (choice === choices) {
    await i18next.changeLanguage(language);
    document.documentElement.lang = language;
  }
  return i18next.language;
}

/** Adds all words of a language and leaves the app's as it is. Rejects where they cannot be fetched. */
export async function addWordsOf(language: string): Promise<void> {
  for (const part of await Promise.all([loadWords(language), loadDeskWords(language)]))
    i18next.addResourceBundle(language, 'translation', part, true, true);
}

/** Adds the words of the pages for a desk to the chosen language. Rejects where they cannot be fetched. */
export async function addDeskWords(): Promise<void> {
  const { language } = i18next;
  i18next.addResourceBundle(language, 'translation', await loadDeskWords(language), true, true);
  isAtDesk = true;
}
