/** The respondents' pages as HTML, made at build time: one for each instrument and language, and one for those added later. */
import { renderToString } from 'preact-render-to-string';
import type locale from '../../../locales/fi.json';
import { composed, type Form } from '../bundle/form.ts';
import { bundlesWithPage } from '../bundle/shipped.ts';
import { isRightToLeft } from '../instrument/instrument.ts';
import { instruments } from '../instruments/all.ts';
import { wordsAround } from '../words-around.ts';
import { AnswerForm } from './answer-form.tsx';
import type { AnswerWords, PageData } from './answers.ts';
import type { Keeper } from './use-answering.ts';

type Locale = typeof locale;

interface AnswerPage {
  /** `esis.fi` */
  name: string;
  /** With the style to be put in place of the `css` comment. */
  html: string;
  /** Fetched when the browser is idle: what is not needed in the first minute. */
  isForLater: boolean;
}

/** Every page there is. */
export function renderAnswerPages(readWords: (language: string) => Locale): AnswerPage[] {
  const built = bundlesWithPage.flatMap((bundle) => {
    const all = composed(bundle, instruments)!;
    const built = Object.keys(bundle.titles);
    return built.map((language) => {
      const text = all.texts[language]!;
      // The page knows its own language only, and of other ones that one may not be here, or be of the words around only.
      const { answerMore, ...locale } = readWords(language);
      const { languageNotHere, languagesPartly, languagesAround, changed } = answerMore;
      const more = { languageNotHere, languagesPartly, languagesAround, changed };
      const words = wordsAround(all, { ...locale, answerMore: more as typeof answerMore }, text);
      const parts = all.parts.map((part) => ({ ...part, texts: { [language]: part.texts[language]! } }));
      const form: Form = { ...all, parts, purposes: {}, texts: { [language]: text } };
      const data: PageData = { form, language, words, built };
      const drawn = renderToString(<AnswerForm {...{ instrument: form, language, words, keeper }} />);
      const html = page({ language, title: words.title, words, form: drawn, data, script: '/src/answer.ts' });
      return { name: `${form.id}.${language}`, html, isForLater: form.id !== bundlesWithPage[0]!.id };
    });
  });
  return [...built, { name: 'own', html: ownPage(readWords), isForLater: false }];
}

/** The page of what an organisation added: it asks the device for the words and the instrument. */
function ownPage(readWords: (language: string) => Locale): string {
  const { answer: words } = readWords('fi');
  const form = `<p class="opening">${words.opening}</p>`;
  return page({ language: 'fi', title: words.title, words, form, data: words.notHere, script: '/src/answer-own.ts' });
}

/** Where the HTML is made nobody answers: nothing is kept. */
const keeper: Keeper = {
  mode: 'self',
  resume: async () => undefined,
  keep: () => undefined,
  finish: async () => undefined,
  forget: async () => undefined,
  putAside: async () => undefined,
  allows: async () => true,
  contactIn: async () => undefined,
};

const asData = (data: unknown) => JSON.stringify(data).replaceAll('<', '\\u003c');

function page(given: {
  language: string;
  title: string;
  words: AnswerWords;
  form: string;
  data: unknown;
  script: string;
}): string {
  const { language, title, words, form, data, script } = given;
  return `<!doctype html>
<html lang="${language}" dir="${isRightToLeft(language) ? 'rtl' : 'ltr'}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <title>${title}</title>
    <meta name="theme-color" content="#FBF8F1" media="(prefers-color-scheme: light)" />
    <meta name="theme-color" content="#141B1C" media="(prefers-color-scheme: dark)" />
    <link rel="icon" href="/icons/icon.svg" type="image/svg+xml" />
    <style>/*css*/</style>
  </head>
  <body>
    <main id="answer">${form}</main>
    <noscript><p class="wrong">${words.needsScript}</p></noscript>
    <script type="application/json" id="data">${asData(data)}</script>
    <script type="module" src="${script}"></script>
  </body>
</html>
`;
}
