/**
 * What the respondent's page has kept, and under which name. The address names the draft, so that a killed tab goes on where
 * it was; where the device is handed over the draft is under the respondent's code instead, and the address names nothing.
 * A code that was made here is in this page's memory only: nothing that stays on the device opens what it sealed.
 */
import { newUntimedId } from '../../store/id.ts';
import type { Form } from '../bundle/form.ts';
import type { Sitting } from '../hand-over/sitting-store.ts';
import type { AskedWave } from '../waves/asked.ts';
import type { Answering } from './answers.ts';
import type { CardRead } from './card-qr.ts';
import type { Keeper } from './use-answering.ts';
import { whoAnswers } from './who-answers-store.ts';

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

/** The page's keeper: the draft that the address names or the respondent's code opens, under whoever answers. */
export function keeperOf(options: KeeperOptions): PageKeeper {
  const { form, mode, isHandedOver, store, ready, asked, poster, unit, isSamePerson, seats = sittings } = options;
  const who = whoAnswers(store, isHandedOver);
  const seat = seatIn(seats, isHandedOver);
  const finished = announcement<void>();
  const resumed = announcement<string | undefined>();
  let id = isHandedOver ? undefined : (new URLSearchParams(location.search).get('draft') ?? undefined);
  let last: string | undefined;

  const signed = (answering: Answering) => who.signed(poster ? { ...answering, poster } : answering);
  const isOver = (hasAnswered = false) => {
    last = hasAnswered ? who.ownCode() : undefined;
    seat.standUp(id, hasAnswered);
    id = undefined;
    who.isOver();
    if (!isHandedOver) showInAddress(keeper.mode, id, true);
  };

  const keeper: PageKeeper = {
    mode,
    known: who.known,
    finished: finished.heard,
    resumed: resumed.heard,
    code() {
      const now = who.now();
      if (!isHandedOver) return now?.code;
      return now?.card?.key ? undefined : now?.opens;
    },
    own: (code) => who.is(code === undefined ? undefined : { code, opens: code, asked }),
    card: who.read,
    cardRead: () => who.now()?.card,
    ended: async () => ({ code: last, sitting: await seat.sitting() }),
    async resume() {
      await ready;
      await who.known;
      const kept = await (isHandedOver ? resumeUnderCode() : resumeNamed());
      resumed.say(kept?.startedAt);
      return kept;
    },
    keep(answering, ended) {
      id ??= newUntimedId();
      const now = id;
      const { opens, draft, card } = who.now() ?? {};
      if (isHandedOver && draft !== now) {
        who.begin(now);
        seat.sitDown(now);
      }
      if (!isHandedOver) showInAddress(keeper.mode, id, false);
      store.then(
        ({ keepAnswers }) =>
          keepAnswers(now, form(), signed(answering), ended, isHandedOver ? opens : undefined, card?.code),
        () => ended(false),
      );
    },
    async finish(answering) {
      id ??= newUntimedId();
      await (await store).finishAnswers(id, form(), signed(answering), await unit?.());
      finished.say();
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
      seat.sitDown(id);
      const { code, asked } = found.answering;
      const begunWith = card ?? (found.card === undefined ? undefined : { code: found.card });
      who.is({ code: code ?? opens, opens, asked, draft: id, card: begunWith }, code !== undefined);
      return found.answering;
    },
    allows: async (text) => (await store).allowsText(text),
    contactIn: async (text) => (await store).contactIn(text),
  };

  async function resumeUnderCode(): Promise<Answering | undefined> {
    const now = who.now();
    return now?.draft ? keeper.reopen(now.opens) : undefined;
  }

  async function resumeNamed(): Promise<Answering | undefined> {
    if (!id) return undefined;
    const kept = await (await store).findAnswers(id);
    // What the address names may be finished or forgotten by now: then these are another person's answers.
    if (!kept) {
      id = undefined;
      return undefined;
    }
    keeper.mode = kept.mode;
    const { code } = kept;
    // Whoever leaves it so has left the page: nobody else answers on.
    const isAsked = code !== undefined && kept.mode === 'assisted' && isSamePerson;
    if (isAsked && !(await isSamePerson(code))) return new Promise(() => undefined);
    if (code) who.is({ code, opens: code, asked: kept.asked, draft: id });
    return kept;
  }
  return keeper;
}

/** The seat in a sitting of who answers here, where the device is handed over. What of it cannot be kept holds up nobody. */
function seatIn(seats: typeof sittings, isHandedOver: boolean) {
  /** Resolves when the sitting knows who sits here. */
  let seated: Promise<void> | undefined;
  return {
    /** Somebody begins with a draft, or goes on with it. */
    sitDown(draft: string): void {
      if (!isHandedOver) return;
      seated = seats()
        .then(({ takeSeat }) => takeSeat(draft))
        .catch(() => undefined);
    },
    standUp(draft: string | undefined, hasAnswered: boolean): void {
      if (!isHandedOver || !draft) return;
      seated = Promise.all([seats(), seated])
        .then(([it]) => (hasAnswered ? it.countSeat(draft) : it.leaveSeat(draft)))
        .catch(() => undefined);
    },
    /** Once it knows who sits here. */
    async sitting(): Promise<Sitting | undefined> {
      await seated;
      return seats()
        .then(({ readSitting }) => readSitting())
        .catch(() => undefined);
    },
  };
}

/** The address names the draft, so that a killed tab goes on where it was. */
function showInAddress(mode: Answering['mode'], draft: string | undefined, isDone: boolean): void {
  const asked = new URLSearchParams(location.search);
  asked.set('mode', mode);
  if (draft) asked.set('draft', draft);
  else asked.delete('draft');
  if (isDone) asked.delete('for');
  const now = `${location.pathname}?${asked}`;
  if (now !== location.pathname + location.search) history.replaceState(history.state, '', now + location.hash);
}

/** What is said once, to whoever waits for it. */
function announcement<T>() {
  let say!: (value: T) => void;
  const heard = new Promise<T>((done) => {
    say = done;
  });
  return { heard, say };
}
