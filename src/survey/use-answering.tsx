/** One person's answers from «Aloitan» to thanks: where they are, what is chosen, what of it is kept. */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useUnderWay } from '../ui/use-under-way.ts';
import type { Answering } from './answers.ts';
import { choose, chosen } from './chosen.tsx';

/** What the page can have kept. */
export interface Keeper {
  /** In whose hands the device is: as the address says, or the draft that is resumed. */
  mode: Answering['mode'];
  /** The answers so far of the response that the address names, if it names one. */
  resume(): Promise<Answering | undefined>;
  /** Keeps the answers so far, and tells whether they reached the disk. */
  keep(answering: Answering, ended: (kept: boolean) => void): void;
  /** Keeps the finished response. Rejects when it did not reach the disk. */
  finish(answering: Answering): Promise<void>;
  /** Forgets the answers: the person stopped. Rejects when they may still be there. */
  forget(): Promise<void>;
}

/** Where a person is: 0 is the information, 1 to n the statements. */
export type At = number | 'thanks' | 'stopped';

/** The answers so far did not reach the disk or did not leave it, or the finished response was not kept. */
export type Trouble = 'draft' | 'finish';

export interface AnsweringState {
  form: RefObject<HTMLFormElement | null>;
  at: At;
  /** The statement on screen has an answer. */
  answered: boolean;
  trouble: Trouble | undefined;
  /** Where the person goes as soon as the disk has answered, when that takes long enough to be said. */
  leaving: Exclude<At, number> | undefined;
  /** From the tap until the disk has answered: what is tapped in between does nothing. */
  isLeaving(): boolean;
  go(statement: number): void;
  /** An answer was chosen. */
  change(): void;
  finish(): Promise<void>;
  stop(): Promise<void>;
}

/** The state of the form that `form` is given to. The answers themselves live in its native controls. */
export function useAnswering(of: Pick<Answering, 'instrument' | 'language'>, count: number, keeper: Keeper) {
  const form = useRef<HTMLFormElement>(null);
  const startedAt = useRef('');
  const here = useRef<At>(0);
  const [at, setAt] = useState<At>(0);
  const [answered, setAnswered] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const leaving = useUnderWay<Exclude<At, number>>();

  const answers = () => chosen(form.current!, count);
  const now = (): Answering => ({
    ...of,
    mode: keeper.mode,
    startedAt: startedAt.current,
    at: Number(here.current),
    answers: answers(),
  });
  const show = (place: At) => {
    here.current = place;
    setAt(place);
  };
  const read = useRead(keeper, (kept) => {
    const isUntouched = Number(here.current) < 2 && answers().every((code) => code === null);
    startedAt.current = kept.startedAt;
    choose(form.current!, kept.answers);
    go(isUntouched ? kept.at : Number(here.current));
  });
  const keep = () => {
    const ended = (kept: boolean) => setTrouble((held) => (kept ? (held === 'finish' ? held : undefined) : 'draft'));
    read().then(
      () => keeper.keep(now(), ended),
      () => ended(false),
    );
  };
  const go = (statement: number) => {
    startedAt.current ||= new Date().toISOString();
    show(statement);
    setAnswered(answers()[statement - 1] !== null);
    keep();
  };
  /** Goes there when `ended` is well; else stays, with the answers, and says so. */
  const leave = async (to: Exclude<At, number>, ended: () => Promise<void>) => {
    leaving.begin(to);
    setTrouble(undefined);
    try {
      await read();
      await ended();
      // Drawn in a task of its own: the disk's answer reaches the others who wait for it first.
      await new Promise((next) => setTimeout(next));
      form.current!.reset();
      show(to);
    } catch {
      setTrouble(to === 'thanks' ? 'finish' : 'draft');
    } finally {
      leaving.end();
    }
  };

  useEffect(() => {
    // The person may have begun before this script did.
    if ((form.current!.elements.namedItem('begin') as HTMLInputElement).checked) go(1);
    else read().catch(() => setTrouble('draft'));
  }, []);

  const state: AnsweringState = {
    form,
    at,
    answered,
    trouble,
    leaving: leaving.shown,
    isLeaving: leaving.is,
    go,
    change() {
      setAnswered(true);
      if (!leaving.is()) keep();
    },
    finish: () => leave('thanks', () => keeper.finish(now())),
    stop: () => leave('stopped', () => keeper.forget()),
  };
  return state;
}

/** Reads the draft that the address names, once, and hands it to `resumed`; what follows waits for that. */
function useRead(keeper: Keeper, resumed: (kept: Answering) => void): () => Promise<void> {
  const reading = useRef<Promise<void> | undefined>(undefined);
  const read = async () => {
    const kept = await keeper.resume();
    if (kept) resumed(kept);
  };
  return () => {
    reading.current ??= read().catch((error: unknown) => {
      reading.current = undefined;
      throw error;
    });
    return reading.current;
  };
}
