/** The lock of a device: set, locked, killed, opened again without a network; and what lies on the disk meanwhile. */
import type { BrowserContext, Page } from '@playwright/test';
import { sealBackup } from '../../src/backup/backup-file.ts';
import { newRecoveryPair } from '../../src/vault/lock/recovery.ts';
import { begin, draftIsSettled } from '../support/answering.ts';
import { virtualAuthenticator } from '../support/authenticator.ts';
import {
  configure,
  deviceOf,
  expect,
  goTo,
  heldFrom,
  keptBrowser,
  logEncounter,
  logPhenomenon,
  offlineReady,
  sendNow,
  setUp,
  startOuting,
  test,
  waitingLine,
} from '../support/phone.ts';
import { openWith, setLock } from '../support/pin.ts';
import { foundIn } from '../support/profile.ts';
import { qrOf } from '../support/qr-picture.ts';
import { swiftHand } from '../support/swift-hand.ts';
import { unfold } from '../support/unfold.ts';

const pin = '482913';
const words = { place: 'Kanarianlinna', typed: 'Kanarian suunnitelma' };

/** How many rows of a table there are: what stands in them only the app can open. */
const rowsOf = (page: Page, table: string): Promise<number> =>
  page.evaluate(
    (name) =>
      new Promise<number>((done) => {
        const asked = indexedDB.open('kenttakirja');
        asked.onsuccess = () => {
          const counted = asked.result.transaction(name).objectStore(name).count();
          counted.onsuccess = () => {
            asked.result.close();
            done(counted.result);
          };
        };
      }),
    table,
  );

/** What may go after wrong PINs, as it lies in the clear. */
const mayGo = (page: Page): Promise<unknown[] | undefined> =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const asked = indexedDB.open('kenttakirja');
        asked.onsuccess = () => {
          const got = asked.result.transaction('settings').objectStore('settings').get('wipe-after-wrong');
          got.onsuccess = () => {
            asked.result.close();
            done(got.result?.value.groups);
          };
        };
      }),
  );

/** So many wrong PINs in a row were given by now. */
const countWrong = (page: Page, wrong: number): Promise<void> =>
  page.evaluate(
    (count) =>
      new Promise<void>((done) => {
        const asked = indexedDB.open('kenttakirja');
        asked.onsuccess = () => {
          const settings = asked.result.transaction('settings', 'readwrite').objectStore('settings');
          const got = settings.get('lock-tries');
          got.onsuccess = () => {
            settings.put({ name: 'lock-tries', value: { ...got.result.value, wrong: count } });
          };
          settings.transaction.oncomplete = () => {
            asked.result.close();
            done();
          };
        };
      }),
    wrong,
  );

const locked = (page: Page) => page.getByRole('heading', { name: 'Kenttäkirja on lukittu' });

async function write(page: Page, secret: string): Promise<void> {
  await page.getByLabel('PIN-koodi').fill(secret);
  await page.getByRole('button', { name: 'Avaa' }).click();
}

test('locked and killed, nothing that was logged or typed lies readable in the profile; offline the PIN opens it, all is there', {
  tag: '@worker',
}, async ({ receiver }) => {
  const browser = keptBrowser({ isQuick: true });
  let context: BrowserContext | undefined;
  try {
    let page: Page;
    ({ context, page } = await browser.open({ baseURL: receiver.url }));
    await setUp(page, receiver);
    // A tab that was open before there was a lock.
    const early = await context.newPage();
    await early.goto('/outreach/plan');
    await setLock(page, pin);
    await expect(page.getByRole('status').getByText('Lukko on asetettu')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Lukko', exact: true })).toBeFocused();
    await offlineReady(page);
    await context.setOffline(true);
    // A place and a plan of one's own: words that stand in no file of the app.
    await goTo(page, '/outreach/start');
    await page.getByRole('radio', { name: 'muu paikka' }).check();
    await page.getByRole('textbox', { name: 'Paikan nimi' }).fill(words.place);
    await page.getByRole('button', { name: 'Lähdettiin' }).click();
    await expect(page.getByRole('heading', { name: words.place })).toBeVisible();
    await logEncounter(page);
    await goTo(page, '/outreach/plan');
    await page.getByRole('radio', { name: 'muu paikka' }).check();
    await page.getByRole('textbox', { name: 'Paikan nimi' }).fill(words.typed);
    // Another document of the app asks for nothing while the lock is open.
    const other = await context.newPage();
    await other.goto('/answer/esis.fi?mode=assisted');
    await begin(other);
    await other.locator('#q1').getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
    await expect.poll(() => rowsOf(other, 'drafts')).toBe(2);
    await other.goto('/more/lock');
    await other.getByRole('button', { name: 'Lukitse nyt' }).click();
    for (const tab of [page, other, early]) await expect(locked(tab)).toBeVisible();
    await expect(page.getByText('odottaa lähetystä')).toBeVisible();
    await expect(page.getByText(words.place)).toHaveCount(0);
    await context.close();
    expect(foundIn(browser.profile, Object.values(words))).toEqual([]);

    ({ context, page } = await browser.open({ baseURL: receiver.url, offline: true }));
    await page.goto('/outreach');
    await expect(locked(page)).toBeVisible();
    await expect(page.getByLabel('PIN-koodi')).toBeFocused();
    await write(page, '111111');
    await expect(page.getByText('Väärä PIN-koodi. Tiedot ovat tallessa.')).toBeVisible();
    await write(page, pin);
    await expect(page.getByText(words.place).first()).toBeVisible();
    await goTo(page, '/outreach/plan');
    await expect(page.getByRole('textbox', { name: 'Paikan nimi' })).toHaveValue(words.typed);
    await context.setOffline(false);
    await expect(waitingLine(page)).toHaveText(/kaikki lähetetty/);

    // F73: by itself too, without a network and in every tab: when nobody has touched one for five minutes, or where it was chosen out of sight.
    await context.setOffline(true);
    const beside = await context.newPage();
    await beside.goto('/outreach');
    await expect(beside.getByText(words.place).first()).toBeVisible();
    await context.clock.install();
    for (let n = 0; n < 2; n++) {
      await page.getByRole('textbox', { name: 'Paikan nimi' }).press('End');
      await context.clock.fastForward('03:00');
    }
    await goTo(beside, '/more/lock');
    await expect(beside.getByText('Laite avataan PIN-koodilla.'), 'another tab was touched meanwhile').toBeVisible();
    await context.clock.fastForward('05:10');
    for (const tab of [page, beside]) await expect(locked(tab)).toBeVisible();
    await write(page, pin);
    await goTo(page, '/more/lock');
    await page.getByRole('checkbox', { name: 'Lukitse heti' }).check();
    await expect(page.getByRole('checkbox', { name: 'Lukitse heti' })).toBeChecked();
    // A tab that does not hear of it finds it out.
    await write(beside, pin);
    await expect(beside.getByText('Laite avataan PIN-koodilla.')).toBeVisible();
    await page.evaluate(() => {
      BroadcastChannel.prototype.postMessage = () => undefined;
      Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await expect(locked(page)).toBeVisible();
    await beside.evaluate(() => dispatchEvent(new Event('pageshow')));
    await expect(locked(beside)).toBeVisible();
  } finally {
    await context?.close();
    browser.remove();
  }
});

const passphrase = 'kolme mäntyä rannalla';

/** A backup of a device of another organisation, with a lock of its own asked for. */
async function ofAnother(): Promise<Buffer> {
  const text = JSON.stringify({ kenttakirja: 1, organisation: { name: 'Naapuri' } });
  const file = await sealBackup(
    (async function* () {
      yield [{ t: 'setting' as const, name: 'organisation', value: { text, sum: '', at: 0 } }];
    })(),
    { passphrase, cost: { memory: 8, passes: 1 } },
    new Date(),
  );
  return Buffer.from(await file.arrayBuffer());
}

test('an organisation asks for a lock as soon as its document is in use; its recovery key, and no other, opens a device whose PIN was forgotten', async ({
  page,
  receiver,
}) => {
  const other = await newRecoveryPair();
  await setUp(page, receiver);
  // Made and printed once by whoever sets the organisation up, and kept nowhere.
  await goTo(page, '/more/lock');
  await page.getByText('Organisaation palautusavain').click();
  await page.getByRole('button', { name: 'Tee palautusavain' }).click();
  const code = page.getByRole('img', { name: 'Organisaation palautusavain' });
  await expect(code).toBeVisible();
  await expect(page.getByText('Tämä näytetään vain nyt, eikä sitä tallenneta')).toBeVisible();
  const [written, setting = ''] = await page.locator('main code').allTextContents();
  // What is printed is read by a camera, or typed where there is none: both say the same.
  const secret = await qrOf(code);
  expect(secret).toBe(written);
  // The paper has one half and how it is used, and nothing else of the screen: the other half is copied.
  await page.emulateMedia({ media: 'print' });
  await expect(code).toBeVisible();
  await expect(page.getByText('Käyttö: valitse lukitulla laitteella Unohditko PIN-koodin?')).toBeVisible();
  for (const other of [
    page.getByLabel('Uusi PIN-koodi'),
    page.getByText(setting),
    page.getByText('Tämä näytetään vain nyt'),
  ])
    await expect(other).toBeHidden();
  await page.emulateMedia({ media: null });
  await page.context().grantPermissions(['clipboard-write']);
  await page.getByRole('button', { name: 'Kopioi' }).click();
  await expect(page.getByText('Kopioitu')).toBeVisible();
  const { lock } = JSON.parse(`{ ${setting} }`);
  const load = async (lock: object) => {
    await goTo(page, '/more/organisation/load');
    const document = { kenttakirja: 1, organisation: { name: 'Etsivä työ' }, lock: { ask: true, ...lock } };
    await page.getByLabel('Valitse tiedosto tai kuva').setInputFiles({
      ...{ name: 'asetukset.json', mimeType: 'application/json' },
      buffer: Buffer.from(JSON.stringify(document)),
    });
    await page.getByRole('button', { name: 'Ota käyttöön', exact: true }).click();
  };
  await load(lock);
  await expect(page.getByRole('heading', { name: 'Aseta lukko' })).toBeVisible();
  await expect(page.getByText('Organisaatiosi pyytää')).toBeVisible();
  // What everybody tries first is refused at its field.
  await page.getByLabel('Uusi PIN-koodi').fill('123456');
  await page.getByLabel('Sama uudelleen').fill('123456');
  await page.getByRole('button', { name: 'Aseta lukko' }).click();
  await expect(page.getByLabel('Uusi PIN-koodi')).toBeFocused();
  await expect(page.getByLabel('Uusi PIN-koodi')).toHaveAccessibleDescription(/ensimmäisiä, joita kokeillaan/);
  await page.getByLabel('Uusi PIN-koodi').fill(pin);
  await page.getByLabel('Sama uudelleen').fill('482914');
  await page.getByRole('button', { name: 'Aseta lukko' }).click();
  await expect(page.getByText('Ne eivät ole samat.')).toBeVisible();
  await page.getByLabel('Sama uudelleen').fill(pin);
  await page.getByRole('button', { name: 'Aseta lukko' }).click();
  await expect(page.getByRole('heading', { name: 'Etsivä työ' })).toBeVisible();
  // A backup of another organisation is named as that. It comes beside what is here, which goes on as it was.
  await goTo(page, '/more/backup');
  await unfold(page, 'Palauta varmuuskopio');
  await page.getByLabel('Valitse tiedosto').setInputFiles({ name: 'b.age', mimeType: '', buffer: await ofAnother() });
  await page.getByLabel('Varmuuskopion salalause').fill(passphrase);
  await page.getByRole('button', { name: 'Avaa varmuuskopio' }).click();
  await expect(page.getByText('Varmuuskopio on toisesta organisaatiosta')).toBeVisible();
  await expect(
    page.getByText('Se on tehty organisaatiossa Naapuri, tämän laitteen organisaatio on Etsivä työ.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Palauta tähän laitteeseen' }).click();
  await expect(page.getByText('Palautettu', { exact: true })).toBeVisible();
  await goTo(page, '/more/organisation');
  await expect(page.getByRole('heading', { name: 'Etsivä työ' })).toBeVisible();
  // There is no worker here that would hold the key: a page that is loaded anew asks.
  await page.reload();
  await page.getByRole('button', { name: 'Unohditko PIN-koodin?' }).click();
  const give = async (key: string) => {
    await page.getByLabel('Palautusavain').fill(key);
    await page.getByRole('button', { name: 'Avaa' }).click();
  };
  await give(other.secret);
  await expect(page.getByText('Tämä on toisen organisaation palautusavain')).toBeVisible();
  await give(secret);
  await page.getByLabel('Uusi PIN-koodi').fill('592704');
  await page.getByLabel('Sama uudelleen').fill('592704');
  await page.getByRole('button', { name: 'Ota käyttöön ja avaa' }).click();
  await expect(page.getByRole('heading', { name: 'Etsivä työ' })).toBeVisible();
  await page.reload();
  await write(page, '592704');
  await expect(page.getByRole('heading', { name: 'Etsivä työ' })).toBeVisible();
  // A new key of the organisation is told of on Tänään until the lock knows it.
  await load({ recovery: other.open });
  await expect(page.getByText(/^Ladattu \d/)).toBeVisible();
  await goTo(page, '/');
  const another = page.getByText('Organisaatiolla on uusi palautusavain');
  await expect(another).toBeVisible();
  await page.getByRole('link', { name: 'Lukon asetuksiin' }).click();
  await page.getByRole('textbox', { name: 'Nykyinen PIN-koodi' }).fill('592704');
  await page.getByRole('button', { name: 'Päivitä lukko' }).click();
  await expect(page.getByText('organisaatiosi palautusavain avaa tämän lukon')).toBeVisible();
  await goTo(page, '/');
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
  await expect(another).toHaveCount(0);
  // Quick hide locks too: beneath the clock is the lock's screen, beneath that what was typed.
  await goTo(page, '/outreach/plan');
  await page.getByRole('radio', { name: 'muu paikka' }).check();
  await page.getByRole('textbox', { name: 'Paikan nimi' }).fill(words.typed);
  await (await swiftHand(page)).pressShift(3);
  const cover = page.locator('dialog.cover');
  await expect(cover).toBeVisible();
  await expect(page.getByText('Unohditko PIN-koodin?')).toBeAttached();
  await cover.getByRole('button').first().click();
  await cover.getByRole('button', { name: 'Jatka' }).click();
  await expect(locked(page)).toBeVisible();
  await write(page, '592704');
  await expect(page.getByRole('textbox', { name: 'Paikan nimi' })).toHaveValue(words.typed);

  // Who answers when the browser ends is asked for no PIN, but told to give the device back; their answers go on.
  await goTo(page, '/surveys');
  await page.getByRole('link', { name: 'Vastaaja vastaa itse' }).first().click();
  await page.getByLabel('Avauskoodi').fill('2468');
  await page.getByRole('button', { name: 'Lukitse ja anna laite' }).click();
  const giveBack = page.getByText('Voit antaa laitteen takaisin työntekijälle.').filter({ visible: true });
  await expect(giveBack).toBeVisible();
  await expect(page.getByText(/lähetystä/).filter({ visible: true })).toHaveCount(0);
  await write(page, '592704');
  await begin(page);
  await page.locator('#q1').getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
  await expect.poll(() => draftIsSettled(page)).toBe(true);
  await page.reload();
  await expect(giveBack).toBeVisible();
  await write(page, '592704');
  await expect(locked(page)).toHaveCount(0);
  await expect(page.getByText('Edellinen vastaaminen katkesi. Vastaukset ovat tallessa')).toBeVisible();
  expect(new URL(page.url()).pathname).toMatch(/^\/answer\//);
});

test('the device’s own means open the lock offline; where they give nothing, refuse or are gone the PIN does, and nothing changes', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  const own = await virtualAuthenticator(page);
  await setUp(page, receiver);
  await setLock(page, pin);
  const part = page.locator('details', { hasText: 'Avaus sormenjäljellä tai kasvoilla' });
  await expect(page.getByRole('heading', { name: 'Lukko' })).toBeVisible();
  await expect(part, 'a device without any').toHaveCount(0);

  const givePin = async () => {
    await part.getByLabel('Nykyinen PIN-koodi').fill(pin);
    await part.getByRole('button', { name: 'Jatka' }).click();
  };
  const confirm = () => part.getByRole('button', { name: 'Ota käyttöön' }).click();
  await own.is({ hasPrf: false });
  await goTo(page, '/more');
  await goTo(page, '/more/lock');
  await part.locator('summary').click();
  await givePin();
  await confirm();
  await expect(part.getByRole('alert')).toBeFocused();
  await expect(part.getByText('Tällä laitteella lukkoa ei saa auki sormenjäljellä tai kasvoilla')).toBeVisible();
  expect(await own.credentials(), 'what was made is let go').toEqual([]);
  await own.is({ hasPrf: true });
  await givePin();
  await own.refuse();
  await confirm();
  await expect(part.getByText('Laite ei vahvistanut')).toBeVisible();
  await own.is({ hasPrf: true });
  await confirm();
  await expect(page.getByText('Lukko aukeaa myös sormenjäljellä')).toBeVisible();
  const [made, ...more] = await own.credentials();
  expect(more).toEqual([]);
  // Random, and nobody's name.
  expect(Buffer.from(made!.userHandle!, 'base64')).toHaveLength(16);
  expect([made!.userName, made!.userDisplayName]).toEqual(['Kenttäkirja', 'Kenttäkirja']);

  await offlineReady(page);
  await context.setOffline(true);
  const lock = async () => {
    await goTo(page, '/more/lock');
    await page.getByRole('button', { name: 'Lukitse nyt' }).click();
    await expect(locked(page)).toBeVisible();
  };
  const open = page.getByRole('button', { name: 'Avaa sormenjäljellä tai kasvoilla' });
  const notOpened = page.getByRole('alert').filter({ hasText: 'Lukko ei auennut näin' });
  await lock();
  await open.click();
  await expect(page.getByText('Laite avataan PIN-koodilla.')).toBeVisible();

  for (const gone of [own.refuse, () => own.is({ hasPrf: true })]) {
    await lock();
    // Whether the device has means of its own was asked before they go.
    await expect(open).toBeVisible();
    await gone();
    await open.click();
    await expect(notOpened).toBeFocused();
    await page.getByLabel('PIN-koodi').fill(pin);
    await page.getByRole('button', { name: 'Avaa', exact: true }).click();
    await expect(page.getByText('Laite avataan PIN-koodilla.')).toBeVisible();
  }
  await page.getByRole('button', { name: 'Poista käytöstä' }).click();
  await expect(page.getByText('Poistettu käytöstä')).toBeVisible();
  await lock();
  await expect(page.getByLabel('PIN-koodi')).toBeVisible();
  await expect(open).toHaveCount(0);
});

test('by the organisation’s switch what waits is delivered while the device is locked, in words and in fact; nothing of it lies readable in the profile', {
  tag: '@worker',
}, async ({ receiver }) => {
  const browser = keptBrowser({ isQuick: true });
  let context: BrowserContext | undefined;
  try {
    let page: Page;
    ({ context, page } = await browser.open({ baseURL: receiver.url }));
    await setUp(page, receiver);
    await configure(page, { lock: { sends: true } });
    await goTo(page, '/more/lock');
    await expect(page.getByText('Lähettämättömiä kirjauksia kumpikaan ei suojaa häneltä.')).toBeVisible();
    await page.getByText('Mitä lukko ei suojaa').click();
    await expect(page.getByText('voi lukea kirjaukset, joita ei ole vielä lähetetty')).toBeVisible();
    await setLock(page, pin);
    await offlineReady(page);
    await context.setOffline(true);
    await goTo(page, '/outreach/start');
    await page.getByRole('radio', { name: 'muu paikka' }).check();
    await page.getByRole('textbox', { name: 'Paikan nimi' }).fill(words.place);
    await page.getByRole('button', { name: 'Lähdettiin' }).click();
    await expect(page.getByRole('button', { name: 'Kaikki palanneet' })).toBeVisible();
    await logEncounter(page);
    await goTo(page, '/outreach/plan');
    await page.getByRole('radio', { name: 'muu paikka' }).check();
    await page.getByRole('textbox', { name: 'Paikan nimi' }).fill(words.typed);
    await goTo(page, '/more/lock');
    await page.getByRole('button', { name: 'Lukitse nyt' }).click();
    await expect(locked(page)).toBeVisible();
    await expect(page.getByText('2 kirjausta odottaa lähetystä. Ne lähetetään, kun verkko on, vaikka')).toBeVisible();
    await expect(page.getByText('Tämä selain lähettää vain, kun Kenttäkirja on auki.')).toHaveCount(0);
    expect(await heldFrom(receiver, page)).toHaveLength(0);
    await context.setOffline(false);
    await expect(page.getByText('Mikään ei odota lähetystä.')).toBeVisible();
    expect(await heldFrom(receiver, page)).toHaveLength(2);
    // Nothing opens it without the PIN: then it may be emptied, and what only this device has is told.
    await page.getByRole('button', { name: 'Unohditko PIN-koodin?' }).click();
    await expect(page.getByText('mutta odottavat kirjaukset lähetetään, kun verkko on')).toBeVisible();
    await page.getByText('Tyhjennä laite').click();
    await expect(page.getByText('1 lomake on kesken ja vain tässä laitteessa.')).toBeVisible();
    await expect(page.getByText('lähettämättä johonkin')).toHaveCount(0);
    await context.close();
    expect(foundIn(browser.profile, Object.values(words))).toEqual([]);

    ({ context, page } = await browser.open({ baseURL: receiver.url, offline: true }));
    await page.goto('/outreach');
    await write(page, pin);
    await expect(page.getByText(words.place).first()).toBeVisible();
    await expect(waitingLine(page)).toHaveText(/kaikki lähetetty/);
  } finally {
    await context?.close();
    browser.remove();
  }
});

test('locked and with the page closed, the worker delivers when the network returns, by the organisation’s switch', {
  tag: '@whole',
}, async ({ page, context, receiver }) => {
  await setUp(page, receiver);
  await configure(page, { lock: { sends: true } });
  await setLock(page, pin);
  await context.setOffline(true);
  await startOuting(page);
  await logEncounter(page);
  const mine = await deviceOf(page);
  await goTo(page, '/more/lock');
  await page.getByRole('button', { name: 'Lukitse nyt' }).click();
  await expect(page.getByText('2 kirjausta odottaa lähetystä.')).toBeVisible();
  await page.close();
  const held = async () => (await receiver.rows()).filter((row) => row.device === mine).length;
  expect(await held()).toBe(0);
  await context.setOffline(false);
  await expect.poll(held, { timeout: 90_000 }).toBe(2);
  const again = await context.newPage();
  await again.goto('/');
  await expect(locked(again)).toBeVisible();
  await expect(again.getByText('Mikään ei odota lähetystä.')).toBeVisible();
});

test('after so many wrong PINs, where the organisation says so, what the server has leaves the device, told before and after; what waits stays', async ({
  page,
  receiver,
}) => {
  const lock = async () => {
    await goTo(page, '/more/lock');
    await page.getByRole('button', { name: 'Lukitse nyt' }).click();
    await expect(locked(page)).toBeVisible();
  };
  await page.clock.install();
  await setUp(page, receiver);
  // However much an organisation asks for, what is wiped and where one writes are seen at once; nothing moves when another is chosen.
  await configure(page, { lock: { ask: true, sends: true, wipeAfter: 10 } });
  await expect(page.getByText('10 peräkkäisen väärän yrityksen jälkeen')).toBeInViewport({ ratio: 1 });
  await expect(page.getByLabel('Uusi PIN-koodi')).toBeInViewport({ ratio: 1 });
  const chips = () =>
    page.locator('.chip').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
  const before = await chips();
  await page.getByRole('radio', { name: 'Salalause' }).check();
  expect(await chips()).toEqual(before);
  await configure(page, { lock: { wipeAfter: 10 } });
  await setLock(page, pin);
  await expect(page.getByText('10 peräkkäisen väärän yrityksen jälkeen')).toBeVisible();
  await logPhenomenon(page, 'Yöpaikat loppuvat kesken');
  await expect(waitingLine(page)).toHaveText(/kaikki lähetetty/);
  // What may go is noted when the device is opened.
  await lock();
  await openWith(page, pin);
  await expect.poll(() => mayGo(page)).toHaveLength(1);
  await page.context().route('**/api/**', (route) => route.abort());
  await logPhenomenon(page, 'Moni kysyy yöpaikkaa');
  await lock();
  await write(page, '000000');
  await expect(page.getByText('Väärä PIN-koodi.')).toBeVisible();
  await expect(page.getByText('Vielä 9 väärän yrityksen jälkeen laitteesta poistetaan')).toBeVisible();
  await expect(page.getByText('Tiedot ovat tallessa')).toHaveCount(0);
  expect(await rowsOf(page, 'records')).toBe(2);
  await countWrong(page, 9);
  await write(page, '000000');
  await expect(page.getByText('Yksi kirjaus poistettiin')).toBeVisible();
  await expect(page.getByText('Kaikki kirjattu')).toHaveCount(0);
  await expect(page.getByText('1 kirjaus odottaa lähetystä.')).toBeVisible();
  expect(await rowsOf(page, 'records')).toBe(1);
  await page.clock.fastForward('05:10');
  await page.context().unroute('**/api/**');
  await openWith(page, pin);
  await goTo(page, '/');
  await expect(page.getByText('Yksi kirjaus poistettiin')).toBeVisible();
  await page.getByRole('button', { name: 'Selvä' }).click();
  await expect(page.getByText('Yksi kirjaus poistettiin')).toHaveCount(0);
  await goTo(page, '/more/delivery');
  await sendNow(page);
  expect(await heldFrom(receiver, page)).toHaveLength(2);
});
