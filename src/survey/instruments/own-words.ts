/**
 * Open questions on the three themes in whose answers an inclusion survey's readers look for experiences of stigma: loneliness,
 * ability to work, sufficiency of services. The app's own words, no instrument of anybody's: an organisation that words them
 * otherwise takes them as a file, gives them an id of its own, and adds them again.
 */
import type { Instrument, InstrumentItems, InstrumentText } from '../instrument/instrument.ts';

/* @__NO_SIDE_EFFECTS__ */
const text = (title: string, purpose: string, stem: string, items: string[]) =>
  ({ title, purpose, stem, items, responses: {}, source: 'Kenttäkirja', copyright: 'MIT' }) satisfies InstrumentText;

export const itemsOnly: InstrumentItems = {
  id: 'own-words',
  version: '1',
  items: ['loneliness', 'work', 'services'].map((id) => ({ id, type: 'long' })),
};

export const ownWords: Instrument = {
  ...itemsOnly,
  licence: 'MIT',
  order: [],
  texts: {
    fi: text(
      'Omin sanoin',
      'Vastauksista luetaan, miten ihmisiä kohdellaan ja mitä heiltä puuttuu, ja parannetaan toimintaa.',
      'Kerro omin sanoin, jos haluat. Älä kirjoita nimiä.',
      [
        'Oletko yksinäinen? Mistä se johtuu, tai mikä auttaa?',
        'Mikä auttaa sinua jaksamaan, tekemään työtä tai toimimaan arjessa? Mikä tekee siitä vaikeaa?',
        'Oletko saanut tarpeeksi apua ja palveluja? Miten sinut on otettu vastaan?',
      ],
    ),
    sv: text(
      'Med egna ord',
      'Ur svaren läser man hur människor blir bemötta och vad de saknar, och verksamheten förbättras.',
      'Berätta med egna ord, om du vill. Skriv inga namn.',
      [
        'Är du ensam? Vad beror det på, eller vad hjälper?',
        'Vad hjälper dig att orka, arbeta eller klara vardagen? Vad gör det svårt?',
        'Har du fått tillräckligt med hjälp och service? Hur har du blivit bemött?',
      ],
    ),
    en: text(
      'In your own words',
      'The answers show how people are treated and what they lack, and the service is made better.',
      'Tell us in your own words, if you like. Please write no names.',
      [
        'Are you lonely? What is it due to, or what helps?',
        'What helps you to cope, to work or to manage daily life? What makes it hard?',
        'Have you had enough help and services? How have you been received?',
      ],
    ),
  },
  checksums: {
    fi: 'cb596530f6528e1c1eb5ec8fe9c2665f57f7b395d287dbdd510d50c0f43809de',
    sv: 'baf03e1f87932a3013cf88169a0e37090587ead7c55067ef1d9cb073f4c71884',
    en: 'e6661ebcba42705c3aa2319a4361f7c20509aebe599d64e3294a3ffc475b85e9',
  },
};
