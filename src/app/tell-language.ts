import i18next from 'i18next';
import { languageCache, languageEntry } from '../sw/tag.ts';

/** Leaves word of the language in use for the service worker, which brings it along with the next version. */
export async function tellLanguage(): Promise<void> {
  try {
    const cache = await caches.open(languageCache);
    const told = await (await cache.match(languageEntry))?.text();
    if (told !== i18next.language) await cache.put(languageEntry, new Response(i18next.language));
  } catch (error) {
    console.error('The language is not kept', error instanceof Error ? error.name : '');
  }
}
