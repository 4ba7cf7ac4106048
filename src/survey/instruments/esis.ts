/**
 * Osallisuusindikaattori, the Experiences of Social Inclusion Scale (ESIS). © THL 2019.
 *
 * Conditions of use: the statements stand word for word and in order, all ten, never adapted and never translated by the
 * app; for surveys and impact assessment, not for assessing one client. Another language is added only as the owner's
 * official text. The score is (sum of the ten codes - 10) x 2.5, from 0 to 100, for a response with all ten answered; the
 * owner's rule for missing answers is not public, so an incomplete response has no score.
 */
import type { Instrument, InstrumentItems } from '../instrument/instrument.ts';

export const itemsOnly: InstrumentItems = {
  id: 'esis',
  version: '1',
  items: Array.from({ length: 10 }, (_, index) => ({ id: `s${index + 1}`, type: 'scale' })),
};

export const esis: Instrument = {
  ...itemsOnly,
  validated: true,
  licence: 'Käyttö THL:n ehdoilla: virallisessa, validoidussa muodossaan, muuttamatta ja mukauttamatta.',
  // The owner's printed order of the steps is not confirmed: agreement first, and one setting to turn.
  order: [5, 4, 3, 2, 1],
  scorings: [
    {
      name: 'esis-0-100',
      version: '1',
      of: 'sum',
      minus: 10,
      times: 2.5,
      from: 0,
      to: 100,
      // A share of a population, never a verdict on one person.
      marks: [{ name: 'very-weak', below: 50, source: 'THL' }],
      source: 'THL: (summa − 10) × 2,5, kun kaikkiin kymmeneen on vastattu',
    },
  ],
  texts: {
    fi: {
      title: 'Osallisuusindikaattori',
      stem: 'Kuinka paljon seuraavat väittämät pitävät paikkansa?',
      items: [
        'Tunnen, että päivittäiset tekemiseni ovat merkityksellisiä.',
        'Saan myönteistä palautetta tekemisistäni.',
        'Kuulun itselleni tärkeään ryhmään tai yhteisöön.',
        'Olen tarpeellinen muille ihmisille.',
        'Pystyn vaikuttamaan oman elämäni kulkuun.',
        'Tunnen, että elämälläni on tarkoitus.',
        'Pystyn tavoittelemaan minulle tärkeitä asioita.',
        'Saan itse apua silloin, kun sitä todella tarvitsen.',
        'Koen, että minuun luotetaan.',
        'Pystyn vaikuttamaan joihinkin elinympäristöni asioihin.',
      ],
      // The wording of the labels is the common Finnish one: to be confirmed against the owner's form before real use.
      responses: {
        1: 'Täysin eri mieltä',
        2: 'Eri mieltä',
        3: 'En samaa enkä eri mieltä',
        4: 'Samaa mieltä',
        5: 'Täysin samaa mieltä',
      },
      source: 'THL: Osallisuuden edistämisen mallit, osallisuusindikaattori',
      copyright: '© Terveyden ja hyvinvoinnin laitos 2019',
    },
  },
  checksums: { fi: '28bb2a500e59269b1e8164196d4570a34fae1d3c9fe2c73a88830c99312248b8' },
};
