/** Large text, narrow screens, and phones that lie: every screen has room for its words, and for what one came for. */
import type { Page } from '@playwright/test';
import { begin } from '../support/answering.ts';
import { expect, logEncounter, setUp, startOuting, test } from '../support/phone.ts';
import { brokenWords, openInApp, roomLeft, setRoom } from '../support/room.ts';
import { more, screens } from '../support/screens.ts';

/** Width and height in px, size of the text in per cent. */
const narrow = [
  [360, 740, 200],
  [320, 640, 100],
  [320, 640, 200],
] as const;
const lying = [
  [740, 360, 100],
  [640, 360, 100],
] as const;
const names = { fi: 'suomi', sv: 'svenska', en: 'English' };

/** Opens every screen within the app and hands it to `look`. */
async function everyScreen(page: Page, outing: string, look: (what: string) => Promise<void>) {
  for (const route of [...screens, ...more, outing]) {
    await setRoom(page, [360, 740, 100]);
    await openInApp(page, route);
    await look(route);
  }
}

/** A device with a running outing on which something was logged; answers the outing's page. */
async function anEvening(page: Page): Promise<string> {
  await startOuting(page);
  const outing = new URL(page.url()).pathname;
  await logEncounter(page);
  return outing;
}

for (const language of ['fi', 'sv', 'en'] as const) {
  test(`text at 200 %, and 320 px: no word is torn and nothing scrolls sideways, ${language}`, async ({
    page,
    receiver,
  }) => {
    test.setTimeout(180_000);
    await setUp(page, receiver);
    const outing = await anEvening(page);
    await page.goto('/more');
    await page.getByRole('radio', { name: names[language] }).check();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const found: string[] = [];
    const look = async (what: string) => {
      for (const room of narrow) {
        await setRoom(page, room);
        found.push(...(await brokenWords(page)).map((one) => `${what} at ${room}: ${one}`));
      }
    };
    await everyScreen(page, outing, look);
    expect(found).toEqual([]);
    // The scale has its official text in Finnish only.
    if (language !== 'fi') return;
    await page.goto('/answer/esis.fi');
    await look('before answering');
    await setRoom(page, [360, 740, 100]);
    await page.locator('label[for=begin]').click();
    for (let number = 1; number <= 10; number++) {
      await expect(page.locator(`#q${number} .statement`)).toBeVisible();
      await look(`statement ${number}`);
      await setRoom(page, [360, 740, 100]);
      if (number < 10) await page.locator('#next').click();
    }
    expect(found).toEqual([]);
  });
}

test('a phone that lies: more than half of the height is left on every screen, and choices are seen without scrolling', async ({
  page,
  receiver,
}) => {
  test.setTimeout(180_000);
  await setUp(page, receiver);
  const outing = await anEvening(page);
  const found: string[] = [];
  await everyScreen(page, outing, async (what) => {
    for (const room of lying) {
      await setRoom(page, room);
      const left = await roomLeft(page);
      if (left <= 0.5) found.push(`${what} at ${room}: ${Math.round(left * 100)} % is left`);
      found.push(...(await brokenWords(page)).map((one) => `${what} at ${room}: ${one}`));
    }
  });
  expect(found).toEqual([]);

  for (const room of lying) {
    await setRoom(page, room);
    await page.goto('/outreach/encounter');
    for (const people of ['2', '10+']) {
      await expect(page.getByRole('radio', { name: people, exact: true })).toBeInViewport({ ratio: 1 });
    }
    await page.goto('/answer/esis.fi');
    await begin(page);
    await expect(page.locator('fieldset:visible .statement')).toBeInViewport({ ratio: 1 });
    const steps = page.locator('fieldset:visible .step');
    await expect(steps).toHaveCount(5);
    const bar = (await page.locator('#foot').boundingBox())!;
    for (const step of await steps.all()) {
      await expect(step).toBeInViewport({ ratio: 1 });
      const { y, height } = (await step.boundingBox())!;
      expect(y + height, 'no step is under the bar').toBeLessThanOrEqual(bar.y);
    }
    expect(await roomLeft(page)).toBeGreaterThan(0.5);
  }
});
