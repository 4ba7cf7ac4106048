/** The respondent's page of an instrument or language that was added on this device: drawn when the device has given it. */

import { isRightToLeft } from './survey/instrument/instrument.ts';
import { formAt } from './survey/respondent/answer-address.ts';
import { type PageData, startAnswering } from './survey/respondent/answer-start.tsx';
import type { AnswerWords } from './survey/respondent/answers.ts';
import { wordsAround } from './survey/words-around.ts';

const root = document.getElementById('answer')!;
const notHere = JSON.parse(document.getElementById('data')!.textContent!) as string;

async function find(): Promise<PageData | undefined> {
  const form = formAt(location.pathname + location.search);
  const [{ readInstruments, builtLanguages }, { readSurveyAround }, { loadWords }] = await Promise.all([
    import('./survey/instrument/instruments-store.ts'),
    import('./survey/respondent/answers-store.ts'),
    import('./i18n/load-words.ts'),
  ]);
  // It may have come in the organisation's configuration.
  await readSurveyAround();
  const instrument = (await readInstruments()).find(({ id }) => id === form?.id);
  const text = form && instrument?.texts[form.language];
  if (!text) return undefined;
  const { language } = form;
  const near = await loadWords(language);
  return {
    instrument,
    language,
    words: { ...wordsAround(instrument, near), ...(text.page as Partial<AnswerWords> | undefined) },
    built: builtLanguages(instrument.id),
  };
}

async function start() {
  const data = await find();
  if (!data) {
    root.querySelector('p')!.textContent = notHere;
    return;
  }
  document.documentElement.lang = data.language;
  document.documentElement.dir = isRightToLeft(data.language) ? 'rtl' : 'ltr';
  document.title = data.words.title;
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
