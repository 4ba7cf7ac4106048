/** A device in a respondent's hands: nothing but the form can be reached until the worker unlocks it. */
import type { Page } from '@playwright/test';
import {
  answer,
  answerAll,
  begin,
  draftIsSettled,
  handOver,
  leaveAsIs,
  skip,
  statement,
  tenTimes,
  unlock,
} from '../support/answering.ts';
import { esisStatements } from '../support/esis-words.ts';
import { answersFrom, expect, goTo, setUp, test } from '../support/phone.ts';

const code = (page: Page) => page.locator('#info .code');

async function givenTo(page: Page, respondent?: string): Promise<void> {
  await goTo(page, '/surveys');
  await page.getByRole('link', { name: 'Vastaaja vastaa itse' }).first().click();
  await handOver(page, '2468', respondent);
}

test('a respondent cannot leave: not by back, an address, reload, gesture, keyboard or another tab', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  await setUp(page, receiver);
  const earlier = await context.newPage();
  await earlier.goto('/outreach');
  await expect(earlier.getByRole('heading', { name: 'Jalkautuminen' })).toBeVisible();
  await context.setOffline(true);
  await goTo(page, '/surveys');
  await page.getByRole('link', { name: 'Vastaaja vastaa itse' }).first().click();
  await page.getByRole('button', { name: 'Lukitse ja anna laite' }).click();
  await expect(page.getByText('Keksi avauskoodi: 4–8 numeroa.')).toBeVisible();
  await handOver(page);
  await expect(earlier.getByRole('heading', { name: 'Ennen kuin vastaat' }), 'a tab that was open').toBeVisible();
  expect(await page.evaluate(() => JSON.stringify(Object.entries(localStorage)))).not.toContain('2468');

  const given = (await code(page).textContent())!;
  await begin(page);
  await answer(page, 'Samaa mieltä');
  await page.getByRole('radio', { name: 'Eri mieltä', exact: true }).check();
  const stillHere = async (by: string) => {
    await expect(statement(page), by).toHaveText(esisStatements[1]!);
    await expect(page.getByRole('radio', { name: 'Eri mieltä', exact: true }), by).toBeChecked();
    await expect(page.getByRole('navigation', { name: 'Päävalikko' }), by).toHaveCount(0);
    expect(new URL(page.url()).pathname, by).toBe('/answer/esis.fi');
  };
  await expect.poll(() => draftIsSettled(page)).toBe(true);
  for (let times = 0; times < 3; times++) {
    await page.evaluate(() => history.back());
    await stillHere('back');
  }
  await page.evaluate(() => history.go(-20));
  await stillHere('far back');
  for (const keys of ['Alt+ArrowLeft', 'Escape', 'Backspace', 'Control+w', 'Control+t']) {
    await page.keyboard.press(keys);
    await stillHere(keys);
  }
  const cdp = await context.newCDPSession(page);
  for (const [x, xDistance, yDistance] of [
    [5, 300, 0],
    [180, 0, 500],
  ] as const) {
    await cdp.send('Input.synthesizeScrollGesture', { x, y: 100, xDistance, yDistance, gestureSourceType: 'touch' });
    await stillHere('a swipe');
  }
  // Whatever loads the page anew leads to its beginning: what was answered is behind the code, which was in that page alone.
  const atTheStart = async (by: string) => {
    await expect(page.getByRole('heading', { name: 'Ennen kuin vastaat' }), by).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Päävalikko' }), by).toHaveCount(0);
    expect(await page.locator('input:checked').count(), by).toBe(0);
    expect(new URL(page.url()).pathname, by).toBe('/answer/esis.fi');
  };
  await page.reload();
  await atTheStart('reload');
  for (const address of [
    '/',
    '/surveys',
    '/surveys/instruments',
    '/outreach/encounter',
    '/more/delivery',
    '/more/endpoint',
    '/index.html',
    '/no/such/page',
    '/answer/esis.fi?mode=assisted',
    '/answer/own?of=work-ability.fi',
    `/#key=${receiver.token}`,
  ]) {
    await page.goto(address);
    await atTheStart(address);
  }
  expect(
    await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state])),
  ).not.toContain(given.replace(' ', ''));
  await page.getByRole('button', { name: 'Jatka koodilla' }).click();
  await page.getByRole('dialog').getByLabel('Koodi').fill(given);
  await page.getByRole('dialog').getByRole('button', { name: 'Avaa' }).click();
  await stillHere('the code');
  const another = await context.newPage();
  await another.goto('/more');
  await expect(another.getByRole('heading', { name: 'Ennen kuin vastaat' })).toBeVisible();
  expect(await another.locator('input:checked').count(), 'another tab shows nothing of the answers').toBe(0);

  // The worker gets in with the code, and only with it.
  await another.getByRole('button', { name: 'Työntekijälle' }).click();
  const dialog = another.getByRole('dialog');
  await expect(dialog.getByLabel('Avauskoodi'), 'who stands beside reads nothing').toHaveCSS(
    '-webkit-text-security',
    'disc',
  );
  for (const wrong of ['1111', '24680', '', '1357', '2469', '0000']) {
    await dialog.getByLabel('Avauskoodi').fill(wrong);
    await dialog.getByRole('button', { name: 'Avaa' }).click();
    await expect(dialog.getByRole('alert')).toHaveText(/Koodi ei ole oikea|Yritä uudelleen \d+ sekunnin kuluttua/);
  }
  await dialog.getByLabel('Avauskoodi').fill('2468');
  await dialog.getByRole('button', { name: 'Avaa' }).click();
  await expect(dialog.getByRole('alert'), 'after five wrong ones even the right one waits').toHaveText(
    /^Monta väärää koodia\. Yritä uudelleen \d+ sekunnin kuluttua\.$/,
  );
  await another.evaluate(() => {
    const lock = JSON.parse(localStorage.getItem('handed-over')!);
    localStorage.setItem('handed-over', JSON.stringify({ ...lock, waitUntil: 0 }));
  });
  await dialog.getByRole('button', { name: 'Avaa' }).click();
  await expect(another.getByRole('heading', { name: 'Kyselyt' })).toBeVisible();
  await expect(another.getByText('1 vastaus odottaa vastaajan koodia.')).toBeVisible();
  await expect(another.getByRole('link', { name: 'Jatka' }), 'the worker cannot open it').toHaveCount(0);
});

test('after two minutes of silence the page asks, then clears the screen; only the code opens the answers', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  await setUp(page, receiver);
  await context.setOffline(true);
  await givenTo(page);
  await page.clock.install();
  await page.reload();
  const given = (await code(page).textContent())!;
  expect(given).toMatch(/^[0-9A-Z]{4} [0-9A-Z]{4}$/);
  await begin(page);
  // On request, and for a while.
  await page.getByRole('button', { name: 'Koodi', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText(given);
  await page.clock.fastForward('00:31');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await answer(page, 'Samaa mieltä');
  const touched = await page.evaluate(() => Date.now());
  await page.getByRole('radio', { name: 'Täysin eri mieltä', exact: true }).check();

  // Two minutes of silence, by a clock that stands still meanwhile: the machine may be busy.
  const late = await page.evaluate((before) => Date.now() - before, touched);
  await page.clock.pauseAt(touched + 115_000);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.clock.resume();
  await page.clock.fastForward(6_000 + late);
  await expect(page.getByRole('dialog')).toContainText('Oletko vielä siinä?');
  await expect(page.getByRole('dialog'), 'whoever stands there by now is not told').not.toContainText(given);
  await page.getByRole('button', { name: 'Jatkan vastaamista' }).click();
  await expect(page.getByRole('radio', { name: 'Täysin eri mieltä', exact: true })).toBeChecked();

  await page.clock.fastForward('02:01');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.clock.fastForward('01:01');
  await expect(page.getByRole('heading', { name: 'Ennen kuin vastaat' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await page.locator('input:checked').count()).toBe(0);
  await expect(code(page), 'the next person has another code').not.toHaveText(given);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Ennen kuin vastaat' }), 'nor behind a reload').toBeVisible();

  const resume = async (written: string) => {
    await page.getByRole('dialog').getByLabel('Koodi').fill(written);
    await page.getByRole('dialog').getByRole('button', { name: 'Avaa' }).click();
  };
  await page.getByRole('button', { name: 'Jatka koodilla' }).click();
  const near = given.replace(/.$/, (last) => (last === '2' ? '3' : '2'));
  await resume(near);
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Tarkista koodi');
  await expect(page.getByRole('dialog').getByLabel('Koodi'), 'what was typed stays').toHaveValue(near);
  await resume(given.toLowerCase().replace(' ', '-'));
  await expect(statement(page)).toHaveText(esisStatements[1]!);
  await expect(page.getByRole('radio', { name: 'Täysin eri mieltä', exact: true })).toBeChecked();
  await skip(page, 9);
  await leaveAsIs(page);
  await page.clock.fastForward('02:01');
  await expect(code(page), 'thanks give way to the next person').not.toHaveText(given);
  await unlock(page);
  await expect(page.getByRole('heading', { name: 'Kyselyt' })).toBeVisible();
  await context.setOffline(false);
  await expect
    .poll(async () => (await answersFrom(receiver, page)).map(({ mode, answers, code: kept }) => [mode, answers, kept]))
    .toEqual([['self', [4, 1, ...tenTimes(null).slice(2)], undefined]]);
});

test('a respondent with a code puts the answers away and goes on later; the code goes with the answers', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await givenTo(page, 'k7m4-px27');
  // Workers see the respondent's code in their list: another one opens what is put away.
  await expect(code(page)).toHaveText(/^[0-9A-Z]{4} [0-9A-Z]{4}$/);
  await expect(code(page)).not.toHaveText('K7M4 PX27');
  const own = (await code(page).textContent())!;
  await begin(page);
  await answer(page, 'Täysin samaa mieltä');
  await page.getByRole('button', { name: 'Lopeta' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Jatka myöhemmin' }).click();
  await expect(page.getByText(`Voit jatkaa tällä laitteella koodilla ${own}.`)).toBeVisible();
  expect(page.url()).not.toMatch(/K7M|draft/i);
  const goOn = async () => {
    await page.getByRole('button', { name: 'Seuraava vastaaja' }).locator('visible=true').click();
    await expect(code(page)).not.toHaveText(own);
    await page.getByRole('button', { name: 'Jatka koodilla' }).click();
    await page.getByRole('dialog').getByLabel('Koodi').fill(own);
    await page.getByRole('dialog').getByRole('button', { name: 'Avaa' }).click();
    await expect(statement(page)).toHaveText(esisStatements[1]!);
  };
  await goOn();
  // Who goes from a pause is told the same code, not that of the next person.
  await page.getByRole('button', { name: 'Tauko' }).locator('visible=true').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Jatkan myöhemmin' }).click();
  await expect(page.getByText(`Voit jatkaa tällä laitteella koodilla ${own}.`)).toBeVisible();
  await goOn();
  await skip(page, 9);
  await leaveAsIs(page);
  await expect
    .poll(async () => (await answersFrom(receiver, page)).map(({ answers, code: kept }) => [answers, kept]))
    .toEqual([[[5, ...tenTimes(null).slice(1)], 'K7M4PX27']]);
});

test('a disk that is full in the middle of a survey: it is said, nothing that was chosen goes, and one whole response is kept when there is room', async ({
  page,
  receiver,
}) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
      if (localStorage.getItem('disk') === 'full') throw new DOMException('', 'QuotaExceededError');
      return put.apply(this, given);
    };
  });
  await setUp(page, receiver);
  await goTo(page, '/surveys');
  await page.getByRole('link', { name: 'Vastaaja vastaa itse' }).first().click();
  await handOver(page);
  await begin(page);
  for (let n = 0; n < 4; n++) await answer(page, 'Samaa mieltä');
  await page.evaluate(() => localStorage.setItem('disk', 'full'));
  await answer(page, 'Eri mieltä');
  await expect(page.getByRole('alert')).toHaveText('Laite ei nyt pysty tallentamaan. Pyydä työntekijä paikalle.');
  for (let n = 5; n < 10; n++) await answer(page, 'Eri mieltä');
  await expect(page.getByRole('alert')).toContainText('Vastaukset eivät tallentuneet vielä');
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeHidden();
  await expect(page.getByRole('radio', { name: 'Eri mieltä', exact: true }), 'it is there still').toBeChecked();
  expect(await answersFrom(receiver, page), 'no half response').toEqual([]);
  await page.evaluate(() => localStorage.removeItem('disk'));
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
  await expect.poll(async () => (await answersFrom(receiver, page)).length).toBe(1);
  expect((await answersFrom(receiver, page))[0]).toMatchObject({ answers: [4, 4, 4, 4, 2, 2, 2, 2, 2, 2] });
});

test('two tabs of a device that is handed over: each has a person of its own, nobody’s answers are mixed, and one code opens both', async ({
  page,
  context,
  receiver,
}) => {
  await setUp(page, receiver);
  await goTo(page, '/surveys');
  await page.getByRole('link', { name: 'Vastaaja vastaa itse' }).first().click();
  await handOver(page);
  await begin(page);
  for (let n = 0; n < 5; n++) await answer(page, 'Samaa mieltä');
  const other = await context.newPage();
  await other.goto('/surveys');
  await expect(other.getByRole('heading', { name: 'Ennen kuin vastaat' })).toBeVisible();
  await begin(other);
  await answerAll(other, tenTimes('Eri mieltä'));
  await expect(statement(page)).toHaveText(esisStatements[5]!);
  for (let n = 5; n < 10; n++) await answer(page, 'Samaa mieltä');
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
  await expect.poll(async () => (await answersFrom(receiver, page)).length).toBe(2);
  const answered = (await answersFrom(receiver, page)).map(({ answers }) => answers[0]);
  expect(answered.sort()).toEqual([2, 4]);
  for (const { answers } of await answersFrom(receiver, page)) expect(new Set(answers).size).toBe(1);
  await unlock(other);
  await expect(other.getByRole('heading', { name: 'Kyselyt' })).toBeVisible();
  await page.getByRole('button', { name: 'Seuraava vastaaja' }).click();
  await page.goto('/surveys');
  await expect(page.getByRole('heading', { name: 'Kyselyt' })).toBeVisible();
});
