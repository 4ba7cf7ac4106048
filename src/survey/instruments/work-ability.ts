/**
 * The work-ability score: one question, 0 to 10. From 0 to 7 counts as reduced. Only the ends that the source prints are
 * there: the steps are their numbers.
 */
import type { Instrument, InstrumentItems } from '../instrument/instrument.ts';

const steps = /* @__PURE__ */ Array.from({ length: 11 }, (_, step) => step);

export const itemsOnly: InstrumentItems = {
  id: 'work-ability',
  version: '1',
  items: [{ id: 'score', type: 'scale' }],
};

export const workAbility: Instrument = {
  ...itemsOnly,
  validated: true,
  licence: 'Julkinen mittari, lähde mainittava. Tarkista ehdot omistajalta ennen käyttöä.',
  order: steps,
  scorings: [
    {
      name: 'work-ability-0-10',
      version: '1',
      of: 'sum',
      from: 0,
      to: 10,
      marks: [{ name: 'reduced', below: 8, source: 'Pisteet 0–7 lasketaan heikentyneeksi työkyvyksi' }],
      source: 'Vastaajan antama pistemäärä sellaisenaan',
    },
  ],
  texts: {
    fi: {
      title: 'Työkykypistemäärä',
      stem: 'Oletetaan, että työkykysi on parhaimmillaan saanut 10 pistettä.',
      items: ['Minkä pistemäärän antaisit nykyiselle työkyvyllesi?'],
      responses: /* @__PURE__ */ Object.fromEntries(/* @__PURE__ */ steps.map((step) => [step, String(step)])),
      source: 'Työkykypistemäärä (0–10), suomenkielinen sanamuoto',
      copyright: 'Mittarin omistaja vahvistettava ennen käyttöä',
    },
  },
  checksums: { fi: '9507ffb8de402d6d7a5e3c472118f143157c195a0a19fbcf3ca046f50a42c407' },
};
