/** The interface's texts, one file for each language in `locales/`, loaded when it is asked for. */
import type finnish from '../../locales/fi.json';

const files = import.meta.glob<{ default: typeof finnish }>('../../locales/*.json');
const nameOf = (path: string) => path.replace(/^.*\/|\.json$/g, '');

/** The languages there are, Finnish first. */
export const languages: string[] = Object.keys(files)
  .map(nameOf)
  .sort((a, b) => Number(b === 'fi') - Number(a === 'fi') || b.localeCompare(a));

/** The texts of one language as they stand in its file; of Finnish where the app does not speak it. */
export const loadWords = async (language: string): Promise<typeof finnish> =>
  (await files[`../../locales/${languages.includes(language) ? language : 'fi'}.json`]!()).default;
