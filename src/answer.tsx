/**
 * The respondent's page: a document of its own, so that nothing of the worker's app is in it. It draws over the HTML that
 * is already there; the store, the outbox and the service worker come after.
 */
import { hydrate, render } from 'preact';
import { type Sending, sendingWords } from './setup/sending-words.ts';
import { newId } from './store/id.ts';
import { AnswerForm, type AnswerFormProps } from './survey/answer-form.tsx';
import type { PageData } from './survey/answer-page.tsx';
import type { Keeper } from './survey/use-answering.tsx';

const { instrument, language, words, waiting } = JSON.parse(document.getElementById('data')!.textContent!) as PageData;
const root = document.getElementById('answer')!;
const asked = new URLSearchParams(location.search);
const store = import('./survey/keep-answers.ts');
let id = asked.get('draft');

const keeper: Keeper = {
  mode: asked.get('mode') === 'assisted' ? 'assisted' : 'self',
  async resume() {
    if (!id) return undefined;
    const kept = await (await store).findAnswers(id);
    // What the address names may be finished or forgotten by now: then these are another person's answers.
    if (!kept) id = null;
    else this.mode = kept.mode;
    return kept;
  },
  keep(answering, ended) {
    id ??= newId();
    const now = id;
    address();
    store.then(
      ({ keepAnswers }) => keepAnswers(now, answering, ended),
      () => ended(false),
    );
  },
  async finish(answering) {
    id ??= newId();
    await (await store).finishAnswers(id, instrument, answering);
    id = null;
    address();
  },
  async forget() {
    if (id) await (await store).forgetAnswers(id);
    id = null;
    address();
  },
};

/** The address names the draft, so that a killed tab goes on where it was. */
const address = () => {
  const now = `${location.pathname}?mode=${keeper.mode}${id ? `&draft=${id}` : ''}`;
  if (now !== location.pathname + location.search) history.replaceState(null, '', now);
};

const props: AnswerFormProps = { instrument, language, words, keeper };
hydrate(<AnswerForm {...props} />, root);

/** Says on the first and the last screen, in words, how sending stands. */
async function showWaiting() {
  const { watchSending } = await store;
  let sending: Sending | undefined;
  const show = () => {
    const said = sending && sendingWords(sending, navigator.onLine, waiting, language);
    render(<AnswerForm {...props} waiting={said} />, root);
  };
  watchSending((now) => {
    sending = now;
    show();
  });
  addEventListener('online', show);
  addEventListener('offline', show);
}

async function afterwards() {
  await showWaiting();
  const { watchOutbox } = await import('./sync/watch.ts');
  watchOutbox();
  if (import.meta.env.PROD) await navigator.serviceWorker?.register('/sw.js', { updateViaCache: 'none' });
}

addEventListener('load', () => {
  afterwards().catch((error: unknown) => console.error('Sending waits', error instanceof Error ? error.name : ''));
});
