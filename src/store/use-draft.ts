import { useEffect, useMemo, useState } from 'preact/hooks';
import { type DraftOf, draftWriter, findDraft } from './drafts.ts';

/** A form's content that is kept as one types. */
export interface DraftState<T> {
  /** Undefined until the device was asked whether there is a draft. */
  data: T | undefined;
  /** Changes some of it, on screen at once and on the disk as soon as can be. */
  change(some: Partial<T>): void;
  /** The last write did not reach the disk: what is on screen is not yet kept. */
  failed: boolean;
  /** No draft is written after this: call it right before the record is kept. `resume` takes it back when that failed. */
  stop(): void;
  resume(): void;
}

/** The draft of one record: what was kept of it earlier, else `initial`. */
export function useDraft<T extends object>(of: DraftOf, initial: T): DraftState<T> {
  const [data, setData] = useState<T>();
  const [failed, setFailed] = useState(false);
  const [round, setRound] = useState(0);
  const writer = useMemo(() => draftWriter(of, () => setFailed(true)), [of.id, of.base, round]);
  useEffect(() => {
    let gone = false;
    findDraft<T>(of.id).then(
      (draft) => gone || setData(draft?.base === of.base ? draft.data : initial),
      () => gone || setData(initial),
    );
    return () => {
      gone = true;
    };
  }, [of.id, of.base]);
  return {
    data,
    failed,
    change(some) {
      setData((before) => {
        const next = { ...(before ?? initial), ...some };
        writer.write(next);
        return next;
      });
    },
    stop: writer.stop,
    resume: () => setRound((n) => n + 1),
  };
}
