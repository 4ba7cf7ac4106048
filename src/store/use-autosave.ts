import { useRef, useState } from 'preact/hooks';
import type { Envelope, Fields, Kind } from './kind.ts';
import { create, revise } from './save.ts';
import { useRetry } from './use-retry.ts';
import { isOfStorage } from './writing.ts';

/** A record that is kept as it is tapped. */
export interface Tapped<R extends Envelope> {
  /** As it is kept; undefined until the first time. */
  record: R | undefined;
  /** When it was last kept while this form was open (ms since 1970). */
  keptAt: number | undefined;
  /** Why the last change is not on the disk; it is tried again with the next one, and by itself where the storage is at fault. */
  error: unknown;
  /** Keeps these fields: the first time as a new record, then as its next revision. One write at a time, the newest wins. */
  keep(fields: Fields<R>): void;
  /** Resolves when nothing is being written any more, after one more try of what failed; undefined where that fails too. */
  settled(): Promise<R | undefined>;
}

/** Keeps one record with each change, without anybody saying so. `kept` is what there was before this form was opened. */
export function useAutosave<R extends Envelope>(
  kind: Kind<R>,
  given: { id: string; at?: string | undefined },
  kept?: R,
): Tapped<R> {
  const [state, setState] = useState<{ record: R | undefined; keptAt?: number; error?: unknown }>({ record: kept });
  const held = useRef(kept);
  const next = useRef<Fields<R> | undefined>(undefined);
  const running = useRef<Promise<R | undefined> | undefined>(undefined);

  async function write(): Promise<R | undefined> {
    let fields: Fields<R> | undefined;
    try {
      for (fields = next.current; fields; fields = next.current) {
        next.current = undefined;
        const { id, at } = given;
        held.current = held.current
          ? await revise(kind, held.current, fields)
          : await create(kind, fields, at ? { id, at } : { id });
        setState({ record: held.current, keptAt: Date.now() });
      }
      return held.current;
    } catch (error) {
      // Tried again with the next change, or when the form is left.
      next.current ??= fields;
      setState((before) => ({ ...before, error }));
      return undefined;
    } finally {
      running.current = undefined;
    }
  }

  const again = () => {
    running.current ??= write();
  };
  useRetry(isOfStorage(state.error), again);
  return {
    record: state.record,
    keptAt: state.keptAt,
    error: state.error,
    keep(fields) {
      next.current = fields;
      again();
    },
    async settled() {
      await running.current;
      return next.current ? write() : held.current;
    },
  };
}
