import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { db, type StoredDraft } from './db.ts';
import type { DraftKind } from './draft-kind.ts';
import { type DraftOf, draftWriter, dropDraft, openDraft, settleDrafts } from './drafts.ts';
import { putAside } from './put-aside.ts';
import { toldApart } from './told-apart.ts';
import { useUnsaved } from './unsaved.ts';
import { revisionOf, useFormTurn } from './use-form-turn.ts';
import { useRetry } from './use-retry.ts';
import { watch } from './watch.ts';
import { isOfAnother, mayBeOfGone } from './workers.ts';
import { isOfStorage, notKept } from './writing.ts';

/** The id of a form for a record of its own; others are begun under what several may have, such as a survey or a contact. */
const isNew = /^[\da-f]{8}-[\da-f-]{27}$/;

/** Tänään stands in its place, in the history too. */
function leaveAddress(): void {
  history.replaceState(null, '', '/');
  dispatchEvent(new PopStateEvent('popstate', { state: null }));
}

/** A form's content that is kept as one types. */
export interface DraftState<T> {
  /** Undefined until the device was asked whether there is a draft. */
  data: T | undefined;
  /**
   * Changes some of it, on screen at once and on the disk as soon as can be; a function is given what stands there now. Answers all
   * of it as it then is. One that was handed on earlier does the same: a part of the form need not be drawn for it again.
   */
  change(some: Partial<T> | ((now: T) => Partial<T>)): T;
  /** Another tab writes in it: what is changed here meanwhile is not. */
  isElsewhere: boolean;
  /** Why what is on screen is not on the disk, or what is on the disk not on screen; it is tried again. Undefined where all is well. */
  failed: unknown;
  /** No draft is written after this: call it right before the record is kept. */
  stop(): void;
  /** Takes `stop` back when the record was not kept, and keeps what is on screen as a draft again. */
  resume(): void;
  /** Throws the draft away; a write that was under way does not bring it back. Where it cannot be thrown away it is kept on. */
  discard(): Promise<void>;
  /**
   * For a form that stays on screen when its content, `done`, was kept as what it was to become: the draft goes, and the form goes on
   * with `after` in it. What was typed since, and from now on, is kept as the draft of what comes next.
   */
  goOn(done: T, after: Partial<T>): Promise<void>;
}

/**
 * The draft of one record: what was kept of it earlier, else `initial`. Of several tabs that have the same form open one writes, and the
 * others follow it until a person goes on in one of them (`WhileElsewhere`). What does not fit the form is put aside, and the form opens with the
 * rest; where the device cannot be read it opens as `initial`, and nothing is written over what could not be read. Where another tab kept
 * the record, the form is opened anew on that. One that saves itself into its record as it goes says by `settleRecord` which revision
 * stands in it when all of it is kept; undefined where it cannot be. `isRead`: while another tab writes the screen is read, and itself holds
 * back what could be typed by `isElsewhere`.
 */
export function useDraft<T extends object>(
  kind: DraftKind<T>,
  given: Omit<DraftOf, 'kind'>,
  initial: T,
  settleRecord?: () => Promise<number | undefined>,
  isRead = false,
): DraftState<T> {
  const of: DraftOf = { kind: kind.name, ...given };
  const latestOf = useRef(of);
  latestOf.current = of;
  const [data, setData] = useState<T>();
  const [failed, setFailed] = useState<unknown>();
  const latestFailed = useRef(failed);
  latestFailed.current = failed;
  const [round, setRound] = useState(0);
  const latest = useRef<T | undefined>(undefined);
  const by = useMemo(() => crypto.randomUUID(), []);
  const writer = useMemo(() => draftWriter(of, setFailed, by), [of.id, of.base, round]);
  /** A save that failed leaves a stopped writer behind: what comes late goes to the one that writes now. */
  const latestWriter = useRef(writer);
  latestWriter.current = writer;
  /** What the form went on with: of that alone there is no draft. */
  const begunWith = useRef<T | undefined>(undefined);
  /** The device was not read yet, and what was typed meanwhile. */
  const unread = useRef<{ typed?: T } | undefined>(undefined);
  const show = (next: T) => {
    latest.current = next;
    setData(next);
  };

  /** What the form can take of a stored draft; what it cannot is put aside. */
  async function take(row: StoredDraft): Promise<T | undefined> {
    if (row.base !== of.base) {
      if (row.base < of.base) await putAside(row, undefined);
      return undefined;
    }
    const draft = await openDraft(kind, row, initial);
    if (draft && !draft.isWhole) await putAside(row, draft.data).catch(setFailed);
    return draft?.data;
  }

  useEffect(() => {
    latest.current = undefined;
    unread.current = undefined;
    return watch(
      () => db.drafts.get(of.id),
      async (row) => {
        const late = unread.current;
        if (!late && latest.current && (!row || row.by === by || row.base !== of.base)) return;
        try {
          // What another time had typed here is not lost to what was typed while it could not be read.
          if (row && row.by !== by && late?.typed) await putAside(row, undefined);
          const kept = row && !late?.typed ? await take(row) : undefined;
          // The browser's history has addresses of whoever was on shift before: under their id nothing of this worker's is begun.
          const isBegun = !row && isNew.test(of.id) && of.base === 0 && !latest.current;
          if (isBegun && (mayBeOfGone(of.id) || (await isOfAnother(of.id)))) return leaveAddress();
          unread.current = undefined;
          setFailed(undefined);
          show(kept ?? latest.current ?? initial);
          if (late?.typed) latestWriter.current.write(latest.current);
        } catch (error) {
          cannotRead(error);
        }
      },
      (error) => cannotRead(error),
    );
  }, [of.id, of.base]);
  const cannotRead = (error: unknown) => {
    unread.current ??= {};
    // The form opens as it is when there is no draft; the words are those of a save that failed.
    setFailed(notKept(error));
    show(latest.current ?? initial);
  };
  useEffect(() => {
    // What was typed while nothing could be read waits until it can.
    if (round > 0 && !unread.current?.typed && latest.current !== begunWith.current) writer.write(latest.current);
  }, [round]);
  const again = () => setRound((n) => n + 1);
  const change = (some: Partial<T> | ((now: T) => Partial<T>)): T => {
    const now = latest.current ?? initial;
    if (isRead && isOthers.current) return now;
    const next = { ...now, ...(typeof some === 'function' ? some(now) : some) };
    show(next);
    if (unread.current) unread.current.typed = next;
    else latestWriter.current.write(next);
    return next;
  };
  const drop = async () => {
    latestWriter.current.stop();
    await settleDrafts();
    await dropDraft(of.id);
  };
  /** The revision that stands here once all that was typed here is kept; undefined where it is not. */
  const settle = async (): Promise<number | undefined> => {
    await settleDrafts();
    if (latestFailed.current !== undefined || unread.current?.typed) return undefined;
    return settleRecord ? settleRecord() : of.base;
  };
  /** What the other tab kept last stands here before anything is typed here. */
  async function follow(openAnewFor: (rev: number) => void): Promise<void> {
    try {
      const [row, rev] = await Promise.all([db.drafts.get(of.id), revisionOf(of.id)]);
      if (rev !== latestOf.current.base) return openAnewFor(rev);
      const kept = row && row.by !== by && latest.current && !unread.current ? await take(row) : undefined;
      if (kept) show(kept);
    } catch (error) {
      setFailed(notKept(await toldApart(error)));
    }
  }
  const { isElsewhere, isOthers } = useFormTurn(of.id, { isRead, settle, follow });
  useUnsaved(failed !== undefined);
  useRetry(
    isOfStorage(failed),
    () => latest.current && !unread.current && !isOthers.current && writer.write(latest.current),
  );
  return {
    data,
    ...{ failed, change, isElsewhere },
    stop() {
      writer.stop();
      // What is not written any more does not fail.
      setFailed(undefined);
    },
    resume: again,
    async discard() {
      try {
        await drop();
      } catch (error) {
        again();
        throw error;
      }
    },
    async goOn(done, after) {
      if (latest.current !== done) return void change(after);
      const next = { ...done, ...after };
      show(next);
      begunWith.current = next;
      // A draft that is still there would say what was before: it is written over instead.
      await drop().catch(() => (begunWith.current = undefined));
      again();
    },
  };
}
