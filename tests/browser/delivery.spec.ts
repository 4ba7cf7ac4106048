import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { answerList, begin, tenTimes } from '../support/answering.ts';
import {
  expect,
  goTo,
  heldFrom,
  logEncounter,
  sendNow,
  setUp,
  startOuting,
  test,
  waitingLine,
} from '../support/phone.ts';

const endpoint = '**/api/records';

test.beforeEach(async ({ page, receiver }) => {
  await setUp(page, receiver);
});

test('F33: the endpoint stores and the answer is lost, again and again: one row, and the page says so when it is there', async ({
  page,
  context,
  receiver,
}) => {
  let lost = 0;
  await context.route(endpoint, async (route) => {
    if (lost++ >= 3) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await startOuting(page);
  await expect(waitingLine(page)).toHaveText('ei yhteyttä, 1 odottaa');
  await goTo(page, '/more/delivery');
  while (lost < 4) await sendNow(page);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await expect(page.getByText('Palvelimella oli se jo (vastaus 200)')).toBeVisible();
  await expect.poll(() => heldFrom(receiver, page)).toHaveLength(1);
});

test('F34, F35: two tabs and the worker come back to the network at once: each record goes once', {
  tag: '@whole',
}, async ({ page, context, receiver }) => {
  await context.setOffline(true);
  await startOuting(page);
  for (let i = 0; i < 4; i++) await logEncounter(page);
  const second = await context.newPage();
  await second.goto('/more/delivery');
  await expect(waitingLine(second)).toHaveText('ei yhteyttä, 5 odottaa');
  await expect(second.getByText('Kirjaukset lähetetään, kun verkko palaa.')).toBeVisible();
  await expect(second.getByText('Palvelin ei vastaa')).toHaveCount(0);
  await context.setOffline(false);
  for (const tab of [page, second]) await expect(waitingLine(tab)).toHaveText(/^kaikki lähetetty/);
  // A try that the network cut did not come: what reached the endpoint counts.
  expect(receiver.came).toHaveLength(5);
  expect(new Set(receiver.came).size).toBe(5);
  await expect.poll(() => heldFrom(receiver, page)).toHaveLength(5);
});

test('F1: a captive portal answers: everything waits, the words say what it is, and it goes when the portal is gone', async ({
  page,
  context,
  receiver,
}) => {
  let tries = 0;
  let portal: 'page' | 'redirect' | 'gone' = 'page';
  await context.route(endpoint, async (route) => {
    tries++;
    if (portal === 'gone') return route.continue();
    if (portal === 'redirect') return route.fulfill({ status: 302, headers: { location: '/login' } });
    await route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html><title>WiFi</title><form>' });
  });
  await startOuting(page);
  await goTo(page, '/more/delivery');
  await expect(page.getByText('verkko haluaa ehkä kirjautumisen').first()).toBeVisible();
  await expect(waitingLine(page)).toHaveText('1 odottaa');
  expect(tries, 'no storm: a handful of occasions, not a loop').toBeLessThan(10);
  portal = 'redirect';
  await sendNow(page);
  await expect(page.getByText('Verkko ohjaa muualle').first()).toBeVisible();
  portal = 'gone';
  await sendNow(page);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await expect.poll(() => heldFrom(receiver, page)).toHaveLength(1);
});

test('F41: a key that is not accepted: all is kept, asked for once, and goes by itself with the new one', async ({
  page,
  receiver,
}) => {
  await goTo(page, '/more/endpoint/home');
  await page.getByRole('button', { name: 'Anna uusi' }).click();
  await page.getByLabel('Avain', { exact: true }).fill('not-the-right-key-at-all');
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByText(/^Tallennettu/)).toBeVisible();
  await startOuting(page);
  await logEncounter(page);
  await expect(waitingLine(page)).toHaveText('avain ei kelpaa, 2 odottaa');
  await goTo(page, '/more/delivery');
  await expect(page.getByText('Palvelin ei hyväksy avainta').first()).toBeVisible();
  await page.getByRole('link', { name: 'Anna avain' }).click();
  await page.getByLabel('Avain', { exact: true }).fill(receiver.token);
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await expect.poll(() => heldFrom(receiver, page)).toHaveLength(2);
});

test('F4: a server that fails is tried again, and what waited goes without a reload', async ({
  page,
  context,
  receiver,
}) => {
  let down = true;
  await context.route(endpoint, (route) => (down ? route.fulfill({ status: 500, json: {} }) : route.continue()));
  await startOuting(page);
  await logEncounter(page);
  await expect(waitingLine(page)).toHaveText('2 odottaa');
  down = false;
  // The first waits are of seconds, and grow with each try that failed meanwhile; nobody touches anything.
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/, { timeout: 90_000 });
  await expect.poll(() => heldFrom(receiver, page)).toHaveLength(2);
});

test('F24: a refused record is shown with the server’s words, opened, corrected and sent', async ({
  page,
  context,
  receiver,
}) => {
  await startOuting(page, 'Tori');
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await context.route(endpoint, async (route) => {
    const { records } = route.request().postDataJSON() as { records: { id: string; rev: number; people?: string }[] };
    if (records.every(({ people }) => people !== '10+')) return route.continue();
    const error = { message: 'people: <img src=x onerror=alert(1)> too many', code: 'E_PEOPLE' };
    await route.fulfill({ status: 422, json: { statusCode: 422, error, path: '/api/records' } });
  });
  await goTo(page, '/outreach/encounter');
  await page.getByRole('radio', { name: '10+' }).check();
  await page.getByRole('radio', { name: 'Keskustelu' }).check();
  await expect(waitingLine(page)).toHaveText('1 hylätty');
  await goTo(page, '/more/delivery');
  await expect(page.getByText('Palvelin sanoi: people: <img src=x onerror=alert(1)> too many')).toBeVisible();
  await expect(page.locator('main bdi[lang=""]'), 'a screen reader does not read it as Finnish').toHaveCount(1);
  const whole = page.getByText('"code":"E_PEOPLE"');
  await expect(whole, 'the answer as it came is for whoever looks after the server').toBeHidden();
  await page.getByText('Näytä palvelimen vastaus').click();
  await expect(whole).toBeVisible();
  await page.getByRole('link', { name: 'Avaa kirjaus' }).click();
  await page.getByRole('radio', { name: '5–9' }).check();
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await expect
    .poll(async () => (await heldFrom(receiver, page)).filter(({ kind }) => kind === 'encounter'))
    .toMatchObject([{ rev: 2, people: '5-9' }]);
});

test('F24: of a refused response the screen shows no word of the server’s but the field it names; it is exported sealed', async ({
  page,
  context,
}) => {
  await context.route(endpoint, async (route) => {
    const { records } = route.request().postDataJSON() as { records: { id: string; rev: number }[] };
    const results = records.map((record) => ({
      ...{ id: record.id, rev: record.rev, status: 'rejected', field: 'answers' },
      message: `too many: ${JSON.stringify(record)}`,
    }));
    await route.fulfill({ json: { results } });
  });
  await page.goto('/answer/esis.fi?mode=assisted');
  await begin(page);
  await answerList(page, tenTimes('Samaa mieltä'));
  await goTo(page, '/more/delivery');
  await expect(page.getByText('Palvelin nimesi kentän: ')).toContainText('answers');
  await expect(page.locator('main')).not.toContainText('too many');
  await page.getByText('Muut keinot').click();
  await page.getByRole('button', { name: 'Vie tiedostoon' }).click();
  await expect(page.getByRole('button', { name: 'Vie tiedostoon' }), 'the one behind the dialog').toHaveCount(1);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Vie vastaukset salattuina' }).click(),
  ]);
  await expect(page.getByText(/^Koodi: ([0-9A-Z]{5}-){3}[0-9A-Z]{5}\. /)).toBeVisible();
  expect(file.suggestedFilename()).toBe('kenttakirja-1.kenttakirja');
  expect((await readFile(await file.path())).toString('latin1')).not.toContain('answers');
  await page.getByRole('button', { name: 'Koodi on tallessa' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('several refused records are sent again with one button', async ({ page, context, receiver }) => {
  await context.route(endpoint, async (route) => {
    const { records } = route.request().postDataJSON() as { records: { id: string; rev: number }[] };
    await route.fulfill({
      json: { results: records.map(({ id, rev }) => ({ id, rev, status: 'rejected', message: 'not today' })) },
    });
  });
  await startOuting(page);
  await expect(waitingLine(page)).toHaveText('1 hylätty');
  await goTo(page, '/more/delivery');
  await expect(page.getByRole('button', { name: 'Lähetä uudelleen' })).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Lähetä hylätyt uudelleen' })).toHaveCount(0);
  await logEncounter(page);
  await expect(waitingLine(page)).toHaveText('2 hylätty');
  await goTo(page, '/more/delivery');
  await context.unroute(endpoint);
  await page.getByRole('button', { name: 'Lähetä hylätyt uudelleen' }).click();
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await expect.poll(() => heldFrom(receiver, page)).toHaveLength(2);
});

test('a record’s own page says whether it has arrived, and leads to Lähetys where it was refused', async ({
  page,
  context,
}) => {
  await startOuting(page);
  await expect(page.getByText(/^lähetetty \d+\.\d\d$/)).toBeVisible();
  await context.setOffline(true);
  await logEncounter(page);
  await expect(page.getByText('1 odottaa', { exact: true }), 'the outing speaks of its encounters too').toBeVisible();
  await page.getByRole('link', { name: /Keskustelu/ }).click();
  await expect(page.getByText('odottaa', { exact: true })).toBeVisible();
  await context.route(endpoint, (route) => route.fulfill({ status: 422, json: {} }));
  await context.setOffline(false);
  await page.getByRole('link', { name: 'hylätty', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Hylätty' })).toBeVisible();
});

test('F27: an edit while the old revision is on its way: both arrive, the newest is held', async ({
  page,
  context,
  receiver,
}) => {
  await startOuting(page, 'Puisto');
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const revs: number[] = [];
  await context.route(endpoint, async (route) => {
    for (const { rev } of route.request().postDataJSON().records) revs.push(rev);
    if (revs.length === 1) await held;
    await route.continue();
  });
  await logEncounter(page);
  await expect.poll(() => revs).toEqual([1]);
  await page.getByRole('link', { name: /Keskustelu/ }).click();
  // The form is left while its change is being written: that is one edit all the same.
  const write = await holdWriting(page);
  await page.getByRole('radio', { name: '4', exact: true }).check();
  await page.getByRole('button', { name: 'Valmis' }).click();
  await write();
  await expect(page.getByText(/4 ihmistä/)).toBeVisible();
  letGo();
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  expect(revs).toEqual([1, 2]);
  await expect
    .poll(async () => (await heldFrom(receiver, page)).filter(({ kind }) => kind === 'encounter'))
    .toMatchObject([{ rev: 2, people: '4' }]);
});

/** From now on nothing is sealed, and so nothing written, until it is let go. */
async function holdWriting(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    const held = new Promise<void>((done) => Object.assign(window, { write: done }));
    crypto.subtle.encrypt = async (...given) => held.then(() => encrypt(...given));
  });
  return () => page.evaluate(() => (window as unknown as { write(): void }).write());
}

test('F69: the button stays busy until the last record is done', { tag: '@worker' }, async ({ page, context }) => {
  await context.setOffline(true);
  await startOuting(page);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await context.route(endpoint, async (route) => {
    await held;
    await route.continue();
  });
  await goTo(page, '/more/delivery');
  await context.setOffline(false);
  await page.locator('.action button').click();
  await expect(page.getByRole('button', { name: 'Lähetetään' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Lähetetään' }).click({ force: true });
  letGo();
  await expect(page.getByRole('button', { name: 'Lähetä nyt' })).not.toHaveAttribute('aria-disabled', 'true');
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
});
