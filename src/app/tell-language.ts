import i18next from 'i18next';
import { setSetting, setting } from '../store/device.ts';
import { languageName } from '../sw/tag.ts';

/** Leaves word of the language in use for the service worker, which brings it along with the next version. */
export async function tellLanguage(): Promise<void> {
  const { language } = i18next;
  try {
    if ((await setting<string>(languageName, 'fi')) !== language) await setSetting(languageName, language);
  } catch (error) {
    console.error('The language is not kept', error instanceof Error ? error.name : '');
  }
}
