/** Quick hide: a clock over whatever was on the screen, by a button, a tap of two fingers or a key; and what was there is there again. */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { findings } from '../support/accessible.ts';
import { expect, goTo, setUp, startOuting, test } from '../support/phone.ts';
import { type Point, swiftHand } from '../support/swift-hand.ts';

const cover = (page: Page) => page.locator('dialog.cover');

/** No word of the app is drawn, in the title or to be heard; what is drawn is the cover alone. */
async function expectHidden(page: Page): Promise<void> {
  await expect(cover(page)).toBeVisible();
  await expect(page).toHaveTitle(/^\d{1,2}[.:]\d\d$/);
  await expect(page.locator('body')).toHaveText(/^\d{1,2}[.:]\d\d\s\w+ \d+\. \w+$/, { useInnerText: true });
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - dialog:
      - button /\\d/
  `);
  expect(await page.evaluate(() => document.elementsFromPoint(180, 700).map(({ tagName }) => tagName))).toContain(
    'DIALOG',
  );
  await expect(page.locator('link[rel=icon]')).toHaveAttribute('href', 'data:,');
}

async function comeBack(page: Page): Promise<void> {
  await cover(page).getByRole('button').first().click();
  await cover(page).getByRole('button', { name: 'Jatka' }).click();
  await expect(cover(page)).toHaveCount(0);
}

const pressShift = async (page: Page) => (await swiftHand(page)).pressShift(3);

/** Two fingers are put down, moved so far apart and lifted. */
async function twoFingers(page: Page, apart = 0): Promise<void> {
  const at = (more: number) => [
    { x: 120, y: 300, id: 1 },
    { x: 240, y: 320 + more, id: 2 },
  ];
  const hand = await swiftHand(page);
  await hand.touch(
    ['touchStart', at(0).slice(0, 1)],
    ['touchStart', at(0)],
    ...(apart ? [['touchMove', at(apart)] as ['touchMove', Point[]]] : []),
    ['touchEnd', []],
  );
}

test.describe(() => {
  test.use({ hasTouch: true });

  test('from the middle of a word, by the button, by two fingers and by a key: nothing of it is lost, nor the place in it', async ({
    page,
    receiver,
  }) => {
    await setUp(page, receiver);
    await startOuting(page);
    await goTo(page, `/outreach/phenomenon/${randomUUID()}`);
    const words = page.getByRole('textbox').first();
    await words.fill('Asemalla on hiljaista');
    await words.press('ArrowLeft');
    // Once nothing waits any more the title counts nothing.
    await expect(page).toHaveTitle('Ilmiöhavainto');

    await pressShift(page);
    await expectHidden(page);
    expect(await findings(page, 'the clock')).toEqual([]);
    // Escape, a key beside and a letter change nothing; nor does a dialog that the app opens meanwhile.
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.evaluate(() => document.querySelector<HTMLDialogElement>('.cover')!.close());
    await page.evaluate(() => {
      const question = document.body.appendChild(document.createElement('dialog'));
      question.id = 'question';
      question.textContent = 'Ovatko kaikki palanneet?';
      question.showModal();
    });
    await expectHidden(page);
    await page.keyboard.press('Enter');
    await expect(cover(page).getByRole('button', { name: 'Jatka' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('#question')).toBeVisible();
    await page.evaluate(() => document.querySelector('#question')!.remove());
    await expect(page).toHaveTitle('Ilmiöhavainto');
    await words.focus();

    await page.getByRole('button', { name: 'Piilota' }).click();
    await expectHidden(page);
    await comeBack(page);
    await expect(page.getByRole('button', { name: 'Piilota' })).toBeFocused();

    await words.focus();
    await twoFingers(page, 90);
    await expect(cover(page)).toHaveCount(0);
    await twoFingers(page);
    await expectHidden(page);
    await comeBack(page);
    await expect(words).toBeFocused();
    await page.keyboard.type('!');
    await expect(words).toHaveValue('Asemalla on hiljaist!a');
  });
});

test('a dialog that was open is open again; capitals are no key; a reload shows nothing before it is left', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await startOuting(page);
  await page.getByRole('button', { name: 'Kaikki palanneet' }).click();
  const question = page.getByRole('dialog').filter({ hasText: 'Päätä jalkautuminen' });
  await expect(question).toBeVisible();
  await page.keyboard.press('Shift+A');
  await page.keyboard.press('Shift+A');
  await page.keyboard.press('Shift+A');
  await expect(cover(page)).toHaveCount(0);
  await pressShift(page);
  await expectHidden(page);
  await comeBack(page);
  await expect(question).toBeVisible();
  await question.getByRole('button').last().click();

  await pressShift(page);
  await page.reload();
  await expectHidden(page);
  await comeBack(page);
  await expect(page.getByRole('button', { name: 'Kaikki palanneet' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Kaikki palanneet' })).toBeVisible();
  await expect(cover(page)).toHaveCount(0);
});

test('two thumbs that meet on two counters count, and hide nothing', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await startOuting(page);
  // What comes at the top of the page moves all below it: a thumb of this test looks once.
  await expect(page.getByText('Ei vielä valmis käyttöön ilman verkkoa')).toBeVisible();
  const rows = page.getByRole('group').filter({ has: page.getByRole('button', { name: /yksi lisää/ }) });
  const counted = () => rows.getByRole('status').allTextContents();
  await rows.nth(1).scrollIntoViewIfNeeded();
  const middle = async (n: number) => {
    const box = (await rows
      .nth(n)
      .getByRole('button', { name: /yksi lisää/ })
      .boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, id: n + 1 };
  };
  const [one, other] = [await middle(0), await middle(1)];
  const hand = await swiftHand(page);
  // All at once, so that none is a long press: two thumbs that meet, and one that taps on right after them.
  const lone: Parameters<typeof hand.touch> = [
    ['touchStart', [one]],
    ['touchEnd', []],
  ];
  await hand.touch(
    ['touchStart', [one]],
    ['touchStart', [one, other]],
    ['touchEnd', [one]],
    ['touchEnd', []],
    ...lone,
    ...lone,
    ...lone,
  );
  await expect.poll(async () => (await counted()).slice(0, 2)).toEqual(['4', '1']);
  // A finger that is lifted elsewhere counts nothing.
  await hand.touch(['touchStart', [one]], ['touchMove', [{ ...one, x: one.x - 150 }]], ['touchEnd', []]);
  // Nor does one that only stops a page that still moves: the browser says so.
  await rows
    .nth(0)
    .getByRole('button', { name: /yksi lisää/ })
    .evaluate((target, { x: clientX, y: clientY }) => {
      const changedTouches = [new Touch({ identifier: 9, target, clientX, clientY })];
      for (const type of ['touchstart', 'touchend'])
        target.dispatchEvent(new TouchEvent(type, { changedTouches, bubbles: true, cancelable: type === 'touchend' }));
    }, one);
  await hand.touch(...lone);
  await expect.poll(async () => (await counted()).slice(0, 2)).toEqual(['5', '1']);
  await expect(cover(page)).toHaveCount(0);
});

test('a person who answers has no such button, and no key brings it', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await page.goto('/answer/esis.fi');
  await expect(page.getByRole('heading').first()).toBeVisible();
  await pressShift(page);
  await expect(cover(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Piilota' })).toHaveCount(0);
});
