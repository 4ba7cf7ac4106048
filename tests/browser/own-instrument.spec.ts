/** An organisation's own questionnaire: taken in from a file, answered in a right-to-left language, without a network. */
import type { Page } from '@playwright/test';
import { findings } from '../support/accessible.ts';
import { aForm, answerTo, asFile, yesNo } from '../support/forms.ts';
import { aFile, arabicPage } from '../support/instruments.ts';
import { answersFrom, configure, expect, goTo, setUp, test } from '../support/phone.ts';

const choose = (page: Page, value: unknown, name = 'arki.json') =>
  page.getByLabel('Lisää kysely tai kieli tiedostosta').setInputFiles({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
  });

/** So many seconds of silence as a sound file: 8,000 samples of one byte each. */
function silence(seconds: number): Buffer {
  const head = Buffer.alloc(44);
  const count = seconds * 8_000;
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + count, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(count, 40);
  return Buffer.concat([head, Buffer.alloc(count, 128)]);
}

test('a file with faults is refused in words, a sound one is taken, and goes out in three formats and back', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await goTo(page, '/surveys/instruments');
  const wrong = page.getByRole('alert').getByRole('listitem');
  await choose(page, JSON.stringify(aFile()).slice(0, 500));
  await expect(wrong).toHaveText([/katkennut/]);
  const bad = aFile();
  Object.assign(bad.items[3]!, { id: 'safe' });
  bad.texts.sv.items.pop();
  await choose(page, bad);
  await expect(wrong).toHaveText([
    /Tunnus safe on kahdella kysymyksellä: 2\. ja 4\./,
    /ehdossa on kysymys, jota ei ole: work/,
    /Kielellä sv on 6 kysymyksen teksti/,
  ]);
  await choose(page, { ...aFile(), items: Array.from({ length: 2000 }, (_, n) => ({ id: `q${n}`, type: 'long' })) });
  await expect(wrong).toHaveText([/on 2000 kysymystä, ja enintään voi olla 200/]);
  const changed = { id: 'esis', texts: { fi: { ...aFile().texts.fi, items: Array(10).fill('Muutettu') } } };
  await choose(page, changed);
  await expect(wrong.filter({ hasText: 'sanasta sanaan' })).toHaveCount(1);
  await expect(page.getByRole('heading', { name: 'Arki ja liikkuminen' })).toHaveCount(0);

  await choose(page, aFile());
  await expect(page.getByText('Lisätty: Arki ja liikkuminen')).toBeVisible();
  const card = page.getByRole('region', { name: 'Arki ja liikkuminen' });
  await card.getByText('Lataa tiedostona').click();
  const files: { name: string; path: string }[] = [];
  for (const format of ['Kenttäkirja (JSON)', 'FHIR Questionnaire', 'XLSForm (Excel)']) {
    const coming = page.waitForEvent('download');
    await card.getByRole('button', { name: format }).click();
    const file = await coming;
    files.push({ name: file.suggestedFilename(), path: await file.path() });
  }
  expect(files.map(({ name }) => name)).toEqual(['arki-v2.json', 'arki-v2.fhir.json', 'arki-v2.xlsx']);
  const sums = async () => card.locator('.checksum').allTextContents();
  await expect(card.locator('.checksum').first()).toBeAttached();
  const before = await sums();
  for (const { name, path } of files) {
    await card.getByRole('button', { name: /^Poista lisätty/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Poista' }).click();
    await expect(card).toHaveCount(0);
    const { readFileSync } = await import('node:fs');
    await page
      .getByLabel('Lisää kysely tai kieli tiedostosta')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: readFileSync(path) });
    await expect(card, name).toBeVisible();
    await expect.poll(sums, name).toEqual(before);
  }
});

test('a questionnaire that comes in the organisation’s configuration opens on a page of its own', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await configure(page, { survey: { instruments: [aFile()] } });
  await page.goto('/answer/own?of=arki.fi&mode=assisted');
  await expect(page.getByRole('heading', { name: 'Ennen kuin vastaat' })).toBeVisible();
});

test('a form of another program: refused by sheet and row; what is lost of it is told before any of it is taken', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await goTo(page, '/surveys/instruments');
  const chooseForm = async (sheets: Parameters<typeof asFile>[0]) =>
    page.getByLabel('Lisää kysely tai kieli tiedostosta').setInputFiles({
      name: 'asukkaat.xlsx',
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: Buffer.from(await (await asFile(sheets)).arrayBuffer()),
    });
  const heads = 'type | name | label::Suomi (fi) | required | choice_filter | hint';
  const area = ['select_one yn', 'area', 'Alue', '', `city=${answerTo('city')}`, ''];
  await chooseForm(aForm(heads, [area], yesNo));
  await expect(page.getByRole('alert').getByRole('listitem')).toHaveText([
    /Välilehti survey, rivi 2, sarake choice_filter: tätä ei voi ottaa/,
  ]);
  const card = page.getByRole('heading', { name: 'Koe', exact: true });
  await expect(card).toHaveCount(0);

  const rows = [
    ['select_one yn', 'home', 'Onko sinulla **koti**?', 'yes', '', ''],
    ['calculate', 'sum', '', '', '', ''],
    ['note', 'next', 'Seuraavaksi', '', '', 'muutama sana'],
    ['text', 'why', 'Miksi?', '', '', 'muutama sana'],
  ];
  await chooseForm(aForm(heads, rows, yesNo));
  const told = page.getByRole('status').filter({ hasText: 'Mitään ei ole vielä otettu' });
  await expect(told.getByRole('listitem')).toHaveText([
    /Ei kysytä: sum \(rivi 3\)/,
    /Vastaaja voi ohittaa nämäkin .* rivi 2/,
    /merkinnät \*\* \(rivi 2\)/,
    /Ohje \(hint\) .* \(rivi 4\)/,
  ]);
  await calm(page, 'what is lost');
  await told.getByRole('button', { name: 'Älä ota' }).click();
  await expect(told).toHaveCount(0);
  await expect(card).toHaveCount(0);
  await chooseForm(aForm(heads, rows, yesNo));
  await told.getByRole('button', { name: 'Ota käyttöön näin' }).click();
  await expect(page.getByText('Lisätty: Koe')).toBeVisible();
  await expect(card).toBeVisible();
});

test('every type of question in a right-to-left language, offline, read aloud, with scripts in texts as text', {
  tag: '@worker',
}, async ({ page, context, receiver }) => {
  const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said);
  await page.addInitScript(() => {
    const state = Object.assign(window, { said: [] as string[] });
    const voice = (lang: string, localService: boolean) => ({
      lang,
      localService,
      name: lang,
      voiceURI: lang,
      default: false,
    });
    speechSynthesis.getVoices = () => [voice('fi-FI', false), voice('ar-EG', true)] as SpeechSynthesisVoice[];
    speechSynthesis.speak = ({ text }) => void state.said.push(text);
    window.SpeechSynthesisUtterance = class {
      voice: unknown;
      constructor(readonly text: string) {}
    } as never;
  });
  await setUp(page, receiver);
  await goTo(page, '/surveys/instruments');
  const file = aFile();
  const script = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  file.texts.ar.items[0] = script;
  await choose(page, file);
  await expect(page.getByText('Lisätty: Arki ja liikkuminen')).toBeVisible();
  // There is no voice in Finnish here that works without a network: a question is recorded, as half a minute of silence.
  await goTo(page, '/surveys/sound/arki');
  await page.getByLabel('Lisää äänitteitä').setInputFiles([
    { name: '7.wav', mimeType: 'audio/wav', buffer: silence(30) },
    { name: 'kahvi.wav', mimeType: 'audio/wav', buffer: silence(1) },
  ]);
  await expect(page.getByText('1 äänite on tallessa tässä laitteessa.')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('kahvi.wav');
  await expect(page.getByText('Äänitteenä 1/7 kysymystä.')).toBeVisible();
  expect(await findings(page, 'recordings')).toEqual([]);
  await context.setOffline(true);
  await goTo(page, '/surveys/hand-over/arki');
  await expect(page.getByRole('group', { name: 'Kieli', exact: true }).getByRole('radio')).toHaveCount(3);
  await expect(page.getByRole('radio', { name: 'русский' }), 'there, and not in the way').toBeHidden();
  await page.getByText('Sivun muut kielet (kysymykset kielellä: suomi)').click();
  await page.getByRole('radio', { name: 'русский' }).check();
  await page.getByRole('radio', { name: 'العربية' }).check();
  await expect(page.getByRole('radio', { name: 'русский' })).toBeHidden();
  await page.getByLabel('Avauskoodi').fill('2468');
  await page.getByRole('button', { name: 'Lukitse ja anna laite' }).click();

  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(arabicPage.infoTitle);
  await calm(page, 'information');
  await page.getByText(arabicPage.agree, { exact: true }).click();
  await expect(page.locator('fieldset:visible .statement'), 'a script is words').toHaveText(script);
  await expect(page).toHaveTitle(arabicPage.title);
  await calm(page, 'a text to read');
  const next = () => page.locator('#next').click();
  await next();

  const xOf = async (part: string) => (await page.locator(`#head ${part}`).boundingBox())!.x;
  expect(await xOf('.pick-language'), 'what comes first stands on the right').toBeGreaterThan(
    await xOf('.pick-language + button'),
  );
  await page.getByRole('button', { name: arabicPage.readAloud }).click();
  await expect
    .poll(async () => (await said())[0])
    .toBe(`${file.texts.ar.sections.home.stem}. البيت آمن. نعم. قليلا. لا`);
  await page.getByRole('radio', { name: 'نعم' }).check();
  await expect.poll(async () => (await said()).at(-1), 'the answer that was tapped is heard').toBe('نعم');
  await calm(page, 'a scale');
  await next();
  await page.getByRole('checkbox', { name: 'بالدراجة' }).check();
  await page.getByRole('checkbox', { name: 'مشيا' }).check();
  await calm(page, 'several');
  await next();
  await page.getByRole('radio', { name: 'نعم' }).check();
  await next();
  await page.getByRole('textbox', { name: 'كم ساعة في الأسبوع؟' }).fill('99');
  await next();
  await expect(page.locator('fieldset:visible [role=alert]')).toContainText('0');
  await calm(page, 'a number that cannot be');
  await page.getByRole('textbox').locator('visible=true').fill('17,5');
  await next();
  await expect(page.locator('fieldset:visible .statement'), 'no question on where').toHaveText(
    'ماذا تريد أن تقول أيضا؟',
  );
  await page.getByRole('textbox').locator('visible=true').fill('010190-900P');
  await next();
  await expect(page.locator('fieldset:visible [role=alert]')).toHaveText(arabicPage.identityCode);
  await page.getByRole('textbox').locator('visible=true').fill('040 123 4567');
  await next();
  await expect(page.getByRole('dialog')).toContainText(arabicPage.phoneIn);
  await expect(page.getByRole('dialog')).toContainText('040 123 4567');
  await page.getByRole('dialog').getByRole('button', { name: arabicPage.contactMend }).click();
  await expect(page.getByRole('textbox').locator('visible=true'), 'who would change it is there').toBeFocused();

  // In another language with what was answered: and back.
  await page.getByRole('textbox').locator('visible=true').fill('شكرا');
  const spoken = (await said()).length;
  await page.locator('#head select').selectOption('fi');
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
  await expect(page.getByRole('textbox').locator('visible=true')).toHaveValue('شكرا');
  const heard = page.getByRole('button', { name: 'Lue ääneen' });
  await heard.click();
  await expect(heard, 'the Finnish voice needs a network: the recording plays').toHaveAttribute('aria-pressed', 'true');
  expect(await said(), 'no voice speaks over it').toHaveLength(spoken);
  await heard.click();
  await expect(heard).toHaveAttribute('aria-pressed', 'false');
  await page.locator('#back').click();
  await expect(heard, 'a question that is not recorded').toHaveCount(0);
  await next();
  await page.locator('#head select').selectOption('ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('textbox').locator('visible=true')).toHaveValue('شكرا');
  await next();
  await expect(page.getByRole('heading', { name: arabicPage.thanksTitle })).toBeVisible();
  await calm(page, 'thanks');

  // The worker's ways in the same language: together in a list by the keys, and the form on paper.
  await page.getByRole('button', { name: arabicPage.forWorker }).locator('visible=true').click();
  await page.getByRole('dialog').getByRole('textbox').fill('2468');
  await page.getByRole('dialog').getByRole('button', { name: arabicPage.open }).click();
  await expect(page.getByRole('heading', { name: 'Kyselyt' })).toBeVisible();
  await goTo(page, '/surveys/print/arki');
  await page.getByRole('radio', { name: 'العربية' }).check();
  await expect(page.getByRole('article')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('article').locator('.statement').first()).toHaveText(script);
  await calm(page, 'a form to print');
  await page.goto('/answer/own?of=arki.ar&mode=assisted');
  await page.getByText(arabicPage.agree, { exact: true }).click();
  await expect(page.locator('fieldset:visible .statement').first()).toHaveText(script);
  await page.locator('#q2 legend').focus();
  await page.keyboard.press('1');
  await calm(page, 'a list');
  await page.locator('#q7').getByRole('textbox').fill('paikka@example.fi');
  await page.getByRole('button', { name: arabicPage.finish }).click();
  await expect(page.getByRole('dialog')).toContainText(arabicPage.emailIn);
  await page.getByRole('dialog').getByRole('button', { name: arabicPage.contactKeep }).click();
  await expect(page.getByRole('heading', { name: arabicPage.thanksTitle })).toBeVisible();
  await context.setOffline(false);
  // What people answered arrives in no order that tells when.
  const held = async (mode: string) => (await answersFrom(receiver, page)).filter((one) => one.mode === mode);
  await expect
    .poll(async () => (await held('assisted')).map(({ answers }) => answers))
    .toEqual([[null, 3, null, null, null, null, null]]);
  await expect
    .poll(async () =>
      (await held('self')).map(({ instrument, language, answers, several, texts }) => ({
        instrument,
        language,
        answers,
        several,
        texts,
      })),
    )
    .toEqual([
      {
        instrument: 'arki',
        language: 'ar',
        answers: [null, 3, null, 1, 17.5, null, null],
        several: { travel: [1, 2] },
        texts: { more: 'شكرا' },
      },
    ]);
});

async function calm(page: Page, what: string): Promise<void> {
  expect(await findings(page, what)).toEqual([]);
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth, `${what} scrolls sideways`).toBeLessThanOrEqual(clientWidth);
}
