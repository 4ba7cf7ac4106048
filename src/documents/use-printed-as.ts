import { useEffect } from 'preact/hooks';
import { titlePaperAs } from '../ui/title.ts';
import type { TextDocument } from './text-document.ts';

/**
 * Whatever is printed while a document is open is of its language, and a PDF of it is called by its kind: the browser takes both
 * from the page, which says them of the screen around it before and after.
 */
export function usePrintedAs(printed: Pick<TextDocument, 'language' | 'kind'> | undefined): void {
  const { language, kind } = printed ?? {};
  useEffect(() => {
    if (language === undefined || kind === undefined) return undefined;
    let shown: string | undefined;
    const before = () => {
      shown ??= document.documentElement.lang;
      document.documentElement.lang = language;
    };
    const after = () => {
      if (shown === undefined) return;
      document.documentElement.lang = shown;
      shown = undefined;
    };
    titlePaperAs(kind);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      after();
      titlePaperAs(undefined);
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, [language, kind]);
}
