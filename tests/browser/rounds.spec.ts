/** A team looks at its own activity: on three devices without a network, brought together, and again a year later. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { picturePieces } from '../../src/assessment/packed.ts';
import { packText } from '../../src/files/packed-text.ts';
import { wallDate } from '../../src/i18n/wall-time.ts';
import { allSent, draftKept, expect, goTo, keptBrowser, pasted, setUp, test, waitingLine } from '../support/phone.ts';
import { writeQrVideo } from '../support/qr-video.ts';
import { random } from '../support/random.ts';
import type { Listening } from '../support/receiver.ts';

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
    const link = new URL(await pasted(one));

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
    const code = (await two.locator('.by-eye').textContent()) ?? '';
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
    await allSent(one);
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
  await goTo(page, '/assessment');
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
  await goTo(page, '/assessment');
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
