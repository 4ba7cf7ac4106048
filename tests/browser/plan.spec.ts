import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { daysOn, wallClock, wallDate } from '../../src/i18n/wall-time.ts';
import { joinMarks, sums, type TallyMark } from '../../src/outreach/tally/sums.ts';
import {
  draftKept,
  endOuting,
  expect,
  goTo,
  heldFrom,
  pasted,
  recordsOn,
  setUp,
  test,
  waitingLine,
} from '../support/phone.ts';
import { type Listening, startReceiver } from '../support/receiver.ts';

const tomorrow = daysOn(wallDate(Date.now()), 1);

/** A phone of another organisation. */
async function anotherPhone(browser: Browser, receiver: Listening): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    baseURL: receiver.url,
    viewport: { width: 360, height: 740 },
    locale: 'fi-FI',
    timezoneId: 'Europe/Helsinki',
    permissions: ['clipboard-read', 'clipboard-write', 'notifications'],
  });
  const page = await context.newPage();
  await setUp(page, receiver);
  return { context, page };
}

interface Planned {
  day?: string;
  from?: string;
  to?: string;
  place?: string;
  own?: string;
}

/** Writes a plan of Kukkula ry with the parish, from the list of outings. */
async function plan(
  page: Page,
  { day = tomorrow, from = '17:00', to = '20:00', place = 'Kirjasto', own }: Planned = {},
) {
  await goTo(page, '/outreach');
  await page.getByRole('link', { name: 'Suunnittele' }).click();
  await page.getByLabel('Päivä', { exact: true }).fill(day);
  await page.getByLabel('Alkaa').fill(from);
  await page.getByLabel('Päättyy').fill(to);
  await page.getByRole('radio', { name: place, exact: true }).check();
  if (own) await page.getByLabel('Oma organisaatio').fill(own);
  await page.getByRole('checkbox', { name: 'Diakonia' }).check();
  await page.getByText('Turvallisuus').click();
  await page.getByLabel('Vastuuhenkilö').fill('Vuorovastaava');
  await page.getByLabel('Paluun varmistaja').fill('Päivystäjä');
  await page.getByLabel('Puhelin').fill('040 123 4567');
  await page.getByText('Reitti ja pysähdykset').click();
  await page.getByRole('button', { name: '+ Asema' }).click();
  await page.getByText('Tavoite, varusteet ja muu').click();
  await page.getByLabel('Varusteet').fill('heijastinliivi\nesitteet');
  await page.getByLabel('Oma muistiinpano').fill('Avain on naulassa');
  await page.getByRole('button', { name: 'Tallenna suunnitelma' }).click();
  await expect(page.getByText('Ehdotettu')).toBeVisible();
}

/** Saves the file that the page offers; where it lies and what stands in it. */
async function savedFile(page: Page): Promise<{ path: string; text: string; name: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tallenna tiedosto' }).click(),
  ]);
  const path = await download.path();
  return { path, text: await readFile(path, 'utf8'), name: download.suggestedFilename() };
}

async function choose(page: Page, file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) {
  if (!page.url().includes('/outreach/import')) await goTo(page, '/outreach/import');
  await page.getByLabel('Valitse kalenteritiedosto').setInputFiles(file);
}

/** From the list out of the door, to the first stop and back. */
async function goOut(page: Page) {
  await page.getByRole('link', { name: 'Takaisin' }).click();
  await page.getByRole('link', { name: /Kirjasto/ }).click();
  await page.getByRole('link', { name: 'Lähdettiin' }).click();
  await page.getByRole('checkbox', { name: 'Mukana: heijastinliivi' }).check();
  await expect(page.getByText('Tämä ei ole henkilöhälytin')).toBeVisible();
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  await page.getByRole('button', { name: 'Asema' }).click();
  await expect(page.getByRole('heading', { name: 'Asema' })).toBeVisible();
  await expect(page.getByText('Paikka on nyt Asema')).toBeVisible();
}

/** Taps counters of the stop, each as often as it says. */
async function log(page: Page, taps: Record<string, number>) {
  for (const [name, n] of Object.entries(taps)) {
    for (let i = 0; i < n; i++) await page.getByRole('button', { name: `${name}, yksi lisää` }).click();
    await expect(page.getByText(new RegExp(`^\\+1 ${name} tallessa`))).toBeVisible();
  }
}

const marksOf = (rows: readonly object[]) =>
  rows.filter((row) => (row as { kind: string }).kind === 'tally') as TallyMark[];

test('two organisations without a shared system agree by file and link, and both go out without a network', {
  tag: '@worker',
}, async ({ browser, receiver }) => {
  const elsewhere = await startReceiver();
  const [kukkula, parish] = [await anotherPhone(browser, receiver), await anotherPhone(browser, elsewhere)];
  try {
    await plan(kukkula.page, { own: 'Kukkula ry' });
    await kukkula.page.getByRole('link', { name: 'Jaa suunnitelma' }).click();
    await expect(kukkula.page.getByText('Tämä lähtee, eikä mitään muuta')).toBeVisible();
    const proposal = await savedFile(kukkula.page);
    expect(proposal.name).toBe(`jalkautuminen-${tomorrow}.ics`);
    expect(proposal.text).not.toMatch(/123 4567|naulassa/);

    const { page } = parish;
    await choose(page, proposal.path);
    await expect(page.getByRole('heading', { name: 'Kirjasto' })).toBeVisible();
    expect(await recordsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ota suunnitelmiin' }).click();
    await page.getByRole('button', { name: 'Diakonia' }).click();
    await page.getByRole('radio', { name: 'Mukana', exact: true }).check();
    await page.getByRole('radio', { name: '2', exact: true }).check();
    await expect(page.getByText('mukana · 2')).toBeVisible();
    await page.getByRole('link', { name: 'Lähetä vastaus: Kukkula ry' }).click();
    const answer = await savedFile(page);
    expect(answer.text).toContain('METHOD:REPLY');

    await choose(kukkula.page, answer.path);
    await kukkula.page.getByRole('button', { name: 'Kirjaa vastaus suunnitelmaan' }).click();
    await expect(kukkula.page.getByText('Vastaus on suunnitelmassa.')).toBeVisible();
    await kukkula.page.getByRole('link', { name: 'Kirjasto' }).click();
    await expect(kukkula.page.getByText('mukana · 2')).toBeVisible();
    await kukkula.page.getByRole('button', { name: 'Merkitse sovituksi' }).click();
    await expect(kukkula.page.getByText('Sovittu')).toBeVisible();
    await kukkula.page.getByRole('link', { name: 'Jaa suunnitelma' }).click();
    await kukkula.page.getByRole('button', { name: 'Kopioi linkki' }).click();
    await expect(kukkula.page.getByText('Linkki on kopioitu')).toBeVisible();
    const link = await pasted(kukkula.page);

    // The other Kenttäkirja stands at another address: only the end of the link counts, and it is sent nowhere.
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(new URL(link).pathname + new URL(link).hash);
    await expect(page.getByText('Suunnitelmaa on muutettu. Valitse, kumpi jää voimaan.')).toBeVisible();
    await expect(page.getByRole('row', { name: 'Tila Ehdotettu Sovittu' })).toBeVisible();
    expect(new URL(page.url()).hash).toBe('');
    expect(asked.filter((url) => url.includes('p='))).toEqual([]);
    await page.getByRole('button', { name: 'Ota tuotu' }).click();
    await expect(page.getByRole('link', { name: 'Muokkaa' })).toBeVisible();
    await expect(page.getByText('Sovittu')).toBeVisible();
    await expect(page.getByText('mukana · 2')).toBeVisible();

    for (const phone of [kukkula, parish]) {
      await phone.page.getByRole('link', { name: 'Jalkautuminen', exact: true }).click();
      await phone.page.getByRole('link', { name: /Kirjasto/ }).click();
      await expect(phone.page.getByRole('link', { name: 'Muokkaa' })).toBeVisible();
      await phone.context.setOffline(true);
      await goOut(phone.page);
    }
    await kukkula.page.getByText(/^Paluu 20/).click();
    await expect(kukkula.page.getByRole('link', { name: 'Soita: Päivystäjä' })).toHaveAttribute(
      'href',
      'tel:0401234567',
    );
    await parish.page.getByText(/^Paluu 20/).click();
    await expect(parish.page.getByRole('link', { name: /^Soita:/ })).toHaveCount(0);
    // Each logs what it sees, still without a network.
    await log(kukkula.page, { Kohdattu: 3, Ohjattu: 1 });
    await log(parish.page, { Kohdattu: 2, Keskusteltu: 2, 'Ei halunnut': 1 });
    for (const phone of [kukkula, parish]) {
      await endOuting(phone.page);
      await expect(phone.page.getByText(/^Kaikki palasivat/)).toBeVisible();
      await phone.page.getByRole('button', { name: 'Työntekijöitä mukana, yksi lisää' }).click();
      await phone.page.getByRole('button', { name: 'Sulje jalkautuminen' }).click();
      await expect(phone.page.getByText(/^Purettu ja suljettu/)).toBeVisible();
      await phone.context.setOffline(false);
      await expect(waitingLine(phone.page)).toHaveText(/^kaikki lähetetty/);
    }
    const [ours, theirs] = await Promise.all([heldFrom(receiver, kukkula.page), elsewhere.rows()]);
    const outings = [...ours, ...theirs].filter(({ kind }) => kind === 'outing');
    expect(outings.map(({ state, places }) => [state, places])).toEqual(
      Array(2).fill(['debriefed', ['Kirjasto', 'Asema']]),
    );
    expect(new Set(outings.map(({ plan: one }) => (one as { uid: string }).uid)).size).toBe(1);
    expect(JSON.stringify([...ours, ...theirs])).not.toContain('123 4567');
    // Brought together in any order and any number of times, the marks of both come to the same.
    const [one, other] = [marksOf(ours), marksOf(theirs)];
    const expected = { met: 5, talked: 3, guided: 1, declined: 1 };
    expect(sums(joinMarks(one, other))).toMatchObject(expected);
    expect(sums(joinMarks(other, one, other))).toMatchObject(expected);
    expect(sums(one)).toMatchObject({ met: 3, talked: 1, guided: 1, declined: 0 });
    expect(sums(other)).toMatchObject({ met: 2, talked: 2, guided: 0, declined: 1 });
  } finally {
    await kukkula.context.close();
    await parish.context.close();
    await elsewhere.stop();
  }
});

test('a return that nobody confirmed is asked for on every screen, by a notification, and with the number to call', {
  tag: '@whole',
}, async ({ browser, receiver }) => {
  const { context, page } = await anotherPhone(browser, receiver);
  const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000;
  const day = wallDate(minutesAgo(180));
  await plan(page, { day, from: wallClock(minutesAgo(180)), to: wallClock(minutesAgo(40)), own: 'Kukkula ry' });
  await page.getByRole('link', { name: 'Lähdettiin' }).click();
  await page.getByRole('button', { name: 'Lähdettiin' }).click();

  const overdue = page.getByRole('alert').filter({ hasText: 'Kuittaa paluu' });
  await expect(overdue).toContainText('Tämä ei ole henkilöhälytin');
  await expect(overdue.getByRole('link', { name: 'Soita: Päivystäjä' })).toHaveAttribute('href', 'tel:0401234567');
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title }) => title);
    });
  await expect.poll(shown).toEqual(['Kuittaa paluu']);
  await page.getByRole('link', { name: 'Kyselyt' }).click();
  await expect(overdue).toBeVisible();

  // In whichever tab it is answered, neither of two shows it any more.
  const second = await context.newPage();
  await second.goto('/more');
  const there = second.getByRole('alert').filter({ hasText: 'Kuittaa paluu' });
  await there.getByRole('button', { name: 'Kaikki hyvin, kysy 30 min päästä' }).click();
  for (const asked of [there, overdue]) await expect(asked).toHaveCount(0);
  await expect.poll(shown).toEqual([]);
  await second.close();
  await page.bringToFront();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Kyselyt' })).toBeVisible();
  await expect(overdue).toHaveCount(0);

  // Half an hour and a minute later it asks again.
  await page.clock.setFixedTime(Date.now() + 31 * 60_000);
  await page.reload();
  await expect.poll(shown).toEqual(['Kuittaa paluu']);
  await overdue.getByRole('button', { name: 'Kaikki palanneet' }).click();
  await expect(overdue).toHaveCount(0);
  await expect.poll(shown).toEqual([]);
  await page.getByRole('link', { name: 'Jalkautuminen', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Aloita jalkautuminen' })).toBeVisible();
  await context.close();
});

test('files of every kind are taken where they can be, and told plainly where not', async ({ page, receiver }) => {
  await setUp(page, receiver);
  const sample = (name: string) => `tests/unit/calendars/${name}.ics`;
  const wrong = page.getByRole('alert');
  await choose(page, { name: 'kuva.ics', mimeType: 'text/calendar', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0]) });
  await expect(wrong).toContainText('Tämä ei ole kalenteritiedosto');
  await choose(page, {
    name: 'iso.ics',
    mimeType: 'text/calendar',
    buffer: Buffer.alloc(10_000_000, 'BEGIN:VCALENDAR\r\n'),
  });
  await expect(wrong).toContainText('Tiedosto on liian suuri');
  const cut = (await readFile(sample('outlook'))).subarray(0, 1_200);
  await choose(page, { name: 'poikki.ics', mimeType: 'text/calendar', buffer: cut });
  await expect(wrong).toContainText('Tiedosto on ehkä kesken');
  await page.goto('/outreach/import#p=rikki');
  await expect(wrong).toContainText('Linkki on katkennut');
  expect(await recordsOn(page)).toEqual([]);

  await page.clock.setFixedTime('2026-11-20T10:00:00Z');
  await page.goto('/outreach/import');
  const reading = await heldReading(page);
  await choose(page, sample('broken-zone'));
  await expect(page.getByText('Luetaan tiedostoa…'), 'a slow phone is not silent').toBeVisible();
  await reading.goesOn();
  await expect(page.getByText('Ei tuotu: tapahtuma päättyy ennen kuin se alkaa.')).toBeVisible();
  await expect(page.getByText('aikavyöhykettä ei tunnistettu')).toHaveCount(2);
  for (const name of ['outlook', 'google', 'apple']) {
    await choose(page, sample(name));
    await page.getByRole('button', { name: 'Ota suunnitelmiin' }).first().click();
    await expect(page.getByRole('link', { name: 'Muokkaa' })).toBeVisible();
  }
  await goTo(page, '/outreach/week?from=2026-11-28');
  await expect(page.getByRole('link', { name: /Yöpartio.*la 28.11. 21.30–0.30/ })).toBeVisible();
  await page.getByRole('link', { name: 'Seuraava' }).click();
  await expect(page.getByRole('link', { name: /Yhteisjalkautuminen.*pe 4.12. 17.00–20.00/ })).toBeVisible();
  expect((await recordsOn(page)).map(({ record }) => (record as { state?: string }).state).sort()).toEqual([
    'proposed',
    'proposed',
    'proposed',
  ]);
});

test('the network’s plans are shown, never written over; a round is repeated, copied and called off', async ({
  page,
  browser,
  receiver,
}) => {
  await setUp(page, receiver);
  await plan(page, { place: 'Tori', own: 'Kukkula ry' });
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  const mine = page.url();

  const other = await anotherPhone(browser, receiver);
  await other.page.goto('/outreach');
  await other.page.getByRole('link', { name: 'Katso' }).click();
  const tori = other.page.locator('section').filter({ has: other.page.getByRole('heading', { name: 'Tori' }) });
  await tori.getByRole('button', { name: 'Ota suunnitelmiin' }).click();
  await other.page.getByRole('button', { name: 'Diakonia' }).click();
  await other.page.getByRole('link', { name: 'Muokkaa' }).click();
  await other.page.getByText('Tavoite, varusteet ja muu').click();
  await other.page.getByLabel('Tavoite').fill('Tavata nuoria');
  await other.page.getByRole('button', { name: 'Tallenna suunnitelma' }).click();
  await expect(other.page.getByText('Tavata nuoria')).toBeVisible();
  await expect(waitingLine(other.page)).toHaveText(/^kaikki lähetetty/);

  // Meanwhile the first one moves it an hour, not knowing.
  await page.getByRole('link', { name: 'Muokkaa' }).click();
  await page.getByLabel('Päättyy').fill('21:00');
  await page.getByRole('button', { name: 'Tallenna suunnitelma' }).click();
  await expect(page.getByText(/17\.00–21\.00/)).toBeVisible();
  // On its own page again: the change is kept.
  await expect(page.getByRole('link', { name: 'Muokkaa' })).toBeVisible();
  await page.goto('/outreach');
  await page.getByRole('link', { name: 'Katso' }).click();
  await expect(page.getByText('Suunnitelmaa on muutettu kummassakin paikassa')).toBeVisible();
  await expect(page.getByRole('row', { name: /^Milloin .*17\.00–21\.00.*17\.00–20\.00/ })).toBeVisible();
  await expect(page.getByRole('row', { name: 'Tavoite – Tavata nuoria' })).toBeVisible();
  await page.getByRole('button', { name: 'Pidä oma' }).click();
  await expect(page.getByText(/17\.00–21\.00/)).toBeVisible();
  await other.context.close();

  await page.getByText('Toista viikoittain').click();
  await page.getByRole('radio', { name: '2', exact: true }).check();
  await page.getByRole('button', { name: 'Lisää 2 suunnitelmaa' }).click();
  await expect(page.getByText('2 suunnitelmaa lisätty')).toBeVisible();
  await goTo(page, `/outreach/week?from=${daysOn(tomorrow, 14)}`);
  await expect(page.getByRole('link', { name: /Tori.*17\.00–21\.00/ })).toBeVisible();

  await goTo(page, mine);
  await page.getByRole('link', { name: 'Kopioi' }).click();
  await expect(page.getByLabel('Päättyy')).toHaveValue('21:00');
  await page.getByText('Turvallisuus').click();
  await page.getByLabel('Paluun varmistaja').fill('Maija 040 123 4567');
  await page.getByRole('button', { name: 'Tallenna suunnitelma' }).click();
  await expect(page.getByText('kirjoita numero kohtaan Puhelin')).toBeVisible();
  await expect(page.getByLabel('Paluun varmistaja')).toHaveValue('Maija 040 123 4567');
  await draftKept(page, 'Maija 040 123 4567');
  await page.reload();
  await page.getByText('Turvallisuus').click();
  await expect(page.getByLabel('Paluun varmistaja')).toHaveValue('Maija 040 123 4567');
  await page.getByRole('button', { name: 'Hylkää suunnitelma' }).click();

  await goTo(page, mine);
  await page.getByRole('button', { name: 'Peru jalkautuminen' }).click();
  await expect(page.getByText('Peruttu')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Lähdettiin' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Ota takaisin suunnitelmaksi' }).click();
  await expect(page.getByText('Ehdotettu')).toBeVisible();
});

/** Files that are chosen from now on are not read before they may go on. */
async function heldReading(page: Page): Promise<{ goesOn(): Promise<void> }> {
  const held = await page.evaluateHandle(() => {
    const real = Blob.prototype.arrayBuffer;
    let goOn = () => {};
    const mayGoOn = new Promise<void>((done) => {
      goOn = done;
    });
    Blob.prototype.arrayBuffer = async function () {
      await mayGoOn;
      return real.call(this);
    };
    return { goOn };
  });
  return { goesOn: () => held.evaluate(({ goOn }) => goOn()) };
}
