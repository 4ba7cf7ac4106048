/**
 * What the respondent's page has kept, and under which name. The address names the draft, so that a killed tab goes on where
 * it was; where the device is handed over the draft is under the respondent's code instead, and the address names nothing.
 * A code that was made here is in this page's memory only: nothing that stays on the device opens what it sealed.
 */
import { newUntimedId } from '../../store/id.ts';
import { forget } from '../../ui/web-storage.ts';
import type { Form } from '../bundle/form.ts';
import type { AskedWave } from '../waves/asked.ts';
import { newAnswerCode } from './answer-code.ts';
import type { Answering } from './answers.ts';
import type { Keeper } from './use-answering.ts';

type Store = typeof import('./answers-store.ts');

/** A keeper, with what only the page itself asks of it. */
export interface PageKeeper extends Keeper {
  /**
   * The respondent's code, where there is one and it is known by now; on a device that is handed over the one that opens what
   * they have answered so far.
   */
  code(): string | undefined;
  /** Resolves when it is known whether a code was given. */
  known: Promise<unknown>;
  /** Resolves when the first finished response of this page is on the disk. */
  finished: Promise<void>;
  /** The respondent has written their own code; undefined: none. */
  own(code: string | undefined): void;
  /** Answers that were put away under this code on this device, to go on with. */
  reopen(code: string): Promise<Answering | undefined>;
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
}

/**
 * Who answers: the code, whether it goes with the answers, the wave that is asked, and the draft that was begun under it. What
 * opens the draft (`opens`) is another code, made here and told to the person alone: the list of codes shows theirs to workers.
 */
interface Respondent {
  code: string;
  opens: string;
  isOwn: boolean;
  asked?: AskedWave | undefined;
  draft?: string | undefined;
}

export function keeperOf({ form, mode, isHandedOver, store, ready, asked }: KeeperOptions): PageKeeper {
  let id = isHandedOver ? undefined : (new URLSearchParams(location.search).get('draft') ?? undefined);
  /** The name under which a worker has given a code. */
  let given = new URLSearchParams(location.search).get('for') ?? undefined;
  let respondent: Respondent | undefined;
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
  const withCode = (answering: Answering): Answering =>
    respondent?.isOwn ? { ...answering, code: respondent.code, asked: respondent.asked } : answering;
  const isOver = () => {
    const name = given;
    id = undefined;
    given = undefined;
    if (name) void store.then((it) => it.forgetGivenCode(name)).catch(() => undefined);
    address(true);
  };

  const keeper: PageKeeper = {
    mode,
    known,
    finished,
    code: () => (isHandedOver ? respondent?.opens : respondent?.code),
    own(code) {
      respondent = code === undefined ? undefined : { code, opens: code, isOwn: true, asked };
    },
    async resume() {
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
      if (code) respondent = { code, opens: code, isOwn: true, asked, draft: id };
      return kept;
    },
    keep(answering, ended) {
      id ??= newUntimedId();
      const now = id;
      const { code, opens, draft, asked, isOwn } = respondent ?? {};
      if (isHandedOver && draft !== now) {
        respondent!.draft = now;
        const name = given;
        if (name && isOwn)
          void store
            .then((it) => it.keepGivenCode(name, { code: code!, opens: opens!, asked, draft: now }))
            .catch(() => undefined);
      }
      address();
      store.then(
        ({ keepAnswers }) => keepAnswers(now, form(), withCode(answering), ended, isHandedOver ? opens : undefined),
        () => ended(false),
      );
    },
    async finish(answering) {
      id ??= newUntimedId();
      await (await store).finishAnswers(id, form(), withCode(answering));
      sayFinished();
      isOver();
    },
    async forget() {
      if (id) await (await store).forgetAnswers(id);
      isOver();
    },
    async putAside() {
      await (await store).settleAnswers();
      isOver();
    },
    async reopen(code) {
      const found = await (await store).findUnderCode(code);
      if (found?.answering.bundle !== form().id) return undefined;
      id = found.id;
      const { code: own, asked } = found.answering;
      respondent = { code: own ?? code, opens: code, isOwn: own !== undefined, asked, draft: id };
      return found.answering;
    },
    allows: async (text) => (await store).allowsText(text),
  };
  return keeper;
}
