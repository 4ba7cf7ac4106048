import { answer, answerAll, begin, statement, tenTimes } from '../support/answering.ts';
import { esisStatements, esisSteps } from '../support/esis-words.ts';
import { expect, heldFrom, setUp, test, waitingLine } from '../support/phone.ts';

test('the ten statements stand on the screen word for word, in order, one at a time', async ({ page }) => {
  await page.goto('/answer/esis.fi');
  await begin(page);
  for (const words of esisStatements) {
    await expect(statement(page)).toHaveText(words);
    await expect(page.locator('fieldset:visible .stem')).toHaveText(
      'Kuinka paljon seuraavat väittämät pitävät paikkansa?',
    );
    await expect(page.locator('fieldset:visible .step')).toHaveText(Object.values(esisSteps).reverse());
    for (const step of await page.locator('fieldset:visible .step').all()) {
      expect((await step.boundingBox())!.height).toBeGreaterThanOrEqual(64);
    }
    await answer(page, null);
  }
});

test('the first answer can be given before any script has come, and is kept when it comes', async ({ page }) => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/assets/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/answer/esis.fi', { waitUntil: 'commit' });
  await page.getByText('Aloitan', { exact: true }).click();
  await page.getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
  letGo();
  await expect(page.getByRole('button', { name: 'Seuraava' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Samaa mieltä', exact: true })).toBeChecked();
  await answerAll(page, [null, ...tenTimes('Eri mieltä').slice(1)]);
  await expect.poll(async () => (await lastResponse(page))?.state).toBe('waiting');
});

/** The last response's place in the outbox, as the device has it. */
const lastResponse = (page: import('@playwright/test').Page) =>
  page.evaluate(
    () =>
      new Promise<{ state: string } | undefined>((done) => {
        indexedDB.open('kenttakirja').onsuccess = (event) => {
          const db = (event.target as IDBOpenDBRequest).result;
          const all = db.transaction('outbox').objectStore('outbox').getAll();
          all.onsuccess = () => {
            db.close();
            done(all.result.at(-1) as { state: string } | undefined);
          };
        };
      }),
  );

test('with a keyboard alone: begin, choose with arrows, go on, go back', async ({ page }) => {
  await page.goto('/answer/esis.fi');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(statement(page)).toHaveText(esisStatements[0]!);
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Samaa mieltä', exact: true })).toBeChecked();
  await expect(statement(page), 'choosing never goes on by itself').toHaveText(esisStatements[0]!);
  await page.getByRole('button', { name: 'Seuraava' }).press('Enter');
  await expect(statement(page)).toHaveText(esisStatements[1]!);
  await page.getByRole('button', { name: 'Takaisin' }).press('Enter');
  await expect(page.getByRole('radio', { name: 'Samaa mieltä', exact: true })).toBeChecked();
});

test('the person can stop: nothing is kept, and the next one sees nothing of it', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await page.goto('/answer/esis.fi?mode=self');
  await begin(page);
  await answer(page, 'Täysin samaa mieltä');
  await page.getByRole('button', { name: 'Lopeta' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Lopeta' }).click();
  await expect(page.getByText('Vastauksia ei tallennettu.')).toBeVisible();
  expect(page.url()).not.toContain('draft');
  await page.goto('/');
  await expect(waitingLine(page)).toHaveText('ei lähetettävää');
  await expect(page.getByText('Mitään ei ole kesken.')).toBeVisible();
  await page.goto('/answer/esis.fi?mode=self');
  await begin(page);
  expect(await page.locator('input[type=radio]:checked').count()).toBe(0);
});

test('after thanks nothing of the answers is left: not on the page, not behind back, not after a reload', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await page.goto('/surveys');
  await page.getByRole('link', { name: 'Vastataan yhdessä' }).click();
  await begin(page);
  await answerAll(page, tenTimes('Täysin eri mieltä'));
  expect(await page.locator('input:checked').count()).toBe(0);
  expect(page.url()).not.toContain('draft');
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Kyselyt' })).toBeVisible();
  await expect(page.getByText('1 vastaus tallessa tässä laitteessa')).toBeVisible();
  await page.goForward();
  expect(await page.locator('input:checked').count()).toBe(0);
  await page.reload();
  expect(await page.locator('input:checked').count()).toBe(0);
  await expect
    .poll(async () => (await heldFrom(receiver, page)).map(({ mode, answers }) => [mode, answers]))
    .toEqual([['assisted', Array.from({ length: 10 }, () => 1)]]);
});

test('no screen of the worker gives one person’s answers', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await page.goto('/answer/esis.fi');
  await begin(page);
  await answerAll(page, tenTimes('Täysin eri mieltä'));
  for (const route of ['/', '/surveys', '/more', '/more/delivery']) {
    await page.goto(route);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('body')).not.toContainText('eri mieltä');
  }
});
