/** Emptying the device: what only it has is told first, and afterwards nothing is left, in any tab, also where it died in between. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { BackupLine } from '../../src/backup/backup-file.ts';
import { inBatches } from '../../src/backup/read-whole.ts';
import { orderText } from '../../src/setup/wipe-order.ts';
import { newSigningPair } from '../../src/vault/signing.ts';
import { signingKeyIn } from '../../src/vault/signing-key.ts';
import { check } from '../support/accessible.ts';
import {
  configure,
  deviceOf,
  draftKept,
  expect,
  goTo,
  type KeptBrowser,
  keptBrowser,
  logEncounter,
  offlineReady,
  sendNow,
  setUp,
  startOuting,
  test,
} from '../support/phone.ts';
import { setLock } from '../support/pin.ts';
import { foundIn } from '../support/profile.ts';
import { makeOrder, makeOrderKey, openOrder } from '../support/wipe-orders.ts';

const pin = '482913';
const place = 'Kanarianlinna';

/** What the app does not make itself, in each place: it goes too. */
const leaveTraces = (page: Page) =>
  page.evaluate(async () => {
    localStorage.setItem('trace', 'somebody was here');
    sessionStorage.setItem('trace', 'somebody was here');
    // biome-ignore lint/suspicious/noDocumentCookie: one that somebody else has set.
    document.cookie = 'trace=here';
    await caches.open('trace');
    await new Promise((done) => {
      const asked = indexedDB.open('trace');
      asked.onsuccess = () => done(asked.result.close());
    });
  });

/** All that the browser holds of the app's address, looked at from a page that runs no script of it. */
async function leftOf(page: Page, url: string) {
  await page.goto(`${url}/icons/icon.svg`);
  return page.evaluate(async () => ({
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).map(({ active }) => active?.state),
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    cookies: document.cookie,
  }));
}
const nothing = { databases: [], caches: [], workers: [], local: [], session: [], cookies: '' };

/** How many records there are: with a lock only the app can open them. */
const recordsHere = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        const asked = indexedDB.open('kenttakirja');
        asked.onsuccess = () => {
          const counted = asked.result.transaction('records').objectStore('records').count();
          counted.onsuccess = () => {
            asked.result.close();
            done(counted.result);
          };
        };
      }),
  );

const wipe = async (page: Page) => {
  await page.getByRole('button', { name: 'Tyhjennä tämä laite' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Tyhjennä tämä laite' }).click();
};
const emptied = (page: Page) => page.getByRole('heading', { name: 'Laite on tyhjennetty' });

test('what is not delivered is told and asked for; a device with a lock that is empty begins anew, and no tab writes on', {
  tag: '@worker',
}, async ({ receiver }) => {
  const kept = keptBrowser({ isQuick: true });
  try {
    const { context, page } = await kept.open({ baseURL: receiver.url });
    await setUp(page, receiver);
    await setLock(page, pin);
    await goTo(page, '/outreach/start');
    await page.getByRole('radio', { name: 'muu paikka' }).check();
    await page.getByRole('textbox', { name: 'Paikan nimi' }).fill(place);
    await page.getByRole('button', { name: 'Lähdettiin' }).click();
    await expect(page.getByRole('heading', { name: place })).toBeVisible();
    await context.setOffline(true);
    await logEncounter(page);
    await leaveTraces(page);
    const other = await context.newPage();
    await other.goto('/');
    await expect(other.getByRole('heading', { name: 'Tänään' })).toBeVisible();
    await leaveTraces(other);

    await goTo(page, '/more');
    await page.getByRole('link', { name: /^Tyhjennä laite/ }).click();
    await expect(page.getByText(/kirjaus(ta)? on lähettämättä/)).toBeVisible();
    await check(page, 'emptying the device');
    await page.getByRole('button', { name: 'Tyhjennä tämä laite' }).click();
    await expect(page.getByText('Vahvista, että lähettämättömät')).toBeVisible();
    expect(await recordsHere(page)).toBeGreaterThan(1);
    await context.setOffline(false);
    await page.getByRole('link', { name: 'Lähetys' }).first().click();
    await sendNow(page);
    await goTo(page, '/more/wipe');
    await expect(page.getByText('Kaikki kirjaukset on lähetetty')).toBeVisible();
    await offlineReady(page);
    await context.setOffline(true);
    await wipe(page);
    await expect(emptied(page)).toBeVisible();
    // No other tab is left without a word, and what stands there needs nothing of the app, which is gone.
    await expect(emptied(other)).toBeVisible();
    await other.reload();
    await expect(other.getByText('Laite tyhjennettiin toisessa välilehdessä')).toBeVisible();
    // It is not left for the browser's own page on a missing network.
    await page.getByRole('link', { name: 'Aloita alusta' }).click();
    await expect(page.getByText(/Yritä uudelleen, kun verkko toimii/)).toBeVisible();
    await expect(emptied(page)).toBeVisible();
    await context.setOffline(false);
    for (const tab of [other, page]) expect(await leftOf(tab, receiver.url)).toEqual(nothing);
    // Neither the lock nor the recovery screen: a new device, and ready for use without a network, also where a browser that was killed
    // meanwhile brings back the word that the device is being emptied.
    await page.evaluate(() => localStorage.setItem('wiping', 'wiping'));
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
    await offlineReady(page);
    expect(await recordsHere(page)).toBe(0);
    await context.close();
    expect(foundIn(kept.profile, [place]), 'readable in a file of the browser').toEqual([]);
  } finally {
    kept.remove();
  }
});

/** Opens a device with a lock and records, all delivered, at the page that empties it; a page that is no part of the app holds the database. */
async function atTheBrink(kept: KeptBrowser, receiver: Parameters<typeof setUp>[1]) {
  const { context, page } = await kept.open({ baseURL: receiver.url });
  await setUp(page, receiver);
  await setLock(page, pin);
  await startOuting(page);
  await goTo(page, '/more/delivery');
  await sendNow(page);
  await leaveTraces(page);
  const holder = await context.newPage();
  await holder.goto('/icons/icon.svg');
  await holder.evaluate(
    () =>
      new Promise((done) => {
        const asked = indexedDB.open('kenttakirja');
        asked.onsuccess = () => {
          Object.assign(globalThis, { held: asked.result });
          done(undefined);
        };
      }),
  );
  await goTo(page, '/more/wipe');
  await expect(page.getByText('Kaikki kirjaukset on lähetetty')).toBeVisible();
  return { page, count: await recordsHere(page) };
}

for (const moment of ['at once', 'before the last of it']) {
  test(`a browser that is killed while it empties the device, ${moment}, has all of it, or goes on when it is opened again`, {
    tag: '@worker',
  }, async ({ receiver }) => {
    const kept = keptBrowser({ isQuick: true });
    try {
      const { page, count } = await atTheBrink(kept, receiver);
      expect(count).toBeGreaterThan(0);
      await wipe(page);
      if (moment !== 'at once') await expect(page.getByText('Sulje Kenttäkirjan muut välilehdet')).toBeVisible();
      process.kill(kept.pid(), 'SIGKILL');
      const { context, page: again } = await kept.open({ baseURL: receiver.url });
      await again.goto('/');
      const isLocked = again.getByRole('heading', { name: 'Kenttäkirja on lukittu' });
      await expect(emptied(again).or(isLocked)).toBeVisible();
      if (moment !== 'at once' || (await emptied(again).isVisible())) {
        expect(await leftOf(again, receiver.url)).toEqual(nothing);
        await again.goto('/');
        await expect(again.getByRole('heading', { name: 'Tänään' })).toBeVisible();
        expect(await recordsHere(again)).toBe(0);
      } else {
        await again.getByLabel('PIN-koodi').fill(pin);
        await again.getByRole('button', { name: 'Avaa' }).click();
        await expect(again.getByRole('heading', { name: 'Tänään' })).toBeVisible();
        expect(await recordsHere(again)).toBe(count);
      }
      await context.close();
    } finally {
      kept.remove();
    }
  });
}

/** The key that only the organisation has, for backups of devices that it orders empty. */
async function organisationKey() {
  const secret = await generateX25519Identity();
  return { secret, recipient: await identityToRecipient(secret) };
}

/** The names of the settings that lie on the device. */
const settingNames = (page: Page): Promise<unknown[]> =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const asked = indexedDB.open('kenttakirja');
        asked.onsuccess = () => {
          const names = asked.result.transaction('settings').objectStore('settings').getAllKeys();
          names.onsuccess = () => {
            asked.result.close();
            done(names.result);
          };
        };
      }),
  );

test('a device that its organisation orders empty delivers first, also where the order came without a network, and says whose order it was', {
  tag: '@worker',
}, async ({ receiver }) => {
  const kept = keptBrowser({ isQuick: true });
  const stranger = await newSigningPair();
  try {
    const { context, page } = await kept.open({ baseURL: receiver.url });
    await setUp(page, receiver);
    const own = await makeOrderKey(page);
    await check(page, 'the key that orders are signed with');
    await configure(page, { ...own.document, retention: { days: 30 } });
    await startOuting(page);
    await goTo(page, '/more/delivery');
    await sendNow(page);
    await context.setOffline(true);
    await goTo(page, '/');
    await logEncounter(page);

    await goTo(page, '/more/retention');
    await expect(page.getByRole('listitem').filter({ hasText: 'Jää: lähettämättä' })).toContainText('1');
    const device = await deviceOf(page);
    // What an order calls its organisation is believed of nobody.
    const order = { kenttakirjaWipe: 1 as const, organisation: 'Toinen ry', id: crypto.randomUUID(), device };
    const at = new Date().toISOString();
    const forged = await orderText({ ...order, at }, stranger.secret, signingKeyIn(stranger.open)!);
    await openOrder(page, `#wipe=${'text' in forged ? forged.text : ''}`);
    await expect(page.getByText('ei ole allekirjoitettu tämän organisaation avaimella')).toBeVisible();
    expect(await recordsHere(page)).toBeGreaterThan(1);

    await openOrder(page, await makeOrder(page, own.secret));
    await expect(page.getByText(/Etsivä työ määräsi .*, että tämä laite tyhjennetään/)).toBeVisible();
    await expect(page.getByText(/kirjaus(ta)? on lähettämättä/)).toBeVisible();
    await check(page, 'an order to empty the device');
    // The tab dies meanwhile: the order is kept with the rest.
    await page.reload();
    await goTo(page, '/');
    await expect(page.getByText('Laite tyhjenee itsestään heti, kun kaikki on lähetetty')).toBeVisible();
    await expect(page.getByText(/^Aikaisintaan/)).toHaveCount(0);
    await goTo(page, '/more/wipe/order');
    await expect(page.getByText(/Etsivä työ määräsi/)).toBeVisible();
    const held = await recordsHere(page);
    // It is sent by itself, and then the order is carried out.
    await context.setOffline(false);
    await expect(emptied(page)).toBeVisible();
    await expect(page.getByText(/Etsivä työ määräsi tyhjennyksen/)).toBeVisible();
    const arrived = (await receiver.rows()).filter((row) => row.device === device);
    expect(new Set(arrived.map(({ id }) => id)).size).toBe(held);
    expect(await leftOf(page, receiver.url)).toEqual(nothing);

    // Set up anew, behind a lock: an order from before it is none, one that lies at the organisation's address is followed.
    let lying = '';
    await context.route('**/orders.txt', (route) => route.fulfill({ contentType: 'text/plain', body: lying }));
    const signed = async (where: { unit: string } | { device: string }, now = new Date().toISOString()) => {
      const { device: _, ...said } = order;
      const made = await orderText({ ...said, ...where, at: now }, own.secret, signingKeyIn(own.document.wipe.signer)!);
      return 'text' in made ? made.text : made.why;
    };
    const { secret, recipient } = await organisationKey();
    const { signer } = own.document.wipe;
    const document = { wipe: { signer, orders: `${receiver.url}/orders.txt` }, backup: { recipient } };
    await setUp(page, receiver);
    await configure(page, document);
    await expect.poll(() => settingNames(page)).toContain('wipe-key');
    await openOrder(page, `#wipe=${await signed({ unit: 'oma' }, at)}`);
    await expect(page.getByText(/Määräys on vanhempi kuin tämän laitteen käyttöönotto/)).toBeVisible();
    await setLock(page, pin);
    const beside = await context.newPage();
    await beside.goto('/');
    await expect(beside.getByRole('heading', { name: 'Tänään' })).toBeVisible();
    lying = ['text' in forged ? forged.text : '', await signed({ unit: 'oma' })].join('\n');
    await page.getByRole('button', { name: 'Lukitse nyt' }).click();
    for (const tab of [page, beside]) {
      await expect(emptied(tab)).toBeVisible();
      await expect(tab.getByText(/Etsivä työ määräsi tyhjennyksen/)).toBeVisible();
    }
    await beside.close();

    // An order that comes while another tab has a form open waits for it; saved into a backup, what was typed last goes along.
    lying = '';
    await page.goto('/');
    await setUp(page, receiver);
    await configure(page, document);
    await expect.poll(() => settingNames(page)).toContain('wipe-key');
    const other = await context.newPage();
    await other.goto('/');
    await startOuting(other);
    await goTo(other, '/outreach/encounter');
    await other.getByRole('radio', { name: '10+' }).check();
    await draftKept(other, /"people":"10\+"/);
    lying = await signed({ device: await deviceOf(page) });
    await goTo(page, '/more/delivery');
    await sendNow(page);
    await page.goto('/more/wipe/order');
    await expect(page.getByText(/Etsivä työ määräsi/)).toBeVisible();
    await expect(page.getByText(/1 lomake/)).toBeVisible();
    await other.getByRole('radio', { name: '1', exact: true }).check();
    await draftKept(other, /"people":"1"/);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tallenna varmuuskopio ja tyhjennä' }).click();
    const file = await readFile(await (await saving).path());
    await expect(emptied(page)).toBeVisible();
    await expect(emptied(other)).toBeVisible();
    const lines: BackupLine[] = [];
    for await (const some of inBatches(new Blob([file]), secret)) lines.push(...some);
    expect(lines).toContainEqual(
      expect.objectContaining({ t: 'draft', data: expect.objectContaining({ people: '1' }) }),
    );
    await context.close();
  } finally {
    kept.remove();
  }
});
