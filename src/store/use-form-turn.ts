import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { db } from './db.ts';
import { openForm } from './form-turn.ts';
import { FormsElsewhere } from './open-elsewhere.tsx';
import { watch } from './watch.ts';

/** The revision of a record that is on the device; 0 where there is none. */
export const revisionOf = async (id: string): Promise<number> => (await db.records.get(id))?.rev ?? 0;

/** For which revision of a record this page last opened its form anew: where that did not bring the form onto it, it is not done again. */
const openedAnewFor = new Map<string, number>();

/** What the form itself does where several tabs have it open. */
interface OpenForm {
  /** While another tab writes the screen is read. */
  isRead: boolean;
  /** Keeps what was typed here: the revision that then stands here; undefined where it cannot be kept. */
  settle(): Promise<number | undefined>;
  /** Shows what the other tab kept last, or opens the form anew for the revision that it kept. */
  follow(openAnewFor: (rev: number) => void): Promise<void>;
}

/** Of several tabs that have the form of one record open one writes: whether that is another one, and what is done as it changes. */
export function useFormTurn(id: string, { isRead, settle, follow }: OpenForm) {
  const isOthers = useRef(false);
  const [isElsewhere, setElsewhere] = useState(false);
  const { hear, openAnew } = useContext(FormsElsewhere);
  const latestSettle = useRef(settle);
  latestSettle.current = settle;
  useEffect(() => {
    let isRefused = false;
    let unfollow = () => {};
    const set = (is: boolean) => {
      isOthers.current = is;
      setElsewhere(is);
      hear(turn!, is, isRead);
    };
    const openAnewFor = (rev: number) => {
      if (openedAnewFor.get(id) === rev) return;
      openedAnewFor.set(id, rev);
      openAnew();
    };
    const followRecord = async () => {
      const stands = await latestSettle.current();
      if (stands === undefined || !isOthers.current) return;
      unfollow();
      unfollow = watch(
        () => revisionOf(id),
        (rev) => rev !== stands && openAnewFor(rev),
        // It is looked at once more when it is this tab's turn.
        () => undefined,
      );
    };
    const turn = openForm(id, {
      lost() {
        set(true);
        void followRecord();
      },
      async settle() {
        isRefused = (await latestSettle.current()) === undefined;
        return !isRefused;
      },
      async got() {
        unfollow();
        if (!isRefused) await follow(openAnewFor);
        isRefused = false;
        set(false);
      },
    });
    return () => {
      if (!turn) return;
      isOthers.current = false;
      unfollow();
      turn.leave();
      hear(turn, false, isRead);
    };
  }, [id]);
  return { isElsewhere, isOthers };
}
