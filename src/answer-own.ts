/** The respondent's page of an instrument or language that was added on this device: drawn when the device has given it. */

import { formAt } from './survey/respondent/answer-address.ts';
import { startAnswering } from './survey/respondent/answer-start.tsx';

const root = document.getElementById('answer')!;
const notHere = JSON.parse(document.getElementById('data')!.textContent!) as string;

async function start() {
  const form = formAt(location.pathname + location.search);
  const { findForm } = await import('./survey/respondent/answers-store.ts');
  const data = form && (await findForm(form.id, form.language));
  if (!data) {
    root.querySelector('p')!.textContent = notHere;
    return;
  }
  root.replaceChildren();
  startAnswering(data, root, {
    isDrawn: false,
    send: async () => (await import('./delivery/engine/watch.ts')).watchOutbox(),
    keepReady: async () => (await import('./sw/keep-ready.ts')).keepReady(),
  });
}

start().catch((error: unknown) => {
  console.error('The form did not open', error instanceof Error ? error.name : '');
  root.querySelector('p')!.textContent = notHere;
});
