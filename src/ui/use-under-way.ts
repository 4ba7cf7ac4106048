import { useRef, useState } from 'preact/hooks';

/** What is over sooner than this (ms) is not worth a word: nobody could read it, and drawing it would delay the work itself. */
const unnoticed = 150;

/** Work that a tap has begun: it counts from the very tap, so that a second one does nothing, and is shown once it takes time. */
export interface UnderWay<T> {
  /** Whether it is under way, known at once. */
  is(): boolean;
  /** What is under way, when it has taken long enough to be said on the screen. */
  shown: T | undefined;
  begin(what: T): void;
  end(): void;
}

/** Nothing is under way at first. */
export function useUnderWay<T>(): UnderWay<T> {
  const now = useRef<T | undefined>(undefined);
  const [shown, setShown] = useState<T>();
  return {
    is: () => now.current !== undefined,
    shown,
    begin(what) {
      now.current = what;
      setTimeout(() => setShown(now.current), unnoticed);
    },
    end() {
      now.current = undefined;
      setShown(undefined);
    },
  };
}
