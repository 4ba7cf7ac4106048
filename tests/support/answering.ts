import { expect, type Page } from '@playwright/test';
import { goTo } from './phone.ts';

/** The statement on screen. */
export const statement = (page: Page) => page.locator('fieldset:visible .statement');

/** Begins, on the page that was opened. */
export async function begin(page: Page): Promise<void> {
  await page.getByText('Aloitan', { exact: true }).click();
  await expect(statement(page).first()).toBeVisible();
}

/** Locks the device and hands it over, from the page where that is done. */
export async function handOver(page: Page, unlockCode = '2468', respondent?: string): Promise<void> {
  await page.getByLabel('Avauskoodi').fill(unlockCode);
  if (respondent) await page.getByLabel('Vastaajan koodi').fill(respondent);
  await page.getByRole('button', { name: 'Lukitse ja anna laite' }).click();
  await expect(page.getByRole('button', { name: 'Jatka koodilla' })).toBeVisible();
}

/** Opens a device that was handed over, from the first or the last screen of the respondent's page. */
export async function unlock(page: Page, unlockCode = '2468'): Promise<void> {
  await page.getByRole('button', { name: 'Työntekijälle' }).locator('visible=true').click();
  await page.getByRole('dialog').getByLabel('Avauskoodi').fill(unlockCode);
  await page.getByRole('dialog').getByRole('button', { name: 'Avaa' }).click();
}

/** Answers one statement with the step of that label, or skips it, and goes on. */
export async function answer(page: Page, step: string | null): Promise<void> {
  if (!step) return skip(page);
  await page.getByRole('radio', { name: step, exact: true }).check();
  await page.locator('#next').click();
}

/** Goes past so many statements as a screen reader presses the button: a finger would have to wait until it may have read each. */
export async function skip(page: Page, times = 1): Promise<void> {
  await page.locator('#next').waitFor();
  for (let n = 0; n < times; n++) await page.locator('#next').dispatchEvent('click');
}

/** Answers all ten: the given step for each, null for skipped. */
export async function answerAll(page: Page, steps: (string | null)[]): Promise<void> {
  for (const step of steps) await answer(page, step);
  await leaveAsIs(page);
}

/** After the last statement: leaves without an answer what is so, and waits for thanks. */
export async function leaveAsIs(page: Page): Promise<void> {
  await expect(page.locator('#check, #thanks').locator('visible=true')).toBeVisible();
  if (await page.locator('#check').isVisible()) await skip(page);
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
  // By now the page has begun to wait for the next person.
  await expect(page.locator('#thanks')).toBeFocused();
}

export const tenTimes = (step: string | null): (string | null)[] => Array.from({ length: 10 }, () => step);

/** Answers in the list where a worker asks: the given step for each, null for skipped, from the given statement on. */
export async function answerList(page: Page, steps: (string | null)[], from = 0): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const asked = page.locator(`#q${from + index + 1}`);
    if (step) await asked.getByRole('radio', { name: step, exact: true }).check();
  }
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
}

/** Takes an organisation's configuration of surveys into use on the page's device. */
export async function setSurvey(page: Page, survey: Record<string, unknown>): Promise<void> {
  const document = { kenttakirja: 1, organisation: { name: 'Lahden etsivä työ' }, survey };
  await goTo(page, '/more/organisation/load');
  await page.getByLabel('Valitse tiedosto tai kuva').setInputFiles({
    name: 'asetukset.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(document)),
  });
  await page.getByRole('button', { name: 'Ota käyttöön', exact: true }).click();
  // The page before it has the same heading: only the address tells that it is kept.
  await expect(page).toHaveURL(/\/more\/organisation$/);
  await expect(page.getByRole('heading', { name: document.organisation.name })).toBeVisible();
}

/** Whether a draft is on the device and nothing has changed it since the last time this was asked. */
export const draftIsSettled = (page: Page): Promise<boolean> =>
  page.evaluate(
    () =>
      new Promise<boolean>((done) => {
        indexedDB.open('kenttakirja').onsuccess = (event) => {
          const db = (event.target as IDBOpenDBRequest).result;
          const all = db.transaction('drafts').objectStore('drafts').getAll();
          all.onsuccess = () => {
            db.close();
            const now = (all.result as { at: string }[]).map(({ at }) => at).join();
            const held = document.body.dataset.drafts;
            document.body.dataset.drafts = now;
            done(now !== '' && now === held);
          };
        };
      }),
  );
