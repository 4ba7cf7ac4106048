/** A device that does not keep, or holds what nobody expected: the app opens, says what is so, and loses nothing that was typed. */
import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { begin } from '../support/answering.ts';
import { draftKept, expect, goTo, keptBrowser, leaveEncounter, setUp, startOuting, test } from '../support/phone.ts';
import { openWith, setLock } from '../support/pin.ts';

const full = 'Laitteen muisti on täynnä';
/** Where a database does not open and there is room: it is not called a full disk. */
const damaged = 'Laitteen tietokanta ei toimi';

test('a word that was cut short in the small storage leaves no empty page, of the app or of a respondent', async ({
  page,
  receiver,
}) => {
  await page.addInitScript(() => {
    localStorage.setItem('handed-over', '{"page":');
    sessionStorage.setItem('respondent', '{"code":');
  });
  await page.goto(receiver.url);
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
  await page.goto('/answer/esis.fi');
  await begin(page);
});

/** Keeps a draft of any text under the device's key, as an earlier version of the app might have left it. */
const layDraft = (page: Page, kind: string, text: string, under: string = randomUUID()) =>
  page.evaluate(
    async ([kind, text, id]) => {
      const asked = <T>(request: IDBRequest<T>) =>
        new Promise<T>((done, fail) => {
          request.onsuccess = () => done(request.result);
          request.onerror = () => fail(request.error);
        });
      const database = await asked(indexedDB.open('kenttakirja'));
      const { key } = await asked(database.transaction('keys').objectStore('keys').get('device'));
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const bytes = new TextEncoder();
      const given = { name: 'AES-GCM', iv, additionalData: bytes.encode(id!) };
      const body = await crypto.subtle.encrypt(given, key, bytes.encode(text!));
      const row = { id, kind, base: 0, at: new Date().toISOString(), by: 'earlier', iv, body };
      await asked(database.transaction('drafts', 'readwrite').objectStore('drafts').put(row));
      database.close();
      return id!;
    },
    [kind, text, under] as const,
  );

test('a key that is damaged, or gone beside what it sealed: the app says so at once, makes no other, and takes nothing away', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await layDraft(page, 'outing', '{}');
  const change = (row: object | undefined) =>
    page.evaluate(
      (row) =>
        new Promise<void>((done) => {
          const opening = indexedDB.open('kenttakirja');
          opening.onsuccess = () => {
            const writing = opening.result.transaction('keys', 'readwrite');
            const keys = writing.objectStore('keys');
            if (row) keys.put(row);
            else keys.delete('device');
            writing.oncomplete = () => done(opening.result.close());
          };
        }),
      row,
    );
  for (const row of [{ name: 'device', id: 'x', lock: 'x' }, undefined]) {
    await change(row);
    await page.goto('/');
    await expect(page.getByText('Laitteen avain on vioittunut tai poissa')).toBeVisible();
    expect(new URL(page.url()).pathname).toBe('/recovery');
  }
  const other = await page.context().newPage();
  await other.goto('/');
  const anew = other.getByRole('button', { name: 'Aloita alusta' });
  await expect(anew).toBeVisible();
  await page.getByRole('button', { name: 'Aloita alusta' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Aloita alusta' }).click();
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
  await expect(anew, 'no other tab offers to take away what is kept from now on').toHaveCount(0);
});

test('a draft of a shape that nobody expected: its form opens, and it can be read and thrown away', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  const id = await layDraft(page, 'outing', '{"place":["Kirjasto"],"organisations":"Diakonia","note":"ovella"}');
  await goTo(page, `/outreach/start?draft=${id}`);
  await page.getByRole('radio', { name: 'Asema', exact: true }).check();
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  await expect(page.getByRole('heading', { name: 'Asema' })).toBeVisible();

  await goTo(page, '/');
  await page.getByRole('link', { name: 'Katso sitä' }).click();
  await page.getByText('Näytä tekstinä').click();
  await expect(page.getByText('"note": "ovella"')).toBeVisible();
  await page.getByRole('button', { name: 'Hylkää' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hylkää' }).click();
  await expect(page.getByRole('heading', { name: 'Ei sopinut lomakkeeseen' })).toHaveCount(0);
});

/** Every form that goes on with a draft by its address, beside the one above. */
const forms: [kind: string, address: (id: string) => string, control: string][] = [
  ['encounter', (id) => `/outreach/encounter?draft=${id}`, 'Valmis'],
  ['plan', (id) => `/outreach/plan?draft=${id}`, 'Tallenna suunnitelma'],
  ['guidance', (id) => `/outreach/guidance/${id}`, 'Tallenna'],
  ['unmet', (id) => `/outreach/unmet/${id}`, 'Tallenna'],
  ['promise', (id) => `/outreach/promise/${id}`, 'Tallenna'],
  ['phenomenon', (id) => `/outreach/phenomenon/${id}`, 'Tallenna'],
  ['assessment', (id) => `/assessment/${id}`, 'Arvioitava toiminta'],
  ['response', (id) => `/answer/esis.fi?mode=self&draft=${id}`, 'Aloitan'],
  ['response', (id) => `/surveys/paper/esis?draft=${id}`, 'Suostumus'],
];

test('a draft of any other shape: every form opens with what it can take', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await startOuting(page);
  const shapes = [
    '[]',
    'null',
    '"x"',
    '{"at":"2026","note":{"a":[1]},"answers":{"1":"x"},"place":7,"themes":"housing"}',
  ];
  for (const [kind, address, control] of forms)
    for (const shape of shapes) {
      const id = await layDraft(page, kind, shape);
      await goTo(page, address(id));
      await expect(page.getByText(control, { exact: true }).first(), `${kind} ${shape}`).toBeVisible();
      await expect(page.getByText('Jokin meni vikaan'), `${kind} ${shape}`).toHaveCount(0);
    }
});

/** Whether the disk takes nothing more: what is read is read, and what is written comes to nothing. From this page on. */
const fill = (page: Page, isFull: boolean) =>
  page.evaluate((isFull) => localStorage.setItem('disk', isFull ? 'full' : 'roomy'), isFull);

/** Makes the disk of a page one that `fill` fills. */
const fillable = (page: Page) =>
  page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
      const disk = localStorage.getItem('disk');
      const takesIt = disk !== 'full' && !(disk === 'takes no draft' && this.name === 'drafts');
      if (!takesIt) throw new DOMException('', 'QuotaExceededError');
      return put.apply(this, given);
    };
  });

test('a disk that another file fills: forms open, answers stay, and what was tapped is kept by itself once there is room', async ({
  page,
  receiver,
}) => {
  await fillable(page);
  // The browser asks the person whether it may keep the data, once something is kept and not before.
  await page.addInitScript(() => {
    navigator.storage.persisted = async () => localStorage.getItem('persisted') === 'yes';
    navigator.storage.persist = () => new Promise((done) => Object.assign(globalThis, { persist: done }));
  });
  const why = page.getByText('Selain kysyy, saako sovellus säilyttää tietoja. Vastaa kyllä');
  await setUp(page, receiver);
  await page.route(/\/api\/records/, (route) => route.abort());
  expect(await page.evaluate(() => 'persist' in globalThis)).toBe(false);
  await startOuting(page);
  await expect(why).toBeVisible();
  await page.evaluate(() => {
    localStorage.setItem('persisted', 'yes');
    (globalThis as unknown as { persist(is: boolean): void }).persist(true);
  });
  await expect(why).toHaveCount(0);
  await goTo(page, '/more/delivery');
  await fill(page, true);
  await page.getByRole('button', { name: 'Lähetä nyt' }).click();
  const stopped = page.getByRole('alert').filter({ hasText: 'Lähetys keskeytyi' });
  await expect(stopped).toContainText(
    'Laitteen muisti on täynnä. Sovellus ei ole poistanut lähettämättömiä kirjauksia.',
  );
  await expect(stopped).toBeFocused();
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Kirjaa kohtaaminen' }), 'what can be read is shown').toBeVisible();
  await page.goto('/outreach/encounter');
  await page.getByRole('radio', { name: 'Keskustelu' }).check();
  await expect(page.getByRole('alert')).toContainText(full);
  await expect(page.getByText(/^Tallessa tässä laitteessa/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByRole('alert'), 'why it stays is where the focus is').toBeFocused();
  await expect(page.getByRole('radio', { name: 'Keskustelu' })).toBeChecked();
  // The record is kept before its draft, which is tried again too: of that nothing is left to say.
  await page.evaluate(() => localStorage.setItem('disk', 'takes no draft'));
  await expect(page.getByText(/^Tallessa tässä laitteessa/), 'nobody has tapped again').toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await fill(page, false);
  await leaveEncounter(page);
});

/** Whether the browser would ask before it closes or reloads the page. */
const asksAtTheEnd = (page: Page) =>
  page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));

test('what a full disk did not take is asked about on the way back and at the end of the page, and only that; never a call', async ({
  page,
  receiver,
}) => {
  await fillable(page);
  await setUp(page, receiver);
  await startOuting(page);
  await goTo(page, '/outreach/encounter');
  await page.getByRole('radio', { name: 'Keskustelu' }).check();
  await expect(page.getByText(/^Tallessa tässä laitteessa/)).toBeVisible();
  expect(await asksAtTheEnd(page), 'all is kept').toBe(false);
  const form = page.url();
  await fill(page, true);
  const typed = page.getByRole('radio', { name: '10+' });
  await typed.check();
  await expect(page.getByRole('alert')).toContainText(full);
  await expect(page.getByText(/^Tallessa tässä laitteessa/), 'what was kept before is not this').toHaveCount(0);
  expect(await asksAtTheEnd(page)).toBe(true);

  const question = page.getByRole('dialog', { name: 'Jätetäänkö sivu?' });
  await page.evaluate(() => history.back());
  await expect(question).toContainText('Kirjoittamasi ei ole tallessa.');
  await question.getByRole('button', { name: 'Pysy tässä' }).click();
  await expect(page).toHaveURL(form);
  await expect(typed).toBeChecked();
  await page.evaluate(() => history.back());
  await question.press('Escape');
  await expect(page).toHaveURL(form);
  await expect(typed).toBeChecked();

  const calling = page.evaluate(() => {
    const call = Object.assign(document.createElement('a'), { href: 'tel:112' });
    call.onclick = (event) => event.preventDefault();
    document.body.append(call);
    call.click();
    return dispatchEvent(new Event('beforeunload', { cancelable: true }));
  });
  expect(await calling, 'a call goes at once').toBe(true);
  await expect(question).toHaveCount(0);

  await page.evaluate(() => history.back());
  await question.getByRole('button', { name: 'Jätä sivu' }).click();
  await expect(typed).toHaveCount(0);
  await expect(page).not.toHaveURL(form);
  expect(await asksAtTheEnd(page), 'nothing is typed here').toBe(false);
});

test('a database that does not open: what needs none is there, a form can be begun, and all comes back by itself', async ({
  page,
  receiver,
}) => {
  await page.addInitScript(() => {
    const real = indexedDB.open.bind(indexedDB);
    Object.defineProperty(indexedDB, 'open', {
      value: (...given: Parameters<typeof real>) => {
        if (localStorage.getItem('disk') !== 'full') return real(...given);
        throw new DOMException('Internal error opening backing store', 'UnknownError');
      },
    });
  });
  await setUp(page, receiver);
  await startOuting(page);
  await fill(page, true);
  await page.goto('/');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(damaged);
  await expect(alert).not.toContainText('tallessa');
  await expect(page.getByRole('link', { name: /112/ }).first(), 'help is there all the same').toBeVisible();

  // Whether an outing runs is not known: an encounter cannot be placed, and that is said instead of an empty form.
  await page.goto('/outreach/encounter');
  await expect(alert).toContainText(damaged);
  await page.goto('/');
  await page.getByRole('link', { name: 'Aloita jalkautuminen' }).click();
  await page.getByRole('radio', { name: 'Asema' }).check();
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  await expect(alert).toContainText(damaged);
  await expect(page.getByRole('radio', { name: 'Asema' })).toBeChecked();
  await fill(page, false);
  await draftKept(page, 'Asema');
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  await expect(alert, 'one runs: none is begun beside it').toContainText('käynnissä');

  await fill(page, true);
  await page.goto('/');
  await expect(alert).toContainText(damaged);
  await page.getByRole('link', { name: 'Katso, mitä voi tehdä' }).click();
  // There is room beside it: it is damaged, and what cannot be opened is taken away only when a person says so twice.
  await expect(page.getByText('Laitteen tietokanta on vioittunut')).toBeVisible();
  const anew = page.getByRole('button', { name: 'Aloita alusta' });
  await anew.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Peru' }).click();
  await page.goto('/');
  await expect(alert).toContainText(damaged);
  await fill(page, false);
  await expect(page.getByRole('link', { name: 'Kirjaa kohtaaminen' }), 'nothing was taken away').toBeVisible();
  await expect(alert).toHaveCount(0);
  await fill(page, true);
  await page.goto('/recovery');
  await anew.click();
  await fill(page, false);
  await page.getByRole('dialog').getByRole('button', { name: 'Aloita alusta' }).click();
  await expect(page.getByRole('link', { name: 'Aloita jalkautuminen' })).toBeVisible();
});

/** Takes away the file that tells Chromium what its database is made of: it opens no more, and is not deleted either. */
function damage(profile: string): void {
  const folder = join(profile, 'Default/IndexedDB');
  const manifests = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /MANIFEST/.test(file));
  expect(manifests).not.toEqual([]);
  for (const file of manifests) rmSync(join(folder, file));
}

test('a database that lies damaged on the disk is called that, and one begins anew with the help of the server', {
  tag: '@worker',
}, async ({ receiver }) => {
  const phone = keptBrowser({ isQuick: true });
  try {
    const before = await phone.open();
    await setUp(before.page, receiver);
    await startOuting(before.page);
    await before.context.close();
    damage(phone.profile);
    const { context, page } = await phone.open();
    await page.goto(receiver.url);
    await expect(page.getByRole('alert')).toContainText(damaged);
    await expect(page.getByText(full)).toHaveCount(0);
    await expect(page.getByRole('banner')).toContainText('tietoja ei saada auki');
    await page.getByRole('link', { name: 'Katso, mitä voi tehdä' }).click();
    await expect(page.getByText('Laitteen tietokanta on vioittunut')).toBeVisible();

    const anew = async () => {
      await page.getByRole('button', { name: 'Aloita alusta' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Aloita alusta' }).click();
    };
    const stays = page.getByRole('alert').filter({ hasText: 'Tietokantaa ei saatu poistettua' });
    await page.route('**/clear-site', (route) => route.abort());
    await anew();
    await expect(stays, 'no network').toContainText('Yhdistä verkkoon');
    await expect(stays).toBeFocused();
    await page.unroute('**/clear-site');
    await page.route('**/clear-site', (route) => route.fulfill({ status: 405 }));
    await anew();
    await expect(stays, 'a host of files').toContainText('Poista tämän sivuston tiedot selaimen asetuksista');
    await expect(page.getByText('muut välilehdet'), 'no tab is blamed that is not there').toHaveCount(0);
    await page.unroute('**/clear-site');
    expect(await page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
    await anew();
    await expect(page.getByRole('link', { name: 'Aloita jalkautuminen' })).toBeVisible();
    await startOuting(page);
    await context.close();
  } finally {
    phone.remove();
  }
});

test('a database that a newer version of the app has written: it is said at once with the update, and nothing is taken away', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await page.goto('/icons/icon.svg');
  const version = (to?: number) =>
    page.evaluate(
      (wanted) =>
        new Promise<number>((done, fail) => {
          const asked = indexedDB.open('kenttakirja', wanted);
          asked.onsuccess = () => {
            done(asked.result.version);
            asked.result.close();
          };
          asked.onerror = () => fail(asked.error);
        }),
      to,
    );
  await version(9990);
  // Whatever was opened: nothing on it could be kept.
  await page.goto('/outreach/encounter');
  await expect(page.getByText('Tiedot on tallentanut sovelluksen uudempi versio')).toBeVisible();
  await expect(page.getByRole('banner')).toHaveText('tietoja ei saada auki');
  await page.getByRole('button', { name: 'Hae päivitys' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Päivitystä ei saatu' })).toBeFocused();
  await page.goto('/icons/icon.svg');
  expect(await version()).toBe(9990);
});

test('a form that the disk does not take stays beneath the lock’s screen, by quick hide and from another tab; it is locked for good once it is kept', async ({
  page,
  context,
  receiver,
}) => {
  const pin = '482913';
  const unsaved = page.getByText('Kirjoittamasi ei ole vielä tallessa');
  const words = page.getByLabel('Mitä on havaittu?');
  const expectLocked = async () => {
    await expect(page.getByRole('heading', { name: 'Kenttäkirja on lukittu' })).toBeVisible();
    await expect(words).toBeHidden();
  };
  await fillable(page);
  await setUp(page, receiver);
  await setLock(page, pin);
  await goTo(page, `/outreach/phenomenon/${crypto.randomUUID()}`);
  await page.evaluate(() => localStorage.setItem('disk', 'takes no draft'));
  await words.fill('Asemalla on hiljaista');
  await expect(page.getByText('Ei tallentunut vielä')).toBeVisible();
  // It is in this page alone: a link does not lead away from it unasked.
  await page.getByRole('link', { name: 'Lisää' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Pysy tässä' }).click();
  await expect(words).toHaveValue('Asemalla on hiljaista');
  await page.getByRole('button', { name: 'Piilota' }).click();
  const cover = page.locator('dialog.cover');
  await cover.getByRole('button').first().click();
  await cover.getByRole('button', { name: 'Jatka' }).click();
  await expectLocked();
  await expect(unsaved).toBeVisible();
  await expect(page.getByText('Kaikki kirjattu')).toHaveCount(0);
  await openWith(page, pin);
  await expect(words).toHaveValue('Asemalla on hiljaista');
  await expect(page).toHaveURL(/\/outreach\/phenomenon\//);
  const other = await context.newPage();
  await other.goto('/more/lock');
  await openWith(other, pin);
  await other.getByRole('button', { name: 'Lukitse nyt' }).click();
  await expectLocked();
  await expect(unsaved).toBeVisible();
  await fill(page, false);
  await expect(page.getByText('Kaikki kirjattu')).toBeVisible();
  await expectLocked();
  await openWith(page, pin);
  await expect(words).toHaveValue('Asemalla on hiljaista');
});
