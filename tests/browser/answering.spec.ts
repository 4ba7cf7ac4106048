import type { Page } from '@playwright/test';
import { answer, answerAll, answerList, begin, statement, tenTimes } from '../support/answering.ts';
import { esisStatements, esisSteps } from '../support/esis-words.ts';
import {
  answersFrom,
  draftKept,
  expect,
  goTo,
  heldFrom,
  setUp,
  startOuting,
  test,
  waitingLine,
} from '../support/phone.ts';
import { type Listening, setUpLinkTo } from '../support/receiver.ts';
import { swiftHand } from '../support/swift-hand.ts';

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

/** From now on no script comes to the page, until it is let go. */
async function holdScripts(page: Page): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.context().route('**/assets/*.js', async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

test('the first answer can be given before any script has come, and is kept when it comes', async ({ page }) => {
  const letGo = await holdScripts(page);
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
const lastResponse = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ state: string; tries: number } | undefined>((done) => {
        indexedDB.open('kenttakirja').onsuccess = (event) => {
          const db = (event.target as IDBOpenDBRequest).result;
          const all = db.transaction('outbox').objectStore('outbox').getAll();
          all.onsuccess = () => {
            db.close();
            done(all.result.at(-1) as { state: string; tries: number } | undefined);
          };
        };
      }),
  );

const sixSteps = [
  'Täysin samaa mieltä',
  'Samaa mieltä',
  'Eri mieltä',
  'Täysin eri mieltä',
  'Samaa mieltä',
  'Eri mieltä',
];
const sixCodes = [5, 4, 2, 1, 4, 2];
const sixKept = new RegExp(`"answers":\\[${sixCodes},null`);

/** Six answers given, then the page closed. Answers the address of the unfinished response. */
async function sixAnswersGiven(page: Page, address: string): Promise<string> {
  await page.goto(address);
  await begin(page);
  for (const step of sixSteps) await answer(page, step);
  await draftKept(page, sixKept);
  const draft = page.url();
  await page.goto('about:blank');
  return draft;
}

test.describe('where no worker has the scripts yet', () => {
  test.use({ serviceWorkers: 'block' });
  const giveKey = async (page: Page, receiver: Listening) => {
    await page.goto(await setUpLinkTo(receiver));
    await expect(waitingLine(page)).toHaveText('ei lähetettävää');
  };

  test('who begins before the script has come goes on with the answers given earlier', async ({ page, receiver }) => {
    await giveKey(page, receiver);
    const draft = await sixAnswersGiven(page, '/answer/esis.fi?mode=self');
    const letGo = await holdScripts(page);
    await page.goto(draft, { waitUntil: 'commit' });
    await page.getByText('Aloitan', { exact: true }).click();
    letGo();
    await expect(statement(page)).toHaveText(esisStatements[6]!);
    await answerAll(page, tenTimes(null).slice(6));
    await expect
      .poll(async () => (await answersFrom(receiver, page)).map(({ answers }) => answers))
      .toEqual([[...sixCodes, null, null, null, null]]);
  });

  test('what was tapped before the script came stays, and the other answers come from the draft', async ({
    page,
    receiver,
  }) => {
    await giveKey(page, receiver);
    const draft = await sixAnswersGiven(page, '/answer/esis.fi?mode=self');
    const letGo = await holdScripts(page);
    await page.goto(draft, { waitUntil: 'commit' });
    await page.getByText('Aloitan', { exact: true }).click();
    await page.getByRole('radio', { name: 'Täysin eri mieltä', exact: true }).check();
    letGo();
    await expect(page.getByRole('button', { name: 'Seuraava' })).toBeVisible();
    await expect(statement(page), 'nothing moves under the hand').toHaveText(esisStatements[0]!);
    // What comes from the draft is drawn: of two presses before a statement is drawn one counts.
    await expect(page.locator('#q2 input:checked')).toHaveCount(1);
    await answerAll(page, tenTimes(null));
    await expect
      .poll(async () => (await answersFrom(receiver, page)).map(({ answers }) => answers))
      .toEqual([[1, ...sixCodes.slice(1), null, null, null, null]]);
  });
});

test('a double tap on «Aloitan» skips no statement', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await page.goto('/answer/esis.fi');
  await page.getByText('Aloitan', { exact: true }).click({ trial: true });
  const begins = (await page.getByText('Aloitan', { exact: true }).boundingBox())!;
  const at = { x: begins.x + begins.width / 2, y: begins.y + begins.height / 2 };
  await (await swiftHand(page)).tap([at], [at]);
  await expect(statement(page).first()).toBeVisible();
  await expect(page.getByText('1 / 10')).toBeVisible();
  // A tap that comes later means what it meets.
  await page.locator('#next').click();
  await expect(page.getByText('2 / 10')).toBeVisible();
});

test('who answers on a device without a server is told of none; given together and gone on with from Tänään a response is kept as such', async ({
  page,
  receiver,
}) => {
  await page.goto('/answer/esis.fi?mode=assisted');
  const information = page.locator('#info');
  // On a device without a server nothing is sent; of one that may come it is said what it changes.
  await expect(information).toContainText('Jos järjestäjä ottaa palvelimen käyttöön, ne lähetetään sinne');
  await expect(information).not.toContainText('Järjestäjän palvelimen ylläpito');
  await setUp(page, receiver);
  await page.goto('/answer/esis.fi?mode=assisted');
  // The worker looks at the same screen, and holds the device.
  await expect(information).toContainText('Työntekijä, jonka kanssa vastaat, näkee vastauksesi nyt.');
  await expect(information).toContainText('lähetetään kyselyn järjestäjälle');
  await begin(page);
  for (const [index, step] of sixSteps.entries()) {
    await page
      .locator(`#q${index + 1}`)
      .getByRole('radio', { name: step, exact: true })
      .check();
  }
  await draftKept(page, sixKept);
  await page.goto('/');
  await page.getByRole('link', { name: 'Jatka' }).click();
  await expect(page.locator('#foot').getByRole('status')).toHaveText('Vastaamatta: 4');
  await answerList(page, []);
  await expect(page.locator('main')).not.toContainText('takaisin työntekijälle');
  await expect
    .poll(async () => (await answersFrom(receiver, page)).map(({ mode, answers }) => [mode, answers]))
    .toEqual([['assisted', [...sixCodes, null, null, null, null]]]);
});

test('an address whose draft is gone begins a response of its own', async ({ page, receiver }) => {
  await setUp(page, receiver);
  const draft = await sixAnswersGiven(page, '/answer/esis.fi?mode=self');
  await page.goto(draft);
  await answerAll(page, tenTimes(null).slice(6));
  await page.goto(draft);
  await begin(page);
  await answerAll(page, tenTimes('Eri mieltä'));
  await expect.poll(async () => (await heldFrom(receiver, page)).length).toBe(2);
});

test('what was begun together of a survey that is not here leads back to the surveys; who answers alone is led nowhere', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await page.goto('/answer/own?of=poissa.fi&mode=self');
  const said = page.getByText('Tätä kyselyä ei ole tässä laitteessa.', { exact: false });
  await expect(said).toBeVisible();
  await expect(page.getByRole('link')).toHaveCount(0);
  await page.goto('/answer/own?of=poissa.fi&mode=assisted');
  await expect(said).toBeVisible();
  await page.getByRole('link', { name: 'Työntekijälle: takaisin kyselyihin' }).click();
  await expect(page.getByRole('heading', { name: 'Kyselyt', exact: true })).toBeVisible();
});

test('every statement has the focus when it comes, so that those who hear it are told', async ({ page }) => {
  await page.goto('/answer/esis.fi');
  await begin(page);
  await expect(page.locator('#q1 legend')).toBeFocused();
  await answer(page, null);
  await expect(page.locator('#q2 legend')).toBeFocused();
});

test('the focus stays on an answer that was chosen before the script came', async ({ page }) => {
  const letGo = await holdScripts(page);
  await page.goto('/answer/esis.fi', { waitUntil: 'commit' });
  await page.getByText('Aloitan', { exact: true }).click();
  await page.getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
  letGo();
  await expect(page.getByRole('button', { name: 'Seuraava' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Samaa mieltä', exact: true })).toBeFocused();
});

test('with a keyboard alone: begin, choose with arrows, go on, go back', async ({ page }) => {
  await page.goto('/answer/esis.fi');
  // The script has come.
  await expect(page.getByRole('navigation', { name: 'Kieli' })).toBeVisible();
  await page.getByRole('button', { name: 'Aloitan' }).focus();
  await page.evaluate(noteLateFocus);
  await page.keyboard.press('Enter');
  await expect(statement(page)).toHaveText(esisStatements[0]!);
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Samaa mieltä', exact: true })).toBeChecked();
  await expect(statement(page), 'choosing never goes on by itself').toHaveText(esisStatements[0]!);
  await page.getByRole('button', { name: 'Seuraava' }).press('Enter');
  await expect(statement(page)).toHaveText(esisStatements[1]!);
  await page.getByRole('button', { name: 'Takaisin' }).press('Enter');
  await expect(page.getByRole('radio', { name: 'Samaa mieltä', exact: true })).toBeChecked();
  const [moves, late] = await page.evaluate(() => [Number(document.body.dataset.moves), document.body.dataset.late]);
  expect(moves).toBe(3);
  expect(late, 'the focus comes with the statement, never after the next key').toBeUndefined();
});

/** Runs in the page: a statement came to the screen, and the focus was not there with it. */
function noteLateFocus(): void {
  const form = document.querySelector('form')!;
  new MutationObserver(() => {
    const { dataset } = document.body;
    dataset.moves = String(Number(dataset.moves ?? 0) + 1);
    const shown = form.querySelector('fieldset[id]:not([hidden])');
    if (!shown?.contains(document.activeElement)) dataset.late = `${dataset.late ?? ''} ${shown?.id}`;
  }).observe(form, { subtree: true, attributes: true, attributeFilter: ['hidden'] });
}

test('the person can stop: nothing is kept, and the next one sees nothing of it', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await page.goto('/answer/esis.fi?mode=self');
  await begin(page);
  await answer(page, 'Täysin samaa mieltä');
  await page.getByRole('button', { name: 'Lopeta' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Lopeta' }).click();
  await expect(page.getByText('Vastauksia ei tallennettu.')).toBeVisible();
  expect(page.url()).not.toContain('draft');
  await goTo(page, '/');
  await expect(waitingLine(page)).toHaveText('ei lähetettävää');
  await expect(page.getByText('Mitään ei ole kesken.')).toBeVisible();
  await page.goto('/answer/esis.fi?mode=self');
  await begin(page);
  expect(await page.locator('input[type=radio]:checked').count()).toBe(0);
});

test('when the answers cannot be forgotten the person is told, and stays', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await page.addInitScript(() => {
    const remove = IDBObjectStore.prototype.delete;
    IDBObjectStore.prototype.delete = function (...given) {
      if (this.name === 'drafts' && !localStorage.getItem('mended')) throw new DOMException('broken', 'UnknownError');
      return remove.apply(this, given);
    };
  });
  await page.goto('/answer/esis.fi?mode=self');
  await begin(page);
  await page.getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
  const stop = async () => {
    await page.getByRole('button', { name: 'Lopeta' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Lopeta' }).click();
  };
  await stop();
  await expect(page.getByRole('alert')).toContainText('Pyydä työntekijä paikalle');
  await expect(page.getByRole('radio', { name: 'Samaa mieltä', exact: true })).toBeChecked();
  await page.evaluate(() => localStorage.setItem('mended', 'yes'));
  await stop();
  await expect(page.getByText('Vastauksia ei tallennettu.')).toBeVisible();
});

test('who stops while an answer is being written leaves nothing behind', async ({ page, receiver }) => {
  await setUp(page, receiver);
  // Sealing takes as long as this test wants: the write is under way when the person stops.
  await page.addInitScript(() => {
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    const state = Object.assign(window, { sealing: 0, letGo: () => {} });
    const held = new Promise<void>((done) => {
      state.letGo = done;
    });
    crypto.subtle.encrypt = async (...given) => {
      state.sealing++;
      await held;
      return encrypt(...given);
    };
  });
  await page.goto('/answer/esis.fi?mode=self');
  await begin(page);
  await page.waitForFunction(() => (window as unknown as { sealing: number }).sealing > 0);
  await page.getByRole('button', { name: 'Lopeta' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Lopeta' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.evaluate(() => (window as unknown as { letGo(): void }).letGo());
  await expect(page.getByText('Vastauksia ei tallennettu.')).toBeVisible();
  await goTo(page, '/');
  await expect(page.getByText('Mitään ei ole kesken.')).toBeVisible();
});

test('nothing of the worker’s app speaks to who answers: not what waits, on no screen, with a network or without', async ({
  page,
  context,
  receiver,
}) => {
  await setUp(page, receiver);
  await startOuting(page);
  const ofTheApp = page.getByText(/odottaa|lähetetty|lähetettävää|yhteyttä|avain/).locator('visible=true');
  await page.goto('/answer/esis.fi');
  // When the page has come to sending, all that it draws by itself is drawn.
  await page.waitForLoadState('networkidle');
  await expect(ofTheApp).toHaveCount(0);
  await begin(page);
  await expect(ofTheApp).toHaveCount(0);
  await context.setOffline(true);
  await answerAll(page, ['Samaa mieltä', ...tenTimes(null).slice(1)]);
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
  await expect.poll(async () => (await lastResponse(page))?.tries, 'a try without a network').toBeGreaterThan(0);
  await expect(ofTheApp).toHaveCount(0);
  await context.setOffline(false);
  await expect.poll(async () => (await lastResponse(page))?.state).toBe('delivered');
  await expect(ofTheApp).toHaveCount(0);
});

test('after thanks nothing of the answers is left: not on the page, not behind back, not after a reload', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await goTo(page, '/surveys');
  await page.getByRole('link', { name: 'Tuettu kysely' }).first().click();
  await begin(page);
  await answerList(page, tenTimes('Täysin eri mieltä'));
  expect(await page.locator('input:checked').count()).toBe(0);
  expect(page.url()).not.toContain('draft');
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Kyselyt' })).toBeVisible();
  await expect(page.getByText('1 vastaus tallessa tässä laitteessa')).toBeVisible();
  await page.goForward();
  await expect(page).toHaveURL(/\/answer\//);
  await expect(page.locator('input:checked')).toHaveCount(0);
  await page.reload();
  await expect(page.locator('input:checked')).toHaveCount(0);
  await expect
    .poll(async () => (await answersFrom(receiver, page)).map(({ mode, answers }) => [mode, answers]))
    .toEqual([['assisted', Array.from({ length: 10 }, () => 1)]]);
});

test('no screen of the worker gives one person’s answers', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await page.goto('/answer/esis.fi');
  await begin(page);
  await answerAll(page, tenTimes('Täysin eri mieltä'));
  for (const route of ['/', '/surveys', '/more', '/more/delivery']) {
    await goTo(page, route);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('body')).not.toContainText('eri mieltä');
  }
});
