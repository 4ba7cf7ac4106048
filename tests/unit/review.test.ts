/** What is shown of a configuration before it is taken into use: every server in it, beside what holds now; and what is asked. */

import { beforeEach, describe, expect, test } from 'vitest';
import finnish from '../../locales/fi.json' with { type: 'json' };
import { contentLines } from '../../src/app/organisation/content-lines.ts';
import { organisationRules } from '../../src/app/organisation/rules.ts';
import { fill } from '../../src/i18n/fill.ts';
import { addressesIn } from '../../src/setup/addresses-in.ts';
import { adopt, planFor, presentEndpoints } from '../../src/setup/adopt.ts';
import { otherServerWords } from '../../src/setup/ask-other-server.ts';
import { configureEndpoint, endpointConfig } from '../../src/setup/endpoint.ts';
import { otherServers } from '../../src/setup/plan.ts';
import { endpointLines, type ReviewLine } from '../../src/setup/review-lines.ts';
import { newRecoveryPair } from '../../src/vault/lock/recovery.ts';
import { freshDevice } from '../support/device.ts';
import { fc } from '../support/property.ts';
import { aDocument, atOrigin, candidate, documentOf } from '../support/setup.ts';

freshDevice();
beforeEach(() => atOrigin());
/** Words as the app finds them, without the app. */
const t = ((key: string, more?: unknown) => {
  const found = key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], finnish);
  const counted =
    found ??
    key
      .split('.')
      .reduce<unknown>(
        (at, part, index, all) => (at as never)?.[index === all.length - 1 ? `${part}_other` : part],
        finnish,
      );
  if (typeof counted !== 'string') return typeof more === 'string' ? more : key;
  return typeof more === 'object' ? fill(counted, more as Record<string, string>) : counted;
}) as never;

const data = 'https://data.example.org';
const endpoint = (changes: Record<string, unknown> = {}) => ({
  id: 'home',
  name: 'Kaupunki',
  url: `${data}/records`,
  signIn: { way: 'bearer' },
  ...changes,
});

/** A device that has this endpoint, with a key. */
async function known(changes: Record<string, unknown> = {}) {
  await adopt(await candidate(documentOf([endpoint(changes)])), 'oma');
  const { auth } = await endpointConfig('home');
  if (auth.way === 'bearer') await configureEndpoint('home', { auth: { way: 'bearer', token: 'the-key' } });
}

const told = ({ label, now, before, notes = [], asides = [] }: ReviewLine) =>
  [`${label}: ${before === undefined ? '' : `${before || '–'} → `}${now || '–'}`, ...notes, ...asides].join(' | ');

/** What is shown of the endpoints of a document. */
async function shown(...endpoints: unknown[]): Promise<string[]> {
  const { organisation } = await candidate(documentOf(endpoints));
  const { changes } = await planFor(organisation);
  return changes.flatMap((change) => endpointLines(change, organisationRules.addressSettings, t).map(told));
}

/** The servers that a person is asked about. */
async function asked(...endpoints: unknown[]): Promise<string[] | undefined> {
  const { organisation } = await candidate(documentOf(endpoints));
  const plan = await planFor(organisation);
  return otherServers(plan, await presentEndpoints(), organisationRules.addressSettings)?.next;
}

const keyGoes = `Laitteessa jo oleva avain säilyy. | Avain lähtee vain tänne: ${data}.`;

describe('an endpoint that is known', () => {
  test('with another address beside its own: the new server is named, with the word that no key goes there', async () => {
    await known();
    const look = 'https://evil.example.org/{id}';
    expect(await shown(endpoint({ options: { look } }))).toEqual([
      `Minne kirjaukset lähtevät: ${data}/records`,
      `Osoite, josta kirjauksen voi lukea takaisin ({id}): – → ${look} | Toinen palvelin kuin kirjauksilla. Avain ei lähde sinne.`,
      'Mikä palvelin siellä on: Oma palvelin (JSON)',
      `Kirjautuminen: avain | ${keyGoes}`,
      'Mitä sinne lähetetään: kaikki kirjaukset',
    ]);
    expect(await asked(endpoint({ options: { look } }))).toEqual(['https://evil.example.org']);
  });

  test('moved: what is now and what would be, and that it begins without a key', async () => {
    await known();
    expect((await shown(endpoint({ url: 'https://dаta.example.org/records' }))).slice(0, 3)).toEqual([
      `Minne kirjaukset lähtevät: ${data}/records → https://xn--dta-6cd.example.org/records | Toinen palvelin kuin nyt. Nykyinen avain ei lähde sinne. | Nimessä on muitakin kirjaimia kuin a–z. Se voi näyttää toiselta kuin on. Varmista palvelin ennen kuin otat käyttöön.`,
      'Mikä palvelin siellä on: Oma palvelin (JSON)',
      'Kirjautuminen: avain | Avain annetaan tässä laitteessa sen jälkeen. | Avain lähtee vain tänne: https://xn--dta-6cd.example.org.',
    ]);
  });

  test.each([
    ['port', 'https://data.example.org:8443/records', 'https://data.example.org:8443'],
    ['subdomain', 'https://data.example.org.evil.org/records', 'https://data.example.org.evil.org'],
    ['look-alike', 'https://dаta.example.org/records', 'https://xn--dta-6cd.example.org'],
    ['the app’s own server', '/api/records', '/'],
  ])('is another server with another %s, and a person is asked', async (_, url, origin) => {
    await known();
    expect(await asked(endpoint({ url }))).toEqual([origin]);
  });

  test.each([
    ['path', { url: `${data}/other` }],
    ['default port', { url: 'https://data.example.org:443/records' }],
    ['case', { url: 'HTTPS://DATA.example.org/records' }],
    ['name', { name: 'Uusi nimi' }],
  ])('is the same server with another %s: nothing is asked, and its key stays', async (_, changes) => {
    await known();
    expect(await asked(endpoint(changes))).toBeUndefined();
    expect((await shown(endpoint(changes))).join('\n')).toContain(keyGoes);
  });

  test('of five addresses the one that moves stands out', async () => {
    const signIn = { way: 'login', url: 'https://id.example.org/token', fields: { username: 'a' }, tokenAt: 't' };
    const options = { look: `${data}/look/{id}`, held: `${data}/held` };
    const five = endpoint({ signIn, options });
    await known({ signIn, options });
    const moves: [string, unknown][] = [
      ['url', { ...five, url: 'https://new.example.org/records' }],
      ['login', { ...five, signIn: { ...signIn, url: 'https://new.example.org/token' } }],
      ['look', { ...five, options: { ...options, look: 'https://new.example.org/{id}' } }],
      ['held', { ...five, options: { ...options, held: 'https://new.example.org/held' } }],
    ];
    for (const [name, moved] of moves) {
      const lines = await shown(moved);
      expect(
        lines.filter((line) => line.includes(' → https://new.example.org/')),
        name,
      ).toHaveLength(1);
      expect(await asked(moved), name).toEqual(['https://new.example.org']);
    }
    expect(await asked(five)).toBeUndefined();
  });

  test('a login at another server: which of the two secrets goes where', async () => {
    const signIn = {
      way: 'login',
      url: 'https://id.example.org/token',
      fields: { username: '', password: '' },
      tokenAt: 't',
    };
    expect((await shown(endpoint({ id: 'b', signIn }))).slice(0, 4)).toEqual([
      `Minne kirjaukset lähtevät: ${data}/records`,
      'Osoite, josta avain haetaan: https://id.example.org/token',
      'Mikä palvelin siellä on: Oma palvelin (JSON)',
      `Kirjautuminen: avain haetaan: username, password | Avain annetaan tässä laitteessa sen jälkeen. | Tunnus ja salasana lähtevät vain tänne: https://id.example.org. Sieltä saatu avain lähtee vain tänne: ${data}.`,
    ]);
  });

  test('that changes the key in a header: the key is not shown, and that it changes is', async () => {
    await known({ headers: { 'X-Api-Key': 'one-secret', 'X-Kirja': '3fa85f64b3fc2c963', 'X-Avain': 'as-it-was' } });
    const lines = await shown(
      endpoint({ headers: { 'X-Api-Key': 'another-secret', 'X-Kirja': '3fa85f64b3fc2c964', 'X-Avain': 'as-it-was' } }),
    );
    const said = lines.find((one) => one.includes('X-Api-Key'));
    expect(said).toMatch(/→ X-Api-Key: ••• \(muuttuu\)\nX-Kirja: ••• \(muuttuu\)\nX-Avain: •••$/);
    expect(lines.join()).not.toMatch(/secret|3fa85/);
  });

  test('that moves nowhere and changes what is sent: headers, kinds, settings, sign-in, each beside what it is now', async () => {
    await known({ headers: { 'X-Client': 'a' }, kinds: ['encounter'] });
    const changed = endpoint({
      headers: { 'X-Client': 'b', 'X-Api-Key': 'a-secret' },
      kinds: ['encounter', 'response'],
      options: { body: 'single' },
      dialect: 'plain',
      signIn: { way: 'header', name: 'apikey' },
    });
    const lines = await shown(changed);
    expect(lines).toEqual([
      `Minne kirjaukset lähtevät: ${data}/records`,
      'Mikä palvelin siellä on: Oma palvelin (JSON)',
      `Kirjautuminen: avain → avain otsakkeessa: apikey | Avain annetaan tässä laitteessa sen jälkeen. | Avain lähtee vain tänne: ${data}.`,
      'Omat otsakkeet: X-Client: a → X-Client: b\nX-Api-Key: •••',
      'Muut asetukset: – → body: "single"',
      'Mitä sinne lähetetään: kohtaaminen → kohtaaminen, kyselyvastaus',
    ]);
    expect(lines.join('\n')).not.toContain('a-secret');
    expect(await asked(changed)).toBeUndefined();
  });

  test('that stays as it is says only where it sends and how it signs in', async () => {
    await known({ kinds: ['encounter'], headers: { a: 'b' } });
    expect(await shown(endpoint({ kinds: ['encounter'], headers: { a: 'b' } }))).toEqual([
      `Minne kirjaukset lähtevät: ${data}/records`,
      `Kirjautuminen: avain | ${keyGoes}`,
    ]);
  });
});

describe('what is asked', () => {
  test('nothing on a device that sends nowhere yet', async () => {
    await configureEndpoint('home', { url: '/api/records', auth: { way: 'none' } });
    await configureEndpoint('home', { auth: { way: 'bearer' } });
    expect(await asked(endpoint({ id: 'first' }))).toBeUndefined();
  });

  test('whether all goes elsewhere, also where the endpoint that is known is left out and another stands for it', async () => {
    await known();
    expect(await asked(endpoint({ id: 'other', url: 'https://evil.example.org/records' }))).toEqual([
      'https://evil.example.org',
    ]);
  });

  test('servers that come beside those before are asked about as that, each by its name', async () => {
    await known();
    const city = endpoint({ id: 'city', name: 'Kaupunki', url: 'https://city.example.org/records' });
    const wordsOf = async (...endpoints: unknown[]) => {
      const { organisation } = await candidate(documentOf(endpoints));
      const present = await presentEndpoints();
      return otherServerWords(
        otherServers(await planFor(organisation), present, organisationRules.addressSettings)!,
        t,
      );
    };
    const more = await wordsOf(endpoint(), city);
    expect(more.title).toBe(finnish.setup.more.title);
    expect(more.text).toContain('Lisäksi:\nKaupunki (https://city.example.org)');
    const instead = await wordsOf(city);
    expect(instead.title).toBe(finnish.setup.move.title);
    expect(instead.text).toContain('Uusi palvelin:\nKaupunki (https://city.example.org)');
  });

  test('nothing about a document that is silent about endpoints', async () => {
    await known();
    const { organisation } = await candidate(documentOf());
    const plan = await planFor(organisation);
    expect(otherServers(plan, await presentEndpoints(), organisationRules.addressSettings)).toBeUndefined();
  });
});

describe('beside endpoints', () => {
  const lines = async (next: Record<string, unknown>, before?: Record<string, unknown>) => {
    const [a, b] = [await candidate(next), before && (await candidate(before))];
    return contentLines(a.organisation, b?.organisation, t, 'fi').map(told);
  };

  test('the form’s key, hidden numbers and links stand beside what holds now', async () => {
    const before = documentOf(undefined, {
      survey: { formKey: 'the-key-of-before-1234' },
      outreach: { noticeUrl: 'https://forms.lahti.fi/huoli' },
    });
    const next = documentOf(undefined, {
      survey: { formKey: 'another-key-altogether-5678' },
      outreach: {
        noticeUrl: 'https://forms.1ahti.fi/huoli',
        incidentUrl: 'https://reports.example.org/',
        hiddenContacts: ['urgent-care', 'no-such'],
      },
    });
    const said = await lines(next, before);
    expect(said).toEqual(
      expect.arrayContaining([
        'Huoli-ilmoituksen linkki: https://forms.lahti.fi/huoli → https://forms.1ahti.fi/huoli',
        'Läheltä piti -ilmoituksen linkki: – → https://reports.example.org/',
        'Piilotetut apunumerot: – → Päivystysapu, no-such | Näitä numeroita ei näytetä sivulla Apu ja hätänumerot.',
        'Avain kyselyihin vastaajan omalla puhelimella: on, loppu …1234 → on, loppu …5678',
      ]),
    );
    expect(said.join('\n')).not.toContain('another-key');
    expect((await lines(before, before)).join('\n')).not.toContain('→');
  });

  test('that responses may be given out row by row is said, with what it means', async () => {
    const [before, next] = [false, true].map((researchRows) => documentOf(undefined, { survey: { researchRows } }));
    const said = (await lines(next!, before)).find((line) => line.startsWith('Vastaukset riveinä'));
    expect(said).toBe(
      'Vastaukset riveinä tutkimusta varten: ei käytössä → käytössä | Kuka tahansa tällä laitteella voi viedä vastaukset rivi kerrallaan tiedostoon.',
    );
    expect((await lines(before!)).join('\n'), 'nothing to look at').not.toContain('rivi kerrallaan');
  });

  test('units whose results are told together from now on are named, each under what they are called together', async () => {
    const units = [
      { id: 'a', name: 'Päiväkeskus' },
      { id: 'b', name: 'Työpaja' },
    ];
    const [before, next] = [[], [{ name: 'Pienet', units: ['a', 'b'] }]].map((together) =>
      documentOf(undefined, { units, survey: { together } }),
    );
    expect(await lines(next!, before)).toContain(
      'Yksiköt, joiden tulokset kerrotaan yhdessä: – → Pienet: Päiväkeskus, Työpaja | Näiden yksiköiden tuloksia ei enää kerrota erikseen. Se koskee kokonaisia vuosia.',
    );
    expect((await lines(before!)).join('\n')).not.toContain('kerrotaan yhdessä');
  });

  test('what it says of the lock is said, with what sending while locked leaves readable', async () => {
    const [before, next] = [{}, { ask: true, sends: true }].map((lock) => documentOf(undefined, { lock }));
    const sends = 'Lähetys myös lukittuna: – → käytössä | Se, joka osaa kopioida lukitun laitteen tiedostot';
    const said = await lines(next!, before);
    expect(said).toContain('Lukko vaaditaan: – → käytössä');
    expect(said.filter((line) => line.startsWith(sends))).toHaveLength(1);
    expect(await lines(before!, next)).toContain('Lähetys myös lukittuna: käytössä → –');
    const { open: recovery } = await newRecoveryPair();
    expect((await lines(documentOf(undefined, { lock: { recovery } }), before)).join('\n')).toContain(recovery);
  });

  test('a first document shows what it has', async () => {
    expect((await lines(aDocument())).join('\n')).not.toContain('→');
  });

  test('a server that any other text names is named with its place', async () => {
    const guides = [{ name: 'Väkivalta', text: 'Katso https://evil.example.org/x. Tai ftp://old.example.org/' }];
    expect(await lines(documentOf(undefined, { guides }))).toContain(
      'Muut osoitteet: https://evil.example.org (guides › 1 (Väkivalta) › text)\nftp://old.example.org (guides › 1 (Väkivalta) › text)',
    );
  });

  test('every server is found, wherever it stands', () => {
    const origin = fc.domain().map((name) => `https://${name}`);
    fc.assert(
      fc.property(fc.array(origin, { minLength: 1, maxLength: 8 }), fc.array(fc.nat(4)), (origins, shape) => {
        const whole = origins.reduce<unknown>((inner, one, index) => {
          const text = `sana ${one}/x?y=z, toinen`;
          return [
            [inner, text],
            { a: inner, b: text },
            { [`k${index}`]: [text, inner] },
            [text, inner],
            { text, inner },
          ][shape[index] ?? 0];
        }, null);
        const found = addressesIn(whole).map((one) => one.origin);
        expect(new Set(found)).toEqual(new Set(origins.map((one) => new URL(one).origin)));
      }),
    );
  });
});
