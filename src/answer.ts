/**
 * The respondent's page: a document of its own, so that nothing of the worker's app is in it. It draws over the HTML that
 * is already there.
 */
import { beginSending } from './delivery/engine/begin-sending.ts';
import { startAnswering } from './survey/respondent/answer-start-dom.ts';
import type { PageData } from './survey/respondent/answers.ts';

const data = JSON.parse(document.getElementById('data')!.textContent!) as PageData;
const root = document.getElementById('answer')!;
startAnswering(data, root, {
  isDrawn: true,
  untilOpen: async () => (await import('./app/lock/until-open.ts')).untilOpen(root),
  send: () => beginSending(),
  keepReady: async () => (await import('./sw/keep-ready.ts')).keepReady(),
});
