import { useEffect } from 'preact/hooks';
import type { TextDocument } from './text-document.ts';

/**
 * Whatever is printed while a document is open is of its language, and a PDF of it is called by its kind: the browser takes both
 * from the page, which says them of the screen around it before and after.
 */
export function usePrintedAs(printed: Pick<TextDocument, 'language' | 'kind'> | undefined): void {
  const { language, kind } = printed ?? {};
  useEffect(() => {
    if (language === undefined || kind === undefined) return undefined;
    let shown: { language: string; title: string } | undefined;
    const before = () => {
      shown ??= { language: document.documentElement.lang, title: document.title };
      document.documentElement.lang = language;
      document.title = kind;
    };
    const after = () => {
      if (!shown) return;
      document.documentElement.lang = shown.language;
      document.title = shown.title;
      shown = undefined;
    };
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      after();
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, [language, kind]);
}
