import { liveQuery } from 'dexie';
import { useEffect, useState } from 'preact/hooks';

/**
 * What `query` gives, now and after every change of what it read, in this tab or another. Undefined until the first
 * answer. A query that fails is thrown into the nearest error boundary.
 */
export function useLive<T>(query: () => Promise<T>, inputs: unknown[] = []): T | undefined {
  const [state, setState] = useState<{ value?: T; error?: unknown }>({});
  useEffect(() => {
    const seen = liveQuery(query).subscribe({
      next: (value) => setState({ value }),
      error: (error: unknown) => setState({ error }),
    });
    return () => seen.unsubscribe();
  }, inputs);
  if ('error' in state) throw state.error;
  return state.value;
}
