import { answer, begin, handOver, statement, unlock } from '../support/answering.ts';
import {
  draftKept,
  expect,
  goTo,
  keptBrowser,
  leaveEncounter,
  logEncounter,
  setUp,
  startOuting,
  test,
  waitingLine,
} from '../support/phone.ts';
import { startReceiver } from '../support/receiver.ts';

test('an evening without a network: logged, answered, begun, closed, opened again, and delivered by itself', {
  tag: '@worker',
}, async () => {
  // A receiver of its own, which is gone while there is no network: a browser that starts looks for one by itself.
  const receiver = await startReceiver();
  const phone = keptBrowser();
  try {
    const first = await phone.open();
    await setUp(first.page, receiver);
    await receiver.kill('SIGTERM');
    await first.context.close();

    // The browser is opened again with no network at all.
    const { context, page } = await phone.open({ offline: true });
    await page.goto(receiver.url);
    await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();

    await page.goto(`${receiver.url}/outreach`);
    await page.getByRole('link', { name: 'Aloita jalkautuminen' }).click();
    await page.getByRole('radio', { name: 'Asema' }).check();
    await page.getByRole('button', { name: 'Lähdettiin' }).click();
    await expect(page.getByRole('heading', { name: 'Asema' })).toBeVisible();
    for (const depth of ['Keskustelu', 'Ei halunnut']) {
      await page.getByRole('link', { name: 'Kirjaa kohtaaminen' }).click();
      await page.getByRole('radio', { name: depth }).check();
      await leaveEncounter(page);
      await expect(page.getByText(/^Tallessa tässä laitteessa/)).toBeVisible();
    }
    await expect(waitingLine(page)).toHaveText('ei yhteyttä, 3 odottaa');

    await page.getByRole('link', { name: 'Kyselyt' }).click();
    await page.getByRole('link', { name: 'Vastaaja vastaa itse' }).first().click();
    await handOver(page);
    await begin(page);
    await answer(page, 'Samaa mieltä');
    await answer(page, null);
    await page.getByRole('button', { name: 'Takaisin' }).click();
    await expect(statement(page)).toHaveText('Saan myönteistä palautetta tekemisistäni.');
    for (let i = 0; i < 9; i++) await answer(page, i === 0 ? 'Eri mieltä' : 'Täysin samaa mieltä');
    await expect(page.getByRole('heading', { name: 'Kiitos vastauksistasi' })).toBeVisible();
    await expect(page.getByRole('radio')).toHaveCount(0);
    await unlock(page);
    await expect(page.getByRole('heading', { name: 'Kyselyt' })).toBeVisible();

    await page.getByRole('link', { name: 'Arviointi' }).click();
    await page.getByRole('link', { name: 'Aloita arviointi' }).click();
    await page.getByLabel('Arvioitava toiminta').fill('Torstaikahvila');
    await page.getByRole('link', { name: /^1 Miten houkuttelette/ }).click();
    const question = page.getByRole('region', { name: /^1 Miten houkuttelette/ });
    await question.getByRole('checkbox', { name: 'Alulla' }).check();
    await question.getByLabel('Mitä teemme nyt').fill('Kahvila on auki kaikille.');
    await expect(page.getByText(/^1\/28/).first()).toBeVisible();
    await draftKept(page, 'Kahvila on auki kaikille.');
    await context.close();

    // Left in the middle; come back to later.
    const later = await phone.open({ offline: true });
    await later.page.goto(receiver.url);
    await expect(later.page.getByText('Arviointi · Torstaikahvila')).toBeVisible();
    await later.page.getByRole('link', { name: 'Jatka' }).click();
    await expect(later.page.getByLabel('Arvioitava toiminta')).toHaveValue('Torstaikahvila');
    await later.page.getByRole('link', { name: /^1 Miten houkuttelette/ }).click();
    await expect(later.page.getByLabel('Mitä teemme nyt')).toHaveValue('Kahvila on auki kaikille.');
    await later.page.getByRole('button', { name: 'Tallenna arviointi' }).click();
    await expect(waitingLine(later.page)).toHaveText('ei yhteyttä, 5 odottaa');

    // The network returns: nobody touches anything.
    await receiver.again();
    await later.context.setOffline(false);
    await expect(waitingLine(later.page)).toHaveText(/^kaikki lähetetty/);
    const rows = await receiver.rows();
    expect(rows.map(({ kind }) => kind).sort()).toEqual(['assessment', 'encounter', 'encounter', 'outing', 'response']);
    expect(rows.find(({ kind }) => kind === 'response')).toMatchObject({
      bundle: 'esis',
      bundleVersion: '1',
      language: 'fi',
      mode: 'self',
      agreed: true,
      parts: [
        {
          instrument: 'esis',
          instrumentVersion: '1',
          language: 'fi',
          checksum: '28bb2a500e59269b1e8164196d4570a34fae1d3c9fe2c73a88830c99312248b8',
          answers: [4, 2, 5, 5, 5, 5, 5, 5, 5, 5],
        },
      ],
    });
    expect(rows.find(({ kind }) => kind === 'assessment')).toMatchObject({
      activity: 'Torstaikahvila',
      answers: { 1: { standing: 'started', text: 'Kahvila on auki kaikille.' } },
    });
    expect(
      rows
        .filter(({ kind }) => kind === 'encounter')
        .map(({ depth }) => depth)
        .sort(),
    ).toEqual(['conversation', 'declined']);

    await later.page.goto(`${receiver.url}/more/delivery`);
    await expect(later.page.getByText(/lähetetty \d+\.\d\d · Palvelin tallensi sen \(vastaus 200\)/)).toHaveCount(4);
    await expect(
      later.page.getByText(/lähetetty \p{L}{2} \d+\.\d+\. · Palvelin tallensi sen \(vastaus 200\)/u),
      'of a response only the day is told',
    ).toHaveCount(1);
    await later.context.close();
  } finally {
    phone.remove();
    await receiver.stop();
  }
});

test('a record is edited and deleted, and the endpoint follows', async ({ page, receiver, context }) => {
  await setUp(page, receiver);
  await startOuting(page, 'Kauppakeskus');
  await logEncounter(page);
  await goTo(page, '/outreach');
  await page
    .getByRole('link', { name: /Kauppakeskus/ })
    .first()
    .click();
  await page.getByRole('link', { name: /Keskustelu/ }).click();
  await page.getByRole('radio', { name: '5–9' }).check();
  const held = async () => (await receiver.rows()).filter(({ place }) => place === 'Kauppakeskus');
  await expect.poll(async () => (await held()).map(({ rev, people }) => [rev, people])).toEqual([[2, '5-9']]);
  const { id } = (await held())[0]!;

  // A record that no endpoint holds yet asks twice before it is deleted.
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await goTo(page, `/outreach/encounter/${id}`);
  await page.getByRole('button', { name: 'Poista' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Poista' }).click();
  await expect
    .poll(async () => (await receiver.rows()).find((row) => row.id === id))
    .toMatchObject({ rev: 3, deleted: true });
  expect(Object.keys((await receiver.rows()).find((row) => row.id === id)!)).not.toContain('people');

  await context.setOffline(true);
  await logEncounter(page, 'Ei tavoitettu');
  await goTo(page, '/outreach');
  await page
    .getByRole('link', { name: /Kauppakeskus/ })
    .first()
    .click();
  await page.getByRole('link', { name: /Ei tavoitettu/ }).click();
  await page.getByRole('button', { name: 'Poista' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Poista' }).click();
  await expect(page.getByRole('dialog')).toContainText('ei ole vielä kuitannut');
  await page.getByRole('dialog').getByRole('button', { name: 'Poista silti' }).click();
  await expect(page.getByRole('heading', { name: 'Kauppakeskus' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Ei tavoitettu/ })).toHaveCount(0);
});
