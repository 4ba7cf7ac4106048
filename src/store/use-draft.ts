import { liveQuery } from 'dexie';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { db } from './db.ts';
import { type DraftOf, draftWriter, dropDraft, openDraft, settleDrafts } from './drafts.ts';
import { useRetry } from './use-retry.ts';
import { isOfStorage } from './writing.ts';

/** A form's content that is kept as one types. */
export interface DraftState<T> {
  /** Undefined until the device was asked whether there is a draft. */
  data: T | undefined;
  /** Changes some of it, on screen at once and on the disk as soon as can be. Answers all of it as it now is. */
  change(some: Partial<T>): T;
  /** Why the last write did not reach the disk: what is on screen is not yet kept, and is tried again. Undefined where it did. */
  failed: unknown;
  /** No draft is written after this: call it right before the record is kept. */
  stop(): void;
  /** Takes `stop` back when the record was not kept, and keeps what is on screen as a draft again. */
  resume(): void;
  /** Throws the draft away; a write that was under way does not bring it back. */
  discard(): Promise<void>;
}

/**
 * The draft of one record: what was kept of it earlier, else `initial`. The same form open in another tab is followed, so
 * that neither writes over what was typed in the other. A draft that cannot be read is thrown to the error boundary.
 */
export function useDraft<T extends object>(of: DraftOf, initial: T): DraftState<T> {
  const [data, setData] = useState<T>();
  const [failed, setFailed] = useState<unknown>();
  const [broken, setBroken] = useState<unknown>();
  const [round, setRound] = useState(0);
  const latest = useRef<T | undefined>(undefined);
  const by = useMemo(() => crypto.randomUUID(), []);
  const writer = useMemo(() => draftWriter(of, setFailed, by), [of.id, of.base, round]);
  const show = (next: T) => {
    latest.current = next;
    setData(next);
  };
  useEffect(() => {
    latest.current = undefined;
    const seen = liveQuery(() => db.drafts.get(of.id)).subscribe({
      async next(row) {
        if (latest.current && (!row || row.by === by || row.base !== of.base)) return;
        const draft = row && (await openDraft<T>(row).catch(setBroken));
        show(draft?.base === of.base ? draft.data : (latest.current ?? initial));
      },
      error: setBroken,
    });
    return () => seen.unsubscribe();
  }, [of.id, of.base]);
  useEffect(() => {
    if (round > 0) writer.write(latest.current);
  }, [round]);
  useRetry(isOfStorage(failed), () => latest.current && writer.write(latest.current));
  if (broken !== undefined) throw broken;
  return {
    data,
    failed,
    change(some) {
      const next = { ...(latest.current ?? initial), ...some };
      show(next);
      writer.write(next);
      return next;
    },
    stop: writer.stop,
    resume: () => setRound((n) => n + 1),
    async discard() {
      writer.stop();
      await settleDrafts();
      await dropDraft(of.id);
    },
  };
}
