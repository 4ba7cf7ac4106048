/** What became of records after they were sent: looked for, refused, set aside, handed on; and a phone whose clock is wrong. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { findings } from '../support/accessible.ts';
import { startFaultyEndpoint } from '../support/faulty-endpoint.ts';
import {
  allSent,
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

/** Nothing for axe to find, in both themes. */
async function accessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page, colorScheme, colorScheme === 'light' ? 'all' : 'colours')).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('F31, F39: the server loses a row: the check finds it and it goes again; what was deleted there, a person decides', async ({
  browser,
}) => {
  const server = await startFaultyEndpoint();
  const context = await browser.newContext({
    baseURL: server.url,
    locale: 'fi-FI',
    timezoneId: 'Europe/Helsinki',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  try {
    await setUp(page, server);
    await startOuting(page);
    await logEncounter(page);
    await logEncounter(page);
    await allSent(page);
    const [outing, lost, deleted] = [...server.ledger.held.keys()].sort();
    server.ledger.held.delete(lost!);
    await goTo(page, '/more/delivery');
    await page.getByRole('button', { name: 'Tarkista lähetetyt' }).click();
    await expect(page.getByText('Tarkistettu 3. Yksi puuttui: se odottaa uudelleen.')).toBeVisible();
    await expect.poll(() => server.ledger.held.get(lost!)?.rev).toBe(1);
    await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);

    const { kind, at, v, unit, device } = server.ledger.held.get(deleted!)!;
    server.ledger.held.set(deleted!, { kind, id: deleted!, rev: 2, at, v, unit, device, deleted: true });
    await page.getByRole('button', { name: 'Tarkista lähetetyt' }).click();
    await expect(page.getByText(/^Tarkistettu 3\. Yksi on poistettu palvelimelta/)).toBeVisible();
    await expect(waitingLine(page)).toHaveText('1 hylätty');
    await expect(page.getByText(/^Tämä on poistettu palvelimelta/)).toBeVisible();
    await sendNow(page);
    expect(server.ledger.held.get(deleted!)?.deleted).toBe(true);
    await accessible(page);

    await page.getByText('Muut keinot').click();
    await page.getByRole('button', { name: 'Siirrä sivuun' }).click();
    await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
    expect([...server.ledger.held.keys()].sort()).toEqual([outing, lost, deleted]);
    // The network goes in the middle: it is said, and goes on from there.
    await context.route('**/api/held', (route) => route.abort());
    await page.getByRole('button', { name: 'Tarkista lähetetyt' }).click();
    await expect(page.getByText('Tarkistus on kesken. Palvelin ei vastaa.', { exact: false })).toBeVisible();
    await context.unroute('**/api/held');
    await page.reload();
    await page.getByRole('button', { name: 'Jatka tarkistusta' }).click();
    await expect(page.getByText('Tarkistettu 2. Kaikki on palvelimella.')).toBeVisible();
  } finally {
    await context.close();
    await server.stop();
  }
});

test('F24: refused records are handed on as a file, set aside, taken back and sent; their words are never markup', async ({
  page,
  context,
  receiver,
}) => {
  await setUp(page, receiver);
  const words = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';
  await context.route(endpoint, async (route) => {
    const { records } = route.request().postDataJSON() as { records: { id: string; rev: number }[] };
    const results = records.map(({ id, rev }) => ({ id, rev, status: 'rejected', message: words }));
    await route.fulfill({ json: { results } });
  });
  await startOuting(page);
  await logEncounter(page);
  await expect(waitingLine(page)).toHaveText('2 hylätty');
  await goTo(page, '/more/delivery');
  await expect(page.getByText(`Palvelin sanoi: ${words}`)).toHaveCount(2);
  expect(await page.locator('main img, main script').count()).toBe(0);
  await expect(page).toHaveTitle('(2) Lähetys');

  const exported = async (button: string) => {
    await page.getByRole('button', { name: button, exact: true }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await accessible(page);
    const downloading = page.waitForEvent('download');
    await page.getByRole('dialog').getByRole('button', { name: 'Vie tiedostoon' }).click();
    const file = await downloading;
    return { name: file.suggestedFilename(), ...JSON.parse(await readFile(await file.path(), 'utf8')) };
  };
  const all = await exported('Vie hylätyt tiedostoon');
  expect(all.name).toBe('kenttakirja-2.json');
  expect(all.records).toMatchObject([
    { record: { kind: 'outing', places: ['Kirjasto'] }, refused: { said: words, status: 200 } },
    { record: { kind: 'encounter', depth: 'conversation' }, refused: { said: words } },
  ]);
  const refused = page.getByRole('region', { name: /^Hylätty/ });
  await refused.getByText('Muut keinot').first().click();
  expect(await exported('Vie tiedostoon')).toMatchObject({ name: 'kenttakirja-1.json', records: [{}] });
  await refused.getByRole('button', { name: 'Siirrä sivuun' }).first().click();
  await expect(waitingLine(page)).toHaveText('1 hylätty');
  await refused.getByText('Muut keinot').click();
  await refused.getByRole('button', { name: 'Siirrä sivuun' }).click();
  await expect(waitingLine(page)).toHaveText('ei lähetettävää');
  await expect(page).toHaveTitle('Lähetys');
  await goTo(page, '/');
  await expect(page.getByText('ei lähetettävää').first()).toBeVisible();
  await goTo(page, '/more/delivery');
  const aside = page.getByRole('region', { name: /^Sivussa/ });
  await expect(aside.getByRole('listitem')).toHaveCount(2);
  await accessible(page);

  await context.unroute(endpoint);
  await sendNow(page);
  expect(await heldFrom(receiver, page), 'what is aside is not sent').toEqual([]);
  for (let left = 2; left > 0; left--) {
    await aside.getByRole('button', { name: 'Ota takaisin' }).first().click();
    await expect(waitingLine(page)).toHaveText(`${3 - left} hylätty`);
  }
  await page.getByRole('button', { name: 'Lähetä hylätyt uudelleen' }).click();
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await expect.poll(() => heldFrom(receiver, page)).toHaveLength(2);
});

test('F67: a phone whose clock is three hours slow is told once, with both times, and sends all the same', async ({
  page,
  context,
  receiver,
}) => {
  await setUp(page, receiver);
  let ahead = 3 * 3_600_000;
  // Its clock is the same for whoever sends and whoever reads.
  await context.route(/\/api\/records\b/, async (route) => {
    const response = await route.fetch();
    const date = new Date(Date.now() + ahead).toUTCString();
    await route.fulfill({ response, headers: { ...response.headers(), date } });
  });
  await startOuting(page);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await page.goto('/');
  const told = page.getByText('Laitteen kello on väärässä');
  await expect(told).toBeVisible();
  await expect(page.getByText(/^Laitteen kello oli \d+\.\d\d, kun palvelimen kello oli .*\d+\.\d\d\./)).toBeVisible();
  await accessible(page);
  await goTo(page, '/more/delivery');
  await expect(told).toBeVisible();
  await page.getByRole('button', { name: 'Selvä' }).click();
  await expect(told).toBeHidden();
  await logEncounter(page);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Lähetys' })).toBeVisible();
  await expect(told).toBeHidden();
  ahead = -48 * 3_600_000;
  await logEncounter(page);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await page.goto('/');
  await expect(told).toBeVisible();
  await expect.poll(() => heldFrom(receiver, page)).toHaveLength(3);
});

test('hostile answers: the page stays quick, nothing is believed, nothing becomes markup, and the next good one delivers', async ({
  page,
  context,
  receiver,
}) => {
  await setUp(page, receiver);
  const script = '<script>document.title="owned"</script><img src=x onerror="document.title=\'owned\'">';
  const json = (body: string, status = 200) => ({ status, contentType: 'application/json', body });
  const answers = [
    json(`[${'"0123456789",'.repeat(1_000_000)}0]`),
    json(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    json(`${'{"results":'.repeat(100_000)}1${'}'.repeat(100_000)}`),
    json(
      JSON.stringify({ results: Array.from({ length: 10_000 }, (_, rev) => ({ id: script, rev, status: 'stored' })) }),
    ),
    json('{"results":[{"id":NaN}]}'),
    json(JSON.stringify({ message: script }), 500),
  ];
  let given: (typeof answers)[number] | undefined = answers[0];
  let tries = 0;
  await context.route(endpoint, (route) => {
    tries += 1;
    return given ? route.fulfill(given) : route.continue();
  });
  await startOuting(page);
  await goTo(page, '/more/delivery');
  for (const answer of answers) {
    given = answer;
    const before = tries;
    await sendNow(page);
    await expect.poll(() => tries).toBeGreaterThan(before);
    await expect(waitingLine(page)).toHaveText(/1 odottaa/);
  }
  expect(await page.locator('main img, main script').count()).toBe(0);
  await expect(page).toHaveTitle('(1) Lähetys');
  given = undefined;
  await sendNow(page);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await expect.poll(() => heldFrom(receiver, page)).toHaveLength(1);
});
