/** The language that the person chose on this device. Kept where it can be read before the database is open. */
const key = 'language';

export const rememberedLanguage = (): string | undefined => {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined; // A browser that keeps nothing: the browser's own language will do.
  }
};

export const rememberLanguage = (language: string): void => {
  try {
    localStorage.setItem(key, language);
  } catch {
    // As above: it holds until the page is closed.
  }
};
