/** Large text, narrow screens, and phones that lie: every screen has room for its words, and for what one came for. */
import type { Page } from '@playwright/test';
import { begin } from '../support/answering.ts';
import { expect, goTo, logEncounter, setUp, startOuting, test } from '../support/phone.ts';
import { brokenWords, openInApp, roomLeft, setRoom } from '../support/room.ts';
import { more, screens } from '../support/screens.ts';

/** Width and height in px, size of the text in per cent. */
type Room = readonly [width: number, height: number, percent: number];
const narrow: Room[] = [
  [360, 740, 200],
  [320, 640, 100],
  [320, 640, 200],
];
const lying: Room[] = [
  [740, 360, 100],
  [640, 360, 100],
];
const names = { fi: 'suomi', sv: 'svenska', en: 'English' };

/** What is wrong with the screen in each of these rooms: torn words, and on a phone that lies too little height left. */
async function lookIn(rooms: readonly Room[], page: Page, what: string): Promise<string[]> {
  const found: string[] = [];
  for (const room of rooms) {
    await setRoom(page, room);
    found.push(...(await brokenWords(page)).map((one) => `${what} at ${room}: ${one}`));
    const left = lying.includes(room) ? await roomLeft(page) : 1;
    if (left <= 0.5) found.push(`${what} at ${room}: ${Math.round(left * 100)} % is left`);
  }
  return found;
}

/** A device with a running outing on which something was logged; answers the outing's page. */
async function anEvening(page: Page): Promise<string> {
  await startOuting(page);
  const outing = new URL(page.url()).pathname;
  await logEncounter(page);
  return outing;
}

/** In Finnish there are the most rooms to look in: two browsers have half of the screens each. */
const looks = [
  ['fi', 1, 2],
  ['fi', 2, 2],
  ['sv', 1, 1],
  ['en', 1, 1],
] as const;

for (const [language, part, parts] of looks) {
  // The bars take as much height in any language; and what has room in 320 px at 200 % has it in 360, where it is laid out alike.
  const rooms = language === 'fi' ? [...narrow, ...lying] : narrow.slice(1);
  const also = language === 'fi' ? '; a phone that lies: more than half of the height is left on every screen' : '';
  const which = parts > 1 ? `, ${part} of ${parts}` : '';

  test(`text at 200 %, and 320 px: no word is torn and nothing scrolls sideways, ${language}${also}${which}`, async ({
    page,
    receiver,
  }) => {
    await setUp(page, receiver);
    const outing = await anEvening(page);
    await goTo(page, '/more');
    await page.getByRole('radio', { name: names[language] }).check();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const found: string[] = [];
    // Each screen is opened in the room that the one before was left in: the window changes as seldom as can be.
    const all = [...screens, ...more, outing];
    const routes = all.slice((all.length * (part - 1)) / parts, (all.length * part) / parts);
    for (const [index, route] of routes.entries()) {
      await openInApp(page, route);
      found.push(...(await lookIn(index % 2 === 0 ? rooms : rooms.toReversed(), page, route)));
    }
    expect(found).toEqual([]);
    // The scale has its official text in Finnish only.
    if (language !== 'fi' || part < parts) return;
    await setRoom(page, [360, 740, 100]);
    await page.goto('/answer/esis.fi');
    found.push(...(await lookIn(narrow, page, 'before answering')));
    await setRoom(page, [360, 740, 100]);
    await page.locator('label[for=begin]').click();
    for (let number = 1; number <= 10; number++) {
      await expect(page.locator(`#q${number} .statement`)).toBeVisible();
      found.push(...(await lookIn(narrow, page, `statement ${number}`)));
      await setRoom(page, [360, 740, 100]);
      if (number < 10) await page.locator('#next').click();
    }
    expect(found).toEqual([]);
  });
}

test('a phone that lies: choices and statements are seen without scrolling', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await startOuting(page);
  for (const room of lying) {
    await setRoom(page, room);
    await goTo(page, '/outreach/encounter');
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
