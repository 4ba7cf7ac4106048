/**
 * EUROHIS-QOL 8, eight questions on quality of life, in Finnish as THL has printed it. Word for word. The mean of the eight
 * is the result; "good" begins at 4.
 */
import type { Instrument, InstrumentItems } from '../instrument/instrument.ts';

const satisfaction = ['q2', 'q3', 'q4', 'q5', 'q6'] as const;
const enough = ['q7', 'q8'] as const;

export const itemsOnly: InstrumentItems = {
  id: 'eurohis-qol-8',
  version: '1',
  items: [
    { id: 'q1', type: 'scale', scale: 'quality' },
    ...satisfaction.map((id) => ({ id, type: 'scale' as const, scale: 'satisfaction', section: 'satisfaction' })),
    ...enough.map((id) => ({ id, type: 'scale' as const, scale: 'enough', section: 'enough' })),
  ],
};

export const eurohis: Instrument = {
  ...itemsOnly,
  validated: true,
  licence: 'Julkinen mittari, lähde mainittava. Tarkista ehdot omistajalta ennen käyttöä.',
  order: [],
  scales: { quality: [1, 2, 3, 4, 5], satisfaction: [1, 2, 3, 4, 5], enough: [1, 2, 3, 4, 5] },
  scorings: [
    {
      name: 'eurohis-mean',
      version: '1',
      of: 'mean',
      from: 1,
      to: 5,
      marks: [{ name: 'good', from: 4, source: 'THL' }],
      source: 'THL: kahdeksan vastauksen keskiarvo',
    },
  ],
  texts: {
    fi: {
      title: 'Elämänlaatu (EUROHIS-QOL 8)',
      stem: '',
      items: [
        'Millaiseksi arvioitte elämänlaatunne?',
        'terveyteenne',
        'kykyynne selviytyä päivittäisistä toimistanne',
        'itseenne',
        'ihmissuhteisiinne',
        'asuinalueen olosuhteisiin',
        'riittävästi tarmoa arkipäivän elämäänne varten',
        'tarpeeksi rahaa tarpeisiinne nähden',
      ],
      responses: {},
      scales: {
        quality: { 1: 'erittäin huono', 2: 'huono', 3: 'ei hyvä eikä huono', 4: 'hyvä', 5: 'erittäin hyvä' },
        satisfaction: {
          1: 'erittäin tyytymätön',
          2: 'tyytymätön',
          3: 'en tyytyväinen enkä tyytymätön',
          4: 'tyytyväinen',
          5: 'erittäin tyytyväinen',
        },
        enough: {
          1: 'ei lainkaan',
          2: 'vähän',
          3: 'kohtuullisesti',
          4: 'lähes riittävästi',
          5: 'täysin riittävästi',
        },
      },
      sections: {
        satisfaction: { stem: 'Miten tyytyväinen olette' },
        enough: { stem: 'Onko teillä' },
      },
      source: 'EUROHIS-QOL 8, suomenkielinen lomake THL:n painamana',
      copyright: 'EUROHIS-QOL 8; suomenkielinen lomake THL',
    },
  },
  checksums: { fi: '0df50a48f6ba1bcaf43096377614144ece18c9c42174c45aaf21bf4e625f5752' },
};
