/** Who answers on this page: whom a worker gave a code for, who has read a card or written a code, else somebody unknown. */
import { forget } from '../../ui/web-storage.ts';
import type { AskedWave } from '../waves/asked.ts';
import { newAnswerCode } from './answer-code.ts';
import type { Answering } from './answers.ts';
import { type CardRead, opensCard } from './card-qr.ts';
import type { GivenCode } from './given-code-store.ts';

type Store = typeof import('./answers-store.ts');

/**
 * Who answers: the code, whether it goes with the answers, the wave that is asked, and the draft that was begun under it. What
 * opens the draft (`opens`) is another code, made here and told to the person alone, or the key of the card that was read here:
 * the list of codes shows theirs to workers.
 */
interface Respondent {
  code: string;
  opens: string;
  isOwn: boolean;
  asked?: AskedWave | undefined;
  draft?: string | undefined;
  card?: CardRead | undefined;
  isOnce?: boolean | undefined;
}

const unknownRespondent = (): Respondent => {
  const code = newAnswerCode();
  return { code, opens: code, isOwn: false };
};

/** Who answers, as it is learned. On a device that is handed over there is always somebody, once it is `known`. */
export function whoAnswers(store: Promise<Store>, isHandedOver: boolean) {
  const given = givenCode(store, new URLSearchParams(location.search).get('for') || undefined);
  // Where an earlier version of the app kept it.
  forget('session', 'respondent');
  let now = isHandedOver && !given.isNamed ? unknownRespondent() : undefined;
  const learn = (found: GivenCode | undefined) => {
    if (found) now = { ...found, opens: found.opens ?? newAnswerCode(), isOwn: true };
    // It was another person's, whose answers are done with.
    else if (isHandedOver) now = unknownRespondent();
  };
  return {
    /** Resolves when it is known whether a code was given. */
    known: given.isNamed ? given.read().then(learn) : Promise.resolve(),
    now: () => now,
    /** The code that goes with the answers; undefined where none does. */
    ownCode: () => (now?.isOwn ? now.code : undefined),
    /** These answers with the code and the wave of who gives them, where there are such. */
    signed: (answering: Answering): Answering =>
      now?.isOwn ? { ...answering, code: now.code, asked: now.asked } : answering,
    /** They have said who they are; undefined: they have no code. */
    is(next: Omit<Respondent, 'isOwn'> | undefined, isOwn = true): void {
      now = next && { ...next, isOwn };
    },
    /** They have read their card; undefined: it was not theirs. Of whom a worker gave the code: it is somebody else's turn. */
    read(card: CardRead | undefined, asked: AskedWave | undefined): void {
      const unknown = unknownRespondent();
      const opens = (card && opensCard(card)) ?? unknown.opens;
      now = card ? { code: card.code, opens, isOwn: true, asked, card } : unknown;
      given.isOver();
    },
    /** Their answers lie under this draft from now on. */
    begin(draft: string): void {
      const { code, opens, asked, isOwn, isOnce } = now!;
      now!.draft = draft;
      if (isOwn) given.goOn(isOnce ? undefined : { code, opens, asked, draft });
    },
    /** They are done here. */
    isOver: given.isOver,
  };
}

/** The code that a worker has given this page under a name. What of it cannot be kept holds up nobody who answers. */
function givenCode(store: Promise<Store>, name: string | undefined) {
  let current = name;
  const forgetIt = (it: string) => void store.then(({ forgetGivenCode }) => forgetGivenCode(it)).catch(() => undefined);
  return {
    isNamed: name !== undefined,
    read: () => store.then(({ readGivenCode }) => readGivenCode(name!)).catch(() => undefined),
    /** The page may be loaded anew with what is there now; undefined: it is not to go on with it then. */
    goOn(left: GivenCode | undefined): void {
      const it = current;
      if (it === undefined) return;
      if (left) void store.then(({ keepGivenCode }) => keepGivenCode(it, left)).catch(() => undefined);
      else forgetIt(it);
    },
    isOver(): void {
      if (current !== undefined) forgetIt(current);
      current = undefined;
    },
  };
}
