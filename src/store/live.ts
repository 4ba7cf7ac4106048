import { useEffect, useState } from 'preact/hooks';
import { watch } from './watch.ts';

/**
 * What `query` gives, now and after every change of what it read. Undefined until the first answer. A query that fails is
 * thrown into the nearest error boundary; once it has answered, what it last gave stays.
 */
export function useLive<T>(query: () => Promise<T>, inputs: unknown[] = []): T | undefined {
  const [state, setState] = useState<{ value?: T; error?: unknown }>({});
  useEffect(
    () =>
      watch(
        query,
        (value) => setState({ value }),
        (error) => setState((before) => ('value' in before ? before : { error })),
      ),
    inputs,
  );
  if ('error' in state) throw state.error;
  return state.value;
}
