/** The respondent's page in the respondent's language, on their own phone and from a poster on a wall. */
import { check } from '../support/accessible.ts';
import { setSurvey } from '../support/answering.ts';
import { esisStatements } from '../support/esis-words.ts';
import { expect, heldFrom, setUp, test } from '../support/phone.ts';

/** The words of the pack, as they are read out. */
const arabic = {
  agree: 'أبدأ',
  inFinnish: 'الأسئلة باللغة الفنلندية. يمكنك التوقف متى شئت.',
  next: 'التالي',
  done: 'تم',
  thanks: 'شكرًا على إجاباتك',
};

test('a link opened on a phone of another language: the page is in it, from right to left, the questions are as their owner wrote them', async ({
  page,
  context,
  browser,
  receiver,
}) => {
  await setUp(page, receiver);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await setSurvey(page, { remote: true, formKey: receiver.formKey });
  await page.goto('/surveys/link/esis');
  await expect(page.getByText('Äidinkielinen puhuja ei ole vielä tarkistanut niitä.')).toBeVisible();
  await page.getByRole('radio', { name: 'puhelimen kieli' }).check();
  await page.getByRole('button', { name: 'Kopioi linkki' }).click();
  await expect(page.getByText('Linkki on kopioitu')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'ar-EG' });
  const own = await phone.newPage();
  await own.goto(link);
  await expect(own.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(own.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(own.getByText(arabic.inFinnish)).toBeVisible();
  await check(own, 'information from right to left');

  // A language whose words do not come: said in the one that is there, which stays.
  await own.route(/\/assets\/so-/, (route) => route.abort());
  await own.getByRole('button', { name: 'Soomaali' }).click();
  await expect(own.getByRole('alert').getByText('هذه اللغة ليست على هذا الجهاز بعد.')).toBeVisible();
  await expect(own.locator('html')).toHaveAttribute('lang', 'ar');

  await own.getByText(arabic.agree, { exact: true }).click();
  const statement = own.locator('fieldset:visible .statement');
  await expect(statement).toHaveText(esisStatements[0]!);
  await expect(statement).toHaveAttribute('lang', 'fi');
  expect(await statement.evaluate((words) => getComputedStyle(words).direction)).toBe('ltr');
  const xOf = async (part: string) => (await own.locator(part).boundingBox())!.x;
  expect(await xOf('#next'), 'going on is where one goes on in this writing').toBeLessThan(await xOf('#back'));
  await check(own, 'a Finnish statement in a page from right to left');
  for (let n = 0; n < 10; n++) {
    await own.getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
    await own.getByRole('button', { name: n < 9 ? arabic.next : arabic.done, exact: true }).click();
    if (n < 9) await expect(statement).toHaveText(esisStatements[n + 1]!);
  }
  await expect(own.getByRole('heading', { name: arabic.thanks })).toBeVisible();
  await expect(own.locator('[role=status]:visible')).toHaveText('تم إرسال إجاباتك. يمكنك إغلاق الصفحة.');
  const [held] = await heldFrom(receiver, own);
  const parts = [{ instrument: 'esis', language: 'fi', answers: Array(10).fill(4) }];
  expect(held).toMatchObject({ mode: 'remote', language: 'ar', parts });
  await phone.close();
});
