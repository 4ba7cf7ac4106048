/**
 * The respondent's page: a document of its own, so that nothing of the worker's app is in it. It draws over the HTML that
 * is already there.
 */
import { isPractising } from './store/practice.ts';
import { type PageData, startAnswering } from './survey/answer-start.tsx';

const data = JSON.parse(document.getElementById('data')!.textContent!) as PageData;

if (isPractising) {
  // A respondent must never take practice for the real thing, nor a worker.
  const said = Object.assign(document.createElement('p'), {
    className: 'practising',
    textContent: data.words.practice,
  });
  document.body.prepend(said);
}

startAnswering(data, document.getElementById('answer')!, {
  isDrawn: true,
  send: async () => (isPractising ? undefined : (await import('./sync/watch.ts')).watchOutbox()),
});
