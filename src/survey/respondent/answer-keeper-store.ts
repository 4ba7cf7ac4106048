/**
 * What the respondent's page has kept, and under which name. The address names the draft, so that a killed tab goes on where
 * it was; where the device is handed over the draft is under the respondent's code instead, and the address names nothing.
 * A code that was made here is in this page's memory only: nothing that stays on the device opens what it sealed.
 */
import { newUntimedId } from '../../store/id.ts';
import { forget } from '../../ui/web-storage.ts';
import type { Form } from '../bundle/form.ts';
import type { Sitting } from '../hand-over/sitting-store.ts';
import type { AskedWave } from '../waves/asked.ts';
import { newAnswerCode } from './answer-code.ts';
import type { Answering } from './answers.ts';
import { type CardRead, opensCard } from './card-qr.ts';
import type { Keeper } from './use-answering.ts';

type Store = typeof import('./answers-store.ts');

/** Comes with the pages for a desk: before it was ever fetched nobody is counted. */
const sittings = () => import('../hand-over/sitting-store.ts');

/** A keeper, with what only the page itself asks of it. */
export interface PageKeeper extends Keeper {
  /**
   * The respondent's code, where there is one and it is known by now; on a device that is handed over the one that opens what
   * they have answered so far.
   */
  code(): string | undefined;
  /** Resolves when it is known whether a code was given. */
  known: Promise<unknown>;
  /** Resolves with when these answers were begun, where some are gone on with: by then their code is known. */
  resumed: Promise<string | undefined>;
  /** Resolves when the first finished response of this page is on the disk. */
  finished: Promise<void>;
  /** The respondent has written their own code; undefined: none. */
  own(code: string | undefined): void;
  /**
   * The respondent has read their card on a device that is handed over, with the wave that is asked under it; undefined: it was
   * not theirs. Where the card has a key, that opens what they answer.
   */
  card(read: CardRead | undefined, asked?: AskedWave): void;
  /** The card that was read, while it is the respondent's. */
  cardRead(): CardRead | undefined;
  /**
   * Answers that were put away on this device, to go on with: by the code that was told, or by the card's own key. Where they
   * are not wanted any more when they are found, nobody goes on with them.
   */
  reopen(opens: string, by?: { card?: CardRead; isWanted?(): boolean }): Promise<Answering | undefined>;
  /** The code under which the last response of this page was kept, and how many have answered in this sitting. */
  ended(): Promise<{ code: string | undefined; sitting: Sitting | undefined }>;
}

interface KeeperOptions {
  /** As it is shown now. */
  form: () => Form;
  mode: Answering['mode'];
  isHandedOver: boolean;
  store: Promise<Store>;
  /** What must be known before a draft is read. */
  ready: Promise<unknown>;
  /** What is asked of who writes their code themselves. */
  asked?: AskedWave | undefined;
  /** Whether whoever a worker answers together with has the code of the answers that are gone on with. */
  isSamePerson?(code: string): Promise<boolean>;
  seats?: typeof sittings;
  /** The tag of the poster by whose link the page was opened. */
  poster?: string | undefined;
  /** The unit whose page it is, on a respondent's own phone: another link may have been opened there since. */
  unit?(): Promise<string | undefined>;
}

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

export function keeperOf(options: KeeperOptions): PageKeeper {
  const { form, mode, isHandedOver, store, ready, asked, poster, unit, isSamePerson, seats = sittings } = options;
  let id = isHandedOver ? undefined : (new URLSearchParams(location.search).get('draft') ?? undefined);
  /** The name under which a worker has given a code. */
  let given = new URLSearchParams(location.search).get('for') ?? undefined;
  let respondent: Respondent | undefined;
  /** Resolves when the sitting knows who sits here. */
  let seated: Promise<void> | undefined;
  let last: string | undefined;
  const made = (): Respondent => {
    const code = newAnswerCode();
    return { code, opens: code, isOwn: false };
  };
  // Where an earlier version of the app kept it.
  forget('session', 'respondent');
  if (isHandedOver && !given) respondent = made();
  const known = given === undefined ? Promise.resolve() : readGiven(given);

  async function readGiven(name: string): Promise<void> {
    const found = await store.then((it) => it.readGivenCode(name)).catch(() => undefined);
    if (found) respondent = { ...found, opens: found.opens ?? newAnswerCode(), isOwn: true };
    // It was another person's, whose answers are done with.
    else if (isHandedOver) respondent = made();
  }

  let sayFinished = () => {};
  const finished = new Promise<void>((done) => {
    sayFinished = done;
  });
  let sayResumed = (_: string | undefined) => {};
  const resumed = new Promise<string | undefined>((done) => {
    sayResumed = done;
  });

  const address = (isDone = false) => {
    if (isHandedOver) return;
    const asked = new URLSearchParams(location.search);
    asked.set('mode', keeper.mode);
    if (id) asked.set('draft', id);
    else asked.delete('draft');
    if (isDone) asked.delete('for');
    const now = `${location.pathname}?${asked}`;
    if (now !== location.pathname + location.search) history.replaceState(history.state, '', now + location.hash);
  };
  /** Somebody sits down with a draft. What of it cannot be kept holds up nobody who answers. */
  const sitDown = (draft: string) => {
    if (isHandedOver)
      seated = seats()
        .then((it) => it.takeSeat(draft))
        .catch(() => undefined);
  };
  const standUp = (draft: string | undefined, does: 'countSeat' | 'leaveSeat') => {
    if (!isHandedOver || !draft) return;
    seated = Promise.all([seats(), seated])
      .then(([it]) => it[does](draft))
      .catch(() => undefined);
  };
  const withCode = (given: Answering): Answering => {
    const answering = poster ? { ...given, poster } : given;
    return respondent?.isOwn ? { ...answering, code: respondent.code, asked: respondent.asked } : answering;
  };
  const isOver = (hasAnswered = false) => {
    const name = given;
    last = hasAnswered && respondent?.isOwn ? respondent.code : undefined;
    standUp(id, hasAnswered ? 'countSeat' : 'leaveSeat');
    id = undefined;
    given = undefined;
    if (name) void store.then((it) => it.forgetGivenCode(name)).catch(() => undefined);
    address(true);
  };

  const keeper: PageKeeper = {
    mode,
    known,
    finished,
    resumed,
    code() {
      if (!isHandedOver) return respondent?.code;
      return respondent?.card?.key ? undefined : respondent?.opens;
    },
    own(code) {
      respondent = code === undefined ? undefined : { code, opens: code, isOwn: true, asked };
    },
    card(read, asked) {
      respondent = made();
      if (read) respondent = { ...respondent, code: read.code, isOwn: true, asked, card: read };
      respondent.opens = (read && opensCard(read)) ?? respondent.opens;
      // Of whom a worker gave the code: it is somebody else's turn.
      const name = given;
      given = undefined;
      if (name) void store.then((it) => it.forgetGivenCode(name)).catch(() => undefined);
    },
    cardRead: () => respondent?.card,
    async ended() {
      await seated;
      return {
        code: last,
        sitting: await seats()
          .then((it) => it.readSitting())
          .catch(() => undefined),
      };
    },
    async resume() {
      const kept = await resume();
      sayResumed(kept?.startedAt);
      return kept;
    },
    keep(answering, ended) {
      id ??= newUntimedId();
      const now = id;
      const { code, opens, draft, asked, isOwn, card, isOnce } = respondent ?? {};
      if (isHandedOver && draft !== now) {
        respondent!.draft = now;
        sitDown(now);
        const name = given;
        const left = { code: code!, opens: opens!, asked, draft: now };
        if (name && isOwn)
          void store
            .then((it) => (isOnce ? it.forgetGivenCode(name) : it.keepGivenCode(name, left)))
            .catch(() => undefined);
      }
      address();
      store.then(
        ({ keepAnswers }) =>
          keepAnswers(now, form(), withCode(answering), ended, isHandedOver ? opens : undefined, card?.code),
        () => ended(false),
      );
    },
    async finish(answering) {
      id ??= newUntimedId();
      await (await store).finishAnswers(id, form(), withCode(answering), await unit?.());
      sayFinished();
      isOver(true);
    },
    async forget() {
      if (id) await (await store).forgetAnswers(id);
      isOver();
    },
    async putAside() {
      await (await store).settleAnswers();
      isOver();
    },
    async reopen(opens, { card, isWanted = () => true } = {}) {
      const found = await (await store).findUnderCode(opens, card?.code);
      if (found?.answering.bundle !== form().id || !isWanted()) return undefined;
      id = found.id;
      sitDown(id);
      const { code: own, asked } = found.answering;
      const begunWith = card ?? (found.card === undefined ? undefined : { code: found.card });
      respondent = { code: own ?? opens, opens, isOwn: own !== undefined, asked, draft: id, card: begunWith };
      return found.answering;
    },
    allows: async (text) => (await store).allowsText(text),
    contactIn: async (text) => (await store).contactIn(text),
  };
  async function resume(): Promise<Answering | undefined> {
    await ready;
    await known;
    if (isHandedOver) {
      if (!respondent?.draft) return undefined;
      return keeper.reopen(respondent.opens);
    }
    if (!id) return undefined;
    const kept = await (await store).findAnswers(id);
    // What the address names may be finished or forgotten by now: then these are another person's answers.
    if (!kept) {
      id = undefined;
      return undefined;
    }
    keeper.mode = kept.mode;
    const { code, asked } = kept;
    // Whoever leaves it so has left the page: nobody else answers on.
    const isAsked = code !== undefined && kept.mode === 'assisted' && isSamePerson;
    if (isAsked && !(await isSamePerson(code))) return new Promise(() => undefined);
    if (code) respondent = { code, opens: code, isOwn: true, asked, draft: id };
    return kept;
  }
  return keeper;
}
