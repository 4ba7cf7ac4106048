/** The way through a form: which item comes next, which came before, and a second look at those without an answer. */
import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { Instrument } from '../instrument/instrument.ts';
import { shownItems, unansweredItems } from '../instrument/show.ts';
import { givenAnswers } from './chosen-dom.ts';

/** Items are named by their numbers, from 1. All is asked of the form as it is now: what was just given may bring a question. */
export interface Way {
  shown(): number[];
  /** Those that are shown, and have no answer. */
  open(): number[];
  /** The next item; undefined after the last. */
  after(number: number): number | undefined;
  before(number: number): number | undefined;
  /** Begins a second look, which goes past what has an answer. Answers where it begins. */
  lookAgain(): number | undefined;
  /** The person has chosen to look again: nobody is asked twice. */
  isLookedAt(): boolean;
}

export function useWay(form: RefObject<HTMLFormElement | null>, instrument: Instrument): Way {
  /** What a second look goes past. What comes on the screen only then is not in it. */
  const past = useRef<ReadonlySet<number> | undefined>(undefined);
  const given = () => givenAnswers(form.current!, instrument.items);
  const way: Way = {
    shown: () => shownItems(instrument, given()).flatMap((isShown, index) => (isShown ? [index + 1] : [])),
    open: () => unansweredItems(instrument, given()),
    after: (number) => way.shown().find((one) => one > number && !past.current?.has(one)),
    before: (number) => way.shown().findLast((one) => one < number),
    lookAgain() {
      const open = way.open();
      past.current = new Set(way.shown().filter((number) => !open.includes(number)));
      return open[0];
    },
    isLookedAt: () => past.current !== undefined,
  };
  return way;
}
