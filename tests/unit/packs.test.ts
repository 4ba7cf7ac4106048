/** The respondent's words in the respondent's language: packs of page texts, and questions that are in another language. */
import { readdirSync, readFileSync } from 'node:fs';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import english from '../../locales/en.json' with { type: 'json' };
import finnish from '../../locales/fi.json' with { type: 'json' };
import swedish from '../../locales/sv.json' with { type: 'json' };
import { complaints, flat } from '../../src/build/complete-locales.ts';
import { isForLater } from '../../src/build/parts.ts';
import { isolated } from '../../src/i18n/isolated.ts';
import { bundleOf } from '../../src/survey/bundle/bundle.ts';
import { composed, questionLanguage, questionLanguages } from '../../src/survey/bundle/form.ts';
import { cardWords } from '../../src/survey/hand-over/sitting-words.ts';
import { type Instrument, languageName, textLanguage } from '../../src/survey/instrument/instrument.ts';
import { background } from '../../src/survey/instruments/background.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { PaperSheet } from '../../src/survey/paper/paper-sheet.tsx';
import { AnswerForm } from '../../src/survey/respondent/answer-form.tsx';
import { finished } from '../../src/survey/respondent/answers.ts';
import { findForm } from '../../src/survey/respondent/answers-store.ts';
import { saidOfOtherLanguage } from '../../src/survey/respondent/other-language.ts';
import { pageLanguages, pagesOffered } from '../../src/survey/respondent/page-languages.ts';
import {
  forWorkers,
  forWorkersTogether,
  loadPageWords,
  loadSittingWords,
  type Pack,
} from '../../src/survey/respondent/page-words-store.ts';
import type { Keeper } from '../../src/survey/respondent/use-answering.ts';
import { wordsAround } from '../../src/survey/words-around.ts';
import { freshDevice } from '../support/device.ts';

freshDevice();

const folder = 'locales/respondent';
const packs = readdirSync(folder).map((file) => file.replace('.json', ''));
const read = (language: string): Pack => JSON.parse(readFileSync(`${folder}/${language}.json`, 'utf8'));

const of = (words: typeof finnish): Pack => {
  const answer: Partial<typeof words.answer> = { ...words.answer };
  for (const name of forWorkers) delete answer[name];
  const sitting: Partial<typeof words.sitting> = { ...words.sitting };
  for (const name of forWorkersTogether) delete sitting[name];
  return {
    answer: answer as Pack['answer'],
    answerAbout: words.answerAbout,
    answerMore: words.answerMore,
    paperSays: words.paperSays,
    posterSays: words.posterSays,
    sitting: sitting as Pack['sitting'],
  };
};
const source = of(finnish);
const texts = (pack: Pack) => flat(pack as never);
const sourceText = new Map(texts(source));
const all: Record<string, Pack> = {
  fi: source,
  sv: of(swedish),
  en: of(english),
  ...Object.fromEntries(packs.map((language) => [language, read(language)])),
};
const isWords = (text: string) => /\p{L}{2}/u.test(text.replace(/\{\{\w+\}\}/g, ''));

test('each language in which a page is offered has its words, and each that has words is offered', () => {
  const names = ['fi', 'sv', 'en', ...packs].sort();
  expect(pageLanguages.map(({ language }) => language).sort()).toEqual(names);
  expect(packs.sort()).toEqual(['ar', 'et', 'fi-simple', 'ru', 'se', 'so', 'uk']);
});

test('of each it is said who wrote its words; that a native speaker has read them only with a name and a day', () => {
  for (const { language, made, reviewed } of pageLanguages) {
    expect(made, language).not.toBe('');
    if (reviewed)
      expect(reviewed, language).toEqual({
        by: expect.stringMatching(/\S/),
        on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      });
  }
});

test('each is called by its own name, whatever names the browser knows', () => {
  expect(pageLanguages.map(({ language }) => languageName(language))).toEqual(
    'suomi svenska English selkosuomi davvisámegiella eesti русский українська العربية Soomaali'.split(' '),
  );
});

describe.each(packs)('the pack %s', (language) => {
  const pack = read(language);

  test('is complete, with the same placeholders, and has nothing that no page says', () => {
    expect(complaints(language, source as never, pack as never)).toEqual([]);
  });

  test('has nothing in the words of another language', () => {
    // Neighbours have words in common, and easy Finnish the short ones of Finnish; a sentence is each one's own.
    const shared = { 'fi-simple': 36, et: 6, ru: 6, uk: 6 }[language] ?? 0;
    const others = Object.entries(all).flatMap(([other, words]) => (other === language ? [] : [new Map(texts(words))]));
    const copies = texts(pack).filter(
      ([key, text]) => isWords(text) && text.length > shared && others.some((words) => words.get(key) === text),
    );
    expect(copies).toEqual([]);
  });

  test('is as long as the Finnish words are, more or less, and what stands on a button fits it', () => {
    const odd = texts(pack).filter(([key, text]) => {
      const there = sourceText.get(key)!.length;
      return there > 24 && (text.length < there * 0.4 || text.length > there * (language === 'fi-simple' ? 2.6 : 2));
    });
    expect(odd).toEqual([]);
    const { agree, back, skip, next, finish: done, stop, saving, open, cancel } = pack.answer;
    for (const words of [agree, back, skip, next, done, stop, saving, open, cancel]) {
      expect(words.length, words).toBeLessThanOrEqual(16);
    }
  });

  test('begins and ends no text with a space, and has no space twice', () => {
    expect(texts(pack).filter(([, text]) => /^\s|\s$|\s{2}/.test(text))).toEqual([]);
  });
});

test.each([
  ['ru', /\p{Script=Cyrillic}/u, /[іїєґ]/iu],
  ['uk', /\p{Script=Cyrillic}/u, /[ыэёъ]/iu],
  ['ar', /\p{Script=Arabic}/u, /[پچگژ]/u],
])('every text of %s is in its letters, and in none of its neighbour', (language, letters, neighbours) => {
  const wrong = texts(read(language)).filter(
    ([, text]) => isWords(text) && (!letters.test(text) || neighbours.test(text)),
  );
  expect(wrong).toEqual([]);
});

test.each(Object.keys(all))(
  'who is asked to press the last button again is told what stands on it (%s)',
  (language) => {
    const { failed, failedOwn, finish: done } = all[language]!.answer;
    for (const text of [failed, failedOwn]) expect(text).toMatch(new RegExp(`(^|[^\\p{L}])${done}([^\\p{L}]|$)`, 'u'));
  },
);

test.each([
  ['fi', 'vapaaehtoista'],
  ['sv', 'frivilligt'],
  ['en', 'voluntary'],
  ['fi-simple', 'vapaaehtoista'],
  ['se', 'eaktodáhtolaš'],
  ['et', 'vabatahtlik'],
  ['ru', 'добровольн'],
  ['uk', 'добровільн'],
  ['ar', 'طوعية'],
  ['so', 'ikhtiyaari'],
])('that answering is voluntary is said with the term of the language (%s)', (language, term) => {
  const { answer, posterSays } = all[language]!;
  for (const text of [answer.voluntary, posterSays.voluntary]) expect(text.toLowerCase()).toContain(term);
});

test('easy Finnish says one thing in a sentence: no sentence of more than ten words, no word of more than 18 letters', () => {
  const sentences = texts(read('fi-simple')).flatMap(([, text]) => text.split(/(?<=[.?])\s+/));
  expect(sentences.filter((one) => one.split(/\s+/).length > 10)).toEqual([]);
  expect(sentences.flatMap((one) => one.split(/[^\p{L}]+/u)).filter((word) => word.length > 18)).toEqual([]);
});

test('a pack is fetched when the browser is idle: nothing of it is in what the first minute needs', () => {
  for (const language of packs) expect(isForLater(`${process.cwd()}/${folder}/${language}.json`), language).toBe(true);
  expect(isForLater(`${process.cwd()}/locales/fi.json`)).toBe(false);
});

test.each(packs)('a card and a group’s sitting speak %s, and to a worker a language of the app', async (language) => {
  const { sitting } = read(language);
  const words = await loadSittingWords(language);
  expect(words).toMatchObject(sitting);
  expect(words.samePerson).toBe(finnish.sitting.samePerson);
  const said = cardWords({ is: 'answered', at: '2026-12-05T10:00:00Z', next: '2027-02-28' }, words, language);
  for (const day of ['5.12.2026', '28.2.2027']) expect(said).toContain(isolated(day));
});

/** Where the HTML is made nobody answers. */
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

describe('questions come as their owner’s text only', () => {
  test.each([
    ['ar', ['fi'], 'fi'],
    ['fi-simple', ['sv', 'fi'], 'fi'],
    ['ar', ['sv', 'fi'], 'fi'],
    ['ar', ['sv', 'en'], 'sv'],
    ['ar', ['fi', 'ar'], 'ar'],
    ['constructor', ['fi'], 'fi'],
  ])('on a page in %s of one that has %j they are in %s', (page, there, shown) => {
    expect(textLanguage({ texts: Object.fromEntries(there.map((one) => [one, {} as never])) }, page)).toBe(shown);
  });

  test('a page is offered in every language that has words, also where the questions are not in it', () => {
    expect(pagesOffered(esis)).toEqual(pageLanguages.map(({ language }) => language));
    expect(pagesOffered({ texts: { fa: {} as never } })).toContain('fa');
  });

  test.each(packs)(
    'the page in %s tells in its language, before anything is asked, that they are in Finnish',
    async (language) => {
      const { form: instrument, words } = (await findForm('esis', language))!;
      const said = read(language).answerMore.questionsFi;
      const html = renderToString(h(AnswerForm, { instrument, language, words, keeper }));
      const [before, after] = html.split('id="begin"');
      expect(before).toContain(said);
      expect(after!.match(/lang="fi" dir="ltr"/g)!.length).toBeGreaterThanOrEqual(30);
      for (const item of esis.texts.fi!.items) expect(after).toContain(item);
    },
  );

  test('where they are in the page’s own language nothing is said of it, and nothing is marked', async () => {
    const { form: instrument, words } = (await findForm('esis', 'fi'))!;
    const html = renderToString(h(AnswerForm, { instrument, language: 'fi', words, keeper }));
    expect(html).not.toContain(finnish.answerMore.questionsFi);
    expect(html).not.toMatch(/ lang=/);
  });

  test('several parts in several languages are told of in one sentence, each by its own name', () => {
    const words = wordsAround(esis, {
      answer: finnish.answer,
      answerAbout: finnish.answerAbout,
      answerMore: read('ru').answerMore,
    });
    expect(saidOfOtherLanguage(words, 'ru', ['fi', 'fi'])).toBe(read('ru').answerMore.questionsFi);
    expect(saidOfOtherLanguage(words, 'ru', ['ru', 'ru'])).toBeUndefined();
    expect(saidOfOtherLanguage(words, 'ru', ['fi', 'ru'])).toContain('\u2068suomi\u2069, \u2068русский\u2069');
    expect(saidOfOtherLanguage(words, 'ru', ['de'])).toContain('\u2068Deutsch\u2069');
  });

  test('the response says the language of the page, and by its checksum the text that was shown', async () => {
    const { form } = (await findForm('esis', 'ar'))!;
    const answers = esis.items.map(() => 4);
    const startedAt = new Date().toISOString();
    const response = finished(form, { bundle: 'esis', language: 'ar', mode: 'self', startedAt, at: 10, answers });
    expect(response).toMatchObject({
      language: 'ar',
      parts: [{ instrument: 'esis', language: 'fi', checksum: esis.checksums.fi, answers }],
    });
  });

  test('each part of a bundle is in its own language, in every language of the page', () => {
    const arki: Instrument = {
      ...esis,
      id: 'arki',
      texts: { so: { ...esis.texts.fi!, title: 'Maalin', items: esis.texts.fi!.items.map((words) => `so ${words}`) } },
      checksums: { so: '0'.repeat(64) },
    };
    const bundle = { id: 'yhdessa', version: '1', titles: { fi: 'Yhdessä' }, parts: ['esis', 'arki', 'background'] };
    const form = composed(bundle, [esis, arki, background])!;
    expect(questionLanguages(form, 'so')).toEqual(['fi', 'so', 'fi']);
    expect(questionLanguages(form, 'sv')).toEqual(['fi', 'so', 'sv']);
    expect([0, 9, 10, 19, 20].map((index) => questionLanguage(form, 'so', index))).toEqual([
      'fi',
      'fi',
      'so',
      'so',
      'fi',
    ]);
    expect(form.texts.ar!.items.slice(10, 12)).toEqual(arki.texts.so!.items.slice(0, 2));
  });

  test('on paper too: the words around in the person’s language, each question marked as its own', async () => {
    const form = composed(bundleOf(esis), [esis])!;
    const words = wordsAround(form, await loadPageWords('ar'), form.texts.ar);
    const sheet = {
      instrument: form,
      language: 'ar',
      code: '',
      around: words,
      says: read('ar').paperSays,
      organiser: 'Toimela',
      givesRows: false,
      versions: ['1'],
    };
    const html = renderToString(h(PaperSheet, sheet));
    expect(html).toContain('lang="ar" dir="rtl"');
    expect(html).toContain(read('ar').answerMore.questionsFi);
    expect(html.match(/class="sheet-item" lang="fi" dir="ltr"/g)).toHaveLength(10);
  });
});

describe('what an organisation says itself', () => {
  const own = (page?: Record<string, string>): Instrument => ({
    ...esis,
    id: 'oma',
    texts: { fi: { ...esis.texts.fi!, purpose: 'Haluamme kuulla teistä.', ...(page ? { page } : {}) } },
  });

  test('in the language of its questions is not lost on a page in another: it stands beside the app’s own words', async () => {
    const form = composed(bundleOf(own()), [own()])!;
    const words = wordsAround(form, await loadPageWords('ar'), form.texts.ar, form.purposes.ar);
    expect(words).toMatchObject({ why: read('ar').answer.why, purpose: 'Haluamme kuulla teistä.' });
    const html = renderToString(h(AnswerForm, { instrument: form, language: 'ar', words, keeper }));
    expect(html).toMatch(/<p lang="fi" dir="auto">Haluamme kuulla teistä\.<\/p>/);
  });

  test('for a worker stays in a language of the worker’s, marked as such; whose button it is both can read', async () => {
    const words = await loadPageWords('ar');
    for (const name of forWorkers) expect(words.answer[name], name).toBe(finnish.answer[name]);
    expect(words.workers).toMatchObject({ workersLanguage: 'fi', workersOpen: finnish.answer.open });
    expect(words.answer.forWorker).toBe(`${read('ar').answer.forWorker} · \u2068${finnish.answer.forWorker}\u2069`);
  });
});
