/** A group that answers one after the other on one device, each with a card: nothing is unlocked between, nobody sees another's. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { check } from '../support/accessible.ts';
import { answer, begin, draftIsSettled, statement } from '../support/answering.ts';
import { esisStatements } from '../support/esis-words.ts';
import { type Hand, takeHand } from '../support/hand.ts';
import { answersFrom, expect, goTo, keptBrowser, setUp, test } from '../support/phone.ts';
import { qrOn } from '../support/qr-picture.ts';
import { writeQrVideo } from '../support/qr-video.ts';

/** The five steps, by their code. */
const steps = [
  '',
  'Täysin eri mieltä',
  'Eri mieltä',
  'En samaa enkä eri mieltä',
  'Samaa mieltä',
  'Täysin samaa mieltä',
];

/** Ten cards as they are printed: what stands on each, and what its QR says. */
async function makeTen(page: Page): Promise<{ code: string; qr: string }[]> {
  await goTo(page, '/surveys/codes/new');
  await page.getByRole('radio', { name: 'uusi asiakas', exact: true }).check();
  await page.getByLabel('Montako koodia').fill('10');
  await page.getByRole('button', { name: 'Tee koodit' }).click();
  const cards = page.getByRole('article', { name: 'Oma koodini kyselyyn' });
  await expect(cards).toHaveCount(10);
  await expect(cards.locator('svg path')).toHaveCount(10);
  await expect(cards.first()).toContainText(/Kerrat: .*, .*, /);
  expect(page.url(), 'no code is in the address').toMatch(/cards\?made=\d{4}-\d\d-\d\d$/);
  return Promise.all(
    (await cards.all()).map(async (card) => ({
      code: (await card.locator('.code').textContent())!,
      qr: await qrOn(card),
    })),
  );
}

test('ten answer in a row with their cards; one leaves and comes back, and the browser is killed at the seventh', {
  tag: '@worker',
}, async ({ receiver }) => {
  const folder = mkdtempSync(join(tmpdir(), 'sitting-'));
  const film = join(folder, 'card.y4m');
  writeQrVideo(film, 'https://example.org');
  const phone = keptBrowser({ isQuick: true });
  const args = [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ];
  const open = () => phone.open({ args, baseURL: receiver.url });
  try {
    let { context, page } = await open();
    await setUp(page, receiver);
    const cards = await makeTen(page);
    let hand: Hand = await takeHand(page);
    const spent = { all: 0, beside: 0, seconds: 0 };
    const leaveHand = () => {
      spent.all += hand.taps();
      spent.seconds += hand.seconds();
    };
    /** A tap that is no answer: of the worker, or to hand on. */
    const tap = async (target: Locator) => {
      spent.beside += 1;
      await hand.tap(target);
    };
    const button = (name: string) => page.getByRole('button', { name, exact: true }).locator('visible=true');

    await page.goto('/surveys');
    await tap(page.getByRole('link', { name: 'Vastaaja vastaa itse' }).first());
    await page.getByLabel('Avauskoodi').fill('2468');
    await page.getByLabel('Montako vastaajaa').fill('10');
    await tap(page.getByRole('button', { name: 'Lukitse ja anna laite' }));
    await expect(page.locator('#info')).toContainText('Vastannut 0/10');

    /** The card is held before the camera. */
    const show = async (person: number) => {
      writeQrVideo(film, cards[person]!.qr);
      await tap(button('Minulla on kortti'));
    };
    const beginWith = async (person: number) => {
      await show(person);
      await expect(page.locator('#info')).toContainText(`${cards[person]!.code}. Kerta 1/3.`);
      await expect(page.locator('#info')).not.toContainText('Jatkamiskoodisi');
      await begin(page);
      expect(await page.locator('input[type=radio]:checked').count(), 'nothing of the one before').toBe(0);
    };
    const stepOf = (person: number) => steps[(person % 5) + 1]!;
    const answerFrom = async (person: number, from: number, answered: number) => {
      for (let at = from; at < 10; at++) await answer(page, stepOf(person));
      await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
      await expect(page.getByText(`Vastannut ${answered}/10`).locator('visible=true')).toBeVisible();
      await expect(page.getByText(/^Seuraava kerta \S+ \d+\.\d+\.\d{4}\.$/)).toBeVisible();
    };
    const next = async () => {
      await tap(button('Seuraava vastaaja'));
      await expect(button('Minulla on kortti')).toBeVisible();
    };

    for (const person of [0, 1]) {
      await beginWith(person);
      await answerFrom(person, 0, person + 1);
      await next();
    }
    // The third leaves in the middle, and is told what opens the answers.
    await beginWith(2);
    await answer(page, stepOf(2));
    await button('Lopeta').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Jatka myöhemmin' }).click();
    await expect(page.getByText('lukemalla saman kortin kameralla', { exact: false })).toBeVisible();
    await next();
    for (const person of [3, 4]) {
      await beginWith(person);
      await answerFrom(person, 0, person);
      await next();
    }
    // … and comes back: the card alone opens them, where they were.
    await show(2);
    await expect(statement(page)).toHaveText(esisStatements[1]!);
    await answerFrom(2, 1, 5);
    await next();
    await beginWith(5);
    // Somebody passes by: nothing is on the screen until the person goes on.
    await answer(page, stepOf(5));
    await button('Tauko').click();
    await expect(statement(page)).toBeHidden();
    await page.getByRole('dialog').getByRole('button', { name: 'Jatka nyt' }).click();
    await expect(statement(page)).toHaveText(esisStatements[1]!);
    await answerFrom(5, 1, 6);
    await next();

    await beginWith(6);
    await answer(page, stepOf(6));
    await answer(page, stepOf(6));
    await expect.poll(() => draftIsSettled(page)).toBe(true);
    leaveHand();
    const gone = new Promise<void>((resolve) => context.once('close', () => resolve()));
    process.kill(phone.pid(), 'SIGKILL');
    await gone;
    ({ context, page } = await open());
    await page.goto('/');
    await expect(page.getByText('Edellinen vastaaminen katkesi.')).toBeVisible();
    await expect(page.locator('#info')).toContainText('Vastannut 6/10');
    await check(page, 'after somebody was cut off');
    hand = await takeHand(page);
    // The eighth goes on with nothing of the seventh, who then comes back.
    await beginWith(7);
    await answerFrom(7, 0, 7);
    await next();
    await show(6);
    await expect(statement(page)).toHaveText(esisStatements[2]!);
    await answerFrom(6, 2, 8);
    await next();
    // A card that is read twice says so, and begins nothing.
    await show(7);
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('Tällä kortilla on jo vastattu');
    await check(page, 'a card read twice');
    await page.getByRole('dialog').getByRole('button', { name: 'Takaisin' }).click();
    for (const person of [8, 9]) {
      await beginWith(person);
      await answerFrom(person, 0, person + 1);
      if (person === 8) await next();
    }
    await expect(page.getByText('Kaikki ovat vastanneet.', { exact: false })).toBeVisible();
    await tap(button('Työntekijälle'));
    await page.getByRole('dialog').getByLabel('Avauskoodi').fill('2468');
    await tap(page.getByRole('dialog').getByRole('button', { name: 'Avaa' }));
    await expect(page.getByRole('heading', { name: 'Kyselyt' })).toBeVisible();
    await expect(page.getByText('odottaa vastaajan koodia', { exact: false })).toHaveCount(0);
    leaveHand();
    // On a keypad: the code twice and how many there are. «Aloitan» is tapped by each of the ten.
    const [digits, begun] = [4 + 2 + 4, 10];
    console.log(
      `ten in a row: ${spent.beside + begun + digits} taps beside the answers, ` +
        `${Math.round(spent.seconds + begun * 2.4 + digits * 0.45)} s of thought and thumb; ` +
        `with the answers ${spent.all + digits} taps`,
    );

    await expect.poll(async () => (await answersFrom(receiver, page)).length).toBe(10);
    const given = (await answersFrom(receiver, page)).map(({ code, answers, plan, wave }) => [
      code,
      answers,
      plan,
      wave,
    ]);
    expect(given.sort()).toEqual(
      cards.map(({ code }, person) => [code.replace(' ', ''), Array(10).fill((person % 5) + 1), 'new', 0]).sort(),
    );
    await context.close();
  } finally {
    phone.remove();
    rmSync(folder, { recursive: true, force: true });
  }
});
