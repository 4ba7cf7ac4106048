/** What the screens say of who sees, what goes and what is hidden is so. */
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import english from '../../locales/en.json' with { type: 'json' };
import finnish from '../../locales/fi.json' with { type: 'json' };
import swedish from '../../locales/sv.json' with { type: 'json' };
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { languagesEverywhere } from '../../src/survey/instrument/instruments-store.ts';
import { instruments } from '../../src/survey/instruments/all.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { Info } from '../../src/survey/respondent/answer-ends.tsx';
import { wordsAround } from '../../src/survey/words-around.ts';
import { aFile } from '../support/instruments.ts';

const languages = { fi: finnish, sv: swedish, en: english };
type Language = keyof typeof languages;
const each = Object.keys(languages) as Language[];

/** Every text of a part, with its path. */
function textsOf(part: unknown, path: string): [path: string, text: string][] {
  if (typeof part === 'string') return [[path, part]];
  return Object.entries(part as object).flatMap(([name, inner]) => textsOf(inner, `${path}.${name}`));
}

const own = aFile() as unknown as Instrument;

/** The page before the first statement, as a respondent reads it. */
const information = (instrument: Instrument, language: Language) =>
  renderToString(
    Info({
      words: wordsAround(instrument, languages[language]),
      hidden: false,
      handedOver: undefined,
      organiser: undefined,
      languages: [],
      asksCode: false,
      wrongCode: undefined,
    }),
  );

describe.each(each)('in %s', (language) => {
  const words = languages[language];

  test('nobody who answers is promised that nobody reads it: written answers are read one by one', () => {
    const promises = /kukaan|kenellekään|kenenkään|\bingen\b|nobody|no one/i;
    const said = [...textsOf(words.answer, 'answer'), ['surveys.lead', words.surveys.lead] as [string, string]];
    expect(said.filter(([, text]) => promises.test(text))).toEqual([]);
    expect(words.surveys.lead).toMatch(/yksi kerrallaan|ett i taget|one by one/);
  });

  test('where an instrument asks for own words it is said that they are read, and only there', () => {
    expect(information(own, language)).toContain(words.answerAbout.written);
    for (const instrument of instruments)
      expect(information(instrument, language), instrument.id).not.toContain(words.answerAbout.written);
  });

  test('each survey says why it is asked; inclusion is spoken of by the scale of inclusion alone', () => {
    const whys = instruments.map((instrument) => wordsAround(instrument, words).why);
    expect(new Set(whys).size).toBe(instruments.length);
    const inclusion = /osalli|delakti|includ|inclus/i;
    expect(information(esis, language)).toMatch(inclusion);
    for (const instrument of [own, ...instruments.filter(({ id }) => id !== esis.id)])
      expect(information(instrument, language), instrument.id).not.toMatch(inclusion);
  });

  test('what leaves the device by itself is said to: setup.days', () => {
    for (const text of [words.setup.days_one, words.setup.days_other]) {
      expect(text).toMatch(/poistuvat|försvinner|leave/);
      expect(text).not.toMatch(/ei vielä|ännu|nothing/);
    }
  });

  test('encryption is spoken of where it protects, and where it is said against what', () => {
    const spoken = textsOf(words, '').filter(([, text]) => /salat|salaus|krypter|encrypt/i.test(text));
    expect(spoken.map(([path]) => path).sort()).toEqual([
      // The file holds plain text.
      '.delivery.exportText',
      '.more.sealed',
      // The file is sealed under a code that travels another way.
      '.report.carry.help',
    ]);
  });
});

test('every survey of the app can be asked on a person’s own phone', () => {
  for (const { id, texts } of instruments) expect(languagesEverywhere(id), id).toEqual(Object.keys(texts));
  expect(languagesEverywhere(own.id), 'what was added here is on no other phone').toEqual([]);
});
