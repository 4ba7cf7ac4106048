/** In which languages a survey is asked: all of its questions, some of them, or only the words around them. */
import * as i18next from 'i18next';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { beforeAll, expect, test } from 'vitest';
import finnish from '../../locales/fi.json';
import { composed, pagesApart, type Share } from '../../src/survey/bundle/form.ts';
import { languagesInWords } from '../../src/survey/bundle/languages-in-words.ts';
import { ChooseLanguage } from '../../src/survey/choose-language.tsx';
import { languageName } from '../../src/survey/instrument/instrument.ts';
import { instruments } from '../../src/survey/instruments/all.ts';
import { LanguageChoice } from '../../src/survey/respondent/answer-languages.tsx';

beforeAll(() => i18next.init({ lng: 'fi', resources: { fi: { translation: finnish } }, initAsync: false }));

/** The scale exists in Finnish only, the background questions in Swedish too. */
const bundle = {
  ...{ kind: 'bundle', id: 'centre', version: '1', parts: ['esis', 'background'] },
  titles: { fi: 'Kysely', sv: 'Enkät' },
} as unknown as Parameters<typeof composed>[0];
const form = composed(bundle, instruments)!;

test('of pages those on which some questions are in their language are apart from those of the instructions alone', () => {
  expect(pagesApart(form, ['fi', 'sv', 'ar'])).toEqual({ whole: ['fi'], partly: ['sv'], around: ['ar'] });
});

test('the card of a survey names the languages of some of its questions', () => {
  const { fi, sv } = form.texts;
  const card = { ...form, texts: { fi: fi!, sv: sv! } };
  const said = languagesInWords(i18next.t as Parameters<typeof languagesInWords>[0], card, 'fi');
  expect(said).toBe('suomi · osa kysymyksistä: svenska');
});

test('where the device is handed over, and a form printed, they are in sight, with the languages of the questions', () => {
  const html = renderToString(
    h(ChooseLanguage, {
      ...{ instrument: form, languages: ['fi', 'sv', 'ar'], value: 'sv' },
      onChange: () => undefined,
    }),
  );
  const [inSight, folded] = html.split('<details');
  expect(inSight).toContain(finnish.handOver.partLanguages);
  expect(inSight).toContain('svenska');
  expect(folded).toContain('العربية');
  expect(folded).toContain('Kysymykset ovat kielellä: suomi, svenska.');
});

test('the respondent sees them under a heading of their own', () => {
  const one = (language: string, share: Share) => ({
    ...{ language, share, name: languageName(language), isHere: false },
    choose: () => undefined,
  });
  const words = { ...finnish.answer, ...finnish.answerMore };
  const languages = [one('ar', 'none'), one('sv', 'some'), one('fi', 'all')];
  const html = renderToString(h(LanguageChoice, { words, languages, isMissing: false }));
  const { languagesPartly, languagesAround } = finnish.answerMore;
  const places = ['>suomi<', languagesPartly, '>svenska<', languagesAround, '>العربية<'].map((said) =>
    html.indexOf(said),
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});
