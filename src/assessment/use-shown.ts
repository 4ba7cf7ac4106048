import { useLayoutEffect, useRef } from 'preact/hooks';

/** The heading of what is open: another one comes to the eye and the ear, not the one that the page opened with. */
export function useShown(name: string | number) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(name);
  // At once: a form that refuses leads to its field right after, and that field keeps the focus.
  useLayoutEffect(() => {
    if (shown.current === name) return;
    shown.current = name;
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [name]);
  return heading;
}
