import { useRef, useState } from 'preact/hooks';
import { type Autosave, autosave } from './autosave.ts';
import type { Envelope, Fields, Kind } from './kind.ts';
import { create, revise } from './save.ts';
import { noteWriting, useUnsaved } from './unsaved.ts';
import { useRetry } from './use-retry.ts';
import { isOfStorage } from './writing.ts';

/** A record that is kept as it is tapped. */
export interface Tapped<R extends Envelope> extends Pick<Autosave<R, Fields<R>>, 'keep' | 'settled' | 'abandon'> {
  /** As it is kept; undefined until the first time. */
  record: R | undefined;
  /** When it was last kept while this form was open (ms since 1970). */
  keptAt: number | undefined;
  /** Why the last change is not on the disk; it is tried again with the next one, and by itself where the storage is at fault. */
  error: unknown;
}

/** Keeps one record with each change, without anybody saying so. `kept` is what there was before this form was opened. */
export function useAutosave<R extends Envelope>(
  kind: Kind<R>,
  given: {
    id: string;
    at?: string | undefined;
    onKept?: ((at: number) => void) | undefined;
    /** What stands in the form and may not be kept yet, asked at each write: it stays as a draft. */
    draft?: () => unknown;
  },
  kept?: R,
): Tapped<R> {
  const [state, setState] = useState<{ record: R | undefined; keptAt?: number; error?: unknown }>({ record: kept });
  const latest = useRef(given);
  latest.current = given;
  const [saving] = useState(() =>
    autosave<R, Fields<R>>({
      kept,
      write(record, fields) {
        const { id, at } = latest.current;
        const draft = latest.current.draft?.();
        return noteWriting(
          record ? revise(kind, record, fields, { draft }) : create(kind, fields, { id, ...(at && { at }), draft }),
        );
      },
      onKept(record) {
        const keptAt = Date.now();
        setState({ record, keptAt });
        latest.current.onKept?.(keptAt);
      },
      onFailed: (error) => setState((before) => ({ ...before, error })),
    }),
  );
  useRetry(isOfStorage(state.error), saving.again);
  useUnsaved(state.error !== undefined);
  return {
    record: state.record,
    keptAt: state.keptAt,
    error: state.error,
    keep: saving.keep,
    settled: saving.settled,
    abandon: saving.abandon,
  };
}
