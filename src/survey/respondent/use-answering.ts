/** One person's answers from «Aloitan» to thanks: where they are, what is chosen, what of it is kept. */
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useUnsaved } from '../../store/unsaved.ts';
import { useUnderWay } from '../../ui/use-under-way.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { isAnswered, isEmpty } from '../instrument/show.ts';
import type { Answering } from './answers.ts';
import { give, givenAnswers } from './chosen-dom.ts';

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
  /** Puts the answers away for later: from now on only the respondent's code opens them. */
  putAside(): Promise<void>;
  /** Whether a text may be kept: none with an identity code is. */
  allows(text: string): Promise<boolean>;
  /** A phone number or an e-mail address in a text: who wrote it is asked whose it is. */
  contactIn(text: string): Promise<{ is: 'phone' | 'email'; found: string } | undefined>;
}

/** Where a person is: 0 is the information, 1 to n the statements; `check` tells, after them, how many are without an answer. */
export type At = number | 'check' | Ended;

/** The person is done with the form, in one of these ways. */
export type Ended = 'thanks' | 'stopped' | 'aside';

/**
 * The answers so far did not reach the disk or did not leave it, or the finished response was not kept; `elsewhere`: a copy of this
 * page has kept one under its name, and nothing more can be.
 */
export type AnsweringTrouble = 'draft' | 'finish' | 'elsewhere';

export interface AnsweringState {
  form: RefObject<HTMLFormElement | null>;
  at: At;
  /** The statement on screen has an answer. */
  answered: boolean;
  /** The items that changed after they were answered. */
  changed: RefObject<string[] | undefined>;
  trouble: AnsweringTrouble | undefined;
  /** Where the person goes as soon as the disk has answered, when that takes long enough to be said. */
  leaving: Ended | undefined;
  /** From the tap until the disk has answered: what is tapped in between does nothing. */
  isLeaving(): boolean;
  go(statement: number): void;
  /** Shows how many are without an answer. */
  check(): void;
  /** An answer was chosen, or is being written. */
  change(isChosen: boolean): void;
  /** Keeps the response. Where nothing was answered there is none: it ends as if the person had stopped. */
  finish(): Promise<void>;
  stop(): Promise<void>;
  /** Puts the answers away: the person goes on later. */
  putAside(): Promise<void>;
  /** Goes on with answers that were put away. */
  open(kept: Answering): void;
}

/** The state of the form that `form` is given to. The answers themselves live in its native controls. */
export function useAnswering({ id, items }: Instrument, language: string, keeper: Keeper) {
  const form = useRef<HTMLFormElement>(null);
  const startedAt = useRef('');
  const changed = useRef<string[]>(undefined);
  /** The last of the places by number that the person was at. */
  const here = useRef(0);
  const [at, setAt] = useState<At>(0);
  const [answered, setAnswered] = useState(false);
  const [trouble, setTrouble] = useState<AnsweringTrouble>();
  useUnsaved(trouble === 'draft' || trouble === 'finish');
  const leaving = useUnderWay<Ended>();

  // The background questions come when the store has said that they are asked.
  const all = useRef(items);
  all.current = items;
  const answers = () => givenAnswers(form.current!, all.current);
  const now = (): Answering => ({
    bundle: id,
    language,
    mode: keeper.mode,
    startedAt: startedAt.current,
    at: here.current,
    changed: changed.current,
    ...answers(),
  });
  const isGiven = (index: number) => {
    const item = all.current[index];
    return item !== undefined && (item.type === 'statement' || isAnswered(item, index, answers()));
  };
  const show = (place: At) => {
    if (typeof place === 'number') here.current = place;
    setAt(place);
  };
  const open = (kept: Answering) => {
    const held = answers();
    const isUntouched = here.current < 2 && !all.current.some((item, index) => isAnswered(item, index, held));
    startedAt.current = kept.startedAt;
    changed.current = kept.changed;
    give(form.current!, all.current, kept);
    go(isUntouched ? Math.min(kept.at, all.current.length) : here.current);
  };
  const read = useRead(keeper, open);
  const keep = () => {
    const ended = (kept: boolean) => setTrouble((held) => (kept ? (held === 'draft' ? undefined : held) : 'draft'));
    read().then(
      () => keeper.keep(now(), ended),
      () => ended(false),
    );
  };
  const go = (statement: number) => {
    startedAt.current ||= new Date().toISOString();
    show(statement);
    setAnswered(isGiven(statement - 1));
    keep();
  };
  const forgotten = async (): Promise<Ended> => {
    await keeper.forget();
    return 'stopped';
  };
  const isNothing = () => isEmpty({ items: all.current }, answers());
  /** Goes where `ended` says when it is well, `to` most likely; else stays, with the answers, and says so. */
  const leave = async (to: Ended, ended: () => Promise<Ended>) => {
    leaving.begin(to);
    setTrouble(undefined);
    try {
      await read();
      const where = await ended();
      // Drawn in a task of its own: the disk's answer reaches the others who wait for it first.
      await new Promise((next) => setTimeout(next));
      form.current!.reset();
      changed.current = undefined;
      show(where);
    } catch (error) {
      const isFinish = to === 'thanks' && !isNothing();
      setTrouble(isKeptElsewhere(error) ? 'elsewhere' : isFinish ? 'finish' : 'draft');
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
    changed,
    trouble,
    leaving: leaving.shown,
    isLeaving: leaving.is,
    go,
    change(isChosen) {
      setAnswered(isChosen || isGiven(here.current - 1));
      if (!leaving.is()) keep();
    },
    check: () => show('check'),
    finish: () => leave('thanks', async () => (isNothing() ? forgotten() : keeper.finish(now()).then(() => 'thanks'))),
    stop: () => leave('stopped', forgotten),
    putAside: () => leave('aside', () => keeper.putAside().then(() => 'aside')),
    open,
  };
  return state;
}

/** What the store says of it; the store itself comes after the page. */
const isKeptElsewhere = (error: unknown) => (error as { why?: unknown } | undefined)?.why === 'already-saved';

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
