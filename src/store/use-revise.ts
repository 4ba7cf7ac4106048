import { useRef } from 'preact/hooks';
import type { Envelope, Fields, Kind } from './kind.ts';
import { revise } from './save.ts';

type Changes<R extends Envelope> = Partial<Fields<R>> & { at?: string };

/** Says what changes of a record as it now is; undefined where nothing is left to change. */
type Change<R extends Envelope> = (now: R) => Changes<R> | undefined;

/**
 * Changes the record that a screen shows, one tap after the other: each goes on from what the one before it has kept, whether or
 * not that is drawn yet. What another tab changed meanwhile is never overwritten: it rejects with `NotKept`, as `revise` does.
 */
export function useRevise<R extends Envelope>(kind: Kind<R>, shown: R): (change: Change<R>) => Promise<void> {
  const turns = useRef(revising(kind, shown));
  turns.current.show(shown);
  return turns.current.change;
}

/** What `useRevise` goes by; `show` is told what is drawn. */
export function revising<R extends Envelope>(kind: Kind<R>, shown: R) {
  let latest = shown;
  let last: Promise<unknown> = Promise.resolve();
  const work = async (change: Change<R>) => {
    const changes = change(latest);
    if (changes) latest = await revise(kind, latest, changes);
  };
  return {
    show(next: R) {
      if (next.id !== latest.id || next.rev > latest.rev) latest = next;
    },
    change(change: Change<R>): Promise<void> {
      const running = last.then(() => work(change));
      last = running.catch(() => undefined);
      return running;
    },
  };
}
