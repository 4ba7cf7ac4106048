import { useRef } from 'preact/hooks';
import { useLive } from '../store/live.ts';

/** What `query` first gives: later changes must not pull a form from under the thumb. Undefined until then. */
export function useFirst<T>(query: () => Promise<T>): T | undefined {
  const now = useLive(query);
  const first = useRef<T | undefined>(undefined);
  first.current ??= now;
  return first.current;
}
