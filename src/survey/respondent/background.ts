/**
 * A few questions on the respondent that may follow an instrument: off until an organisation turns them on, because together
 * they can make a person known where few answer. The app's own words, in its own languages. The unit is not asked: the
 * device knows it.
 */

import type { Instrument, InstrumentText } from '../instrument/instrument.ts';
import { backgroundItems, backgroundScales } from './background-items.ts';

const numbered = (labels: string[]) => Object.fromEntries(labels.map((label, index) => [index + 1, label]));

const text = (
  title: string,
  items: string[],
  [age, gender, language, client]: [string[], string[], string[], string[]],
) =>
  ({
    title,
    stem: '',
    items,
    responses: {},
    scales: {
      'age-band': numbered(age),
      gender: numbered(gender),
      'own-language': numbered(language),
      'client-for': numbered(client),
    },
    source: 'Kenttäkirja',
    copyright: 'MIT',
  }) satisfies InstrumentText;

export const background = {
  items: backgroundItems,
  scales: backgroundScales,
  texts: {
    fi: text(
      'Taustatiedot',
      ['Minkä ikäinen olet?', 'Mikä on sukupuolesi?', 'Mikä on äidinkielesi?', 'Kuinka kauan olet käynyt täällä?'],
      [
        ['alle 18 vuotta', '18–29 vuotta', '30–49 vuotta', '50–64 vuotta', '65 vuotta tai enemmän'],
        ['nainen', 'mies', 'muu', 'en halua kertoa'],
        ['suomi', 'ruotsi', 'muu kieli'],
        ['alle 3 kuukautta', '3–12 kuukautta', '1–3 vuotta', 'yli 3 vuotta'],
      ],
    ),
    sv: text(
      'Bakgrund',
      ['Hur gammal är du?', 'Vilket är ditt kön?', 'Vilket är ditt modersmål?', 'Hur länge har du besökt oss?'],
      [
        ['under 18 år', '18–29 år', '30–49 år', '50–64 år', '65 år eller mer'],
        ['kvinna', 'man', 'annat', 'jag vill inte berätta'],
        ['finska', 'svenska', 'annat språk'],
        ['under 3 månader', '3–12 månader', '1–3 år', 'över 3 år'],
      ],
    ),
    en: text(
      'About you',
      [
        'How old are you?',
        'What is your gender?',
        'What is your first language?',
        'How long have you been coming here?',
      ],
      [
        ['under 18', '18–29', '30–49', '50–64', '65 or over'],
        ['woman', 'man', 'other', 'I would rather not say'],
        ['Finnish', 'Swedish', 'another language'],
        ['under 3 months', '3–12 months', '1–3 years', 'over 3 years'],
      ],
    ),
  } as Record<string, InstrumentText>,
};

/** How many different people the questions can tell apart: for the warning. */
export const backgroundKinds = Object.values(background.scales).reduce((product, { length }) => product * length, 1);

/** The instrument with the background questions after its own, where there are words for them in that language. */
export function withBackground(instrument: Instrument, language: string): Instrument {
  const own = instrument.texts[language];
  const more = background.texts[language];
  if (!own || !more) return instrument;
  return {
    ...instrument,
    items: [...instrument.items, ...background.items],
    scales: { ...instrument.scales, ...background.scales },
    texts: { [language]: { ...own, items: [...own.items, ...more.items], scales: { ...own.scales, ...more.scales } } },
  };
}
