import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

interface SheetHeadingProps {
  /** Where it stands on the screen, below the screen's own heading; on paper, where that is not, it is one higher. */
  level: 2 | 3;
  class?: string;
  lang?: string;
  dir?: 'ltr' | 'rtl';
  children: ComponentChildren;
}

/**
 * A heading of a sheet that is printed by itself (`own-paper`): the first one of a page is of the first level on paper too. What is in it is
 * drawn anew for paper, so it holds nothing that has to be loaded.
 */
export function SheetHeading({ level, children, ...given }: SheetHeadingProps) {
  const isPrinted = useIsPrinted();
  const Heading = `h${isPrinted ? level - 1 : level}` as 'h1' | 'h2' | 'h3';
  return <Heading {...given}>{children}</Heading>;
}

/** Whether the page is being printed: known to the browser before it lays out its paper. */
function useIsPrinted(): boolean {
  const [isPrinted, setPrinted] = useState(false);
  useEffect(() => {
    const [begin, end] = [() => setPrinted(true), () => setPrinted(false)];
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinted;
}
