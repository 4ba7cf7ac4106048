/** The respondents' pages as HTML, made at build time: one for each instrument and language. */
import { renderToString } from 'preact-render-to-string';
import type locale from '../../locales/fi.json';
import type { WaitingWords } from '../setup/sending-words.ts';
import { AnswerForm } from './answer-form.tsx';
import type { AnswerWords } from './answers.ts';
import type { Instrument } from './instrument.ts';
import { instruments } from './instruments/all.ts';
import type { Keeper } from './use-answering.tsx';

type Locale = typeof locale;

/** What the page's script is given: in the page, as data, so that it waits for no other file. */
export interface PageData {
  instrument: Instrument;
  language: string;
  words: AnswerWords;
  waiting: WaitingWords;
}

/** Every page: its name (`esis.fi`) and its HTML, with the style to be put in place of the `css` comment. */
export function pages(readWords: (language: string) => Locale): { name: string; html: string }[] {
  return instruments.flatMap((instrument) =>
    Object.keys(instrument.texts).map((language) => {
      const { answer: words, waiting } = readWords(language);
      return { name: `${instrument.id}.${language}`, html: html({ instrument, language, words, waiting }) };
    }),
  );
}

/** Where the HTML is made nobody answers: nothing is kept. */
const keeper: Keeper = {
  mode: 'self',
  resume: async () => undefined,
  keep: () => undefined,
  finish: async () => undefined,
  forget: async () => undefined,
};

const asData = (data: PageData) => JSON.stringify(data).replaceAll('<', '\\u003c');

function html(data: PageData): string {
  const { instrument, language, words } = data;
  const form = renderToString(<AnswerForm {...{ instrument, language, words, keeper }} />);
  return `<!doctype html>
<html lang="${language}" dir="ltr">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <title>${words.title}</title>
    <meta name="theme-color" content="#FBF8F1" media="(prefers-color-scheme: light)" />
    <meta name="theme-color" content="#141B1C" media="(prefers-color-scheme: dark)" />
    <link rel="icon" href="/icons/icon.svg" type="image/svg+xml" />
    <style>/*css*/</style>
  </head>
  <body>
    <main id="answer">${form}</main>
    <noscript><p class="wrong">${words.needsScript}</p></noscript>
    <script type="application/json" id="data">${asData(data)}</script>
    <script type="module" src="/src/answer.tsx"></script>
  </body>
</html>
`;
}
