/** What the screens say of who sees, what goes and what is hidden is so. */
import * as i18next from 'i18next';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import english from '../../locales/en.json' with { type: 'json' };
import finnish from '../../locales/fi.json' with { type: 'json' };
import swedish from '../../locales/sv.json' with { type: 'json' };
import { ChooseSecret } from '../../src/app/lock/choose-secret.tsx';
import type { Instrument } from '../../src/survey/instrument/instrument.ts';
import { instruments, isAskedAlone } from '../../src/survey/instruments/all.ts';
import { esis } from '../../src/survey/instruments/esis.ts';
import { onOwnPhone } from '../../src/survey/remote/own-phone.ts';
import { Info } from '../../src/survey/respondent/answer-ends.tsx';
import {
  onDeviceAlone,
  onPaper,
  saidOfSeeing,
  saidOnPaper,
  together,
  withOwnWords,
  wordsAround,
} from '../../src/survey/words-around.ts';
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
const information = (instrument: Instrument, language: Language, more: Partial<Parameters<typeof Info>[0]> = {}) =>
  renderToString(
    Info({
      words: wordsAround(instrument, languages[language], instrument.texts[language]),
      hidden: false,
      handedOver: undefined,
      organiser: undefined,
      languages: [],
      asksCode: false,
      wrongCode: undefined,
      ...more,
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

  test('where a record is only looked for before it goes again, it is said how it may come twice all the same', () => {
    for (const said of [words.endpoint.repetition.looked, words.trial.found.repeat.looked])
      expect(said).toMatch(/viipyy matkalla|dröjer på vägen|held up on the way/);
  });

  test('what a round’s file passes on is not promised to go to the server: copies of others are in no outbox', () => {
    expect(words.rounds.giveLead).toMatch(
      /Tällä laitteella kirjoitettu lähtee|skrivits på den här apparaten|written on this device also goes/,
    );
  });

  test('wherever a link is made it is said that the history keeps it', () => {
    const { until, lastsHelp } = words.remote;
    for (const said of [until, lastsHelp, words.setup.shareLead, words.rounds.inviteLead, words.outreach.share.never])
      expect(said).toMatch(/histor/i);
  });

  test('of the key that all forms share nothing is promised that another server may not keep', () => {
    expect(words.remote.lastsHelp).toMatch(/Varmista ylläpidolta|Kontrollera med underhållet|Make sure with them/);
  });

  test('where an instrument asks for own words it is said that they are read, and only there', () => {
    expect(information(own, language)).toContain(words.answerAbout.written);
    for (const instrument of instruments)
      expect(information(instrument, language).includes(words.answerAbout.written), instrument.id).toBe(
        instrument.items.some(({ type }) => type === 'long'),
      );
  });

  test('each way of answering says who sees the answers: a worker where one does, and nowhere that nobody does', () => {
    const around = wordsAround(own, words);
    const ways = {
      self: around,
      assisted: together(around),
      own: onOwnPhone(around),
      paper: onPaper(around, words, false),
    };
    const worker = /Työntekijä, jo|anställda som|worker (with whom|who)/;
    const seeing = Object.entries(ways).filter(([, said]) => worker.test(saidOfSeeing(said)));
    expect(seeing.map(([way]) => way)).toEqual(['assisted', 'paper']);
    // Whoever runs the server reads what is on it.
    for (const said of Object.values(ways)) expect(saidOfSeeing(said)).toMatch(/palvelimen|server/);
    for (const { stored } of Object.values(ways))
      expect(stored).toMatch(/ei kellonaikaa|inget klockslag|no time of day/);
    const span = /vastausaika|svarstid|how long/;
    expect(Object.entries(ways).flatMap(([way, { stored }]) => (span.test(stored) ? [way] : []))).toEqual([
      'self',
      'assisted',
      'own',
    ]);
  });

  test('on a device that has no server nobody is told that something is sent, but what a server would change', () => {
    const around = wordsAround(own, words);
    const alone = onDeviceAlone(around);
    const ways = { self: alone, assisted: together(alone), paper: onPaper(around, words, true) };
    const sent = /lähetetään kyselyn|skickas till den|skickar dem till den|sent to the organiser|which sends/;
    const runs = /Järjestäjän palvelimen|arrangörens server|organiser's server/;
    for (const [way, said] of Object.entries(ways)) {
      const all = `${said.stored} ${saidOfSeeing(said)}`;
      expect(all, way).not.toMatch(sent);
      expect(all, way).not.toMatch(runs);
      expect(all, way).toMatch(/Jos järjestäjä|Om arrangören|If the organiser/);
      expect(all, way).toMatch(/ei kellonaikaa|inget klockslag|no time of day/);
    }
    const withServer = { self: around, paper: onPaper(around, words, false) };
    for (const [way, said] of Object.entries(withServer)) {
      expect(said.stored, way).toMatch(sent);
      expect(saidOfSeeing(said), way).toMatch(runs);
    }
    expect(information(own, language)).toContain(words.answerAbout.seenServer);
  });

  test('what a survey’s file says of this in its own words stands, on a device without a server too', () => {
    const around = wordsAround(own, words);
    const said = withOwnWords(around, { stored: 'Tallessa tässä.', seen: 'Palvelimen hoitaja näkee.' });
    expect(onDeviceAlone(said).stored).toBe('Tallessa tässä.');
    expect(saidOfSeeing(said)).toBe('Palvelimen hoitaja näkee.');
  });

  test('a paper form says all that the screen does, what is stored among it', () => {
    const around = onPaper(wordsAround(own, words), words, false);
    const said = saidOnPaper(around, { isPaired: true, givesRows: true });
    const { who, why, voluntary, stored, written, paired, rows } = around;
    const seen = saidOfSeeing(around);
    for (const sentence of [who, why, voluntary, stored, seen, written, paired, rows]) expect(said).toContain(sentence);
    const less = saidOnPaper(around, { isPaired: false, givesRows: false });
    for (const sentence of [paired!, rows!]) expect(less).not.toContain(sentence);
  });

  test('rows for research and the joining by a code are spoken of where they are so, and only there', () => {
    const { rows, paired } = words.answerAbout;
    expect(information(esis, language)).not.toContain(rows);
    expect(information(esis, language)).not.toContain(paired);
    expect(information(esis, language, { givesRows: true })).toContain(rows);
    expect(information(esis, language, { isPaired: true })).toContain(paired);
  });

  test('an organisation’s survey brings its own purpose, controller and privacy notice, on the screen and on paper', () => {
    const asker = {
      purpose: 'Asuntoja varten.',
      controller: 'Kaupunki Oy',
      privacyNotice: 'https://kaupunki.example/seloste',
    };
    const text = Object.values(own.texts)[0]!;
    const theirs = { ...own, texts: { [language]: { ...text, ...asker } } };
    const page = information(theirs, language);
    const sheet = saidOnPaper(wordsAround(theirs, words, theirs.texts[language]), {
      isPaired: false,
      givesRows: false,
    });
    for (const said of [page, sheet]) {
      for (const one of Object.values(asker)) expect(said).toContain(one);
      expect(said).not.toContain(words.answer.why);
    }
    expect(page).toContain('href="https://kaupunki.example/seloste"');
    const locked = information(theirs, language, { handedOver: { code: () => '' } as never });
    expect(locked, 'a device that is handed over leads nowhere else').not.toContain('href=');
    expect(locked).toContain(asker.privacyNotice);
  });

  test('each survey says why it is asked; inclusion is spoken of by the scale of inclusion alone', () => {
    const alone = instruments.filter(isAskedAlone);
    const whys = alone.map((instrument) => wordsAround(instrument, words, instrument.texts[language]).why);
    expect(new Set(whys).size).toBe(alone.length);
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

  test('where a PIN is chosen it is said that six digits do not hold off who copies the files; the passphrase that does is offered', async () => {
    await i18next.init({ lng: language, resources: { [language]: { translation: words } }, initAsync: false });
    const { pin, passphrase } = words.lock.protects;
    const html = renderToString(h(ChooseSecret, { action: words.lock.set, onChosen: async () => undefined }));
    expect(html).toContain(pin);
    expect(html).toMatch(new RegExp(`type="radio"[^>]*/?>(<[^>]*>)*${words.lock.passphrase}<`));
    expect(pin).toMatch(
      /kopioida laitteen tiedostot.*vuorokau.*salalause|kopiera apparatens filer.*dygn.*lösenfras|copy the device’s files.*a day.*passphrase/i,
    );
    expect(passphrase).toMatch(/kopioi laitteen tiedostot|kopierar apparatens filer|copies the device’s files/);
  });

  test('encryption is spoken of where it protects, and where it is said against what', () => {
    const spoken = textsOf(words, '').filter(([, text]) => /salat|salaus|krypter|encrypt/i.test(text));
    expect(spoken.map(([path]) => path).sort()).toEqual(
      [
        // The file holds plain text.
        '.delivery.exportText',
        // Those of people are sealed under a code that travels another way.
        '.delivery.exportSealed',
        '.delivery.exportSealedText',
        '.more.sealed',
        // A backup is sealed under a passphrase; without it nobody opens it.
        '.backup.intro',
        '.more.backupHelp',
        // One's own work as text: the file is not sealed, what people answered leaves no other way.
        '.backup.plainHelp',
        '.backup.plainTaken',
        // The file is sealed under a code that travels another way.
        '.report.carry.help',
      ].sort(),
    );
  });
});

test('in Swedish a device and a unit have a word each, as they have in Finnish', () => {
  const finnishAt = new Map(textsOf(finnish, ''));
  const isOfUnits = ([path]: [string, string]) =>
    /yksik/i.test(finnishAt.get(path) ?? finnishAt.get(path.replace(/_one$/, '_other')) ?? '');
  const named = textsOf(swedish, '').filter(([, text]) => /\benhet/i.test(text));
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((text) => !isOfUnits(text))).toEqual([]);
});

test('in English what is logged is an entry wherever it is one thing in Finnish', () => {
  const finnishAt = new Map(textsOf(finnish, ''));
  const isLogged = ([path]: [string, string]) =>
    /kirjau(s|ks)/i.test(finnishAt.get(path) ?? finnishAt.get(path.replace(/_(one|zero)$/, '_other')) ?? '');
  const logged = textsOf(english, '').filter(isLogged);
  expect(logged.length).toBeGreaterThan(130);
  expect(logged.filter(([, text]) => /\brecords?\b/i.test(text))).toEqual([]);
});

test('a number and its per cent sign never part at the end of a line', () => {
  const parted = each.flatMap((language) =>
    textsOf(languages[language], language).filter(([, text]) => /[\d}] %/.test(text)),
  );
  expect(parted).toEqual([]);
});
