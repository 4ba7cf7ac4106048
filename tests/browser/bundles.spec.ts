/** A survey as it is held: several instruments and the organisation's own questions in one sitting, whichever way it is answered. */
import type { Page } from '@playwright/test';
import {
  answer,
  answerAll,
  begin,
  handOver,
  leaveAsIs,
  setSurvey,
  skip,
  statement,
  tenTimes,
  unlock,
} from '../support/answering.ts';
import { answersFrom, draftKept, expect, goTo, heldFrom, setUp, test } from '../support/phone.ts';

const own = {
  ...{ id: 'arjen-apu', version: '1', licence: 'Oma', order: [], scales: { yes: [1, 0] } },
  items: [
    { id: 'lonely', type: 'single', scale: 'yes' },
    { id: 'help', type: 'single', scale: 'yes' },
    { id: 'words', type: 'long' },
    { id: 'since', type: 'date' },
  ],
  texts: {
    fi: {
      ...{ title: 'Arjen apu', stem: 'Vielä muutama kysymys.', responses: {}, source: 'Oma', copyright: 'Oma' },
      items: [
        'Kaipaatko seuraa?',
        'Saatko apua, kun tarvitset?',
        'Kerro omin sanoin',
        'Mistä päivästä olet käynyt täällä?',
      ],
      hints: { since: 'Suunnilleen riittää.' },
      scales: { yes: { 1: 'kyllä', 0: 'ei' } },
    },
  },
};
const bundle = {
  ...{ id: 'paivakeskus', version: '1', titles: { fi: 'Päiväkeskuksen kysely' } },
  parts: ['esis', 'arjen-apu', 'work-ability'],
  // Who says to be needed is not asked whether they miss company.
  showWhen: { 'arjen-apu.lonely': { match: 'all', rules: [{ item: 'esis.s4', is: '<=', value: 2 }] } },
};
const survey = { shipped: ['esis', 'inclusion-wellbeing'], instruments: [own], bundles: [bundle] };
const tens = (code: number) => Array.from({ length: 10 }, () => code);

test('three instruments in one sitting: by oneself, together by the keys, typed in twice; each part is kept as it would be alone', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await setSurvey(page, survey);
  await goTo(page, '/surveys');
  const card = page.getByRole('region', { name: 'Päiväkeskuksen kysely' });
  await expect(card).toContainText('Kysytään yhdellä kertaa: Osallisuusindikaattori, Arjen apu, Työkykypistemäärä');

  await test.step('by oneself, with what another part’s answer brings', async () => {
    await page.goto('/answer/own?of=paivakeskus.fi');
    await begin(page);
    for (let n = 0; n < 10; n++) {
      await page.getByRole('radio', { name: 'Eri mieltä', exact: true }).locator('visible=true').check();
      await page.locator('#next').click();
      await expect(page.locator(`#q${n + 2}`)).toBeVisible();
    }
    await expect(page.locator('fieldset:visible')).toContainText('Vielä muutama kysymys. Kaipaatko seuraa?');
    for (const step of ['kyllä', 'ei']) {
      await page.getByRole('radio', { name: step, exact: true }).locator('visible=true').check();
      await page.locator('#next').click();
    }
    await page.locator('#q13').getByRole('textbox').fill('Harvoin.');
    await page.locator('#next').click();
    const day = page.locator('#q14').getByLabel('Mistä päivästä olet käynyt täällä?');
    await expect(day).toHaveAccessibleDescription('Suunnilleen riittää.');
    await day.fill('0024-11-01');
    await page.locator('#next').click();
    await expect(page.locator('#q14 .error-text')).toHaveText('Tarkista vuosi. Sen on oltava väliltä 1900–2199.');
    await day.fill('2024-11-01');
    await expect(page.locator('#q14 .error-text')).toBeEmpty();
    await page.locator('#next').click();
    await expect(page.locator('fieldset:visible')).toContainText('Oletetaan, että työkykysi');
    await page.locator('#q15').getByRole('radio', { name: '7', exact: true }).check();
    await page.locator('#next').click();
    await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
  });

  await test.step('together, by the keys', async () => {
    await page.goto('/answer/own?of=paivakeskus.fi&mode=assisted');
    await begin(page);
    await expect(page.locator('#q11'), 'it is asked of those who are not needed').toBeHidden();
    await page.locator('#q1 legend').focus();
    // A key is the step as it stands on the screen: the second is «Samaa mieltä».
    for (let n = 0; n < 10; n++) await page.keyboard.press('2');
    await page.keyboard.press('1');
    await page.locator('#q13').getByRole('textbox').fill('Kyllä.');
    await page.locator('#q15').getByRole('radio', { name: '10', exact: true }).check();
    await page.getByRole('button', { name: 'Valmis' }).click();
    await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
  });

  await test.step('on paper, typed in twice', async () => {
    await goTo(page, '/surveys/print/paivakeskus');
    const statements = page.getByRole('article').first().locator('.statement');
    await expect(statements).toHaveCount(15);
    await goTo(page, '/surveys/paper/paivakeskus');
    const type = async () => {
      await page.locator('#q1 legend').focus();
      for (let n = 0; n < 10; n++) await page.keyboard.press('1');
      await page.keyboard.press('2');
      await page.locator('#q14').getByLabel('Mistä päivästä olet käynyt täällä?').fill('2020-02-29');
      await page.locator('#q15').getByRole('radio', { name: '3', exact: true }).check();
    };
    await type();
    await page.getByRole('checkbox', { name: 'Vastaaja sai tiedotteen ja suostui' }).check();
    await draftKept(page, /"agreed":true/);
    await page.getByRole('button', { name: 'Tarkista syöttämällä toiseen kertaan' }).click();
    await expect(page.locator('.answering input:checked')).toHaveCount(0);
    await type();
    await page.getByRole('button', { name: 'Vertaa ja tallenna' }).click();
    await expect(page.getByText('1 lomake tallessa')).toBeVisible();
  });

  await expect.poll(async () => (await answersFrom(receiver, page)).length).toBe(9);
  const told = await answersFrom(receiver, page);
  const parts = (asked: string) =>
    told
      .filter(({ mode }) => mode === asked)
      .map(({ instrument, answers, texts, unseen }) => ({
        instrument,
        answers,
        ...(texts ? { texts } : {}),
        ...(unseen ? { unseen } : {}),
      }));
  expect(parts('self')).toEqual([
    { instrument: 'esis', answers: tens(2) },
    { instrument: 'arjen-apu', answers: [1, 0, null, null], texts: { words: 'Harvoin.', since: '2024-11-01' } },
    { instrument: 'work-ability', answers: [7] },
  ]);
  expect(parts('assisted')).toEqual([
    { instrument: 'esis', answers: tens(4) },
    { instrument: 'arjen-apu', answers: [null, 1, null, null], texts: { words: 'Kyllä.' }, unseen: ['lonely'] },
    { instrument: 'work-ability', answers: [10] },
  ]);
  expect(parts('paper')).toEqual([
    { instrument: 'esis', answers: tens(5) },
    { instrument: 'arjen-apu', answers: [null, 0, null, null], texts: { since: '2020-02-29' }, unseen: ['lonely'] },
    { instrument: 'work-ability', answers: [3] },
  ]);
  expect(told.every(({ mode, checked }) => (mode === 'paper') === (checked === true))).toBe(true);
  const responses = (await heldFrom(receiver, page)).filter(({ kind }) => kind === 'response');
  expect(responses, 'one sitting, one response').toHaveLength(3);
});

test('the app’s own bundle: its first statement is answered before any store has opened, on one’s own phone by its link too', async ({
  page,
  browser,
  receiver,
}) => {
  await setUp(page, receiver);
  await setSurvey(page, { ...survey, remote: true, formKey: receiver.formKey });
  // Both screens say the same of each survey: how many questions, in which languages.
  const cards = page.locator('section.card');
  const saidOf = async (words: string) => {
    await expect(page.getByRole('region', { name: 'Päiväkeskuksen kysely' })).toBeVisible();
    const all = await cards.evaluateAll((each) =>
      each.map((one) => [one.getAttribute('aria-label')!, one.querySelector('p.muted')?.textContent ?? ''] as const),
    );
    return new Map(all.map(([title, said]) => [title, said.replaceAll('\u00ad', '').replace(words, '')]));
  };
  await goTo(page, '/surveys');
  const asked = await saidOf('kielellä: ');
  await goTo(page, '/surveys/instruments');
  const listed = await saidOf('virallinen mittari · ');
  for (const [title, said] of asked) expect(listed.get(title)?.replace('oma kysely · ', ''), title).toBe(said);

  await goTo(page, '/surveys/link/inclusion-wellbeing');
  const link = (await page.locator('.checksum').textContent())!;
  expect(new URL(link).pathname).toBe('/answer/inclusion-wellbeing.fi');

  await page.goto('/surveys/link/paivakeskus');
  await page.getByText('Sivun muut kielet').click();
  await page.getByRole('radio', { name: 'русский' }).check();
  await expect(page.locator('.checksum')).toContainText('of=paivakeskus.ru');
  const added = (await page.locator('.checksum').textContent())!;

  const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'fi-FI' });
  const their = await phone.newPage();
  // What keeps answers comes only after the first statement was answered.
  let letCome = () => {};
  const wasAnswered = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await their.route(/assets\/answers-/, async (route) => {
    await wasAnswered;
    await route.continue();
  });
  await their.goto(link);
  await begin(their);
  await their.locator('#q1').getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
  await their.locator('#next').click();
  await expect(their.locator('#q2 .statement'), 'no store has opened').toBeVisible();
  letCome();
  for (let n = 2; n <= 19; n++) {
    await expect(their.locator(`#q${n}`)).toBeVisible();
    await their.locator(`#q${n} input`).nth(1).check();
    await their.locator('#next').click();
  }
  await expect(their.locator('[role=status]:visible')).toHaveText('Vastauksesi ovat lähteneet. Voit sulkea sivun.');
  const held = await answersFrom(receiver, their);
  expect(held.map(({ instrument, answers, mode }) => [instrument, answers.length, mode])).toEqual([
    ['esis', 10, 'remote'],
    ['eurohis-qol-8', 8, 'remote'],
    ['work-ability', 1, 'remote'],
  ]);
  expect(held[0]!.answers).toEqual([4, ...Array(9).fill(4)]);
  await expect(their.getByText('Lahden etsivä työ'), 'who asks is named').toBeAttached();
  await phone.close();

  await test.step('an added bundle on a phone of its own, in another language; again without a network', async () => {
    const another = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'ru-RU' });
    const own = await another.newPage();
    await own.goto(added);
    await expect(own.locator('html')).toHaveAttribute('lang', 'ru');
    await expect(own.getByText('Lahden etsivä työ')).toBeVisible();
    await expect(own).toHaveURL(/#until=[\d-]+&unit=oma&survey=[0-9a-f]{32}$/);
    await own.route('**/api/surveys/**', (route) => route.abort());
    await own.reload();
    await own.locator('label[for=begin]').click();
    await own.locator('#q1 input').nth(4).check();
    // What is asked of those who are not needed is not asked of who has not said.
    for (const n of [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15]) {
      await own.locator('#next').dispatchEvent('click');
      await expect(own.locator(`#q${n}`)).toBeVisible();
    }
    await own.locator('#next').dispatchEvent('click');
    await expect(own.locator('#check')).toBeVisible();
    await own.locator('#next').dispatchEvent('click');
    await expect(own.locator('#thanks')).toBeVisible();
    await expect.poll(async () => (await answersFrom(receiver, own)).length).toBe(3);
    const answers = await answersFrom(receiver, own);
    expect(answers.map(({ instrument, mode }) => [instrument, mode])).toEqual([
      ['esis', 'remote'],
      ['arjen-apu', 'remote'],
      ['work-ability', 'remote'],
    ]);
    await another.close();
  });
});

test('what is started on one device is gone on with by code on another after delivery; start and follow-up are forms that differ', async ({
  page,
  browser,
  receiver,
}) => {
  const plan = { id: 'oma', name: { fi: 'oma polku' }, bundle: 'paivakeskus', followUp: 'esis', months: [0, 3] };
  await setUp(page, receiver);
  await setSurvey(page, { ...survey, plans: [plan] });
  await goTo(page, '/surveys/codes/new');
  await page.getByRole('radio', { name: 'oma polku', exact: true }).check();
  await page.getByRole('button', { name: 'Tee koodi' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^[0-9A-Z]{4} [0-9A-Z]{4}$/);
  const code = (await page.getByRole('heading', { level: 1 }).textContent())!;
  const beginInTurn = async (device: Page) => {
    await device.goto('/');
    const turn = device.locator('section').filter({ hasText: 'Kyselyvuorossa' });
    await turn.getByRole('link', { name: 'Aloita' }).click();
    await expect(device.getByLabel('Vastaajan koodi')).toHaveValue(code);
    await handOver(device);
    await begin(device);
  };
  const held = async (kind: string) => (await receiver.rows()).filter((row) => row.kind === kind);

  await beginInTurn(page);
  for (let n = 0; n < 10; n++) await answer(page, 'Samaa mieltä');
  // Who is needed is not asked whether they miss company: the next part begins with the second of its questions.
  await expect(statement(page)).toHaveText('Saatko apua, kun tarvitset?');
  await answer(page, 'ei');
  await skip(page, 2);
  await answer(page, '7');
  await leaveAsIs(page);
  await unlock(page);
  await expect(page.getByRole('heading', { name: 'Kyselyt' })).toBeVisible();
  await expect.poll(async () => (await held('wave')).length, 'what the first device knows is delivered').toBe(1);
  expect(await held('response')).toHaveLength(1);
  expect(await held('respondent')).toHaveLength(1);

  // Three months later, on a device that has met neither the person nor the code.
  const context = await browser.newContext({
    baseURL: receiver.url,
    viewport: { width: 360, height: 740 },
    locale: 'fi-FI',
  });
  const other = await context.newPage();
  await setUp(other, receiver);
  await setSurvey(other, { ...survey, plans: [plan] });
  await other.clock.setFixedTime((await page.evaluate(() => Date.now())) + 95 * 86_400_000);
  await goTo(other, '/surveys/codes');
  await expect(other.getByRole('link', { name: code }), 'read from the endpoint').toBeVisible();
  await beginInTurn(other);
  await answerAll(other, tenTimes('Täysin samaa mieltä'));
  await unlock(other);
  await expect(other.getByRole('heading', { name: 'Kyselyt' })).toBeVisible();
  await expect.poll(async () => (await held('wave')).length).toBe(2);

  const responses = (await held('response')) as never[];
  const [start, later] = responses.sort((a: { wave: number }, b: { wave: number }) => a.wave - b.wave);
  const under = { code: code.replace(' ', ''), plan: 'oma', mode: 'self' };
  expect(start).toMatchObject({ ...under, bundle: 'paivakeskus', wave: 0 });
  expect(later).toMatchObject({ ...under, bundle: 'esis', wave: 1 });
  const parts = (response: { parts: { instrument: string; answers: unknown[] }[] }) =>
    response.parts.map(({ instrument, answers }) => [instrument, answers]);
  expect(parts(start!)).toEqual([
    ['esis', tens(4)],
    ['arjen-apu', [null, 0, null, null]],
    ['work-ability', [7]],
  ]);
  expect(parts(later!)).toEqual([['esis', tens(5)]]);
  expect(await heldFrom(receiver, page), 'the code, the start and its time').toHaveLength(3);
  expect(await heldFrom(receiver, other), 'the follow-up and its time: a copy of the code is not sent').toHaveLength(2);

  // The first device hears of it: nobody is asked a second time.
  await page.clock.setFixedTime(await other.evaluate(() => Date.now()));
  await goTo(page, '/surveys/codes/devices');
  await page.getByRole('button', { name: 'Hae nyt' }).click();
  await expect(page.getByText('Koodit ovat ajan tasalla.')).toBeVisible();
  await goTo(page, '/surveys/codes');
  await page.getByText('suunnitelma käyty läpi', { exact: true }).click();
  await page.getByRole('link', { name: code }).click();
  await expect(page.getByText(/^vastattu /)).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Aloita', exact: true })).toHaveCount(0);
  await context.close();
});
