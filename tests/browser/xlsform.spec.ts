/**
 * A spreadsheet form that somebody else made: taken, walked in every branch that its own rules have, answered in every way, given out
 * and taken in again unchanged; its second version while answers to the first wait.
 */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { check } from '../support/accessible.ts';
import { begin, skip } from '../support/answering.ts';
import { aForm, answerTo, asFile } from '../support/forms.ts';
import { answersFrom, configure, draftKept, expect, goTo, setUp, test } from '../support/phone.ts';
import { brokenWords } from '../support/room.ts';
import { type Asked, askedIn, askedOf, type Given, keptAs, waysThrough } from '../support/ways-through.ts';

const fi = 'label::Suomi (fi)';
const sv = 'label::Svenska (sv)';
/** A title of two hundred signs. */
const title = `Pohjoisen päiväkeskuksen osallisuuskysely ${'kävijöille ja läheisille '.repeat(7)}`
  .slice(0, 199)
  .trim()
  .padEnd(200, '!');

/** The survey of a day centre as its leader has it in a spreadsheet, a condition behind a condition in it. */
const sheets = {
  ...aForm(`type | name | ${fi} | ${sv} | relevant | constraint`, [
    ['select_one often', 'often', 'Kuinka usein käyt täällä?', 'Hur ofta kommer du hit?', '', ''],
    [
      'integer',
      'times',
      'Montako kertaa viikossa?',
      'Hur många gånger i veckan?',
      `${answerTo('often')} = 'weekly'`,
      '. >= 0 and . <= 21',
    ],
    [
      'text',
      'much',
      'Mikä tuo sinut tänne niin usein?',
      'Vad lockar dig hit så ofta?',
      `${answerTo('times')} >= 5`,
      '',
    ],
    ['select_multiple places', 'places', 'Missä olet ollut mukana?', 'Var har du varit med?', '', ''],
    [
      'text',
      'trip',
      'Minne haluaisit retkelle?',
      'Vart vill du åka på utflykt?',
      `selected(${answerTo('places')}, 'trips')`,
      '',
    ],
    ['select_one yn', 'help', 'Saatko apua, kun tarvitset?', 'Får du hjälp när du behöver?', '', ''],
    [
      'text',
      'need',
      'Mitä apua kaipaat?',
      'Vilken hjälp saknar du?',
      `${answerTo('help')} = '0' or ${answerTo('often')} = 'first'`,
      '',
    ],
    [
      'date',
      'since',
      'Mistä päivästä olet käynyt täällä?',
      'Från vilken dag har du kommit hit?',
      `${answerTo('often')} != 'first' and ${answerTo('often')} != ''`,
      '',
    ],
  ]),
  choices: [
    ['list_name', 'name', fi, sv],
    ['often', 'first', 'Olen ensimmäistä kertaa', 'Jag är här för första gången'],
    ['often', 'weekly', 'Joka viikko', 'Varje vecka'],
    ['often', 'seldom', 'Harvemmin', 'Mera sällan'],
    ['places', 'meals', 'Ruokailussa', 'På måltider'],
    ['places', 'trips', 'Retkillä', 'På utflykter'],
    ['yn', '1', 'kyllä', 'ja'],
    ['yn', '0', 'ei', 'nej'],
  ],
  settings: [
    ['form_title', 'form_id', 'default_language'],
    [title, 'osallisuus', 'Suomi (fi)'],
  ],
};
const questions = askedIn(sheets);
/** With something written where one may write. */
const ways = waysThrough(questions).map(
  (way): Given => ({ ...way, trip: ['Merelle'], need: ['Kuljetusta'], since: ['2024-11-01'] }),
);

const holding = '**/api/records';

/** Answers one question as it is drawn: what is not said is left. */
async function answerIn(drawn: Locator, one: Asked, given: Given): Promise<void> {
  const said = given[one.name] ?? [];
  const words = said.map((name) => one.choices.find((choice) => choice.name === name)?.words[fi] ?? name);
  if (one.type === 'select_one')
    for (const name of words) await drawn.getByRole('radio', { name, exact: true }).check();
  else if (one.type === 'select_multiple')
    for (const name of words) await drawn.getByRole('checkbox', { name, exact: true }).check();
  else for (const text of words) await drawn.locator('input, textarea').first().fill(text);
}

/** Goes through the questions as they come, and finds those that the form's own rules ask, one after the other. */
async function walk(place: Locator, given: Given): Promise<void> {
  const drawn = place.locator('fieldset:visible');
  for (const one of askedOf(questions, given)) {
    await expect(drawn, `${one.name} of ${JSON.stringify(given)}`).toContainText(one.words[fi]!);
    await answerIn(drawn, one, given);
    if (given[one.name]?.length) await place.locator('#next').click();
    else await place.locator('#next').dispatchEvent('click');
  }
  await expect(drawn, 'the scale comes after').toContainText(
    'Tunnen, että päivittäiset tekemiseni ovat merkityksellisiä',
  );
}

/** Goes through all in a list, where those that are asked stand and no other. */
async function walkList(page: Page, given: Given): Promise<void> {
  const rowOf = (one: Asked) => page.locator(`#q${questions.indexOf(one) + 1}`);
  for (const one of askedOf(questions, given)) await answerIn(rowOf(one), one, given);
  for (const one of questions)
    await expect(rowOf(one), one.name).toBeVisible({ visible: askedOf(questions, given).includes(one) });
}

test('a spreadsheet form with the scale placed in it: every branch by its own rules, every way of answering, out and in again unchanged, a second version while answers wait', async ({
  page,
  browser,
  receiver,
}) => {
  expect(ways.length, 'few, and every branch in them').toBeLessThan(8);
  await page.setViewportSize({ width: 1280, height: 800 });
  await setUp(page, receiver);
  await configure(page, { survey: { remote: true, formKey: receiver.formKey } });
  const files = (name: string) => page.getByLabel(name);
  const card = page.getByRole('region', { name: title });

  await test.step('it is taken, the scale is placed in it by a click', async () => {
    await goTo(page, '/surveys/build');
    const form = await asFile(sheets, 'osallisuus.xlsx');
    await files('Valitse tiedosto').setInputFiles({
      ...{ name: form.name, mimeType: form.type },
      buffer: Buffer.from(await form.arrayBuffer()),
    });
    const told = page.getByRole('status').filter({ hasText: 'Kaikki tiedostossa ei tullut mukaan' });
    await told.getByRole('button', { name: 'Jatka' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await page.getByRole('link', { name: 'Lisää kysymys tai mittari' }).click();
    await page.getByRole('button', { name: /^Osallisuusindikaattori/ }).click();
    await expect(page.getByText('Virallinen mittari kysytään aina kokonaan ja sanasta sanaan.')).toBeVisible();
  });

  await test.step('the preview asks in every branch what the spreadsheet says', async () => {
    await page.getByRole('link', { name: 'Esikatselu' }).click();
    const phone = page.getByRole('region', { name: 'Näin vastaaja näkee' });
    for (const way of ways) {
      await page.getByRole('button', { name: 'Alusta uudelleen' }).click();
      await phone.getByText('Aloitan', { exact: true }).click();
      await walk(phone, way);
    }
    await check(page, 'a preview under a title of 200 signs');
  });

  const given = async (format: string) => {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: format }).click();
    return readFileSync(await (await coming).path());
  };
  await test.step('it is taken into use, goes out as a spreadsheet, and is the same when it is taken in again', async () => {
    await page.getByRole('link', { name: /^Käyttöönotto/ }).click();
    await page.getByRole('button', { name: 'Ota käyttöön versio 1' }).click();
    await expect(page.getByText('Kysely on käytössä')).toBeVisible();
    await goTo(page, '/surveys/instruments');
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await brokenWords(page), 'a title of 200 signs').toEqual([]);
    const open = () => card.getByText('Lataa tiedostona').click();
    await open();
    const before = JSON.parse(String(await given('Kenttäkirja (JSON)')));
    const spreadsheet = await given('XLSForm (Excel)');
    await card.getByRole('button', { name: /^Poista/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Poista' }).click();
    await expect(card).toHaveCount(0);
    await files('Lisää kysely tai kieli tiedostosta').setInputFiles({
      ...{ name: 'takaisin.xlsx', mimeType: 'application/octet-stream' },
      buffer: spreadsheet,
    });
    await expect(page.getByText(`Lisätty: ${title}`)).toBeVisible();
    await open();
    expect(JSON.parse(String(await given('Kenttäkirja (JSON)'))), 'unchanged').toEqual(before);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  const [byself, together, onPaper, onPhone] = [0, 1, 2, 3].map((at) => ways[at % ways.length]!);
  let id = '';
  await test.step('by oneself, together, from paper; nothing reaches the server meanwhile', async () => {
    await page.route(holding, (route) => route.abort());
    await goTo(page, '/surveys');
    const own = await card.getByRole('link', { name: 'Vastaaja vastaa itse' }).getAttribute('href');
    id = own!.split('/').at(-1)!;
    await page.goto(`/answer/own?of=${id}.fi`);
    await begin(page);
    await walk(page.locator('#answer'), byself!);
    await skip(page, 10);
    if (await page.locator('#check').isVisible()) await skip(page);
    await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();

    await page.goto(`/answer/own?of=${id}.fi&mode=assisted`);
    await begin(page);
    await walkList(page, together!);
    await page.getByRole('button', { name: 'Valmis' }).click();
    await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();

    await goTo(page, `/surveys/paper/${id}`);
    await walkList(page, onPaper!);
    await page.getByRole('checkbox', { name: 'Vastaaja sai tiedotteen ja suostui' }).check();
    await page.getByRole('button', { name: 'Tallenna ja ota seuraava', exact: true }).click();
    await expect(page.getByText('1 lomake tallessa')).toBeVisible();
  });

  await test.step('on one’s own phone by its link', async () => {
    await goTo(page, `/surveys/link/${id}`);
    const link = page.locator('.checksum');
    await expect(link).toContainText('survey=');
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'fi-FI' });
    const own = await context.newPage();
    await own.goto((await link.textContent())!);
    await begin(own);
    await walk(own.locator('#answer'), onPhone!);
    await skip(own, 10);
    if (await own.locator('#check').isVisible()) await skip(own);
    await expect(own.locator('[role=status]:visible')).toHaveText('Vastauksesi ovat lähteneet. Voit sulkea sivun.');
    expect(ofOwn(await answersFrom(receiver, own))).toEqual([
      { mode: 'remote', version: '1', ...keptAs(questions, onPhone!) },
    ]);
    await context.close();
  });

  await test.step('a second version while answers to the first wait: each arrives as what it was answered to', async () => {
    const hasChanged = 'Kysymys on muuttunut. Vastaa siihen uudelleen.';
    const yes = page.locator('#q6').getByRole('radio', { name: 'kyllä', exact: true });
    await page.goto(`/answer/own?of=${id}.fi&mode=assisted`);
    await begin(page);
    await yes.check();
    await draftKept(page, /"answers":\[null,null,null,null,null,1/);
    const begun = page.url();
    await page.goto('/surveys/build');
    await page.getByRole('link', { name: title }).click();
    await page
      .getByRole('navigation', { name: 'Kysymykset' })
      .getByRole('link', { name: /Saatko apua/ })
      .click();
    await page.getByLabel('Kysymyksen teksti (suomi)').fill('Saatko täältä apua?');
    await page.getByRole('link', { name: /^Käyttöönotto/ }).click();
    await expect(page.getByText('17 kysymystä on ennallaan')).toBeVisible();
    await page.getByRole('button', { name: 'Ota käyttöön versio 2', exact: true }).click();
    await expect(page.getByText('Kysely on käytössä')).toBeVisible();
    expect(await answersFrom(receiver, page), 'they wait').toEqual([]);

    // Paper that was printed of the first version is typed in as that.
    await goTo(page, `/surveys/paper/${id}`);
    await expect(page.locator('#q6')).toContainText('Saatko täältä apua?');
    await yes.check();
    await page.getByLabel('Lomakkeen versio').selectOption({ label: 'Versio 1' });
    await expect(page.locator('#q6')).not.toContainText('täältä');
    await expect(page.locator('#q6 legend'), 'what was typed is put aside').toContainText(hasChanged);
    await expect(page.getByText(hasChanged)).toHaveCount(1);
    await walkList(page, onPaper!);
    await page.getByRole('checkbox', { name: 'Vastaaja sai tiedotteen ja suostui' }).check();
    await page.getByRole('button', { name: 'Tallenna ja ota seuraava', exact: true }).click();
    await expect(page.getByText('1 lomake tallessa')).toBeVisible();
    await expect(page.getByLabel('Lomakkeen versio'), 'forms of one afternoon have one version').toHaveValue('1');

    // What was begun of the first version is gone on with as the second.
    await page.goto(begun);
    await expect(page.locator('#q6')).toContainText('Saatko täältä apua?');
    await expect(page.locator('#q6 legend')).toContainText(hasChanged);
    await expect(page.getByText(hasChanged)).toHaveCount(1);
    await expect(yes).not.toBeChecked();
    await yes.check();
    await expect(page.getByText(hasChanged)).toHaveCount(0);
    await page.unroute(holding);
    await page.getByRole('button', { name: 'Valmis' }).click();
    await expect.poll(async () => (await answersFrom(receiver, page)).length).toBe(10);
    const came = ofOwn(await answersFrom(receiver, page));
    const as = (mode: string, way: Given) => ({ mode, version: '1', ...keptAs(questions, way) });
    expect(came.filter(({ version }) => version === '1')).toEqual(
      expect.arrayContaining([as('self', byself!), as('assisted', together!), as('paper', onPaper!)]),
    );
    expect(came.filter(({ mode }) => mode === 'paper').map(({ version }) => version)).toEqual(['1', '1']);
    const second = { mode: 'assisted', version: expect.stringMatching(/^2\.\d{5}$/) };
    expect(came.filter(({ version }) => version !== '1')).toEqual([
      { ...second, ...keptAs(questions, { help: ['1'] }) },
    ]);
  });
});

/** What was answered to the organisation's own questions, and to which version of them. */
const ofOwn = (told: Awaited<ReturnType<typeof answersFrom>>) =>
  told.flatMap(({ instrument, instrumentVersion: version, mode, answers, several, texts, unseen }) =>
    instrument === 'esis'
      ? []
      : [
          {
            ...{ mode, version, answers },
            ...(several ? { several } : {}),
            ...(texts ? { texts } : {}),
            ...(unseen ? { unseen } : {}),
          },
        ],
  );
