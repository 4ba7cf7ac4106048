/** The respondent's page in the respondent's language, on their own phone and from a poster on a wall. */
import { check } from '../support/accessible.ts';
import { setSurvey } from '../support/answering.ts';
import { esisStatements } from '../support/esis-words.ts';
import { hasPdfReaders, pdfMarks, pdfText } from '../support/pdf.ts';
import { expect, goTo, heldFrom, pasted, setUp, test } from '../support/phone.ts';
import { qrOf } from '../support/qr-picture.ts';

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
  await goTo(page, '/surveys/link/esis');
  await expect(page.getByText('Äidinkielinen puhuja ei ole vielä tarkistanut niitä.')).toBeVisible();
  await page.getByRole('radio', { name: 'puhelimen kieli' }).check();
  await page.getByRole('button', { name: 'Kopioi linkki' }).click();
  await expect(page.getByText('Linkki on kopioitu')).toBeVisible();
  const link = await pasted(page);

  const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'ar-EG' });
  const own = await phone.newPage();
  // A stand-in for the voices: the shell has none.
  await own.addInitScript(() => {
    Object.assign(window, { said: [] as string[] });
    speechSynthesis.getVoices = () => [{ lang: 'ar-EG', localService: true }] as SpeechSynthesisVoice[];
    speechSynthesis.speak = ({ text }) => void (window as unknown as { said: string[] }).said.push(text);
    window.SpeechSynthesisUtterance = class {
      constructor(readonly text: string) {}
    } as never;
  });
  await own.goto(link);
  await expect(own.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(own.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(own.getByText(arabic.inFinnish)).toBeVisible();
  await check(own, 'information from right to left');
  await own.getByRole('button', { name: 'قراءة بصوت عالٍ' }).click();
  const [said] = await own.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(said, 'all of the information, from its heading on').toMatch(/^قبل أن تجيب\. .*المشاركة طوعية\..*بدون اسم\.$/);
  const larger = own.getByRole('button', { name: 'نص أكبر' });
  await larger.click();
  await expect(larger).toHaveAttribute('aria-pressed', 'true');
  await expect(own.locator('html')).toHaveClass(/larger/);
  await larger.click();

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

test('a poster’s QR: opens the survey on a passer-by’s phone, counts for its place, and says a clear word when it is over', async ({
  page,
  browser,
  receiver,
}) => {
  await setUp(page, receiver);
  await setSurvey(page, { remote: true, formKey: receiver.formKey });
  const until = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);
  await goTo(page, '/surveys/poster/esis');
  await page.getByRole('button', { name: 'Tulosta juliste' }).click();
  await expect(page.getByText('Kirjoita paikka.')).toBeVisible();
  await page.getByLabel('Paikka').fill('Kirjasto');
  await page.getByLabel('Viimeinen vastauspäivä').fill(until);
  await page.getByRole('checkbox', { name: 'العربية' }).check();
  await page.getByRole('checkbox', { name: 'selkosuomi' }).check();
  const sheet = page.getByRole('article');
  await expect(sheet.locator('section')).toHaveCount(3);
  await expect(sheet.locator('section[lang=ar]')).toHaveAttribute('dir', 'rtl');
  for (const language of ['fi', 'ar', 'fi-simple']) {
    const said = sheet.locator(`section[lang=${language}]`);
    await expect(said).toContainText('Lahden etsivä työ');
    await expect(said).toContainText(until.split('-').map(Number).reverse().join('.'));
  }
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes');
  });
  await page.getByRole('button', { name: 'Tulosta juliste' }).click();
  await expect(page.locator('[data-printed]')).toHaveCount(1);
  const link = await qrOf(page.getByRole('img', { name: 'QR, joka avaa kyselyn' }));
  expect(link).not.toContain('Kirjasto');
  // What is a sheet by itself has its headings from the first on, and words that are found in it.
  const onPaper = async () => {
    const pdf = await page.pdf({ tagged: true, preferCSSPageSize: true });
    return { text: pdfText(pdf), ...pdfMarks(pdf) };
  };
  if (hasPdfReaders) expect((await onPaper()).marks.H1, 'one in each language').toBe(3);
  expect(new URL(link).search).toBe('?of=esis&mode=remote');

  if (hasPdfReaders) {
    await goTo(page, '/surveys/print/esis');
    await expect(page.getByRole('article')).toContainText('Osallisuusindikaattori');
    expect((await onPaper()).text).toContain('Osallisuusindikaattori');
    await goTo(page, '/surveys/codes/cards');
    expect((await onPaper()).marks.H1).toBe(await page.getByRole('article').count());
  }

  const phone = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
  const own = await phone.newPage();
  await own.goto(link);
  await expect(own.getByText('The poster’s tag is included too.')).toBeVisible();
  await expect(own.getByText('The questions are in Finnish.')).toBeVisible();
  await own.getByText('I begin', { exact: true }).click();
  for (let n = 0; n < 10; n++) {
    await own.getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
    await own.locator('#next').click();
    if (n < 9) await expect(own.locator('fieldset:visible .statement')).toHaveText(esisStatements[n + 1]!);
  }
  await expect(own.locator('[role=status]:visible')).toHaveText(
    'Your answers have been sent. You can close this page.',
  );
  const tag = new URLSearchParams(new URL(link).hash.slice(1)).get('poster')!;
  expect((await heldFrom(receiver, own))[0]).toMatchObject({ poster: tag, language: 'en' });

  // It is ended before its day: by whoever made it, for whoever scans it from then on.
  await goTo(page, '/surveys/posters');
  await page.getByRole('button', { name: 'Päätä kysely nyt' }).click();
  await check(page, 'the question before a poster is ended');
  await page.getByRole('button', { name: 'Päätä', exact: true }).click();
  await expect(page.getByText(`päätetty · ${tag}`)).toBeVisible();
  await own.goto('about:blank');
  await own.goto(link);
  await expect(own.getByRole('heading', { name: 'This survey has ended' })).toBeVisible();

  // It hangs there still, and its day is over.
  await own.goto('about:blank');
  await own.goto(link.replaceAll(until, '2026-01-05'));
  await expect(own.getByRole('heading', { name: 'This survey has ended' })).toBeVisible();
  expect(own.url(), 'the key stays in no address').not.toContain(receiver.formKey);
  await expect(own.getByText('I begin', { exact: true })).toHaveCount(0);
  await phone.close();
});
