/** A team looks at its own activity: on three devices without a network, brought together, and again a year later. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { picturePieces } from '../../src/assessment/packed.ts';
import { packText } from '../../src/files/packed-text.ts';
import { wallDate } from '../../src/i18n/wall-time.ts';
import { hasPdfReaders, outOfOrder, pdfText } from '../support/pdf.ts';
import { draftKept, expect, keptBrowser, setUp, test, waitingLine } from '../support/phone.ts';
import { writeQrVideo } from '../support/qr-video.ts';
import { random } from '../support/random.ts';
import type { Listening } from '../support/receiver.ts';
import { countWork, workOf } from '../support/work.ts';
import { writeRecords } from '../support/write-records.ts';

/** A phone of the same team. */
async function aPhone(browser: Browser, receiver: Listening, width = 360): Promise<Page> {
  const context = await browser.newContext({
    baseURL: receiver.url,
    viewport: { width, height: 740 },
    locale: 'fi-FI',
    timezoneId: 'Europe/Helsinki',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  await setUp(page, receiver);
  return page;
}

const question = (page: Page, number: number) =>
  page.getByRole('navigation', { name: 'Kysymykset' }).getByRole('link', { name: new RegExp(`^${number} `) });

/** Answers the first question and keeps the form. */
async function answer(page: Page, { role, standing, text }: { role?: string; standing: string; text: string }) {
  if (role) await page.getByLabel('Vastaajan rooli').fill(role);
  await question(page, 1).click();
  await page.getByRole('checkbox', { name: standing }).check();
  await page.getByLabel('Mitä teemme nyt').fill(text);
  await draftKept(page, text);
  await page.getByRole('button', { name: 'Tallenna arviointi' }).click();
  await expect(page.getByText('Tallessa tässä laitteessa')).toBeVisible();
}

const together = async (page: Page) => {
  await page.getByRole('link', { name: /Torstaikahvila/ }).click();
  await page.getByRole('link', { name: 'Kokoa yhteen' }).click();
  await expect(page.getByRole('heading', { name: 'Ota toiselta laitteelta' })).toBeVisible();
};

test('a team of three answers on three devices without a network, and brings it together by link, file and network', {
  tag: '@worker',
}, async ({ browser, receiver }) => {
  const [one, two, three] = [
    await aPhone(browser, receiver),
    await aPhone(browser, receiver),
    await aPhone(browser, receiver),
  ];
  const all = [one, two, three];
  try {
    for (const page of all) {
      await page.getByRole('link', { name: 'Arviointi', exact: true }).click();
      await expect(page.getByRole('link', { name: 'Aloita arviointi' })).toBeVisible();
      await page.context().setOffline(true);
    }
    await one.getByRole('link', { name: 'Aloita arviointi' }).click();
    await one.getByLabel('Arvioitava toiminta').fill('Torstaikahvila');
    await one.getByRole('radio', { name: 'Kukin omalla laitteellaan' }).check();
    await answer(one, { role: 'ohjaaja', standing: 'Alulla', text: 'Kahvila on auki kaikille.' });
    await together(one);
    await one.getByRole('button', { name: 'Näytä kutsu' }).click();
    await expect(one.getByRole('img', { name: 'QR-koodi, joka avaa kierroksen' })).toBeVisible();
    await one.getByRole('button', { name: 'Kopioi linkki' }).click();
    await expect(one.getByText('Linkki on kopioitu.')).toBeVisible();
    const link = new URL(await one.evaluate(() => navigator.clipboard.readText()));

    for (const [page, said] of [
      [two, { role: 'vertainen', standing: 'Ei vielä', text: 'Moni ei uskalla tulla ovesta.' }],
      [three, { standing: 'Vakiintunut', text: '<b>Käymme</b> hakemassa 👩‍👧 مرحبا' }],
    ] as const) {
      await page.goto(link.pathname + link.hash);
      await expect(page.getByRole('heading', { name: 'Torstaikahvila' })).toBeVisible();
      expect(new URL(page.url()).hash).toBe('');
      await page.getByRole('button', { name: 'Vastaa omalta osaltasi' }).click();
      await answer(page, said);
    }

    // By file: sealed under a code that is said aloud.
    await together(two);
    const [download] = await Promise.all([
      two.waitForEvent('download'),
      two.getByRole('button', { name: 'Tallenna tiedosto' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`kierros-${wallDate(Date.now())}.kenttakirja`);
    const file = await download.path();
    expect(await readFile(file, 'utf8')).not.toMatch(/uskalla|Torstaikahvila/);
    const code = (await two.locator('.carry-code').textContent()) ?? '';
    for (const said of ['1 uusi tuli rinnalle', 'Uutta ei ollut']) {
      await one.getByLabel('Lue tiedosto').setInputFiles(file);
      await one.getByLabel('Tiedoston avauskoodi').fill(code.toLowerCase());
      await one.getByLabel('Tiedoston avauskoodi').press('Enter');
      await expect(one.getByText(said)).toBeVisible();
    }
    await one.getByLabel('Lue tiedosto').setInputFiles({
      name: 'katkennut.kenttakirja',
      mimeType: 'application/octet-stream',
      buffer: readFileSync(file).subarray(0, -9),
    });
    await one.getByLabel('Tiedoston avauskoodi').fill(code);
    await one.getByLabel('Tiedoston avauskoodi').press('Enter');
    await expect(one.getByText(/tiedosto ei tullut perille kokonaan/)).toBeVisible();

    // By the network, once there is one.
    await three.context().setOffline(false);
    await expect(waitingLine(three)).toHaveText(/^kaikki lähetetty/);
    await one.context().setOffline(false);
    await one.getByRole('button', { name: 'Hae palvelimelta' }).click();
    await expect(one.getByText('1 uusi tuli rinnalle')).toBeVisible();

    // Side by side, and a common one beside them; nobody's own is changed.
    await one.getByRole('link', { name: 'Takaisin' }).click();
    await one.getByRole('button', { name: 'Kirjoita yhteinen' }).click();
    await question(one, 1).click();
    await expect(one.getByRole('heading', { name: 'Näkemys 2: vertainen' })).toBeVisible();
    await expect(one.getByText('<b>Käymme</b> hakemassa 👩‍👧 مرحبا')).toBeVisible();
    const taken = one.getByRole('button', { name: 'Lisää yhteiseen' });
    await taken.nth(0).click();
    await expect(one.getByLabel('Mitä teemme nyt')).toHaveValue('Kahvila on auki kaikille.');
    await taken.nth(1).click();
    await expect(one.getByLabel('Mitä teemme nyt')).toHaveValue(
      'Kahvila on auki kaikille.\n\nMoni ei uskalla tulla ovesta.',
    );
    await one.getByRole('checkbox', { name: 'Alulla' }).check();
    await draftKept(one, /Moni ei uskalla.*started|started.*Moni ei uskalla/);
    await one.getByRole('button', { name: 'Tallenna arviointi' }).click();
    await expect(one.getByText(/3 näkemystä/)).toBeVisible();
    await expect(waitingLine(one)).toHaveText(/^kaikki lähetetty/);
    const rows = (await receiver.rows()).filter(({ kind }) => kind === 'assessment');
    const said = rows.map(({ part, answers }) => `${part} ${(answers as Record<string, { text: string }>)[1]?.text}`);
    expect(said.sort()).toEqual([
      'common Kahvila on auki kaikille.\n\nMoni ei uskalla tulla ovesta.',
      'view <b>Käymme</b> hakemassa 👩‍👧 مرحبا',
      'view Kahvila on auki kaikille.',
    ]);
    expect(new Set(rows.map(({ round }) => round)).size).toBe(1);
  } finally {
    for (const page of all) await page.context().close();
  }
});

test('what cannot be kept is refused at its place, an action goes to a calendar and comes back done, the next round knows it', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await page.goto('/assessment');
  await page.getByRole('link', { name: 'Aloita arviointi' }).click();
  await page.getByLabel('Arvioitava toiminta').fill('Torstaikahvila');
  await question(page, 7).click();
  await page.getByRole('checkbox', { name: 'Ei vielä' }).check();
  await page.getByText('Mistä sen näkee').click();
  await page.getByLabel('Linkit').fill('https://thl.fi\nhttp://vanha.fi');
  await expect(page.getByText('Tätä linkkiä ei voi tallentaa: http://vanha.fi')).toBeVisible();
  await page.getByRole('link', { name: 'Kysymys 8' }).click();
  await expect(page.getByRole('heading', { name: /^8 / })).toBeFocused();
  await page.getByRole('button', { name: 'Tallenna arviointi' }).click();
  await expect(page.getByLabel('Linkit'), 'it leads to where it is').toBeFocused();
  await expect(page.getByLabel('Linkit')).toHaveValue('https://thl.fi\nhttp://vanha.fi');
  await page.getByLabel('Linkit').fill('https://thl.fi');

  await page.getByRole('button', { name: 'Lisää teko' }).click();
  await page.getByLabel('Mitä tehdään').fill('Retki meren rantaan');
  await page.getByLabel('Mihin mennessä').fill('2020-01-01');
  await expect(page.getByText(/^Päivä on ennen alkua/)).toBeVisible();
  await page.getByLabel('Mihin mennessä').fill(wallDate(Date.now() + 3 * 86_400_000));
  await page.getByRole('button', { name: 'Tallenna teko' }).click();
  await expect(page.getByRole('button', { name: 'Tehty' })).toBeVisible();
  await page.getByRole('link', { name: 'Isolle näytölle' }).click();
  await expect(page.getByRole('link', { name: 'Pois isolta näytöltä' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Kysymykset' })).toBeHidden();
  await page.getByRole('button', { name: 'Tallenna arviointi' }).click();
  await expect(page.getByText('Tallessa tässä laitteessa')).toBeVisible();

  await page.getByRole('link', { name: 'Tänään' }).click();
  await expect(page.getByText('Retki meren rantaan')).toBeVisible();
  await expect(page.locator('a.due'), 'nobody is named: nothing follows the day').toHaveText(/\d\.?$/);
  await page.getByRole('link', { name: 'Kaikki teot' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Tallenna kalenteritiedosto' }).click(),
  ]);
  const calendar = await readFile(await download.path(), 'utf8');
  expect(calendar).toContain('SUMMARY:Retki meren rantaan');
  const buffer = Buffer.from(calendar.replace('STATUS:NEEDS-ACTION', 'STATUS:COMPLETED'));
  await page.getByLabel('Lue kalenteritiedosto').setInputFiles({ name: 'teot.ics', mimeType: 'text/calendar', buffer });
  await expect(page.getByText('1 teko on kalenterissa tehty')).toBeVisible();
  await page.getByRole('button', { name: 'Merkitse tehdyiksi' }).click();
  await expect(page.getByRole('heading', { name: 'Tehdyt' })).toBeVisible();

  await page.getByRole('link', { name: 'Arviointi', exact: true }).click();
  await page.getByRole('link', { name: /Torstaikahvila/ }).click();
  await page.getByRole('button', { name: 'Aloita seuraava kierros' }).click();
  await question(page, 7).click();
  await expect(page.getByRole('heading', { name: /^Edellinen kierros/ })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Vakiintunut' }).check();
  await draftKept(page, /established/);
  await page.getByRole('button', { name: 'Tallenna arviointi' }).click();
  await page
    .getByRole('link', { name: /Torstaikahvila/ })
    .first()
    .click();
  await expect(page.getByText('1 kohta siirtyi')).toBeVisible();
  await expect(page.getByRole('row', { name: /^7 .*Ei vielä Vakiintunut/ })).toBeVisible();
  await expect(page.getByText('Silloin sovittiin 1 teko, tehty 1')).toBeVisible();
});

test('a view comes over by pictures that the camera sees, in a row', async ({ receiver }) => {
  const folder = mkdtempSync(join(tmpdir(), 'film-'));
  const film = join(folder, 'codes.y4m');
  const phone = keptBrowser({ isQuick: true });
  try {
    const next = random(7);
    const id = (n: number) => `3f8e2b54-7a1d-4c9e-9b0a-${String(n).padStart(12, '0')}`;
    const noise = Array.from({ length: 900 }, () => String.fromCharCode(97 + Math.floor(next() * 26))).join('');
    const checksum = '446b9fe61408028ba0ad5c0fcb5479ab0bb625e9d3419196ce97ba17a0a4ff8f';
    const record = {
      ...{ kind: 'assessment', id: id(2), rev: 1, at: '2026-03-03T10:00:00.000Z', v: 2, unit: 'oma', device: id(3) },
      ...{ activity: 'Torstaikahvila', questions: 'help-questions', questionsVersion: '1', checksum },
      ...{ round: id(1), begun: '2026-03-03', part: 'view', answers: { 1: { text: noise } } },
    };
    const pieces = picturePieces(await packText(JSON.stringify(record)))!;
    expect(pieces.length).toBeGreaterThan(1);
    writeQrVideo(film, pieces);
    const { context, page } = await phone.open({
      args: [
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${film}`,
      ],
    });
    await page.goto(`${receiver.url}/assessment/join`);
    await page.getByRole('button', { name: 'Lue QR-kuvat kameralla' }).click();
    await expect(page.getByText('1 uusi tuli rinnalle')).toBeVisible();
    await page.getByRole('link', { name: 'Arviointeihin' }).click();
    await expect(page.getByText(/1 näkemys/)).toBeVisible();
    await context.close();
  } finally {
    phone.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('every principle stands on its page word for word as its source has it, in both wordings', async ({
  page,
  receiver,
}) => {
  const source = JSON.parse(readFileSync('src/assessment/principles.json', 'utf8')) as {
    seed: string[];
    current: { text: string }[];
  };
  await setUp(page, receiver);
  await page.goto('/assessment/principles');
  await page.getByRole('link', { name: 'Tarkastele käytäntöä' }).click();
  await page.getByLabel('Tarkasteltava käytäntö').fill('Avoin ovi');
  for (const [wording, texts] of [
    ['Vuosien 2020–2021', source.seed],
    ['Nykyinen', source.current.map(({ text }) => text)],
  ] as const) {
    await page.getByRole('radio', { name: wording }).check();
    await expect(page.locator('.question-list .said')).toHaveCount(texts.length);
    const listed = await page.locator('.question-list .said').allTextContents();
    expect(listed.map((one) => one.replaceAll('\u00ad', ''))).toEqual(texts);
  }
  for (const [at, { text }] of source.current.entries()) {
    if (at === 0) await page.getByRole('link', { name: /^1 / }).click();
    await expect(page.getByRole('heading', { level: 2, name: `${at + 1} ${text}` })).toBeVisible();
    if (at + 1 < source.current.length) await page.getByRole('link', { name: `Periaate ${at + 2}` }).press('Enter');
  }
  await page.getByLabel('Mitä teemme nyt').fill('Sovimme vuosikellon.');
  await draftKept(page, 'Sovimme vuosikellon.');
  await page.getByRole('button', { name: 'Tallenna tarkastelu' }).click();
  await page.getByRole('link', { name: /Avoin ovi/ }).click();
  await expect(page.getByText('Periaatteiden sanamuoto: Nykyinen')).toBeVisible();
});

test('every question stands on its page word for word as its source has it', async ({ page, receiver }) => {
  const { areas } = JSON.parse(readFileSync('src/assessment/help-questions.json', 'utf8')) as {
    areas: {
      title: string;
      subtitle?: string;
      intro?: string;
      questions: { number: number; text: string; example?: string }[];
    }[];
  };
  await setUp(page, receiver);
  await page.goto('/assessment');
  await page.getByRole('link', { name: 'Aloita arviointi' }).click();
  await question(page, 1).click();
  for (const { title, subtitle, intro, questions } of areas)
    for (const { number, text, example } of questions) {
      const shown = page.getByRole('region', { name: new RegExp(`^${number} `) });
      await expect(shown).toBeVisible();
      const said = [[title, subtitle].filter(Boolean).join(' · '), ...(intro ? [intro] : []), `${number} ${text}`];
      const words = await shown.locator('> p.question-area, > p[lang=fi], > h2').allTextContents();
      expect(words.map((one) => one.replaceAll('\u00ad', ''))).toEqual([...said, ...(example ? [example] : [])]);
      if (number < 24) await page.getByRole('link', { name: `Kysymys ${number + 1}` }).press('Enter');
    }
});

test('a programme in its five steps: voices that are missing, needs by audience word for word, a goal, and all of it kept', async ({
  page,
  receiver,
}) => {
  const source = JSON.parse(readFileSync('src/assessment/programme.json', 'utf8')) as {
    steps: string[];
    agree: string[];
    areas: { questions: { number: number; audience: string; text: string; examples?: string[] }[] }[];
  };
  const plain = (texts: string[]) => texts.map((one) => one.replaceAll('\u00ad', ''));
  await setUp(page, receiver);
  await page.goto('/assessment/programme');
  await page.getByRole('link', { name: 'Aloita ohjelma' }).click();
  await page.getByLabel('Ohjelman nimi').fill('Kunnan ohjelma');
  expect(plain(await page.locator('.question-list [lang=fi]').allTextContents())).toEqual(source.steps);
  await page.getByRole('link', { name: /^1 / }).click();
  await expect(page.getByText(/^Vielä puuttuu: Eri-ikäiset asukkaat/)).toBeVisible();
  await page.getByLabel('Eri-ikäiset asukkaat').fill('asukasyhdistys');
  await expect(page.getByText(/^Vielä puuttuu: Verkostot/)).toBeVisible();
  await page.getByRole('link', { name: 'Vaihe 2' }).press('Enter');
  await page.getByRole('textbox', { name: 'Osallisuusvastaava' }).fill('hyvinvointikoordinaattori');
  await page.getByRole('link', { name: 'Vaihe 3' }).press('Enter');
  const needs = page.locator('.need summary');
  const all = source.areas.flatMap(({ questions }) => questions);
  await expect(needs).toHaveCount(all.length);
  expect(plain(await needs.allTextContents())).toEqual(all.map(({ number, text }) => `${number} ${text}`));
  await page.getByRole('checkbox', { name: 'erityisesti kunnat' }).check();
  await expect(needs).toHaveCount(all.filter(({ audience }) => audience !== 'services').length);
  const withExamples = all.findIndex(({ examples }) => examples);
  await page.locator('.need').nth(withExamples).locator('summary').click();
  await expect(page.locator('.need li')).toHaveCount(all[withExamples]!.examples!.length);
  expect(plain(await page.locator('.need li').allTextContents())).toEqual(all[withExamples]!.examples);
  await page.getByLabel('Mitä tehdään jo').fill('Asukasraati kokoontuu.');
  await page.getByRole('link', { name: 'Vaihe 4' }).press('Enter');
  await expect(page.locator('.question [lang=fi] .field label')).toHaveCount(source.agree.length);
  expect(plain(await page.locator('.question [lang=fi] .field label').allTextContents())).toEqual(source.agree);
  await page.getByRole('button', { name: 'Lisää tavoite' }).click();
  await draftKept(page, 'Asukasraati kokoontuu.');
  await page.getByRole('button', { name: 'Tallenna ohjelma' }).click();
  await expect(page.getByLabel('Tavoite 1'), 'an empty goal is refused where it is').toBeFocused();
  await page.getByLabel('Tavoite 1').fill('Ovi on auki');
  await page.getByRole('link', { name: 'Vaihe 5' }).press('Enter');
  await page.getByRole('checkbox', { name: 'Hyvinvointikertomus' }).check();
  await page.getByRole('button', { name: 'Tallenna ohjelma' }).click();
  await expect(page.getByText(/1 tarve · 1 tavoite/)).toBeVisible();
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  expect((await receiver.rows()).find(({ kind }) => kind === 'programme')).toMatchObject({
    voices: { residents: 'asukasyhdistys' },
    inCharge: 'hyvinvointikoordinaattori',
    goals: [{ goal: 'Ovi on auki' }],
    linked: ['wellbeing-report'],
  });
});

/** Two taps of one finger on the button that keeps a form, before anything could answer the first. */
const tapTwice = (page: Page, name: string) =>
  page.getByRole('button', { name }).evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });

test('needs are taken from outreach by a tap, a goal stands among all actions, two taps keep one, and deleting asks of its actions', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  const id = (n: number) => `3f8e2b54-7a1d-4c9e-9b0a-${String(n).padStart(12, '0')}`;
  const outingId = id(1);
  const of = { outingId, place: 'Torin nurkka', topic: 'housing', v: 1, at: '2026-01-10T10:00:00.000Z' };
  const unmet = Array.from({ length: 20 }, (_, n) => ({
    ...{ kind: 'unmet', id: id(100 + n), rev: 1, unit: 'oma', device: id(9), ...of },
    topic: n < 12 ? 'housing' : 'money',
  }));
  await receiver.post(unmet);
  await writeRecords(page, [{ kind: 'phenomenon', id: id(2), ...of, text: 'Yömaja täynnä viikonloppuisin' }]);
  await page.goto('/outreach/numbers?length=month&from=2026-01-01');
  await page.getByRole('button', { name: 'Lue kirjaukset palvelimelta' }).click();
  await expect(page.getByRole('figure', { name: 'Mitä ei ollut saatavilla' })).toBeVisible();

  await page.goto('/assessment/programme');
  await page.getByRole('link', { name: 'Aloita ohjelma' }).click();
  await page.getByLabel('Ohjelman nimi').fill('Kunnan ohjelma');
  await page.getByRole('link', { name: /^3 / }).click();
  await page.locator('.need').first().locator('summary').click();
  await page.getByLabel('Mistä se tiedetään').fill('Asukaskysely');
  await page.getByText('Poimi tiedossa olevasta').click();
  for (const source of ['Yömaja täynnä viikonloppuisin', 'Ei ollut saatavilla: asuminen']) {
    const row = page.getByRole('listitem').filter({ hasText: source });
    await row.getByRole('button', { name: 'Poimi' }).click();
    await expect(row.getByRole('button', { name: 'Poimittu' })).toBeDisabled();
  }
  await expect(page.getByLabel('Mistä se tiedetään')).toHaveValue(
    'Asukaskysely\nYömaja täynnä viikonloppuisin (ilmiö, asuminen, yöpaikka, tammikuu 2026)\n' +
      'Ei ollut saatavilla: asuminen, yöpaikka, 12 kertaa (jalkautuminen, tammikuu 2026)',
  );
  await expect(page.locator('main')).not.toContainText('Torin nurkka');
  const second = page.locator('.need').nth(1);
  await second.locator('summary').first().click();
  await second.getByText('Poimi tiedossa olevasta').click();
  const again = second.getByRole('listitem').filter({ hasText: 'Yömaja täynnä viikonloppuisin' });
  await again.getByRole('button', { name: 'Poimi' }).click();
  await expect(again.getByRole('button', { name: 'Poimittu' })).toBeDisabled();

  await page.getByRole('link', { name: 'Vaihe 4' }).press('Enter');
  await page.getByRole('button', { name: 'Lisää tavoite' }).click();
  await page.getByLabel('Tavoite 1').fill('Ovi on auki iltaisin');
  await page.getByLabel('Vastuu', { exact: true }).fill('ohjaajat');
  await page.getByRole('button', { name: 'Lisää teko' }).click();
  await expect(page.getByLabel('Mitä tehdään', { exact: true })).toHaveValue('Ovi on auki iltaisin');
  await expect(page.getByLabel('Kuka', { exact: true })).toHaveValue('ohjaajat');
  await page.getByLabel('Mihin mennessä').fill(wallDate(Date.now() + 3 * 86_400_000));
  // The programme is kept with the action that is still being written.
  await draftKept(page, 'ohjaajat');
  await draftKept(page, wallDate(Date.now() + 3 * 86_400_000));
  await tapTwice(page, 'Tallenna ohjelma');
  await expect(page.getByText(/2 tarvetta · 1 tavoite/)).toHaveCount(1);

  // What was taken, agreed on and is to be done stands in the programme's document, in order, on the screen and on paper.
  await page.getByRole('link', { name: /Kunnan ohjelma/ }).click();
  await page.getByRole('link', { name: 'Tee asiakirja' }).click();
  const taken = 'Yömaja täynnä viikonloppuisin (ilmiö, asuminen, yöpaikka, tammikuu 2026)';
  const written = [
    'Asukaskysely',
    taken,
    'Ei ollut saatavilla: asuminen, yöpaikka, 12 kertaa',
    taken,
    'Ovi on auki iltaisin',
  ];
  await expect(page.locator('.document')).toContainText('Ovi on auki iltaisin');
  expect(outOfOrder((await page.locator('.document').textContent())!, written)).toEqual([]);
  const paper = await page.pdf({ tagged: true, preferCSSPageSize: true });
  if (hasPdfReaders) expect(outOfOrder(pdfText(paper), written)).toEqual([]);

  await page.getByRole('link', { name: 'Tänään' }).click();
  await expect(page.getByText('Ovi on auki iltaisin')).toBeVisible();
  await page.getByRole('link', { name: 'Kaikki teot' }).click();
  await expect(page.getByText('ohjaajat · osallisuusohjelma')).toBeVisible();

  // The look at a practice is kept once too.
  await page.goto('/assessment/principles');
  await page.getByRole('link', { name: 'Tarkastele käytäntöä' }).click();
  await page.getByLabel('Tarkasteltava käytäntö').fill('Avoin ovi');
  await draftKept(page, 'Avoin ovi');
  await tapTwice(page, 'Tallenna tarkastelu');
  await expect(page.getByRole('link', { name: /Avoin ovi/ })).toHaveCount(1);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  const kept = (await receiver.rows()).filter(({ kind }) => kind === 'programme' || kind === 'principles');
  expect(kept.map(({ kind, rev }) => `${kind} ${rev}`).sort()).toEqual(['principles 1', 'programme 1']);

  // What becomes of its actions is asked, and done.
  await page.goto('/assessment/programme');
  await page.getByRole('link', { name: /Kunnan ohjelma/ }).click();
  await page.getByRole('button', { name: 'Poista ohjelma' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Siinä sovittiin 1 teko, joka on vielä tekemättä.');
  await dialog.getByRole('button', { name: 'Säilytä' }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'Poista ohjelma' }).click();
  await dialog.getByRole('button', { name: 'Poista, jätä teot tekemättä' }).click();
  await expect(page.getByText('Tähän tulevat ohjelmanne.')).toBeVisible();
  await page.goto('/assessment/actions');
  await expect(page.getByRole('heading', { name: 'Jäivät tekemättä' })).toBeVisible();
  await expect(page.getByText('Ovi on auki iltaisin')).toBeVisible();
});

test('five participants say what they think on a device that goes round: nothing of fewer, no way out, and the team’s answer stays', {
  tag: '@worker',
}, async ({ page, receiver, context }) => {
  await setUp(page, receiver);
  await page.goto('/assessment');
  await page.getByRole('link', { name: 'Aloita arviointi' }).click();
  await page.getByLabel('Arvioitava toiminta').fill('Torstaikahvila');
  await question(page, 7).click();
  await page.getByRole('checkbox', { name: 'Vakiintunut' }).check();
  await draftKept(page, /established/);
  await context.setOffline(true);
  const handOut = async () => {
    await page.getByText('Osallistujien oma näkemys').click();
    await page.getByRole('link', { name: 'Kerää yhteisellä laitteella' }).click();
    await page.getByLabel('Avauskoodi').fill('2468');
  };
  await handOut();
  await page.getByRole('button', { name: 'Lukitse ja anna laite' }).click();
  await expect(page.getByLabel('Kysymys osallistujille'), 'a question of the worker’s own is needed').toBeFocused();
  await page.getByLabel('Kysymys osallistujille').fill('Mikä täällä toimii?');
  await page.getByRole('button', { name: 'Lukitse ja anna laite' }).click();

  const words = ['Ovi on painava.', '<b>Kahvi</b> on hyvää 👩‍👧', 'مرحبا', 'Liian hiljaista.', 'Saa vain olla.'];
  const say = async (text: string) => {
    await expect(page.getByRole('heading', { name: 'Mikä täällä toimii?' })).toBeVisible();
    await expect(page.getByLabel('Omat sanasi')).toHaveValue('');
    for (const other of words) await expect(page.getByText(other)).toHaveCount(0);
    await page.getByLabel('Omat sanasi').fill(text);
    await page.getByRole('button', { name: 'Valmis' }).click();
    await expect(page.getByRole('heading', { name: 'Kiitos' })).toBeVisible();
    await page.getByRole('button', { name: 'Seuraava' }).press('Enter');
  };
  const open = async () => {
    await page.getByRole('button', { name: 'Työntekijä: avaa laite' }).click();
    await page.getByRole('dialog').getByLabel('Avauskoodi').fill('1111');
    await page.getByRole('dialog').getByRole('button', { name: 'Avaa' }).click();
    await expect(page.getByRole('dialog')).toContainText('Koodi ei ole oikea.');
    await page.getByRole('dialog').getByLabel('Avauskoodi').fill('2468');
    await page.getByRole('dialog').getByRole('button', { name: 'Avaa' }).click();
    await expect(page.getByRole('heading', { name: 'Mitä on kirjoitettu' })).toBeVisible();
  };
  await page.getByLabel('Omat sanasi').fill('131052-308T');
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByLabel('Omat sanasi'), 'refused at its place').toBeFocused();
  await page.getByLabel('Omat sanasi').fill('');
  for (const text of words.slice(0, 2)) await say(text);
  // The disk is full for a while: what was said of that goes when the words are kept.
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    addEventListener('room', () => Object.assign(IDBObjectStore.prototype, { put }));
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.getByLabel('Omat sanasi').fill(words[2]!);
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByText('Ei tallentunut vielä')).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event('room')));
  await page.getByRole('button', { name: 'Valmis' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Kiitos' })).toBeVisible();
  await expect(page.getByText('Ei tallentunut vielä')).toHaveCount(0);
  await page.getByRole('button', { name: 'Seuraava' }).press('Enter');
  for (const away of ['/assessment', '/outreach', '/']) {
    await page.goto(away);
    await expect(page.getByRole('heading', { name: 'Mikä täällä toimii?' }), away).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Pääpaikat' })).toHaveCount(0);
  }
  await page.evaluate(() => history.back());
  await expect(page.getByRole('heading', { name: 'Mikä täällä toimii?' }), 'back').toBeVisible();
  await open();
  await expect(page.getByText('Vastauksia on, mutta alle 5.')).toBeVisible();
  for (const text of words) await expect(page.getByText(text)).toHaveCount(0);

  await page.getByLabel('Avauskoodi').fill('2468');
  await expect(page.getByLabel('Kysymys osallistujille')).toHaveValue('Mikä täällä toimii?');
  await page.getByRole('button', { name: 'Lukitse ja anna laite' }).click();
  for (const text of words.slice(3)) await say(text);
  await open();
  await expect(page.getByText('5 osallistujaa')).toBeVisible();
  for (const text of words) await expect(page.getByText(text)).toBeVisible();
  await page.getByRole('button', { name: 'Lisää arviointiin' }).click();
  await expect(page.getByLabel('Montako osallistujaa')).toHaveValue('5');
  await expect(page.getByRole('checkbox', { name: 'Vakiintunut' })).toBeChecked();
  await expect(page.getByLabel('Mitä teemme nyt')).toHaveValue('');
  await page.getByRole('button', { name: 'Tallenna arviointi' }).click();
  await expect(page.getByText('Tallessa tässä laitteessa')).toBeVisible();
  await context.setOffline(false);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  const sent = (await receiver.rows()).find(({ kind }) => kind === 'assessment') as unknown as {
    answers: Record<
      string,
      { standing: string; text?: string; heard: { ways: string[]; count: number; text: string } }
    >;
  };
  const { heard, ...own } = sent.answers[7]!;
  expect(own).toEqual({ standing: 'established' });
  expect(heard).toMatchObject({ ways: ['kiosk'], count: 5 });
  expect(heard.text.split('\n').sort()).toEqual(words.map((text) => `– ${text}`).sort());
});

test('a programme of forty needs and twenty-five goals is edited letter by letter: only what is written is drawn again', async ({
  page,
  receiver,
}) => {
  await countWork(page);
  await setUp(page, receiver);
  const id = (n: number) => `3f8e2b54-7a1d-4c9e-9b0a-${String(n).padStart(12, '0')}`;
  const words = 'Näin tehdään jo, ja tämä tiedetään kyselystä. '.repeat(4);
  const needs = Array.from({ length: 40 }, (_, n) => [n + 1, { done: words, whose: 'Nuoret', known: words }] as const);
  const goals = Array.from({ length: 25 }, (_, n) => ({ id: id(100 + n), goal: `Tavoite ${n}`, means: words }));
  const of = { name: 'Kunnan ohjelma', audiences: [], voices: {}, agree: {}, linked: [] };
  const programme = { ...of, checksum: 'a'.repeat(64), needs: Object.fromEntries(needs), goals };
  const action = { tool: 'programme', about: id(1), sequence: 0, what: 'Retki', agreed: '2026-03-03', state: 'open' };
  const at = '2026-03-03T10:00:00.000Z';
  await writeRecords(page, [
    { kind: 'programme', id: id(1), v: 1, at, ...programme },
    ...goals.map((goal, n) => ({
      kind: 'action',
      id: id(200 + n),
      v: 1,
      at,
      ...action,
      uid: id(300 + n),
      place: goal.id,
    })),
  ]);
  const typed = 'Uusi lause tähän.';
  /** What each letter costs, and whether all of them stand. */
  const typeInto = async (field: ReturnType<Page['getByLabel']>) => {
    const before = await field.inputValue();
    await field.press('End');
    await field.press('Control+End');
    const { opened, sealed, fields } = await workOf(page);
    await page.keyboard.type(typed);
    const now = await workOf(page);
    await expect(field).toHaveValue(before + typed);
    await draftKept(page, typed);
    expect(now.opened - opened, 'nothing is opened').toBe(0);
    expect(now.sealed - sealed, 'a letter is written once at most').toBeLessThanOrEqual(typed.length);
    return (now.fields - fields) / typed.length;
  };
  await page.goto(`/assessment/programme/${id(1)}?step=3`);
  await expect(page.getByLabel('Mitä tehdään jo')).toHaveCount(40);
  expect(await typeInto(page.getByLabel('Mitä tehdään jo').nth(20)), 'fields a letter').toBeLessThan(12);
  await page.getByRole('link', { name: 'Vaihe 4' }).press('Enter');
  await expect(page.locator('.goal')).toHaveCount(25);
  for (const goal of await page.locator('.goal summary').all()) await goal.click();
  await expect(page.getByText('Retki')).toHaveCount(25);
  expect(await typeInto(page.getByLabel('Keinot').nth(12)), 'fields a letter').toBeLessThan(20);
});
