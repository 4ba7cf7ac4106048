/** Results of groups: collected from an endpoint and from files, looked at, talked about, given out. */
import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { check, checkThemes } from '../support/accessible.ts';
import { answerList, begin, tenTimes } from '../support/answering.ts';
import { esisStatements } from '../support/esis-words.ts';
import { meanOf, type Sent, sent, unitOf } from '../support/made-responses.ts';
import { configure, expect, goTo, recordsOn, setUp, test } from '../support/phone.ts';
import type { Listening } from '../support/receiver.ts';
import { openInApp } from '../support/room.ts';
import { more, screens } from '../support/screens.ts';
import { countWork, workOf } from '../support/work.ts';

async function hold(receiver: Listening, responses: Sent[]): Promise<void> {
  for (let start = 0; start < responses.length; start += 1000) {
    const results = await receiver.post(responses.slice(start, start + 1000));
    expect(results.filter(({ status }) => status !== 'stored')).toEqual([]);
  }
}

const card = (page: Page, name: string) =>
  page.locator('.card').filter({ has: page.getByRole('heading', { name, exact: true }) });

async function collect(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lue palvelimelta' }).click();
  await expect(page.getByRole('button', { name: 'Lue palvelimelta' })).toBeVisible({ timeout: 60_000 });
}

const kindOf = (record: unknown) => (record as { kind: string }).kind;
const textOf = async (download: Download) => readFile((await download.path())!, 'utf8');

async function given(page: Page, button: string | RegExp, where: string): Promise<Download> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    card(page, where).getByRole('button', { name: button, exact: true }).click(),
  ]);
  return download;
}

const large = unitOf('Päiväkeskus', 40, 3);
const other = unitOf('Työpaja', 30, 4);
const small = unitOf('Perhekeskus', 4, 1);
const everyone = [...large, ...other, ...small];

test('a coordinator collects from the endpoint and from files, sees groups only, and nothing stays', async ({
  page,
  receiver,
  browser,
}) => {
  await hold(receiver, everyone);
  await setUp(page, receiver);
  await goTo(page, '/surveys');
  await page.getByRole('link', { name: /^Tulokset/ }).click();
  await page.getByRole('link', { name: /^Kokoa vastauksia/ }).click();
  await collect(page);
  await expect(page.getByText('74 uutta')).toBeVisible();
  await page.getByRole('link', { name: 'Katso tulokset' }).click();

  // The same numbers as by hand; the small unit hidden, and the one that would give it away.
  const all = card(page, 'Kaikki yksiköt');
  await expect(all).toContainText('74 vastausta mukana');
  await expect(all.locator('.report-mean b')).toHaveText(meanOf(everyone));
  await expect(all).toContainText('Laskusääntö esis-0-100 v1');
  await page.getByLabel('Yksikkö').selectOption('Päiväkeskus');
  await expect(card(page, 'Päiväkeskus').locator('.report-mean b')).toHaveText(meanOf(large));
  await page.getByLabel('Yksikkö').selectOption('Perhekeskus');
  await expect(card(page, 'Perhekeskus')).toContainText('Ei näytetä: vastauksia on alle 10.');
  await page.getByLabel('Yksikkö').selectOption('Työpaja');
  await expect(card(page, 'Työpaja')).toContainText('Ei näytetä: tästä voisi laskea');
  await expect(page.locator('.report-mean, .report-bars')).toHaveCount(0);
  expect(page.url()).not.toContain('?');
  await expect(page).toHaveTitle('Tulokset');

  // No answer lies on the device, and they are gone with the page. What was released stands.
  expect((await recordsOn(page)).filter(({ record }) => kindOf(record) !== 'release')).toEqual([]);
  await page.reload();
  await expect(page.getByText('Tulokset lasketaan palvelimen vastauksista')).toBeVisible();
  await expect(all).toContainText('74 vastausta mukana');
  await expect(page.getByText('0 vastausta', { exact: true }), 'nor is it said that nobody answered').toHaveCount(0);
  await expect(page.getByLabel('Jakso')).toHaveText(/1–6\/20261–3\/20263\/2026$/);

  // Files, one of which another device sealed: each is looked at alone.
  const phone = await (await browser.newContext({ locale: 'fi-FI' })).newPage();
  await setUp(phone, receiver);
  await phone.goto('/surveys');
  await phone.goto(`${receiver.url}/answer/esis.fi?mode=assisted`);
  await begin(phone);
  await answerList(phone, tenTimes('Täysin samaa mieltä'));
  await phone.goto(`${receiver.url}/surveys/collect`);
  const [sealed] = await Promise.all([
    phone.waitForEvent('download'),
    phone.getByRole('button', { name: 'Tee tiedosto' }).click(),
  ]);
  expect(sealed.suggestedFilename()).toMatch(/^kenttakirja-\d{4}-\d\d-\d\d\.kenttakirja$/);
  const code = (await phone.locator('.by-eye').textContent()) ?? '';
  const carried = await readFile((await sealed.path())!);
  await phone.context().close();

  await goTo(page, '/surveys/collect');
  const files = [
    {
      name: 'a.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ records: everyone.slice(0, 60) })),
    },
    {
      name: 'b.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ records: everyone.slice(30) })),
    },
    { name: 'c.txt', mimeType: 'text/plain', buffer: Buffer.from('Nimi;Puhelin') },
    { name: 'd.kenttakirja', mimeType: 'application/octet-stream', buffer: carried },
  ];
  await page.locator('input[type=file]').setInputFiles(files);
  const ended = (name: string) => page.locator('.report-ends li').filter({ hasText: name });
  await expect(ended('a.json')).toContainText('60 uutta');
  await expect(ended('b.json')).toContainText('44 uutta');
  await expect(ended('c.txt')).toContainText('Tiedostossa ei ole vastauksia');
  await page.getByLabel('Tiedoston avauskoodi').fill('VÄÄRÄ-KOODI');
  await page.getByRole('button', { name: 'Avaa' }).click();
  await expect(page.getByText('Koodi ei avaa tiedostoa'), 'at the field').toBeVisible();
  await page.getByLabel('Tiedoston avauskoodi').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Avaa' }).click();
  await expect(ended('d.kenttakirja')).toContainText('1 uusi');

  await ended('a.json').getByRole('button', { name: 'Katso tämän tiedoston tulokset' }).click();
  await expect(page.getByText('Näytetään vain tiedosto a.json')).toBeVisible();
  await expect(page.getByText('Tiedostossa ei ole julkaistuja tuloksia')).toBeVisible();
  await expect(page.getByText(/^60 vastausta/)).toBeVisible();
  await expect(page.locator('.report-mean')).toHaveCount(0);
  await check(page, 'a file looked at alone');
  await page.getByRole('button', { name: 'Takaisin omiin tuloksiin' }).click();
  await expect(all).toContainText('74 vastausta mukana');

  // Kept only when it is asked for, and forgotten when that is asked for. An answer of this month waits.
  await goTo(page, '/surveys/collect');
  await collect(page);
  await page.getByRole('button', { name: 'Säilytä tässä laitteessa' }).click();
  await expect(page.getByText('Ne ovat tallessa tässä laitteessa')).toBeVisible();
  await page.reload();
  await page.getByRole('link', { name: 'Katso tulokset' }).click();
  await expect(page.getByText('75 vastausta', { exact: true })).toBeVisible();
  await expect(all).toContainText('74 vastausta mukana');
  await page.goBack();
  await page.getByRole('button', { name: 'Poista muistista' }).click();
  await expect(page.getByText('Palvelimelta on luettu')).toHaveCount(0);
  await goTo(page, '/surveys/results');
  await expect(all).toContainText('74 vastausta mukana');
});

test('a survey that is closed for good has its results that week, once', async ({ page, receiver }) => {
  const now = new Date().toISOString();
  const week = unitOf('Päiväkeskus', 20, 3, { at: now });
  await hold(receiver, week);
  await setUp(page, receiver);
  await goTo(page, '/surveys/collect');
  await collect(page);
  await page.getByRole('link', { name: 'Katso tulokset' }).click();
  await expect(page.getByText('20 vastausta')).toBeVisible();
  await expect(page.locator('.report-mean')).toHaveCount(0);
  await page.getByRole('button', { name: 'Sulje kysely ja katso tulokset' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Älä sulje vielä' }).click();
  await expect(page.locator('.report-mean')).toHaveCount(0);
  await page.getByRole('button', { name: 'Sulje kysely ja katso tulokset' }).click();
  await check(page, 'the question before a survey is closed');
  await page.getByRole('dialog').getByRole('button', { name: 'Sulje kysely' }).click();
  await expect(page.getByText('Kysely suljettiin')).toBeVisible();
  await expect(card(page, 'Kaikki yksiköt').locator('.report-mean b')).toHaveText(meanOf(week));
  await expect(page.getByRole('button', { name: 'Sulje kysely ja katso tulokset' })).toHaveCount(0);
});

test('two devices of one server tell the same, whoever was first; nothing new where the release does not come there', async ({
  page,
  receiver,
  browser,
}) => {
  const team = unitOf('Päiväkeskus', 40, 3);
  await hold(receiver, team);
  await setUp(page, receiver);
  await goTo(page, '/surveys/collect');
  // Its release does not come there: another one may close that month first.
  const isRelease = (body: string | null) => body?.includes('"kind":"release"') ?? false;
  const whenSending = (url: URL) => url.pathname.endsWith('/api/records');
  await page.route(whenSending, (route) => (isRelease(route.request().postData()) ? route.abort() : route.continue()));
  await collect(page);
  await expect(page.getByText('Uutta ei vielä kerrota')).toBeVisible();
  await expect(page.getByText('Uusi julkaisu ei päässyt palvelimelle')).toBeVisible();
  await check(page, 'a release that did not come to the server');
  await page.getByRole('link', { name: 'Katso tulokset' }).click();
  await expect(page.getByText('Uutta ei vielä kerrota')).toBeVisible();
  await expect(page.locator('.report-mean')).toHaveCount(0);

  // Somebody answered late; the other device reads now, and closes.
  await hold(receiver, unitOf('Päiväkeskus', 1, 5));
  const context = await browser.newContext();
  const other = await context.newPage();
  await setUp(other, receiver);
  await goTo(other, '/surveys/collect');
  await collect(other);
  await other.getByRole('link', { name: 'Katso tulokset' }).click();
  const told = card(other, 'Kaikki yksiköt');
  await expect(told).toContainText('41 vastausta mukana');

  // The first one sends what it made, too late; it tells what the other one does.
  await page.unroute(whenSending);
  await hold(receiver, unitOf('Päiväkeskus', 1, 1));
  await goTo(page, '/surveys/collect');
  await collect(page);
  await page.getByRole('link', { name: 'Katso tulokset' }).click();
  await expect(card(page, 'Kaikki yksiköt')).toContainText('41 vastausta mukana');
  const words = (of: Page) => card(of, 'Kaikki yksiköt').locator('.report-mean').allTextContents();
  expect(await words(page)).toEqual(await words(other));
  await context.close();
});

test('what cannot be read is told, with what to do', async ({ page, receiver, context }) => {
  await page.goto(`${receiver.url}/surveys/collect`);
  await page.getByRole('button', { name: 'Lue palvelimelta' }).click();
  await expect(page.getByText('Palvelin pyytää avainta')).toBeVisible();
  await setUp(page, receiver);
  await goTo(page, '/surveys/collect');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Lue palvelimelta' }).click();
  await expect(page.getByText('Palvelin ei vastaa. Tarkista verkko')).toBeVisible();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Lue palvelimelta' }).click();
  await expect(page.getByText('Ei vastauksia')).toBeVisible();

  // A large file takes its time: until it is read, the page says which one it is at.
  await page.evaluate(() => {
    const { arrayBuffer } = Blob.prototype;
    // The page says so before it begins to read: the word to go on may come first.
    const read = new Promise((readOn) => addEventListener('read-on', readOn, { once: true }));
    Blob.prototype.arrayBuffer = async function () {
      await read;
      return arrayBuffer.call(this);
    };
  });
  const large = { name: 'suuri.json', mimeType: 'application/json', buffer: Buffer.from('[]') };
  await page.locator('input[type=file]').setInputFiles(large);
  const reading = page.getByRole('status').filter({ hasText: 'Luetaan suuri.json' });
  await expect(reading).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event('read-on')));
  await expect(page.locator('.report-ends li')).toContainText('Ei vastauksia');
  await expect(reading).toHaveCount(0);
});

test('change of the paired, bars with their tables, files and the statements to talk about', async ({
  page,
  receiver,
}) => {
  const march = { at: '2025-03-02T10:00:00.000Z' };
  const twice = unitOf('Päiväkeskus', 30, 2, march).flatMap((one, index) => [
    { ...one, code: `AB${index}`, ...(index === 0 ? { mode: 'paper' } : {}) },
    ...(index < 18
      ? [
          sent({
            code: `AB${index}`,
            unit: one.unit,
            at: '2025-09-02T10:00:00.000Z',
            answers: one.answers.map((step) => step! + 1),
          }),
        ]
      : []),
  ]);
  await hold(receiver, [...twice, ...unitOf('Työpaja', 4, 1, { at: '2025-03-03T10:00:00.000Z', code: undefined })]);
  await setUp(page, receiver);
  await configure(page, { survey: { researchRows: true } });
  await goTo(page, '/surveys/collect');
  await collect(page);
  await page.getByRole('link', { name: 'Katso tulokset' }).click();
  await page.getByLabel('Jakso').selectOption('2025');
  await page.getByRole('radio', { name: 'alussa', exact: true }).check();
  const change = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Muutos mittauskerrasta toiseen' }) });
  await expect(change.getByText('26', { exact: true }).first()).toBeVisible();
  await change.getByText('Sama taulukkona').click();
  await expect(change.getByRole('row', { name: /^Päiväkeskus.* 18 12 0 26 / })).toBeVisible();
  // How the stayed and the lost of the unit had begun stands in a table of its own.
  await expect(change.getByRole('row', { name: /^Päiväkeskus .* 2025 \d+ \d+$/ })).toBeVisible();
  const items = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Kohdittain' }) });
  await expect(items.locator('.report-bars p[lang]')).toHaveText(esisStatements);
  await items.getByText('Sama taulukkona').click();
  await expect(items.getByRole('row')).toHaveCount(11);
  await checkThemes(page, 'results');

  await page.getByRole('link', { name: /^Vie tiedostoon/ }).click();
  await expect(page.getByRole('heading', { name: 'Ryhmien tulokset' })).toBeVisible();
  await checkThemes(page, 'export');
  const groups = (await textOf(await given(page, 'Tulokset, CSV', 'Ryhmien tulokset'))).replaceAll('"', '');
  expect(groups).toContain('esis,1,esis-0-100 v1,0,Päiväkeskus,');
  expect(groups).toMatch(/esis,1,,,Työpaja,2025M03,4,.*Ei näytetä: vastauksia on alle 10\./);
  const xlsx = await given(page, 'XLSX', 'Ryhmien tulokset');
  expect(xlsx.suggestedFilename()).toMatch(/^esis-results-\d{4}-\d\d-\d\d\.xlsx$/);
  const rows = await textOf(await given(page, 'Vastaukset, CSV', 'Vastaukset tutkimusta varten'));
  expect(rows).not.toMatch(/AB\d|2025-0[39]-/);
  await expect(page.getByText('Kaikilta jäi tyhjäksi: language, mode.')).toBeVisible();
  expect(rows).not.toContain('Työpaja');
  expect(rows.trim().split('\n'), 'all of told figures, and the names of the columns').toHaveLength(49);
  const syntax = await textOf(await given(page, 'SPSS-syntaksi', 'Vastaukset tutkimusta varten'));
  expect(syntax).toContain("/FILE='esis-responses.csv'");
  const bundle = JSON.parse(await textOf(await given(page, 'FHIR', 'Vastaukset tutkimusta varten')));
  expect(bundle.entry).toHaveLength(rows.trim().split('\n').length - 1);

  await goTo(page, '/surveys/discuss');
  for (const [index, statement] of esisStatements.entries()) {
    await expect(page.locator('.report-statement')).toHaveText(statement);
    if (index < 9) await page.getByRole('button', { name: 'Seuraava' }).click();
  }
  await expect(page.locator('main').locator('input, textarea, [role=radio]')).toHaveCount(0);
  await checkThemes(page, 'discussion');
});

test('open answers are read one by one, marked, and quoted without a word that tells who wrote', async ({
  page,
  receiver,
}) => {
  const instrument = {
    id: 'palvelut',
    version: '1',
    licence: 'Oma',
    order: [],
    items: [{ id: 'own-words', type: 'long' }],
    texts: {
      fi: {
        title: 'Palveluista',
        stem: '',
        items: ['Miten sinua on kohdeltu?'],
        responses: {},
        source: 'Oma',
        copyright: 'Oma',
      },
    },
  };
  await setUp(page, receiver);
  await goTo(page, '/surveys/instruments');
  const file = { name: 'palvelut.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(instrument)) };
  await page.locator('input[type=file]').first().setInputFiles(file);
  await expect(page.getByRole('heading', { name: 'Palveluista' })).toBeVisible();
  const words = 'Lahdessa virkailija Virtanen katsoi kuin roskaa.';
  const written = Array.from({ length: 10 }, () =>
    sent({ instrument: 'palvelut', answers: [null], texts: { 'own-words': words } }),
  );
  await hold(receiver, written);
  await goTo(page, '/surveys/collect');
  await collect(page);
  await page.getByRole('link', { name: 'Katso tulokset' }).click();
  await page.getByRole('link', { name: /^Avoimet vastaukset/ }).click();
  await expect(page.getByText('luettu 0/10').first()).toBeVisible();
  await page.getByRole('checkbox', { name: 'Koettu' }).check();
  await page.getByRole('checkbox', { name: 'Palvelut' }).check();
  await page.getByLabel('Uusi luokka').fill('odottaminen');
  await page.getByRole('button', { name: 'Lisää', exact: true }).click();
  await page.getByRole('button', { name: 'Ota lainaus' }).click();
  await expect(page.getByText('Katso vielä nämä sanat: Virtanen')).toBeVisible();
  await page.getByLabel('Lainaus', { exact: true }).fill('Virkailija katsoi kuin kuningasta.');
  await expect(page.getByText('vain vastaajan omia sanoja')).toBeVisible();
  await page.getByLabel('Lainaus', { exact: true }).fill('[paikka] virkailija [nimi] katsoi kuin roskaa.');
  await page.getByRole('button', { name: 'Tallenna luokitus' }).click();
  await expect(page.getByText('Merkitse, että lainauksesta ei tunnista ketään')).toBeVisible();
  await check(page, 'an open answer');
  await page.getByRole('checkbox', { name: 'Lainauksesta ei tunnista ketään' }).check();
  await page.getByRole('button', { name: 'Tallenna luokitus' }).click();
  await expect(page.getByText('luettu 1/10').first()).toBeVisible();
  // What they add up to is told once all of the half-year is read: not one answer at a time.
  await expect(page.getByText('kun puolivuosi on päättynyt ja sen kaikki vastaukset on luettu')).toBeVisible();
  for (let read = 2; read <= 10; read++) {
    await page.getByRole('button', { name: 'Tallenna luokitus' }).press('Enter');
    await expect(page.getByText(`luettu ${read}/10`).first()).toBeVisible();
  }
  const unit = card(page, 'Päiväkeskus');
  await expect(unit.getByRole('row'), 'one person has the tag').toHaveCount(0);
  await expect(unit.getByText('[paikka] virkailija [nimi] katsoi kuin roskaa.')).toBeVisible();
  await expect(unit).not.toContainText('Virtanen');
  await check(page, 'what open answers add up to');
  // The marking is work of this device: it is kept, and travels like every record. The answer itself does not lie here.
  const held = (await recordsOn(page)).filter(({ record }) => kindOf(record) !== 'release');
  expect(held.map(({ record }) => kindOf(record))).toEqual(Array(10).fill('coding'));
  expect(JSON.stringify(held)).not.toContain('Virtanen');
  await expect.poll(async () => (await receiver.rows()).filter(({ kind }) => kind === 'coding').length).toBe(10);
});

test('10,000 responses are read and counted without holding the page up', async ({ page, receiver }) => {
  const units = Array.from({ length: 10 }, (_, index) => `Yksikkö ${index}`);
  const many = units.flatMap((unit, index) =>
    unitOf(unit, 1000, 2 + (index % 3)).map((one, place) => ({
      ...one,
      at: new Date(Date.UTC(2025, place % 18, 1 + (place % 27), 10)).toISOString(),
    })),
  );
  await hold(receiver, many);
  await setUp(page, receiver);
  await countWork(page);
  await page.goto('/surveys/collect');
  // All was read, and what has ended is closed, once the releases there are asked for.
  let goOn = () => {};
  const wasRead = new Promise<void>((done) => {
    goOn = done;
  });
  await page.route(/kind=release/, async (route) => {
    await wasRead;
    await route.continue();
  });
  const asked = page.waitForRequest(/kind=release/);
  await page.getByRole('button', { name: 'Lue palvelimelta' }).click();
  await asked;
  const reading = await workOf(page);
  goOn();
  // Ten thousand take their time to be closed, and to be counted, on a busy machine.
  const patient = { timeout: 240_000 };
  await expect(page.getByRole('button', { name: 'Lue palvelimelta' })).toBeVisible(patient);
  await expect(page.getByText(/^10.?000 uutta$/)).toBeVisible();
  await page.getByRole('link', { name: 'Katso tulokset' }).click();
  const ofLastHalf = many.filter(({ at }) => at >= '2026');
  await expect(card(page, 'Kaikki yksiköt').locator('.report-mean b')).toHaveText(meanOf(ofLastHalf), patient);
  await expect(page.getByRole('heading', { name: 'Kohdittain' })).toBeVisible();
  const counting = await workOf(page);
  console.log(`10,000 responses read in ${reading.turns} slices, counted in ${counting.turns - reading.turns}`);
  expect(counting.turns - reading.turns, 'the page has its turn while it counts').toBeGreaterThan(3);
});

test('whatever a worker opens, nothing on it, seen or for paper, is one person’s score, id or code', async ({
  page,
  receiver,
}) => {
  const answers = [8, 15, 22, 31].map((sum) =>
    Array.from({ length: 10 }, (_, item) => 1 + Math.floor((sum + 9 - item) / 10)),
  );
  const few = answers.map((own, index) => sent({ unit: 'Perhekeskus', code: `K7M4PX2${index}`, answers: own }));
  const scores = answers.map((own) => (own.reduce((sum, code) => sum + code, 0) - 10) * 2.5);
  const told = scores.filter((score) => !Number.isInteger(score)).map((score) => score.toLocaleString('fi-FI'));
  expect(told.length).toBeGreaterThan(1);
  await hold(receiver, [...unitOf('Päiväkeskus', 24, 3), ...few]);
  await setUp(page, receiver);
  await goTo(page, '/surveys/collect');
  await collect(page);
  await expect(page.getByText('28 uutta')).toBeVisible();
  const secrets = [...told, ...few.flatMap(({ id, code }) => [id, String(code)])];
  const own = [...screens, ...more].filter((route) => !route.startsWith('/assessment'));
  for (const route of own) {
    await openInApp(page, route);
    // All that is in it, also what is there for paper, or folded.
    const text = (await page.locator('body').textContent()) ?? '';
    expect(
      secrets.filter((one) => text.includes(one)),
      route,
    ).toEqual([]);
  }
});
