/** What a language calls itself: `suomi`, `svenska`, `English`. */
export const ownLanguageName = (language: string): string =>
  new Intl.DisplayNames([language], { type: 'language', fallback: 'code' }).of(language) ?? language;
