import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { mayBeKept } from '../store/ask-about-text.ts';
import { debounce, whenLeft } from '../store/debounce.ts';
import { contactIn } from '../store/free-text.ts';
import { isKeepable } from '../store/free-text-field.tsx';
import { useAutosave } from '../store/use-autosave.ts';
import { useDraft } from '../store/use-draft.ts';
import { Encounter } from './encounter.ts';
import { draftFrom, type EncounterDraft, EncounterDrafts, emptyRows, fieldsFrom, isSame } from './encounter-draft.ts';
import { removeEncounter } from './encounter-store.ts';
import { noteLimit } from './rows.ts';

/** How long a hand rests before what it wrote is kept, in ms. */
const rest = 800;

/** An encounter while its form is open. */
export interface OpenEncounter {
  /** What stands in the form; undefined until the device was asked. */
  data: EncounterDraft | undefined;
  change(some: Partial<EncounterDraft>): void;
  /** As it is kept; undefined before the tap that makes it whole. */
  record: Encounter | undefined;
  /** When something of this visit was last kept; undefined where nothing was, or it was undone. */
  keptAt: number | undefined;
  error: unknown;
  /** Why the draft is not on the disk; undefined where it is. */
  draftFailed: unknown;
  /** The one or the other. */
  isFailing: boolean;
  /** The note was written: asks about it where it must be asked about, and keeps it. */
  noteWritten(): Promise<void>;
  /** Takes back what this visit did: a new encounter is gone, an old one is as it was. True when there is nothing left. */
  undo(): Promise<boolean>;
  /** Resolves to whether all of it is kept. */
  done(): Promise<boolean>;
  discard(): Promise<void>;
}

/**
 * Keeps an encounter as it is tapped: a draft until the depth is chosen, a record from then on, and each tap its next
 * revision. Nobody has to say that it is to be kept.
 */
export function useEncounter(given: {
  id: string;
  initial: EncounterDraft;
  at?: string | undefined;
  kept?: Encounter | undefined;
  /** Where this visit began `kept` before the page was loaded anew: when it was last kept (ms since 1970). Its undo takes it away. */
  keptAt?: number | undefined;
  /** Hears of every time (ms since 1970) that something of it was kept, also while the form is being left. */
  onKept?: (at: number) => void;
}): OpenEncounter {
  const { id, initial, at, kept, onKept } = given;
  /** What was there before this visit. */
  const before = given.keptAt === undefined ? kept : undefined;
  const draft = useDraft(EncounterDrafts, { id, base: kept?.rev ?? 0 }, initial, settleRecord);
  const whenKept = (at: number) => {
    // Kept by itself once there was room: its draft, which is tried again too, finds the record in its place.
    draft.stop();
    onKept?.(at);
  };
  /** All that stands in the form, while its note may not be kept as it stands: it comes back, and so does what is asked of it. */
  const unasked = useRef<EncounterDraft | undefined>(undefined);
  const tapped = useAutosave(Encounter, { id, at, onKept: whenKept, draft: () => unasked.current }, kept);
  const [failure, setFailure] = useState<unknown>();
  const note = useNote(kept);
  const { data } = draft;

  async function settleRecord(): Promise<number | undefined> {
    note.flush();
    const record = await tapped.settled();
    return record ? record.rev : tapped.record ? undefined : 0;
  }

  function keep(next: EncounterDraft) {
    const said = note.isAllowed(next.note) ? next.note : tapped.record?.note;
    const fields = fieldsFrom({ ...next, note: said });
    if (!fields) return;
    unasked.current = isSame(next, { ...next, note: said }) ? undefined : next;
    draft.stop();
    tapped.keep(fields);
  }

  useEffect(() => {
    // What could not be kept as a record is a draft again.
    if (tapped.error !== undefined && !tapped.record) draft.resume();
  }, [tapped.error]);
  useEffect(() => {
    // One that was whole when the tab was killed is not left as a draft.
    if (data && !kept && !tapped.record) keep(data);
  }, [data === undefined]);

  const isChanged = data !== undefined && (before ? !isSame(data, draftFrom(before)) : true);
  const error = failure ?? tapped.error;
  return {
    data,
    record: tapped.record,
    keptAt: isChanged ? (tapped.keptAt ?? given.keptAt) : undefined,
    error,
    draftFailed: draft.failed,
    isFailing: error !== undefined || draft.failed !== undefined,
    change(some) {
      const next = draft.change(some);
      note.cancel();
      if ('note' in some) note.later(() => keep(next));
      else keep(next);
    },
    async noteWritten() {
      if (data && (await note.askAbout(data.note))) keep(data);
    },
    async undo() {
      note.cancel();
      unasked.current = undefined;
      const record = await tapped.abandon();
      try {
        if (before) {
          draft.change({ ...emptyRows, ...draftFrom(before) });
          tapped.keep(fieldsFrom({ ...emptyRows, ...draftFrom(before) })!);
        } else if (record) await removeEncounter(record);
        return !before;
      } catch (error) {
        setFailure(error);
        return false;
      }
    },
    async done() {
      // Also what is asked about next is on the device meanwhile.
      note.flush();
      if (!data || !fieldsFrom(data) || !(await note.askAbout(data.note))) return false;
      // What is still being written is not yet what the form knows as kept: asked before that, it would be kept twice.
      const record = await tapped.settled();
      if (record && isSame(data, draftFrom(record))) return true;
      keep(data);
      return (await tapped.settled()) !== undefined;
    },
    discard() {
      note.cancel();
      return draft.discard();
    },
  };
}

/** The note of an encounter as it is written: kept when the hand rests or the page is left, and only what may be. */
function useNote(kept: Encounter | undefined) {
  const { t } = useWords();
  /** What stood there, or what who wrote it has said may be kept. */
  const allowed = useRef(kept?.note ?? '');
  const [written] = useState(() => debounce(rest));
  useEffect(() => {
    const stop = whenLeft(written.flush);
    return () => {
      stop();
      written.flush();
    };
  }, []);
  return {
    ...written,
    /** Whether it may be kept without a question. */
    isAllowed: (text = ''): boolean => isKeepable(text, noteLimit) && (!contactIn(text) || text === allowed.current),
    /** Whether it may be kept: asks where it must be asked about. */
    async askAbout(text = ''): Promise<boolean> {
      if (!isKeepable(text, noteLimit)) return false;
      if (text !== allowed.current && !(await mayBeKept([text], t))) return false;
      allowed.current = text;
      return true;
    },
  };
}
