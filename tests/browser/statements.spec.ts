/** One statement a screen, in a respondent's hands: where it stands, what a tap does, what is without an answer. */
import type { Page } from '@playwright/test';
import { answer, begin, handOver, skip, statement } from '../support/answering.ts';
import { esisStatements } from '../support/esis-words.ts';
import { takeHand } from '../support/hand.ts';
import { answersFrom, draftKept, expect, goTo, setUp, test, waitingLine } from '../support/phone.ts';
import { swiftHand } from '../support/swift-hand.ts';

/** Width and height in px. 616: a phone of 740 with the browser's bar. */
const sizes = [
  [360, 616],
  [360, 740],
  [320, 568],
  [740, 360],
  [800, 1280],
  [1280, 800],
] as const;

/** What is seen of the item on screen without scrolling: the steps from the top edge of the first, and whether all of it is. */
const seenOf = (page: Page) =>
  page.evaluate(() => {
    const shown = [...document.querySelectorAll('fieldset')].find((set) => set.checkVisibility())!;
    const foot = document.getElementById('foot')!.getBoundingClientRect().top;
    const boxes = [...shown.querySelectorAll('.step')].map((step) => step.getBoundingClientRect());
    const legend = shown.querySelector('legend')!.getBoundingClientRect();
    const head = document.getElementById('head')!.getBoundingClientRect().bottom;
    return {
      steps: boxes.filter(({ top, bottom }) => top >= head && bottom <= foot).length,
      of: boxes.length,
      words: legend.top >= head - 1 && legend.bottom <= foot,
      wide: document.documentElement.scrollWidth > innerWidth,
      labels: [...shown.querySelectorAll('.step')].map((step) => step.textContent).join(),
      places: JSON.stringify(
        [...boxes, document.getElementById('next')!.getBoundingClientRect()].map(({ x, y }) => [x, y]),
      ),
    };
  });

test('every step of every statement is on the screen with it, and at the same place, whatever the phone or tablet', async ({
  page,
  receiver,
}) => {
  await page.addInitScript(() => {
    const voice = { lang: 'fi-FI', localService: true, name: 'fi', voiceURI: 'fi', default: true };
    speechSynthesis.getVoices = () => [voice] as SpeechSynthesisVoice[];
  });
  await setUp(page, receiver);
  const rows: string[] = [];
  const wrong: string[] = [];
  const measure = async (form: string, items: number) => {
    const places = new Map<string, Set<string>>();
    const least = new Map<string, string>();
    for (let number = 1; number <= items; number++) {
      for (const larger of [false, true]) {
        await page.evaluate((on) => document.documentElement.classList.toggle('larger', on), larger);
        for (const [width, height] of sizes) {
          await page.setViewportSize({ width, height });
          const size = `${width} × ${height}${larger ? ', larger text' : ''}`;
          const seen = await seenOf(page);
          const isWhole = seen.steps === seen.of && seen.words && !seen.wide;
          if (!isWhole || !least.has(size))
            least.set(size, `${seen.steps}/${seen.of}${seen.words ? '' : ', words cut'}`);
          if (!isWhole) wrong.push(`${form} ${number} at ${size}: ${seen.steps} of ${seen.of}`);
          // Where other steps are offered they may be higher.
          const same = `${size}, ${seen.labels}`;
          places.set(same, (places.get(same) ?? new Set()).add(seen.places));
        }
      }
      await page.evaluate(() => document.documentElement.classList.remove('larger'));
      if (number < items) await skip(page);
      if (number < items) await expect(page.locator(`#q${number + 1}`)).toBeVisible();
    }
    for (const [size, seen] of least) rows.push(`${form.padEnd(14)} ${size.padEnd(26)} ${seen}`);
    for (const [size, all] of places) if (all.size > 1) wrong.push(`${form}: steps move at ${size}`);
  };

  await page.goto('/answer/own?of=eurohis-qol-8.fi');
  await begin(page);
  await measure('eurohis-qol-8', 8);
  await page.goto('/answer/own?of=work-ability.fi');
  await begin(page);
  await measure('work-ability', 1);
  // In somebody's hands there are the most buttons above a statement.
  await goTo(page, '/surveys/hand-over/esis');
  await handOver(page);
  await begin(page);
  await measure('esis', 10);
  console.log(`Steps on the screen with their statement:\n${rows.join('\n')}`);
  expect(wrong).toEqual([]);
});

test('a tap that is repeated skips no statement, however it is repeated', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await page.goto('/answer/esis.fi');
  const { tap } = await swiftHand(page);
  const at = async (selector: string, dx = 0) => {
    // A screen that has just come takes no tap: whoever taps here has had the time to read.
    await page.locator(selector).click({ trial: true });
    const { x, y, width, height } = (await page.locator(selector).boundingBox())!;
    return { x: x + width / 2 + dx, y: y + height / 2 };
  };
  const here = async () => Number((await page.locator('#head .number').textContent())!.split(' /')[0]);
  const begins = await at('label[for=begin]');
  await tap([begins], [begins]);
  await expect(page.locator('#q1')).toBeVisible();
  expect(await here()).toBe(1);

  const rows: [string, (next: string) => Promise<unknown>][] = [
    ['twice', async (next) => tap([await at(next)], [await at(next)])],
    ['three times', async (next) => tap([await at(next)], [await at(next)], [await at(next)])],
    ['a little beside', async (next) => tap([await at(next)], [await at(next, 12)])],
    ['by two fingers in turn', async (next) => tap([await at(next, -50)], [await at(next, 50)])],
    [
      'on a phone that is slow to draw',
      async (next) => {
        const spot = await at(next);
        await page.evaluate(() =>
          addEventListener(
            'click',
            () => {
              const end = performance.now() + 500;
              while (performance.now() < end);
            },
            { once: true, capture: true },
          ),
        );
        await tap([spot], [spot]);
      },
    ],
    [
      'by a key that is held down',
      async (next) => {
        await page.locator(next).focus();
        for (let n = 0; n < 4; n++) await page.keyboard.down('Enter');
        await page.keyboard.up('Enter');
      },
    ],
  ];
  for (const [how, act] of rows) {
    const before = await here();
    await act('#next');
    await expect(page.locator(`#q${before + 1}`), how).toBeVisible();
    expect(await here(), how).toBe(before + 1);
  }
  const before = await here();
  await tap([await at('#next', -50), await at('#next', 50)]);
  expect(await here(), 'by two fingers at once').toBeLessThanOrEqual(before + 1);

  // The last one, and what is told after it.
  await skip(page, 9 - (await here()));
  await answer(page, 'Samaa mieltä');
  const last = await at('#next');
  await tap([last], [last]);
  await expect(page.locator('#check')).toBeFocused();
  await expect(page.locator('#thanks')).toBeHidden();
  // Later on a tap means what it meets.
  await page.locator('#next').click();
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
});

test('before the end it is told how many are without an answer: one looks at them, or leaves them', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await page.goto('/answer/esis.fi');
  await begin(page);
  await answer(page, 'Samaa mieltä');
  await answer(page, null);
  for (let n = 3; n <= 8; n++) await answer(page, 'Eri mieltä');
  await answer(page, null);
  await page.getByRole('radio', { name: 'Eri mieltä', exact: true }).check();
  await expect(page.locator('#next'), 'something comes after the last one').toHaveText('Seuraava');
  await page.locator('#next').click();
  const told = page.locator('#check');
  await expect(told).toContainText('Ilman vastausta: 2.');
  await expect(told, 'it is read out').toBeFocused();
  await page.getByRole('button', { name: 'Katso' }).click();
  await expect(statement(page)).toHaveText(esisStatements[1]!);
  await answer(page, 'Täysin samaa mieltä');
  await expect(statement(page), 'the others are passed').toHaveText(esisStatements[8]!);
  await expect(page.locator('#next'), 'nobody is asked twice').toHaveText('Valmis');
  await page.locator('#next').click();
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
  await expect
    .poll(async () => (await answersFrom(receiver, page)).map(({ answers }) => answers))
    .toEqual([[4, 5, 2, 2, 2, 2, 2, 2, null, 2]]);

  // Together, in the list, it is told all the time.
  await page.goto('/answer/esis.fi?mode=assisted');
  await begin(page);
  await page.locator('#q1').getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
  await expect(page.locator('#foot').getByRole('status')).toHaveText('Vastaamatta: 9');
  for (const number of [2, 3]) {
    await page.getByRole('button', { name: 'Katso' }).click();
    await expect(page.locator(`#q${number} legend`)).toBeFocused();
  }
});

test('an answer is taken back: by its cross, by a key, by a screen reader', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await page.goto('/answer/esis.fi?mode=self');
  await begin(page);
  const chosen = page.getByRole('radio', { name: 'Samaa mieltä', exact: true });
  const back = page.getByRole('button', { name: 'Poista vastaus' });
  await expect(back, 'nothing to take back').toHaveCount(0);
  await chosen.check();
  await expect(page.locator('#next')).toHaveText('Seuraava');
  // In the step that is chosen, and nothing moves for it.
  const [step, cross] = [(await chosen.boundingBox())!, (await back.boundingBox())!];
  expect(cross.y).toBeGreaterThanOrEqual(step.y - 1);
  expect(cross.y + cross.height).toBeLessThanOrEqual(step.y + step.height + 1);
  await back.click();
  await expect(chosen, 'a screen reader says what became of it').toBeFocused();
  await expect(chosen).not.toBeChecked();
  await expect(page.locator('#next')).toHaveText('Ohita');
  await draftKept(page, /"answers":\[null,null/);
  await expect(back).toHaveCount(0);

  await page.keyboard.press('Space');
  await expect(chosen).toBeChecked();
  await page.keyboard.press('Delete');
  await expect(chosen).not.toBeChecked();
  await chosen.check();
  await page.keyboard.press('Tab');
  await expect(back).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(chosen).not.toBeChecked();
  await expect(chosen).toBeFocused();
});

test('who answers nothing is told that nothing is kept, and nothing is', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await page.goto('/answer/esis.fi?mode=self');
  await begin(page);
  await skip(page, 10);
  await expect(page.locator('#check')).toContainText('Jos jätät näin, mitään ei tallenneta.');
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByText('Vastauksia ei tallennettu.')).toBeVisible();
  expect(page.url()).not.toContain('draft');
  await page.goto('/');
  await expect(page.getByText('Mitään ei ole kesken.')).toBeVisible();
  await expect(waitingLine(page)).toHaveText('ei lähetettävää');

  await goTo(page, '/surveys/paper/esis');
  await page.getByRole('checkbox', { name: 'Vastaaja sai tiedotteen ja suostui' }).check();
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByRole('alert')).toContainText('Tyhjää lomaketta ei tallenneta.');
  await page.locator('#q3').getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('from the first page to thanks: the taps of a respondent', async ({ page }) => {
  await page.goto('/answer/esis.fi');
  const hand = await takeHand(page);
  const started = Date.now();
  await page.evaluate(() => {
    const counted = Object.assign(window, { taps: 0 });
    addEventListener('pointerdown', () => counted.taps++, { capture: true });
  });
  await hand.tap(page.getByText('Aloitan', { exact: true }));
  for (const words of esisStatements) {
    await expect(statement(page)).toHaveText(words);
    await hand.tap(page.locator('fieldset:visible .step').first());
    await hand.tap(page.locator('#next'));
  }
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
  const taps = await page.evaluate(() => (window as unknown as { taps: number }).taps);
  console.log(
    `A respondent: ${taps} taps, ${Math.round(hand.seconds())} s of a person's time; the page took ${Date.now() - started} ms`,
  );
  expect(taps, 'one begins, two for each statement').toBe(21);
});
