/**
 * The interface languages: one file each in `locales/`, Finnish is the source. A language is loaded when it is chosen.
 * Instruments keep their own texts; none of theirs stands here.
 */
import i18next from 'i18next';
import type finnish from '../../locales/fi.json';
import { rememberedLanguage } from './remembered.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof finnish };
  }
}

const files = import.meta.glob<{ default: typeof finnish }>('../../locales/*.json');
const nameOf = (path: string) => path.replace(/^.*\/|\.json$/g, '');

/** The languages there are, Finnish first. */
export const languages: string[] = Object.keys(files)
  .map(nameOf)
  .sort((a, b) => Number(b === 'fi') - Number(a === 'fi') || b.localeCompare(a));

/** What the person chose on this device, else the first of the browser's languages that the app has; else Finnish. */
export const preferredLanguage = (
  wanted: readonly string[] = [rememberedLanguage() ?? [], navigator.languages].flat(),
): string => wanted.map((tag) => tag.split('-')[0]!.toLowerCase()).find((tag) => languages.includes(tag)) ?? 'fi';

/**
 * Loads a language and makes it the app's. Screens that use `useWords` follow. One that cannot be had, for want of a network,
 * leaves the language as it is; at the start it is Finnish then.
 */
export async function chooseLanguage(wanted: string): Promise<void> {
  const load = (language: string) => files[`../../locales/${language}.json`]!().then((file) => ({ language, ...file }));
  const { language, default: words } = await load(wanted).catch((error: unknown) => {
    if (i18next.isInitialized) throw error;
    return load('fi');
  });
  if (!i18next.isInitialized) {
    await i18next.init({ lng: language, resources: {}, interpolation: { escapeValue: false }, returnNull: false });
  }
  i18next.addResourceBundle(language, 'translation', words, true, true);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
