/**
 * Brings a respondent's page to life: first the form itself; the store, the outbox and what an organisation has set come
 * beside it, and never hold up an answer.
 */
import { hydrate, render } from 'preact';
import { dropEchoes } from '../../ui/echo.ts';
import { handedOver, nowAt } from '../../vault/handed-over.ts';
import { handedOverActions, stayHere } from '../hand-over/handed-over-dom.ts';
import { type Instrument, languageName, offeredLanguages } from '../instrument/instrument.ts';
import { onOwnPhone } from '../remote/own-phone.ts';
import { askedBy } from '../waves/asked.ts';
import { together } from '../words-around.ts';
import { asking, formAddress, formAt } from './answer-address.ts';
import { AnswerForm, type AnswerFormProps } from './answer-form.tsx';
import { keeperOf, nextRespondent } from './answer-keeper-store.ts';
import type { AnswerWords } from './answers.ts';

/** What the page's script is given: in the page, as data, so that it waits for no other file. */
export interface PageData {
  instrument: Instrument;
  language: string;
  words: AnswerWords;
  /** The languages that have a page of their own in the app. */
  built: string[];
}

const modes = ['self', 'assisted', 'remote'] as const;

interface StartOptions {
  /** The HTML of the form is in the page already. */
  isDrawn: boolean;
  /** Begins to send what waits. */
  send(): Promise<unknown>;
  /** Begins to make the app ready for use without a network. */
  keepReady(): Promise<unknown>;
}

/** Draws the form over what is in `root`, where the build has put it there, else anew; then everything else. */
export function startAnswering(data: PageData, root: HTMLElement, options: StartOptions): void {
  // A double tap on «Aloitan» is no answer to what comes in its place.
  dropEchoes();
  const { words: given, ...page } = data;
  const { isDrawn, send, keepReady } = options;
  const { instrument, language, built } = page;
  const asked = new URLSearchParams(location.search);
  const lock = handedOver();
  const isHandedOver = lock?.code !== undefined;
  if (isHandedOver && formAt(lock.page)?.id !== instrument.id) {
    location.replace(lock.page);
    return;
  }

  // Whoever holds the device, the lock says in whose hands it is.
  const mode = isHandedOver ? 'self' : (modes.find((one) => one === asked.get('mode')) ?? 'self');
  const isRemote = mode === 'remote';
  const told = isRemote ? new URLSearchParams(location.hash.slice(1)) : undefined;
  if (told?.has('form')) nextRespondent(told.get('code') ?? undefined, { asked: askedBy(told.get('asked')) });
  const store = import('./answers-store.ts');
  const settings = store.then((it) => it.readSurveyAround());
  const settled = settings.then(settle, (error: unknown) => {
    console.error('The settings cannot be read', error instanceof Error ? error.name : '');
  });
  const keeper = keeperOf({ instrument, mode, isHandedOver, store, ready: settled });
  const words = isRemote ? onOwnPhone(given) : mode === 'assisted' ? together(given) : given;

  let props: AnswerFormProps = { instrument, language, words: given, keeper };
  const draw = (more: Partial<AnswerFormProps> = {}) => {
    props = { ...props, ...more };
    render(<AnswerForm {...props} />, root);
  };
  if (isDrawn) hydrate(<AnswerForm {...props} />, root);
  if (isHandedOver) {
    stayHere();
    nowAt(formAddress(instrument.id, language, built.includes(language)));
    const handle: NonNullable<AnswerFormProps['handedOver']>['handle'] = {};
    const actions = handedOverActions(keeper, words, (kept) => handle.open?.(kept));
    draw({ handedOver: { ...actions, handle, quietSeconds: 120 } });
  } else if (words !== given || !isDrawn) draw({ words });

  /** What the organisation has set, and which languages there are. */
  async function settle({ survey, organiser, added }: Awaited<typeof settings>) {
    const others = added.filter(({ id }) => id === instrument.id).flatMap(({ texts }) => Object.keys(texts));
    const all = offeredLanguages([...new Set([...built, ...others])], survey.languages);
    const asked = survey.background ? await import('./background.ts').catch(() => undefined) : undefined;
    draw({
      organiser,
      instrument: asked?.withBackground(instrument, language) ?? instrument,
      languages: all.map((one) => ({ language: one, name: languageName(one), isHere: one === language, choose })),
      ...(props.handedOver ? { handedOver: { ...props.handedOver, quietSeconds: survey.quietSeconds } } : {}),
    });
  }

  /** Goes on in another language, with the answers given so far; back does not lead to the language before. */
  async function choose(language: string) {
    await (await store).settleAnswers();
    const now = new URLSearchParams(location.search);
    const [draft, of] = [now.get('draft') ?? undefined, now.get('for') ?? undefined];
    const there = formAddress(instrument.id, language, built.includes(language));
    location.replace(asking(there, { mode: isHandedOver ? undefined : keeper.mode, draft, for: of }));
  }

  /** Says on a respondent's own phone whether the answers have gone. */
  async function showWhetherGone() {
    const { watchSending } = await store;
    watchSending(({ waiting, refused }) => draw({ hasGone: waiting + refused === 0 }));
  }

  /** A respondent must never take practice for the real thing, nor a worker. */
  function sayPractice() {
    const said = Object.assign(document.createElement('p'), { className: 'practising', textContent: given.practice });
    document.body.prepend(said);
  }

  async function afterwards() {
    const { isPractising } = await store;
    if (isPractising) sayPractice();
    if (told)
      await (await import('../remote/remote-phone-store.ts')).settleIn(
        told.get('form') ?? undefined,
        told.get('unit') ?? undefined,
      );
    if (told) await showWhetherGone();
    if (!isPractising) await send();
    // A respondent's own phone is not made to keep the worker's app.
    if (!told) await keepReady();
  }
  const begin = () =>
    afterwards().catch((error: unknown) => console.error('Sending waits', error instanceof Error ? error.name : ''));
  if (document.readyState === 'complete') void begin();
  else addEventListener('load', begin);
}
