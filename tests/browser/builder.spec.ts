/** A survey made by picking alone, by somebody who has never seen a format: looked at in both branches, asked, changed while answers wait. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { check, findings } from '../support/accessible.ts';
import { begin } from '../support/answering.ts';
import {
  answersFrom,
  configure,
  draftKept,
  draftsOn,
  expect,
  goTo,
  logEncounter,
  setUp,
  startOuting,
  test,
} from '../support/phone.ts';

const wide = { width: 1280, height: 800 };
const heading = (page: Page, name: string) =>
  page.locator('.builder-detail').getByRole('heading', { name, exact: true });
const list = (page: Page) => page.getByRole('navigation', { name: 'Kysymykset' });

/** Adds a question of a kind, and writes it in both languages. */
async function add(page: Page, kind: string, finnish: string, swedish: string): Promise<void> {
  await page.getByRole('link', { name: 'Lisää kysymys tai mittari' }).click();
  // Two taps make one question.
  await page.getByRole('button', { name: new RegExp(`^${kind}`) }).evaluate((button: HTMLElement) => {
    button.click();
    button.click();
  });
  await expect(page.getByLabel('Kysymyksen teksti (suomi)')).toHaveValue('');
  await page.getByLabel('Kysymyksen teksti (suomi)').fill(finnish);
  await page.getByLabel('Kysymyksen teksti (svenska)').fill(swedish);
  await expect(list(page).getByRole('link', { name: finnish })).toHaveAttribute('aria-current', 'page');
}

const choice = (page: Page, number: number, language: string) =>
  page.getByLabel(`${number}. vaihtoehto (${language})`, { exact: true });

/** A new device, on a desk, where a survey is begun. */
async function beginSurvey(page: Page, receiver: Parameters<typeof setUp>[1]): Promise<void> {
  await page.setViewportSize(wide);
  await setUp(page, receiver);
  await goTo(page, '/surveys/build');
  await page.getByRole('button', { name: 'Aloita uusi kysely' }).click();
}

/** Five questions of their own in two languages around the scale, one of them shown by an answer. */
async function make(page: Page): Promise<void> {
  await goTo(page, '/surveys');
  await page.getByRole('link', { name: 'Tee oma kysely' }).click();
  await page.getByRole('button', { name: 'Aloita uusi kysely' }).click();
  await page.getByLabel('Kyselyn nimi').fill('Päiväkeskuksen osallisuuskysely');
  await page.getByRole('link', { name: /^Kielet/ }).click();
  await page.getByLabel('Lisää kieli').selectOption('sv');
  await page.getByRole('link', { name: 'Nimi ja saate' }).first().click();
  await page.getByLabel('Kyselyn nimi (svenska)').fill('Dagcentrets delaktighetsenkät');

  await add(page, 'Yksi vaihtoehto', 'Kuinka usein käyt täällä?', 'Hur ofta kommer du hit?');
  await expect(choice(page, 1, 'svenska'), 'it is heard as Swedish').toHaveAttribute('lang', 'sv');
  for (const [at, [fi, sv]] of [
    ['Päivittäin', 'Dagligen'],
    ['Joka viikko', 'Varje vecka'],
    ['Harvemmin', 'Mera sällan'],
  ].entries()) {
    if (at === 2) {
      await page.getByRole('button', { name: 'Lisää vaihtoehto' }).click();
      await expect(choice(page, 3, 'suomi'), 'one writes on in the new field').toBeFocused();
    }
    await choice(page, at + 1, 'suomi').fill(fi!);
    await choice(page, at + 1, 'svenska').fill(sv!);
  }
  await page.getByRole('button', { name: 'Siirrä 2. vaihtoehto alas' }).press('Enter');
  await expect(choice(page, 3, 'suomi')).toHaveValue('Joka viikko');
  await expect(page.getByRole('button', { name: 'Siirrä 3. vaihtoehto ylös' }), 'its way back').toBeFocused();
  await page.keyboard.press('Enter');
  await expect(choice(page, 2, 'suomi')).toHaveValue('Joka viikko');
  await expect(page.getByRole('button', { name: 'Siirrä 2. vaihtoehto ylös' })).toBeFocused();
  await page.getByRole('link', { name: 'Lisää kysymys tai mittari' }).click();
  await page.getByRole('button', { name: /^Osallisuusindikaattori/ }).click();
  await expect(page.getByText('Virallinen mittari kysytään aina kokonaan ja sanasta sanaan.')).toBeVisible();
  await add(page, 'Kyllä tai ei', 'Saatko apua, kun tarvitset?', 'Får du hjälp när du behöver?');
  await add(page, 'Pitkä teksti', 'Mitä apua kaipaat?', 'Vilken hjälp saknar du?');
  await page.getByRole('radio', { name: 'näytetään, kun …' }).check();
  await page.getByLabel('vastaus', { exact: true }).selectOption('ei');
  await add(page, 'Asteikko', 'Kuinka tyytyväinen olet toimintaan?', 'Hur nöjd är du med verksamheten?');
  for (const [step, fi, sv] of [
    [1, 'En lainkaan', 'Inte alls'],
    [5, 'Hyvin tyytyväinen', 'Mycket nöjd'],
  ] as const) {
    await page.getByLabel(`Askeleen ${step} sanat (suomi)`).fill(fi);
    await page.getByLabel(`Askeleen ${step} sanat (svenska)`).fill(sv);
  }
  await add(page, 'Päivä', 'Mistä päivästä olet käynyt täällä?', 'Från vilken dag har du kommit hit?');
}

test('fifteen questions in two languages with a rule and the scale: made by clicks, seen in both branches, asked, and changed while answers wait', async ({
  page,
  receiver,
}) => {
  await page.setViewportSize(wide);
  await setUp(page, receiver);
  await configure(page, { organisation: { name: 'Kukkula ry' } });
  await make(page);

  await test.step('a question that is removed by accident comes back; by the keys it is moved', async () => {
    const row = list(page).getByRole('link', { name: /Mistä päivästä/ });
    await page.getByRole('button', { name: 'Poista kysymys' }).click();
    await expect(row).toHaveCount(0);
    await expect(list(page).getByRole('link', { name: /Kuinka tyytyväinen/ }), 'its neighbour').toBeFocused();
    await page.getByText('Poistettu: Mistä päivästä').locator('..').getByRole('button', { name: 'Kumoa' }).click();
    await expect(row).toContainText('15');
    await expect(row, 'what came back').toBeFocused();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(row).toContainText('14');
    await page.keyboard.press('Alt+ArrowDown');
    await expect(row).toContainText('15');
    await row.click();
    const [up, down] = ['Siirrä ylös', 'Siirrä alas'].map((name) => page.getByRole('button', { name, exact: true }));
    await expect(down!, 'it is the last one').toBeDisabled();
    await up!.press('Enter');
    await expect(row).toContainText('14');
    await down!.press('Enter');
    await expect(row).toContainText('15');
    await expect(up!, 'there is no further down: the way back').toBeFocused();
    const repeat = page.getByRole('button', { name: 'Monista' });
    await repeat.dblclick();
    await expect(row, 'a double click makes one').toHaveCount(2);
    await repeat.evaluate((button: HTMLElement) => {
      button.click();
      button.click();
    });
    await expect(row, 'so do two that come before anything is drawn').toHaveCount(3);
    await expect(heading(page, 'Kysymys 17'), 'it is what is open').toBeFocused();
    for (const copies of [2, 1]) {
      await row.last().press('Enter');
      await page.getByRole('button', { name: 'Poista kysymys' }).press('Enter');
      await expect(row).toHaveCount(copies);
    }
  });

  await test.step('both branches as the respondent sees them, in Swedish too', async () => {
    await page.getByRole('link', { name: 'Esikatselu' }).click();
    await page.getByLabel('Katso kohdasta').selectOption({ label: '12. Saatko apua, kun tarvitset?' });
    const phone = page.getByRole('region', { name: 'Näin vastaaja näkee' });
    await phone.getByRole('radio', { name: 'kyllä', exact: true }).check();
    await phone.getByRole('button', { name: 'Seuraava' }).click();
    await expect(phone.locator('fieldset:visible')).toContainText('Kuinka tyytyväinen olet toimintaan?');
    await page.getByRole('button', { name: 'Katso', exact: true }).click();
    await expect(phone.locator('fieldset:visible')).toContainText('Mitä apua kaipaat?');
    await page.getByRole('radio', { name: 'svenska' }).check();
    await expect(phone.locator('fieldset:visible')).toContainText('Vilken hjälp saknar du?');
    expect(await findings(page, 'the preview')).toEqual([]);
    // On the widest of desks too.
    await page.setViewportSize({ width: 1920, height: 1080 });
    await check(page, 'the preview, 1920 px');
    await list(page)
      .getByRole('link', { name: /Saatko apua/ })
      .click();
    await check(page, 'a question beside the list, 1920 px');
    await page.setViewportSize(wide);
  });

  await test.step('nothing is missing: it is taken into use, and goes out as a file', async () => {
    await page.getByRole('link', { name: /^Käyttöönotto/ }).click();
    await expect(page.getByText('Mitään ei puutu. Tästä tulee versio 1.')).toBeVisible();
    await page.getByText('Lataa tiedostona').click();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Kenttäkirja (JSON)' }).click();
    const file = JSON.parse(readFileSync(await (await coming).path(), 'utf8'));
    expect(file.parts).toHaveLength(3);
    expect(file.instruments).toHaveLength(2);
    await page.getByRole('button', { name: 'Ota käyttöön versio 1' }).click();
    await expect(page.getByText('Kysely on käytössä')).toBeVisible();
    await expect.poll(() => draftsOn(page)).not.toContain('survey-builder');
    // One tap puts it into the organisation's document, which is passed on to other devices.
    await page.getByRole('button', { name: 'Lisää organisaation asetuksiin' }).click();
    await expect(page.getByText('Kysely on organisaation asetuksissa')).toBeVisible();
    await check(page, 'a survey in the organisation’s document');
    await page.getByRole('link', { name: 'Jaa asetukset' }).click();
    const document = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tallenna tiedosto', exact: true }).click();
    const { survey } = JSON.parse(readFileSync(await (await document).path(), 'utf8'));
    expect(survey.bundles).toMatchObject([{ titles: { fi: 'Päiväkeskuksen osallisuuskysely' } }]);
    expect(survey.instruments).toHaveLength(2);
    await goTo(page, '/surveys');
    await expect(page.getByRole('region', { name: 'Päiväkeskuksen osallisuuskysely' })).toContainText('15 kysymystä');
  });

  await test.step('somebody answers it, together with a worker', async () => {
    const card = page.getByRole('region', { name: 'Päiväkeskuksen osallisuuskysely' });
    await card.getByRole('link', { name: 'Tuettu kysely' }).click();
    await begin(page);
    await page.locator('#q1').getByRole('radio', { name: 'Päivittäin' }).check();
    for (let n = 2; n < 12; n++) await page.locator(`#q${n}`).getByRole('radio').first().check();
    await page.locator('#q12').getByRole('radio', { name: 'ei', exact: true }).check();
    await page.locator('#q13').getByRole('textbox').fill('Kuljetusta.');
    await page.locator('#q14').getByRole('radio', { name: '4', exact: true }).check();
    await page.locator('#next').click();
    await expect(page.getByRole('heading', { name: 'Kiitos' })).toBeVisible();
    await expect.poll(async () => (await answersFrom(receiver, page)).length, { timeout: 90_000 }).toBe(3);
    const [before, scale, after] = await answersFrom(receiver, page);
    expect([before!.answers, scale!.instrument, after!.answers]).toEqual([[1], 'esis', [0, null, 4, null]]);
  });

  await test.step('another person is in the middle of it while the second version is made', async () => {
    await goTo(page, '/surveys');
    const card = page.getByRole('region', { name: 'Päiväkeskuksen osallisuuskysely' });
    await card.getByRole('link', { name: 'Tuettu kysely' }).click();
    await begin(page);
    await page.locator('#q1').getByRole('radio', { name: 'Harvemmin' }).check();
    await page.locator('#q12').getByRole('radio', { name: 'ei', exact: true }).check();
    await page.locator('#q13').getByRole('textbox').fill('Keskusteluseuraa.');
    await draftKept(page, 'Keskusteluseuraa.');
    await goTo(page, '/surveys/build');
    await page.getByRole('link', { name: /Päiväkeskuksen osallisuuskysely/ }).click();
    await list(page)
      .getByRole('link', { name: /Kuinka usein/ })
      .click();
    await page.getByLabel('Kysymyksen teksti (suomi)').fill('Kuinka monena päivänä viikossa käyt täällä?');
    await page.getByRole('link', { name: /^Käyttöönotto/ }).click();
    await expect(page.getByText('14 kysymystä on ennallaan')).toBeVisible();
    await expect(page.getByText('1 kysymys on toinen kuin ennen')).toBeVisible();
    await expect(page.getByText('Kuinka usein käyt täällä? · teksti tai vaihtoehdot muuttuivat')).toBeVisible();
    await page.getByRole('button', { name: 'Ota käyttöön versio 2', exact: true }).click();
    await page.getByRole('link', { name: 'Anna vastattavaksi tai tulosta' }).click();
    await page.getByRole('main').getByRole('link', { name: 'Jatka', exact: true }).click();
    await expect(page.locator('#q13').getByRole('textbox')).toHaveValue('Keskusteluseuraa.');
    await expect(page.locator('#q12').getByRole('radio', { name: 'ei', exact: true })).toBeChecked();
    await expect(page.locator('#q1').getByRole('radio', { checked: true })).toHaveCount(0);
  });
});

test('of two tabs one writes a survey: the other follows, says so and can go on; what one takes into use the other is told of, and nothing is written over', async ({
  page,
  context,
  receiver,
}) => {
  await beginSurvey(page, receiver);
  await page.getByLabel('Kyselyn nimi').fill('Arki');
  await page.getByRole('link', { name: 'Lisää kysymys tai mittari' }).click();
  await page.getByRole('button', { name: /^Lyhyt teksti/ }).click();
  await page.getByLabel('Kysymyksen teksti').fill('Mikä ilahdutti?');
  await draftKept(page, 'Mikä ilahdutti?');
  const other = await context.newPage();
  await other.setViewportSize(wide);
  await other.goto(page.url());
  const text = (tab: Page) => tab.getByLabel('Kysymyksen teksti');
  const isElsewhere = (tab: Page) => tab.getByText('Tämä on auki myös toisessa välilehdessä');
  const goOn = (tab: Page) => tab.getByRole('button', { name: 'Jatka tässä' }).click();
  await expect(isElsewhere(other)).toBeVisible();
  await expect(isElsewhere(page)).toHaveCount(0);
  await expect(text(other)).toHaveValue('Mikä ilahdutti?');
  await text(page).fill('Mikä ilahdutti tänään');
  await expect(text(other), 'followed where it is not written').toHaveValue('Mikä ilahdutti tänään');
  await expect(text(other)).toBeDisabled();
  const seen = other.getByRole('region', { name: 'Näin vastaaja näkee' });
  await expect(seen).toContainText('Mikä ilahdutti tänään');
  await other.getByRole('link', { name: 'Nimi ja saate' }).first().click();
  await expect(other.getByLabel('Kyselyn nimi'), 'it can be read').toHaveValue('Arki');
  await other.getByRole('link', { name: 'Esikatselu' }).click();
  await seen.getByText('Aloitan', { exact: true }).click();
  await expect(seen.locator('fieldset:visible'), 'and tried').toContainText('Mikä ilahdutti tänään');
  await list(other).getByRole('link', { name: 'Mikä ilahdutti' }).click();
  await goOn(other);
  await expect(isElsewhere(other)).toHaveCount(0);
  await expect(isElsewhere(page)).toBeVisible();
  await expect(text(other), 'what was typed last is there').toHaveValue('Mikä ilahdutti tänään');
  // Both type at the same moment: one is heard, nothing is mingled.
  await text(other).focus();
  await Promise.all([other.keyboard.type(' ja eilen?', { delay: 5 }), page.keyboard.type('xxxxxxxxxx', { delay: 5 })]);
  for (const tab of [page, other]) await expect(text(tab)).toHaveValue('Mikä ilahdutti tänään ja eilen?');
  await other.getByRole('link', { name: /^Käyttöönotto/ }).click();
  await other.getByRole('button', { name: 'Ota käyttöön versio 1' }).click();
  await expect(other.getByText('Kysely on käytössä')).toBeVisible();
  await goOn(page);
  await expect(isElsewhere(page)).toHaveCount(0);
  await page.getByLabel('Kysymyksen teksti').fill('Mikä harmitti?');
  await page.getByRole('link', { name: /^Käyttöönotto/ }).click();
  await expect(page.getByText('Tästä kyselystä on otettu käyttöön versio 1 muualla')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Ota käyttöön/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Tee luonnoksesta sitä seuraava versio' }).click();
  await expect(page.getByText('Mikä ilahdutti tänään ja eilen? · teksti tai vaihtoehdot muuttuivat')).toBeVisible();
  await page.getByRole('button', { name: 'Ota käyttöön versio 2', exact: true }).click();
  await expect(page.getByText('Kysely on käytössä')).toBeVisible();
  await expect(heading(page, 'Kysely on käytössä')).toBeVisible();

  // A card that one tab keeps and leaves stands in the other as it was kept.
  await goTo(page, '/assessment/project-card');
  await page.getByRole('link', { name: 'Tee hankekortti' }).click();
  await page.getByLabel('Hankkeen nimi').fill('Keittiö');
  await draftKept(page, 'Keittiö');
  await other.goto(page.url());
  await expect(isElsewhere(other)).toBeVisible();
  await page.getByLabel('Hankkeen nimi').fill('Keittiöhanke');
  const save = (tab: Page) => tab.getByRole('button', { name: 'Tallenna kortti' }).click();
  await save(page);
  await expect(page.getByRole('link', { name: /Keittiöhanke/ })).toBeVisible();
  await expect(isElsewhere(other)).toHaveCount(0);
  await expect(other.getByLabel('Hankkeen nimi')).toHaveValue('Keittiöhanke');
  await other.getByLabel('Hankkeen nimi').fill('Keittiöhanke 2');
  await draftKept(page, 'Keittiöhanke 2');
  await save(other);
  await expect(page.getByRole('link', { name: /Keittiöhanke 2/ })).toBeVisible();

  // An encounter is kept as it is tapped: the other tab follows, and goes on from what is kept.
  await startOuting(page);
  await logEncounter(page);
  await page.locator('a[href^="/outreach/encounter/"]').first().click();
  await expect(page.getByRole('radio', { name: 'Uusi', exact: true })).toBeVisible();
  await other.goto(page.url());
  await expect(isElsewhere(other)).toBeVisible();
  const chosen = (tab: Page, name: string) => tab.getByRole('radio', { name, exact: true });
  await chosen(page, 'Uusi').check();
  await expect(chosen(other, 'Uusi'), 'followed where it is not written').toBeChecked();
  await goOn(other);
  await expect(isElsewhere(page)).toBeVisible();
  await chosen(other, '65+').check();
  await expect(chosen(page, '65+')).toBeChecked();
  await expect(chosen(page, 'Uusi')).toBeChecked();
  await other.getByRole('button', { name: 'Valmis' }).click();
  await expect(other).toHaveURL(/\/outreach\/outing\//);
});

test('what is typed right after a survey was taken into use is the kept draft of its next version', async ({
  page,
  receiver,
}) => {
  await beginSurvey(page, receiver);
  await page.getByRole('link', { name: /^Käyttöönotto/ }).click();
  // What is missing leads to where it is mended.
  const missing = (name: string) => page.locator('.builder-detail').getByRole('link', { name }).click();
  await missing('Nimi ja saate');
  await expect(page.getByLabel('Kyselyn nimi')).toBeFocused();
  await page.keyboard.type('Pieni kysely');
  await page.getByRole('link', { name: /^Käyttöönotto/ }).click();
  await missing('Lisää kysymys tai mittari');
  await expect(heading(page, 'Lisää kysymys tai mittari')).toBeFocused();
  await page.getByRole('button', { name: /^Lyhyt teksti/ }).click();
  await page.getByLabel('Kysymyksen teksti').fill('Mitä kuuluu?');
  const ready = () => page.getByRole('link', { name: /^Käyttöönotto/ }).click();
  const take = (version: number) => page.getByRole('button', { name: `Ota käyttöön versio ${version}`, exact: true });
  await ready();
  for (const [version, words] of [
    [1, 'Mitä kuuluu tänään?'],
    [2, 'Mitä kuuluu nyt?'],
  ] as const) {
    await take(version).click();
    await expect(heading(page, 'Kysely on käytössä')).toBeVisible();
    await expect.poll(() => draftsOn(page)).not.toContain('survey-builder');
    await list(page)
      .getByRole('link', { name: /Mitä kuuluu/ })
      .click();
    await ready();
    await expect(page.getByText(`Mikään ei ole muuttunut versiosta ${version}.`)).toBeVisible();
    await expect(page.getByRole('button', { name: /^Ota käyttöön/ })).toHaveCount(0);
    await list(page)
      .getByRole('link', { name: /Mitä kuuluu/ })
      .click();
    await page.getByLabel('Kysymyksen teksti').fill(words);
    await draftKept(page, words);
    await ready();
    await expect(page.getByText(/on otettu käyttöön versio . muualla/)).toHaveCount(0);
    await expect(take(version + 1)).toBeVisible();
  }
  await page.reload();
  await expect(list(page).getByRole('link', { name: /Mitä kuuluu nyt/ })).toBeVisible();
  await expect(take(3)).toBeVisible();
});
