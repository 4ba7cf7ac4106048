/** The respondent's page of what the build made no page of: an instrument or a language. Drawn when the device has given it. */

import { beginSending } from './delivery/engine/begin-sending.ts';
import { isOver, lastDayIn } from './survey/remote/poster.ts';
import { sayClosed } from './survey/respondent/after-start-dom.ts';
import { formAt } from './survey/respondent/answer-address.ts';
import { startAnswering } from './survey/respondent/answer-start-dom.ts';
import { handedOver } from './vault/handed-over.ts';

const root = document.getElementById('answer')!;
const notHere = JSON.parse(document.getElementById('data')!.textContent!) as string;

const sayNotHere = () => {
  root.querySelector('p')!.textContent = notHere;
  void offerWayBack().catch(() => undefined);
};

/** A worker has come from the list of what was begun; who answers by oneself is led nowhere. */
async function offerWayBack() {
  if (new URLSearchParams(location.search).get('mode') !== 'assisted' || handedOver()) return;
  const { loadPageWords } = await import('./survey/respondent/page-words-store.ts');
  const { answer } = await loadPageWords('fi');
  const link = Object.assign(document.createElement('a'), { href: '/surveys', textContent: answer.worker });
  const place = document.createElement('p');
  place.append(link);
  root.append(place);
}

/** A person's own phone has not got the survey that its link names: with a network, and later, it may. */
async function sayNotFetched(language: string) {
  const { loadPageWords } = await import('./survey/respondent/page-words-store.ts');
  const { answerMore } = await loadPageWords(language);
  root.querySelector('p')!.textContent = answerMore.notFetched;
}

/** Whether the survey that the link names is here now. */
const bring = (told: URLSearchParams) =>
  import('./survey/remote/bring-survey-store.ts')
    .then(({ bringSurvey }) => bringSurvey(told))
    .then(
      () => true,
      () => false,
    );

const untilOpen = async () => (await import('./app/lock/until-open.ts')).untilOpen(root);

async function start() {
  await untilOpen();
  const form = formAt(location.pathname + location.search);
  const { findForm, findLanguage } = await import('./survey/respondent/answers-store.ts');
  if (!form) return sayNotHere();
  const told = new URLSearchParams(location.hash.slice(1));
  const isBrought = !told.get('survey') || (await bring(told));
  const language = form.language ?? (await findLanguage(form.id, navigator.languages));
  // The words of a language that has not been fetched cannot be had without a network; Finnish ones are there.
  const found = await findForm(form.id, language).catch(() => undefined);
  const data = found ?? (await findForm(form.id, 'fi'));
  if (!data) return isBrought ? sayNotHere() : sayNotFetched(language);
  const until = lastDayIn(told);
  if (until && isOver(until)) {
    sayClosed(data, root);
    return beginSending();
  }
  root.replaceChildren();
  startAnswering(data, root, {
    isDrawn: false,
    untilOpen,
    isLanguageMissing: !found,
    send: () => beginSending(),
    keepReady: async () => (await import('./sw/keep-ready.ts')).keepReady(),
  });
}

start().catch((error: unknown) => {
  console.error('The form did not open', error instanceof Error ? error.name : '');
  sayNotHere();
});
