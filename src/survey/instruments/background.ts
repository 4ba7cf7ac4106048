/**
 * A few questions on the respondent that may follow what is asked: off until an organisation turns them on, because together
 * they can make a person known where few answer. The app's own words, in its own languages. The unit is not asked: the
 * device knows it.
 */
import type { Instrument, InstrumentItems, InstrumentText } from '../instrument/instrument.ts';

const codes = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const scales = { 'age-band': codes(5), gender: codes(4), 'own-language': codes(3), 'client-for': codes(4) };

const numbered = (labels: string[]) => Object.fromEntries(labels.map((label, index) => [index + 1, label]));

/* @__NO_SIDE_EFFECTS__ */
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

export const itemsOnly: InstrumentItems = {
  id: 'background',
  version: '1',
  items: Object.keys(scales).map((id) => ({ id, type: 'single', scale: id })),
};

export const background: Instrument = {
  ...itemsOnly,
  licence: 'MIT',
  order: [],
  scales,
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
  },
  checksums: {
    fi: '608e2f50c5b5a436491ef45ed14831705b24ec27e7775afa859a15b9f329de1a',
    sv: '337861998b88db9d526ac2d80d779988981d184df5ce90e91508622138ec5a31',
    en: 'e62f82fbc88588323e4a15182dc2096838753f5bd785ea1be7ab949a225238e1',
  },
};
