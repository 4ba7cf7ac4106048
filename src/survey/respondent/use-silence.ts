import { useLayoutEffect } from 'preact/hooks';

const signs = ['pointerdown', 'keydown', 'input', 'wheel', 'touchmove'] as const;

/** Calls `onSilent` when nobody has touched the page for `seconds`; undefined: nobody is waited for. It is counted from the drawing on. */
export function useSilence(seconds: number | undefined, onSilent: () => void): void {
  useLayoutEffect(() => {
    if (seconds === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = () => {
      clearTimeout(timer);
      timer = setTimeout(onSilent, seconds * 1000);
    };
    begin();
    for (const sign of signs) addEventListener(sign, begin, { passive: true, capture: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) removeEventListener(sign, begin, { capture: true });
    };
  }, [seconds]);
}
