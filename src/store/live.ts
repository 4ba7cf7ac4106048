import { createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { type StorageFault, storageFault } from './storage-fault.ts';
import { watch } from './watch.ts';

/** Hears of each query on a screen why the device cannot be read for it; undefined once it can, or nobody asks any more. */
export type HearUnread = (query: object, fault: StorageFault | undefined) => void;

/** Who says on the screen that the device cannot be read: `WhileUnread` for what is in it. */
export const Unread = createContext<HearUnread>(() => undefined);

/**
 * What `query` gives, now and after every change of what it read. Undefined until the first answer, however long the device
 * cannot be read: nothing that stands on the screen is taken away for that. A query that fails for another reason is thrown
 * into the nearest error boundary; once it has answered, what it last gave stays.
 */
export function useLive<T>(query: () => Promise<T>, inputs: unknown[] = []): T | undefined {
  const [state, setState] = useState<{ value?: T; error?: unknown }>({});
  const isAnswered = useRef(false);
  const hear = useContext(Unread);
  useEffect(() => {
    const asked = {};
    const stop = watch(
      query,
      (value) => {
        isAnswered.current = true;
        hear(asked, undefined);
        setState({ value });
      },
      (error) => {
        if (isAnswered.current) return;
        const fault = storageFault(error);
        if (fault) hear(asked, fault);
        else setState({ error });
      },
    );
    return () => {
      stop();
      hear(asked, undefined);
    };
  }, inputs);
  if ('error' in state) throw state.error;
  return state.value;
}

/** As `useLive`, of what may be worth asking anew though nothing changed: it says in how many ms (`again`). */
export function useLiveAgain<T extends { again?: number }>(query: () => Promise<T>): T | undefined {
  const [round, setRound] = useState(0);
  const value = useLive(query, [round]);
  useEffect(() => {
    if (value?.again === undefined) return;
    const timer = setTimeout(() => setRound(round + 1), value.again);
    return () => clearTimeout(timer);
  }, [value]);
  return value;
}
