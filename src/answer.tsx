/**
 * The respondent's page: a document of its own, so that nothing of the worker's app is in it. It draws over the HTML that
 * is already there; the store, the outbox and the service worker come after.
 */
import { hydrate, render } from 'preact';
import { newId } from './store/id.ts';
import { AnswerForm, type AnswerFormProps, type Keeper } from './survey/answer-form.tsx';
import type { PageData } from './survey/answer-page.tsx';
import { fill } from './survey/answers.ts';

const { instrument, language, words, waiting } = JSON.parse(document.getElementById('data')!.textContent!) as PageData;
const root = document.getElementById('answer')!;
const asked = new URLSearchParams(location.search);
const store = import('./survey/keep-answers.ts');
const mode = asked.get('mode') === 'assisted' ? 'assisted' : 'self';
let id = asked.get('draft');

const address = (draft: string | null) =>
  history.replaceState(null, '', `${location.pathname}?mode=${mode}${draft ? `&draft=${draft}` : ''}`);

const keeper: Keeper = {
  mode,
  async resume() {
    return id ? (await store).findAnswers(id) : undefined;
  },
  keep(answering, ended) {
    if (!id) {
      id = newId();
      address(id);
    }
    const now = id;
    store.then(
      ({ keepAnswers }) => keepAnswers(now, answering, ended),
      () => ended(false),
    );
  },
  async finish(answering) {
    id ??= newId();
    await (await store).finishAnswers(id, instrument, answering);
    id = null;
    address(null);
    void showWaiting();
  },
  async forget() {
    if (id) await (await store).forgetAnswers(id);
    id = null;
    address(null);
  },
};

const props: AnswerFormProps = { instrument, language, words, keeper };
hydrate(<AnswerForm {...props} />, root);

/** Says on the first and the last screen, in words, how much waits on this device. */
async function showWaiting() {
  const { waitingCounts } = await store;
  const { waiting: count } = await waitingCounts();
  const form = new Intl.PluralRules(language).select(count) === 'one' ? waiting.some_one : waiting.some_other;
  render(<AnswerForm {...props} waiting={count > 0 ? fill(form, { count }) : undefined} />, root);
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
