import { useRef, useState } from 'preact/hooks';
import { belonging } from '../../store/find.ts';
import { newId } from '../../store/id.ts';
import { useLive } from '../../store/live.ts';
import { create } from '../../store/save.ts';
import type { Outing } from '../outing.ts';
import { joinMarks, opposite, type TallyMark, tap } from './sums.ts';
import { Tally } from './tally.ts';

/** What was last tapped: what the undo takes back. */
export interface LastTap {
  place: string;
  counter: string;
  by: 1 | -1;
  add: TallyMark['add'];
  /** When it was on the disk (ms since 1970); undefined while it is not. */
  keptAt?: number;
}

/** The tally of an outing while it is on the screen. */
export interface OpenTally {
  /** Every mark of the outing; undefined until the device was asked. */
  marks: readonly TallyMark[] | undefined;
  last: LastTap | undefined;
  /** Why a mark is not kept; it is then not counted either. */
  error: unknown;
  tap(place: string, counter: string, by: 1 | -1): void;
  /** Adds a mark, if there is one to add. */
  mark(place: string, add: TallyMark['add'] | undefined): Promise<boolean>;
  undo(): void;
}

/** The tally of an outing. A tap shows at once, before it is on the disk: the same mark counts once, from wherever it comes. */
export function useTally(outing: Outing): OpenTally {
  const stored = useLive(() => belonging(Tally, outing.id), [outing.id]);
  const pending = useRef<TallyMark[]>([]);
  const [, drawAgain] = useState(0);
  const [last, setLast] = useState<LastTap>();
  const [error, setError] = useState<unknown>();
  const all = () => joinMarks(stored ?? [], pending.current);
  const setPending = (marks: TallyMark[]) => {
    pending.current = marks;
    drawAgain((n) => n + 1);
  };

  async function mark(place: string, add: TallyMark['add'] | undefined): Promise<boolean> {
    if (!add) return false;
    const id = newId();
    setPending([...pending.current, { id, place, add }]);
    try {
      const at = outing.endedAt;
      await create(Tally, { outingId: outing.id, place, add }, at ? { id, at } : { id });
      setError(undefined);
      return true;
    } catch (reason) {
      setPending(pending.current.filter((one) => one.id !== id));
      setError(reason);
      return false;
    }
  }

  return {
    marks: stored && all(),
    last,
    error,
    mark,
    tap(place, counter, by) {
      const here = all().filter((one) => one.place === place);
      const add = tap(here, counter, by);
      if (!add) return;
      const tapped: LastTap = { place, counter, by, add };
      setLast(tapped);
      void mark(place, add).then((kept) =>
        setLast((now) => (now === tapped ? (kept ? { ...tapped, keptAt: Date.now() } : undefined) : now)),
      );
    },
    undo() {
      if (!last) return;
      setLast(undefined);
      void mark(last.place, opposite(last.add));
    },
  };
}
