import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * The heading of what is open: another one comes to the eye and the ear, not the one that the page opened with. `isAlone`: on a
 * narrow screen it is all that is there; back in the list its row is in view.
 */
export function useShown(name: string | number, isAlone: boolean) {
  const heading = useRef<HTMLHeadingElement>(null);
  const now = `${name} ${isAlone}`;
  const shown = useRef(now);
  // At once: a form that refuses leads to its field right after, and that field keeps the focus.
  useLayoutEffect(() => {
    if (shown.current === now) return;
    shown.current = now;
    if (!isAlone) return document.querySelector('.question-list [aria-current]')?.scrollIntoView({ block: 'center' });
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [now]);
  return heading;
}
