/**
 * The interface's texts, one file for each language in `locales/`, loaded when it is asked for: first the words of every day,
 * those of pages for a desk (`src/build/desk-words.ts` parts them) with the first such page.
 */
import type finnish from '../../locales/fi.json';

type File = { default: typeof finnish };
const files = import.meta.glob<File>('../../locales/*.json', { query: '?now' });
const deskFiles = import.meta.glob<File>('../../locales/*.json', { query: '?desk' });
const nameOf = (path: string) => path.replace(/^.*\/|\.json.*$/g, '');

/** The languages there are, Finnish first. */
export const interfaceLanguages: string[] = Object.keys(files)
  .map(nameOf)
  .sort((a, b) => Number(b === 'fi') - Number(a === 'fi') || b.localeCompare(a));

const from = async (all: typeof files, language: string) =>
  (await all[`../../locales/${interfaceLanguages.includes(language) ? language : 'fi'}.json`]!()).default;

/** The texts of one language as they stand in its file; of Finnish where the app does not speak it. */
export const loadWords = (language: string): Promise<typeof finnish> => from(files, language);

/** The texts of the pages for a desk. */
export const loadDeskWords = (language: string): Promise<typeof finnish> => from(deskFiles, language);
