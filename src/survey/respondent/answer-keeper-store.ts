/**
 * What the respondent's page has kept, and under which name. The address names the draft, so that a killed tab goes on where
 * it was; where the device is handed over the draft is under the respondent's code instead, and the address names nothing.
 */
import { newId } from '../../store/id.ts';
import { fieldsIn, forget, keepJson, readJson } from '../../ui/web-storage.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { type AskedWave, askedIn } from '../waves/asked.ts';
import { codeInHash, newAnswerCode } from './answer-code.ts';
import type { Answering } from './answers.ts';
import type { Keeper } from './use-answering.ts';

type Store = typeof import('./answers-store.ts');

/** A keeper, with what only the page itself asks of it. */
export interface PageKeeper extends Keeper {
  /** The respondent's code, where there is one. */
  code(): string | undefined;
  /** Answers that were put away under this code on this device, to go on with. */
  reopen(code: string): Promise<Answering | undefined>;
}

interface KeeperOptions {
  instrument: Instrument;
  mode: Answering['mode'];
  isHandedOver: boolean;
  store: Promise<Store>;
  /** What must be known before a draft is read. */
  ready: Promise<unknown>;
}

/** This tab's respondent: the code, whether it is their own, the wave that is asked, and the draft that was begun under it. */
interface Respondent {
  code: string;
  isOwn: boolean;
  asked?: AskedWave | undefined;
  /** What the address names where two answer together: another address is another person's. */
  of?: string | undefined;
  draft?: string;
}

const key = 'respondent';
const readRespondent = () => readJson('session', key, asRespondent);

function asRespondent(value: unknown): Respondent | undefined {
  const { code, isOwn, asked, of, draft } = fieldsIn(value) ?? {};
  if (typeof code !== 'string' || codeInHash(code) !== code) return undefined;
  return {
    code,
    isOwn: isOwn === true,
    asked: askedIn(asked),
    ...(typeof of === 'string' ? { of } : {}),
    ...(typeof draft === 'string' ? { draft } : {}),
  };
}

/** Says, before the page is opened in this tab, which code the respondent has and what is asked under it. */
export function nextRespondent(code: string | undefined, more: Pick<Respondent, 'asked' | 'of'> = {}): void {
  if (code) keepJson('session', key, { code, isOwn: true, ...more } satisfies Respondent);
  else forget('session', key);
}

export function keeperOf({ instrument, mode, isHandedOver, store, ready }: KeeperOptions): PageKeeper {
  let id = isHandedOver ? undefined : (new URLSearchParams(location.search).get('draft') ?? undefined);
  let respondent = readRespondent();
  const of = new URLSearchParams(location.search).get('for');
  // A code that an earlier page left behind is not the next person's.
  if (!isHandedOver && mode !== 'remote' && (of === null || respondent?.of !== of)) respondent = undefined;
  // Where the browser does not remember it, the page does, as long as it is open.
  const remember = () => keepJson('session', key, respondent);
  if (isHandedOver && !respondent) {
    respondent = { code: newAnswerCode(), isOwn: false };
    // Somebody may have written it down.
    remember();
  }

  const address = (isDone = false) => {
    if (isHandedOver) return;
    const asked = new URLSearchParams(location.search);
    asked.set('mode', keeper.mode);
    if (id) asked.set('draft', id);
    else asked.delete('draft');
    if (isDone) asked.delete('for');
    const now = `${location.pathname}?${asked}`;
    if (now !== location.pathname + location.search) history.replaceState(history.state, '', now);
  };
  const withCode = (answering: Answering): Answering =>
    respondent?.isOwn ? { ...answering, code: respondent.code, asked: respondent.asked } : answering;
  const isOver = () => {
    id = undefined;
    forget('session', key);
    address(true);
  };

  const keeper: PageKeeper = {
    mode,
    code: () => respondent?.code,
    async resume() {
      await ready;
      if (isHandedOver) {
        if (!respondent?.draft) return undefined;
        return keeper.reopen(respondent.code);
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
      if (code) respondent = { code, isOwn: true, asked, draft: id };
      return kept;
    },
    keep(answering, ended) {
      id ??= newId();
      const now = id;
      if (isHandedOver) {
        respondent!.draft = now;
        remember();
      }
      address();
      store.then(
        ({ keepAnswers }) =>
          keepAnswers(now, instrument, withCode(answering), ended, isHandedOver ? respondent!.code : undefined),
        () => ended(false),
      );
    },
    async finish(answering) {
      id ??= newId();
      await (await store).finishAnswers(id, instrument, withCode(answering));
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
      if (found?.answering.instrument !== instrument.id) return undefined;
      id = found.id;
      const { code: own, asked } = found.answering;
      respondent = { code, isOwn: own !== undefined, asked, draft: id };
      remember();
      return found.answering;
    },
    allows: async (text) => (await store).allowsText(text),
  };
  return keeper;
}
