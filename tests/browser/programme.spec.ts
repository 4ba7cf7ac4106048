/** A programme in its steps: needs by audience, goals and what follows from them. */
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { wallDate } from '../../src/i18n/wall-time.ts';
import { hasPdfReaders, outOfOrder, pdfText } from '../support/pdf.ts';
import { allSent, draftKept, expect, goTo, setUp, test } from '../support/phone.ts';
import { countWork, workOf } from '../support/work.ts';
import { writeRecords } from '../support/write-records.ts';

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
  await goTo(page, '/assessment/programme');
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
  await allSent(page);
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
  await goTo(page, '/outreach/numbers?length=month&from=2026-01-01');
  await page.getByRole('button', { name: 'Lue kirjaukset palvelimelta' }).click();
  await expect(page.getByRole('figure', { name: 'Mitä ei ollut saatavilla' })).toBeVisible();

  await goTo(page, '/assessment/programme');
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
  // Reading the server closes every month that has ended: the half-year is told then.
  await expect(page.getByLabel('Mistä se tiedetään')).toHaveValue(
    'Asukaskysely\nYömaja täynnä viikonloppuisin (ilmiöhavainto, asuminen, yöpaikka, tammikuu 2026)\n' +
      'Ei ollut saatavilla: asuminen, yöpaikka, 12 kertaa (jalkautuminen, 1–6/2026)',
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
  const taken = 'Yömaja täynnä viikonloppuisin (ilmiöhavainto, asuminen, yöpaikka, tammikuu 2026)';
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
  await goTo(page, '/assessment/principles');
  await page.getByRole('link', { name: 'Tarkastele käytäntöä' }).click();
  await page.getByLabel('Tarkasteltava käytäntö').fill('Avoin ovi');
  await draftKept(page, 'Avoin ovi');
  await tapTwice(page, 'Tallenna tarkastelu');
  await expect(page.getByRole('link', { name: /Avoin ovi/ })).toHaveCount(1);
  await allSent(page);
  const kept = (await receiver.rows()).filter(({ kind }) => kind === 'programme' || kind === 'principles');
  expect(kept.map(({ kind, rev }) => `${kind} ${rev}`).sort()).toEqual(['principles 1', 'programme 1']);

  // What becomes of its actions is asked, and done.
  await goTo(page, '/assessment/programme');
  await page.getByRole('link', { name: /Kunnan ohjelma/ }).click();
  await page.getByRole('button', { name: 'Poista ohjelma' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Siinä sovittiin 1 teko, joka on vielä tekemättä.');
  await dialog.getByRole('button', { name: 'Säilytä' }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'Poista ohjelma' }).click();
  await dialog.getByRole('button', { name: 'Poista, jätä teot tekemättä' }).click();
  await expect(page.getByText('Tähän tulevat ohjelmanne.')).toBeVisible();
  await goTo(page, '/assessment/actions');
  await expect(page.getByRole('heading', { name: 'Jäivät tekemättä' })).toBeVisible();
  await expect(page.getByText('Ovi on auki iltaisin')).toBeVisible();
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
  await goTo(page, `/assessment/programme/${id(1)}?step=3`);
  await expect(page.getByLabel('Mitä tehdään jo')).toHaveCount(40);
  expect(await typeInto(page.getByLabel('Mitä tehdään jo').nth(20)), 'fields a letter').toBeLessThan(12);
  await page.getByRole('link', { name: 'Vaihe 4' }).press('Enter');
  await expect(page.locator('.goal')).toHaveCount(25);
  for (const goal of await page.locator('.goal summary').all()) await goal.click();
  await expect(page.getByText('Retki')).toHaveCount(25);
  expect(await typeInto(page.getByLabel('Keinot').nth(12)), 'fields a letter').toBeLessThan(20);
});
