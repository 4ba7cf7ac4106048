/** The language that the person chose on this device. Kept where it can be read before the database is open. */
import { keepText, readText } from '../ui/web-storage.ts';

const key = 'language';

/** Undefined where none was chosen or none can be kept: the browser's own language will do. */
export const rememberedLanguage = (): string | undefined =>
  readText('local', key, (text) => /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(text));

/** Where the browser keeps nothing the language holds until the page is closed. */
export const rememberLanguage = (language: string): void => void keepText('local', key, language);
