/** Setting up a device: by file, by link, by QR code; refused documents; endpoints that go out of use; trying an address. */

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { newSigningPair } from '../../src/vault/signing.ts';
import { aDocument } from '../support/a-document.ts';
import { check } from '../support/accessible.ts';
import { startFaultyEndpoint } from '../support/faulty-endpoint.ts';
import {
  deviceOf,
  expect,
  goTo,
  heldFrom,
  keptBrowser,
  logEncounter,
  pasted,
  sendNow,
  setUp,
  startOuting,
  test,
  waitingLine,
} from '../support/phone.ts';
import { writeQrVideo } from '../support/qr-video.ts';
import { setUpLinkTo } from '../support/receiver.ts';

const home = { id: 'home', name: 'Vastaanotto', url: '/api/records', signIn: { way: 'bearer' } };
const text = (changes: Record<string, unknown> = {}) =>
  JSON.stringify(aDocument({ endpoints: [home], ...changes }), null, 1);
const sumOf = (content: string) => createHash('sha256').update(content).digest('base64url');

/** Chooses a file on the page that loads a configuration. */
async function choose(page: Page, content: string | Buffer, name = 'kenttakirja.json', mimeType = 'application/json') {
  await goTo(page, '/more/organisation/load');
  await page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(content) });
}

/** On the page that shows what would change: chooses the unit and takes everything into use. */
async function adopt(page: Page, unit = 'Etsivä työ') {
  await expect(page.getByText('Katso, mitä muuttuu.')).toBeVisible();
  const take = page.getByRole('button', { name: 'Ota käyttöön', exact: true });
  // Until it is known what would change, the unit of before may still be filled in.
  await expect(take).not.toHaveAttribute('aria-disabled', 'true');
  const radio = page.getByRole('radio', { name: unit });
  if (await radio.count()) await radio.check();
  await take.click();
  await expect(page.getByText(/^Ladattu \d/)).toBeVisible();
}

const shownSum = async (page: Page) =>
  (await page.getByText(/Tarkiste \S+/).textContent())?.match(/Tarkiste (.{19})/)?.[1];

test('from a file to the next phone: what would change is shown first, a QR picture and a link carry the same on', async ({
  page,
  context,
  browser,
  receiver,
}) => {
  await setUp(page, receiver);

  // What is wrong is said at its place, in every language, and nothing changes.
  const wrong = text({ place: [], survey: { smallestGroup: 3 }, endpoints: [{ ...home, url: 'http://example.org' }] });
  await choose(page, wrong);
  for (const said of [
    'endpoints › 1 (Vastaanotto) › url',
    'survey › smallestGroup',
    'place',
    'Liian pieni: vähintään 5.',
  ]) {
    await expect(page.getByText(said, { exact: true })).toBeVisible();
  }
  await check(page, 'a refused document');
  for (const [language, said] of [
    ['sv', 'För litet: minst 5.'],
    ['en', 'Too small: at least 5.'],
  ] as const) {
    await page.evaluate((chosen) => localStorage.setItem('language', chosen), language);
    await choose(page, wrong);
    await expect(page.getByText(said)).toBeVisible();
  }
  await page.evaluate(() => localStorage.setItem('language', 'fi'));
  await page.goto('/more/organisation');
  await expect(page.getByText('Asetuksia ei ole ladattu.')).toBeVisible();

  // The right file: looked at, given a unit, taken into use; the key that the phone has stays.
  await choose(page, text());
  await expect(page.getByText('Laitteessa jo oleva avain säilyy.')).toBeVisible();
  await page.getByRole('button', { name: 'Ota käyttöön', exact: true }).click();
  await expect(page.getByText('Valitse yksikkö, niin asetukset voi ottaa käyttöön.')).toBeVisible();
  await check(page, 'a document to look at');
  await adopt(page);
  await check(page, 'a loaded configuration');
  const sum = await shownSum(page);
  await startOuting(page, 'Trio, 2. kerros');
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await expect.poll(() => heldFrom(receiver, page)).toMatchObject([{ kind: 'outing', unit: 'etsiva' }]);

  // Passed on: a picture of the code, and the copied link.
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await goTo(page, '/more/organisation/share');
  const code = page.getByRole('img', { name: 'QR-koodi, jossa asetukset ovat' });
  await expect(code).toBeVisible();
  await check(page, 'a configuration to pass on');
  // Clear of what sticks to the foot of the screen.
  await code.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const picture = await code.screenshot();
  await page.getByRole('button', { name: 'Kopioi linkki' }).click();
  await expect(page.getByText('Linkki on kopioitu.')).toBeVisible();
  const link = await pasted(page);
  expect(link).not.toContain(receiver.token);
  await expect(page.getByText('avaimet mukana'), 'its own key is this device’s alone').toHaveCount(0);

  const second = await browser.newContext({ baseURL: receiver.url, locale: 'fi-FI' });
  const byPicture = await second.newPage();
  await choose(byPicture, picture, 'koodi.png', 'image/png');
  await adopt(byPicture, 'Päiväkeskus');
  expect(await shownSum(byPicture)).toBe(sum);
  await expect(byPicture.getByText('Avain puuttuu')).toBeVisible();
  await byPicture.getByRole('link', { name: 'Anna avain: Vastaanotto' }).click();
  await byPicture.getByLabel('Avain', { exact: true }).fill(receiver.token);
  await byPicture.getByRole('button', { name: 'Tallenna' }).click();
  await expect(byPicture.getByText(/^Tallennettu/)).toBeVisible();
  await startOuting(byPicture, 'Asema');
  await expect(waitingLine(byPicture)).toHaveText(/^kaikki lähetetty/);
  await expect.poll(() => heldFrom(receiver, byPicture)).toMatchObject([{ unit: 'paivakeskus' }]);

  // A key that was typed goes along when a person says so, in a file: a link or a code would stay in a history.
  await goTo(byPicture, '/more/organisation/share');
  await byPicture.getByRole('radio', { name: 'avaimet mukana' }).check();
  await expect(byPicture.getByText(/Linkissä tai koodissa ne jäisivät selaimen historiaan/)).toBeVisible();
  await expect(byPicture.getByRole('button', { name: 'Kopioi linkki' })).toHaveCount(0);
  await expect(byPicture.getByRole('img', { name: 'QR-koodi, jossa asetukset ovat' })).toHaveCount(0);
  await check(byPicture, 'a configuration with its keys');
  const saved = byPicture.waitForEvent('download');
  await byPicture.getByRole('button', { name: 'Tallenna tiedosto' }).click();
  const withKeys = readFileSync(await (await saved).path(), 'utf8');
  await second.close();
  const fourth = await browser.newContext({ baseURL: receiver.url, locale: 'fi-FI' });
  const byFile = await fourth.newPage();
  await choose(byFile, withKeys);
  await expect(byFile.getByText('Avain tulee asetusten mukana.')).toBeVisible();
  await adopt(byFile);
  await startOuting(byFile, 'Asema');
  await expect(waitingLine(byFile)).toHaveText(/^kaikki lähetetty/);
  await fourth.close();

  // By the link it is the same; the address forgets what it carried.
  const third = await browser.newContext({ baseURL: receiver.url, locale: 'fi-FI' });
  const byLink = await third.newPage();
  await byLink.goto(link);
  await expect(byLink.getByText('Avain annetaan tässä laitteessa sen jälkeen.')).toBeVisible();
  expect(new URL(byLink.url())).toMatchObject({ hash: '', pathname: '/more/organisation/load' });
  await third.close();
});

test('a set-up link lets in one phone, once; another is told, and a key that is in use is not replaced unasked', async ({
  page,
  browser,
  receiver,
}) => {
  const link = await setUpLinkTo(receiver);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
  await expect(page.getByText('Laite on otettu käyttöön: kirjauksesi lähetetään palvelimelle')).toBeVisible();
  await startOuting(page);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);

  // Whoever finds the link in the history of that phone, or in a message, has nothing of it.
  const other = await browser.newContext({ locale: 'fi-FI' });
  const late = await other.newPage();
  await late.goto(receiver.url);
  await late.getByRole('link', { name: 'Anna käyttöönottolinkki' }).click();
  await late.getByLabel('Käyttöönottolinkki').fill(receiver.url);
  await late.getByRole('button', { name: 'Anna käyttöönottolinkki' }).click();
  await expect(late.getByText('Kopioi linkki kokonaan')).toBeVisible();
  await late.getByLabel('Käyttöönottolinkki').fill(link);
  await late.getByRole('button', { name: 'Anna käyttöönottolinkki' }).click();
  await expect(late.getByText('Tämä linkki on jo käytetty')).toBeVisible();
  await expect(late.getByText('Pyydä uusi linkki siltä, jolta sait tämän.')).toBeVisible();
  expect(late.url()).not.toContain('key=');
  await check(late, 'a link that was used');
  // One in whose place the server takes no other key, and whose answer comes when nobody waits for it: it is told all the same.
  await late.route(/\/api\/exchange$/, (route) => route.abort(), { times: 1 });
  await late.goto(`${receiver.url}/#key=${receiver.token}`);
  await expect(late.getByText('Avainta ei saatu palvelimelta')).toBeVisible();
  await check(late, 'a link whose key could not be had');
  await startOuting(late);
  await expect(waitingLine(late)).toHaveText(/^kaikki lähetetty/);
  await goTo(late, '/');
  const lasts = late.getByText('Avain on käytössä, mutta linkki avaa palvelimen yhä');
  await expect(lasts).toBeVisible();
  await late.getByRole('button', { name: 'Selvä' }).click();
  await expect(lasts).toHaveCount(0);
  await other.close();

  // Opened once more where it was used, it changes nothing and asks nothing.
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
  await page.goto(`${receiver.url}/#key=${'x'.repeat(43)}`);
  await expect(page.getByText('Tässä laitteessa on jo avain')).toBeVisible();
  await check(page, 'a link where there is a key');
  await page.getByRole('button', { name: 'Vaihda avain' }).click();
  await expect(page.getByText('Palvelin ei tunne tätä linkkiä')).toBeVisible();
  await expect(page.getByText('Entinen avain on käytössä.')).toBeVisible();
  await page.goto(await setUpLinkTo(receiver));
  await page.getByRole('button', { name: 'Vaihda avain' }).click();
  await expect(page.getByText('Uusi avain on käytössä')).toBeVisible();
  await page.getByRole('link', { name: 'Tänään' }).first().click();
  await logEncounter(page);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await expect.poll(() => heldFrom(receiver, page)).toHaveLength(2);
});

test('by a link to an address: checked by its sum, opened also while the app runs; what is wrong changes nothing', async ({
  page,
  context,
  receiver,
}) => {
  await setUp(page, receiver);
  const content = text();
  const at = 'https://config.example.org/kenttakirja.json';
  await context.route(at, (route) =>
    route.fulfill({ body: content, contentType: 'application/json', headers: { 'access-control-allow-origin': '*' } }),
  );
  const link = (url: string, sum: string) => `/#setup=${encodeURIComponent(url)}&sum=${sum}`;
  const open = (to: string) => page.evaluate((next) => location.assign(next), to);

  await open(link(at, sumOf('something else')));
  await expect(page.getByText(/tarkiste on toinen/)).toBeVisible();
  await expect(page.getByText('Mitään ei muutettu tässä laitteessa.')).toBeVisible();
  await page.getByLabel('Linkki').fill('http://config.example.org/kenttakirja.json');
  await page.getByRole('button', { name: 'Hae' }).click();
  await expect(page.getByText(/Osoitteen pitää alkaa https:\/\/. Pelkkä/)).toBeVisible();
  await context.route('https://gone.example.org/**', (route) => route.abort());
  await open(link('https://gone.example.org/a.json', ''));
  await expect(page.getByText(/Osoite ei vastannut/)).toBeVisible();

  await open(link(at, sumOf(content)));
  await expect(page.getByRole('heading', { name: 'Lahden etsivä työ' })).toBeVisible();
  await page.getByRole('button', { name: 'Älä ota käyttöön' }).click();
  await goTo(page, '/more/organisation');
  await expect(page.getByText('Asetuksia ei ole ladattu.')).toBeVisible();
  await page.goto(link(at, sumOf(content)));
  await adopt(page);
  expect(await shownSum(page)).toBe(
    sumOf(content)
      .slice(0, 16)
      .replace(/(.{4})(?=.)/g, '$1 '),
  );

  // A configuration that is too long for a code: the code holds an address and the sum.
  const places = Array.from({ length: 200 }, (_, n) => ({
    name: `Paikka ${n} ${createHash('md5').update(`${n}`).digest('hex')}`,
  }));
  const { open: key } = await newSigningPair();
  await choose(page, text({ places, wipe: { signer: key } }));
  // Whose orders the device would follow is asked about by itself; who says no has changed nothing.
  const take = page.getByRole('button', { name: 'Ota käyttöön', exact: true });
  await take.click();
  const question = page.getByRole('dialog', { name: 'Uusi avain tyhjennysmääräyksille?' });
  await question.getByRole('button', { name: 'Älä muuta mitään' }).click();
  await take.click();
  await question.getByRole('button', { name: 'Ota uusi avain' }).click();
  await expect(page.getByText(/^Ladattu \d/)).toBeVisible();
  await goTo(page, '/more/organisation/share');
  await expect(page.getByText('Asetukset ovat liian pitkät QR-koodiin')).toBeVisible();
  await expect(page.getByRole('img', { name: /QR-koodi/ })).toHaveCount(0);
  await page.getByLabel('Osoite, jossa tiedosto on').fill('https://config.example.org/long.json');
  await expect(page.getByRole('img', { name: /QR-koodi/ })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Tallenna tiedosto' }).click();
  expect((await download).suggestedFilename()).toBe('kenttakirja.json');
});

test('by the camera: a code that says something else is passed over, the right one is read', async ({ receiver }) => {
  const folder = mkdtempSync(join(tmpdir(), 'camera-'));
  const film = join(folder, 'code.y4m');
  const phone = keptBrowser({ isQuick: true });
  try {
    const args = [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ];
    writeQrVideo(film, 'https://example.org/lounas');
    const other = await phone.open({ args });
    await other.page.goto(`${receiver.url}/more/organisation/load`);
    await other.page.getByRole('button', { name: 'Kuvaa QR-koodi' }).click();
    await expect(other.page.getByText(/siinä ei ole asetuksia/)).toBeVisible();
    await check(other.page, 'the camera');
    await other.context.close();

    const content = JSON.stringify({ kenttakirja: 1, organisation: { name: 'Kameralla luettu' } });
    writeQrVideo(
      film,
      `${receiver.url}/#setup=${encodeURIComponent('/api/../schemas/none.json')}&sum=${sumOf(content)}`,
    );
    const { context, page } = await phone.open({ args });
    await context.route('**/schemas/none.json', (route) => route.fulfill({ json: JSON.parse(content) }));
    await page.goto(`${receiver.url}/more/organisation/load`);
    await page.getByRole('button', { name: 'Kuvaa QR-koodi' }).click();
    await expect(page.getByRole('heading', { name: 'Kameralla luettu' })).toBeVisible();
    await context.close();
  } finally {
    phone.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('an endpoint that goes out of use keeps what it does not have, until a person decides', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  await setUp(page, receiver);
  await context.setOffline(true);
  await startOuting(page);
  await logEncounter(page);
  const elsewhere = {
    id: 'uusi',
    name: 'Hyvinvointialue',
    url: 'https://new.example.org/records',
    kinds: ['response'],
  };
  await choose(page, text({ endpoints: [elsewhere], units: [] }));
  await expect(page.getByText(/2 kirjausta odottaa lähetystä sinne/)).toBeVisible();

  // Where it goes is asked once more: both servers by name. Who says no has changed nothing, and can still say yes.
  const take = page.getByRole('button', { name: 'Ota käyttöön', exact: true });
  await take.click();
  const question = page.getByRole('dialog', { name: 'Lähetetäänkö toiselle palvelimelle?' });
  await expect(question).toContainText(`Tähän asti:\nTämä palvelin (${receiver.url})`);
  await expect(question).toContainText('Uusi palvelin:\nHyvinvointialue (https://new.example.org)');
  await check(page, 'whether it goes to another server');
  await question.getByRole('button', { name: 'Älä muuta mitään' }).click();
  await expect(question).toBeHidden();
  await take.click();
  await question.getByRole('button', { name: 'Lähetä sinne' }).click();
  await expect(page.getByText(/^Ladattu \d/)).toBeVisible();
  await context.setOffline(false);
  await goTo(page, '/more/delivery');
  await sendNow(page);
  await expect(page.getByText(/2 kirjausta odottaa osoitteeseen, joka ei ole enää käytössä/)).toBeVisible();
  expect(await heldFrom(receiver, page)).toEqual([]);
  await page.getByRole('link', { name: 'Päätä, mitä niille tehdään' }).click();
  await expect(page.getByRole('button', { name: 'Lähetä loput sinne' })).toBeVisible();
  await check(page, 'an endpoint out of use');
  await page.getByRole('button', { name: 'Lähetä loput sinne' }).click();
  await expect(page.getByText('Kaikki on lähetetty. Osoitteen voi poistaa.')).toBeVisible();
  await expect.poll(() => heldFrom(receiver, page)).toHaveLength(2);
  await page.getByRole('button', { name: 'Poista osoite' }).click();
  await expect(page.getByRole('link', { name: /Hyvinvointialue/ })).toBeVisible();
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
});

test('an address is tried before it is used: what is good, what is not, and that nothing is left behind', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await goTo(page, '/more/endpoint/home');
  await expect(page.getByText(/^Jokainen kirjaus jää sinne kerran/)).toBeVisible();
  await page.getByRole('button', { name: 'Kokeile osoitetta' }).click();
  for (const said of [
    /valittu\.$/,
    /tallensi kokeilun/,
    /tunnisti saman/,
    /hylkäsi virheellisen.*syyn/,
    /on poistettu palvelimelta/,
  ]) {
    await expect(page.getByText(said)).toBeVisible();
  }
  await page.getByText('Näytä vastaus').nth(3).click();
  await expect(page.getByText(/"status":\s*"rejected"/)).toBeVisible();
  await check(page, 'an address that was tried');
  const device = await deviceOf(page);
  expect((await receiver.rows()).filter((row) => row.device === device)).toEqual([]);
  await expect(waitingLine(page)).toHaveText('ei lähetettävää');

  // At its field, before anything is kept: a bad address, a setting that is missing, a header that browsers keep.
  await goTo(page, '/more/endpoint/new');
  await page.getByLabel('Osoite', { exact: true }).fill('https://hooks.example.org/run');
  await page.getByLabel('Mikä palvelin siellä on').selectOption('webhook');
  await expect(page.getByText(/vähintään kerran/)).toBeVisible();
  await page.getByLabel('Osoite', { exact: true }).fill('http://data.example.org');
  await page.getByLabel('Mikä palvelin siellä on').selectOption('kobotoolbox');
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByText('Pakollinen tieto puuttuu.')).toBeVisible();
  await page.getByLabel('Lomakkeen tunnus (id_string)').fill('aLomake');
  await page.getByRole('button', { name: 'Kokeile osoitetta' }).click();
  await expect(page.getByText(/Osoitteen pitää alkaa https:\/\/. Pelkkä/)).toBeVisible();
  await expect(page.getByLabel('Osoite', { exact: true })).toHaveValue('http://data.example.org');
  await goTo(page, '/more/endpoint');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1);
});

test('a faulty endpoint is found out, and what fits how it answers is offered', async ({ browser }) => {
  const faulty = await startFaultyEndpoint();
  const context = await browser.newContext({ baseURL: faulty.url, locale: 'fi-FI' });
  try {
    const page = await context.newPage();
    await setUp(page, faulty);
    await goTo(page, '/more/endpoint/home');
    const tried = async (said: RegExp | string) => {
      await page.getByRole('button', { name: 'Kokeile osoitetta' }).click();
      await expect(page.getByText(said, { exact: true }).first()).toBeVisible();
    };
    faulty.next({ fault: 'web-page' });
    await tried(/Vastaus on verkkosivu/);
    faulty.next({ fault: 401 });
    await tried(/ei hyväksy avainta/);
    faulty.next({ fault: 'nothing-stored' });
    await tried(/ei löydy sitä kohtaa, joka kertoo onnistumisesta/);
    await expect(page.getByText(/Voit tyytyä siihen, että palvelin vastaa 2xx/)).toBeVisible();
    // The browser itself sends once more what was cut on a connection that it had open, for as many as it has.
    faulty.next(...Array.from({ length: 6 }, () => ({ fault: 'cut-uncommitted' }) as const));
    await tried(/Palvelin ei vastannut, kun sille lähetettiin/);
    await faulty.heal();

    // Another kind of server: proposed, chosen with one touch, and nothing was sent.
    const couch = 'https://couch.example.org/db';
    const methods: string[] = [];
    await context.route(`${couch}**`, async (route) => {
      methods.push(route.request().method());
      await route.fulfill({
        json: { db_name: 'db', update_seq: '1' },
        headers: { 'access-control-allow-origin': '*' },
      });
    });
    await goTo(page, '/more/endpoint/new');
    await page.getByLabel('Osoite', { exact: true }).fill(couch);
    await tried('Siellä näyttää olevan CouchDB');
    await page.getByRole('button', { name: 'Valitse se' }).click();
    await expect(page.getByLabel('Mikä palvelin siellä on')).toHaveValue('couchdb');
    expect(new Set(methods)).toEqual(new Set(['GET']));
    expect([...faulty.ledger.held.values()].filter(({ unit }) => unit === 'probe')).toEqual([]);
  } finally {
    await context.close();
    await faulty.stop();
  }
});
