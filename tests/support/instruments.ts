/** Instruments for tests: one with every type of question in three languages, one of them written from right to left. */

import english from '../../locales/en.json' with { type: 'json' };
import type { AnswerWords } from '../../src/survey/respondent/answers.ts';

/** The words of the page in a made-up right-to-left language: each English word written between Arabic letters. */
export const arabicPage: AnswerWords = Object.fromEntries(
  Object.entries(english.answer).map(([name, words]) => [name, `ن ${words} ن`]),
) as AnswerWords;

/** As an organisation would write it: no checksums. */
export const aFile = () => ({
  id: 'arki',
  version: '2',
  licence: 'CC BY 4.0',
  order: [3, 2, 1],
  scales: { transport: [1, 2, 3], 'yes-no': [1, 0] },
  items: [
    { id: 'intro', type: 'statement' },
    { id: 'safe', type: 'scale', section: 'home' },
    { id: 'travel', type: 'several', scale: 'transport', section: 'home' },
    { id: 'work', type: 'single', scale: 'yes-no' },
    {
      id: 'hours',
      type: 'number',
      min: 0,
      max: 80,
      showWhen: { match: 'all', rules: [{ item: 'work', is: '=', value: 1 }] },
    },
    {
      id: 'where',
      type: 'short',
      limit: 60,
      showWhen: {
        match: 'any',
        rules: [
          { item: 'travel', is: '=', value: 3 },
          { item: 'hours', is: '>=', value: 20 },
        ],
      },
    },
    { id: 'more', type: 'long' },
  ],
  scorings: [
    { name: 'safety', version: '1', of: 'sum', items: ['safe'], from: 1, to: 3, source: 'Kehittäjäryhmä 2026' },
  ],
  texts: {
    fi: textIn(
      'Arki ja liikkuminen',
      'Mieti viime viikkoa.',
      [
        'Seuraavaksi kysymme arjesta.',
        'Kotona on turvallista',
        'Miten kuljit?',
        'Oletko töissä?',
        'Montako tuntia viikossa?',
        'Missä?',
        'Mitä muuta haluat sanoa?',
      ],
      [
        ['ei', 'vähän', 'kyllä'],
        ['jalan', 'pyörällä', 'bussilla'],
        ['ei', 'kyllä'],
      ],
    ),
    sv: textIn(
      'Vardag och resor',
      'Tänk på förra veckan.',
      [
        'Nu frågar vi om vardagen.',
        'Hemma är det tryggt',
        'Hur reste du?',
        'Arbetar du?',
        'Hur många timmar i veckan?',
        'Var?',
        'Vad mer vill du säga?',
      ],
      [
        ['nej', 'lite', 'ja'],
        ['till fots', 'med cykel', 'med buss'],
        ['nej', 'ja'],
      ],
    ),
    ar: {
      ...textIn(
        'الحياة اليومية',
        'فكر في الأسبوع الماضي.',
        [
          'نسأل الآن عن الحياة اليومية.',
          'البيت آمن',
          'كيف تنقلت؟',
          'هل تعمل؟',
          'كم ساعة في الأسبوع؟',
          'أين؟',
          'ماذا تريد أن تقول أيضا؟',
        ],
        [
          ['لا', 'قليلا', 'نعم'],
          ['مشيا', 'بالدراجة', 'بالحافلة'],
          ['لا', 'نعم'],
        ],
      ),
      page: arabicPage as Record<string, string>,
    },
  },
});

function textIn(
  title: string,
  stem: string,
  items: string[],
  [steps, transport, yesNo]: [string[], string[], string[]],
) {
  const from = (first: number, labels: string[]) =>
    Object.fromEntries(labels.map((label, index) => [String(first + index), label]));
  return {
    title,
    stem,
    items,
    responses: from(1, steps),
    scales: { transport: from(1, transport), 'yes-no': from(0, yesNo) },
    sections: { home: { title: `${title} 1`, stem: `${stem} 1` } },
    source: 'Kehittäjäryhmä',
    copyright: '© Toimija',
  };
}
