/** A device that goes round among participants: each says what they think, and nobody sees another's. */
import { draftKept, expect, goTo, setUp, test, waitingLine } from '../support/phone.ts';

test('five participants say what they think on a device that goes round: nothing of fewer, no way out, and the team’s answer stays', {
  tag: '@worker',
}, async ({ page, receiver, context }) => {
  await setUp(page, receiver);
  await goTo(page, '/assessment');
  await page.getByRole('link', { name: 'Aloita arviointi' }).click();
  await page.getByLabel('Arvioitava toiminta').fill('Torstaikahvila');
  await page.getByRole('navigation', { name: 'Kysymykset' }).getByRole('link', { name: /^7 / }).click();
  await page.getByRole('checkbox', { name: 'Vakiintunut' }).check();
  await draftKept(page, /established/);
  await context.setOffline(true);
  const handOut = async () => {
    await page.getByText('Osallistujien oma näkemys').click();
    await page.getByRole('link', { name: 'Kerää yhteisellä laitteella' }).click();
    await page.getByLabel('Avauskoodi').fill('2468');
  };
  await handOut();
  await page.getByRole('button', { name: 'Lukitse ja anna laite' }).click();
  await expect(page.getByLabel('Kysymys osallistujille'), 'a question of the worker’s own is needed').toBeFocused();
  await page.getByLabel('Kysymys osallistujille').fill('Mikä täällä toimii?');
  await page.getByRole('button', { name: 'Lukitse ja anna laite' }).click();

  const words = ['Ovi on painava.', '<b>Kahvi</b> on hyvää 👩‍👧', 'مرحبا', 'Liian hiljaista.', 'Saa vain olla.'];
  const say = async (text: string) => {
    await expect(page.getByRole('heading', { name: 'Mikä täällä toimii?' })).toBeVisible();
    await expect(page.getByLabel('Omat sanasi')).toHaveValue('');
    for (const other of words) await expect(page.getByText(other)).toHaveCount(0);
    await page.getByLabel('Omat sanasi').fill(text);
    await page.getByRole('button', { name: 'Valmis' }).click();
    await expect(page.getByRole('heading', { name: 'Kiitos' })).toBeVisible();
    await page.getByRole('button', { name: 'Seuraava' }).press('Enter');
  };
  const open = async () => {
    await page.getByRole('button', { name: 'Työntekijä: avaa lukitus' }).click();
    await page.getByRole('dialog').getByLabel('Avauskoodi').fill('1111');
    await page.getByRole('dialog').getByRole('button', { name: 'Avaa' }).click();
    await expect(page.getByRole('dialog')).toContainText('Koodi ei ole oikea.');
    await page.getByRole('dialog').getByLabel('Avauskoodi').fill('2468');
    await page.getByRole('dialog').getByRole('button', { name: 'Avaa' }).click();
    await expect(page.getByRole('heading', { name: 'Mitä on kirjoitettu' })).toBeVisible();
  };
  const boxOf = async (name: string) => (await page.getByRole('button', { name }).boundingBox())!;
  const given = await boxOf('Valmis');
  expect(
    (await boxOf('Työntekijä: avaa lukitus')).y,
    'nothing of the worker’s between words and «Valmis»',
  ).toBeGreaterThanOrEqual(given.y + given.height);
  await page.getByLabel('Omat sanasi').fill('131052-308T');
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByLabel('Omat sanasi'), 'refused at its place').toBeFocused();
  await page.getByLabel('Omat sanasi').fill('');
  for (const text of words.slice(0, 2)) await say(text);
  // The disk is full for a while: what was said of that goes when the words are kept.
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    addEventListener('room', () => Object.assign(IDBObjectStore.prototype, { put }));
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.getByLabel('Omat sanasi').fill(words[2]!);
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByText('Ei tallentunut vielä')).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event('room')));
  await page.getByRole('button', { name: 'Valmis' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Kiitos' })).toBeVisible();
  await expect(page.getByText('Ei tallentunut vielä')).toHaveCount(0);
  await page.getByRole('button', { name: 'Seuraava' }).press('Enter');
  for (const away of ['/assessment', '/outreach', '/']) {
    await page.goto(away);
    await expect(page.getByRole('heading', { name: 'Mikä täällä toimii?' }), away).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Päävalikko' })).toHaveCount(0);
  }
  await page.evaluate(() => history.back());
  await expect(page.getByRole('heading', { name: 'Mikä täällä toimii?' }), 'back').toBeVisible();
  await open();
  await expect(page.getByText('Vastauksia on, mutta alle 5.')).toBeVisible();
  for (const text of words) await expect(page.getByText(text)).toHaveCount(0);

  await page.getByLabel('Avauskoodi').fill('2468');
  await expect(page.getByLabel('Kysymys osallistujille')).toHaveValue('Mikä täällä toimii?');
  await page.getByRole('button', { name: 'Lukitse ja anna laite' }).click();
  for (const text of words.slice(3)) await say(text);
  await open();
  await expect(page.getByText('5 osallistujaa')).toBeVisible();
  for (const text of words) await expect(page.getByText(text)).toBeVisible();
  await page.getByRole('button', { name: 'Lisää arviointiin' }).click();
  await expect(page.getByLabel('Montako osallistujaa')).toHaveValue('5');
  await expect(page.getByRole('checkbox', { name: 'Vakiintunut' })).toBeChecked();
  await expect(page.getByLabel('Mitä teemme nyt')).toHaveValue('');
  await page.getByRole('button', { name: 'Tallenna arviointi' }).click();
  await expect(page.getByText('Tallessa tässä laitteessa')).toBeVisible();
  await context.setOffline(false);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  const sent = (await receiver.rows()).find(({ kind }) => kind === 'assessment') as unknown as {
    answers: Record<
      string,
      { standing: string; text?: string; heard: { ways: string[]; count: number; text: string } }
    >;
  };
  const { heard, ...own } = sent.answers[7]!;
  expect(own).toEqual({ standing: 'established' });
  expect(heard).toMatchObject({ ways: ['kiosk'], count: 5 });
  expect(heard.text.split('\n').sort()).toEqual(words.map((text) => `– ${text}`).sort());
});
