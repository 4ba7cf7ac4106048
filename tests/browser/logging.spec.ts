/** Logging on an evening out: in seconds, without a keyboard, and nothing of it about a person. */
import { takeHand } from '../support/hand.ts';
import {
  configure,
  deviceOf,
  draftKept,
  draftsOn,
  endOuting,
  expect,
  goTo,
  heldFrom,
  leaveEncounter,
  logEncounter,
  pasted,
  recordsOn,
  setUp,
  startOuting,
  test,
  waitingLine,
} from '../support/phone.ts';
import { openWith, setLock } from '../support/pin.ts';

type Page = import('@playwright/test').Page;

const counter = (page: Page, name: string) => page.getByRole('group', { name, exact: true }).getByRole('status');
const more = (page: Page, name: string) => page.getByRole('button', { name: `${name}, yksi lisää` });
const less = (page: Page, name: string) => page.getByRole('button', { name: `${name}, yksi vähemmän` });

test('an encounter in at most five taps and twenty seconds, ten tallies in ten taps, at a human pace', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await startOuting(page);
  const hand = await takeHand(page);
  await hand.tap(page.getByRole('link', { name: 'Kirjaa kohtaaminen' }));
  await hand.tap(page.getByRole('radio', { name: '2', exact: true }));
  await hand.tap(page.getByRole('radio', { name: 'Keskustelu' }));
  await hand.tap(page.getByRole('checkbox', { name: 'Asuminen, yöpaikka' }));
  await hand.tap(page.getByRole('radio', { name: 'Yhteystieto tai esite' }));
  await expect
    .poll(async () => (await recordsOn(page)).map(({ record }) => record).at(-1))
    .toMatchObject({ people: '2', depth: 'conversation', topics: ['housing'], guidance: 'contact-details' });
  const encounter = { taps: hand.taps(), seconds: hand.seconds() };
  console.log(`An encounter with all four choices: ${encounter.taps} taps, ${encounter.seconds.toFixed(1)} s`);
  expect(encounter.taps).toBeLessThanOrEqual(5);
  expect(encounter.seconds).toBeLessThan(20);

  await leaveEncounter(page);
  const before = { taps: hand.taps(), seconds: hand.seconds() };
  await hand.tap(more(page, 'Kohdattu'));
  for (let i = 1; i < 10; i++) await hand.tapAgain(more(page, 'Kohdattu'));
  await expect(counter(page, 'Kohdattu')).toHaveText('11');
  const tallies = { taps: hand.taps() - before.taps, seconds: hand.seconds() - before.seconds };
  console.log(`Ten tallies: ${tallies.taps} taps, ${tallies.seconds.toFixed(1)} s`);
  expect(tallies.taps).toBe(10);
  expect(tallies.seconds).toBeLessThan(20);
  await expect
    .poll(async () => (await heldFrom(receiver, page)).filter(({ kind }) => kind === 'tally').length)
    .toBe(10);
});

test('the tally keeps its numbers from contradicting each other, and takes back what was tapped', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await startOuting(page, 'Tori');
  await more(page, 'Ohjattu').click();
  for (const name of ['Kohdattu', 'Keskusteltu', 'Ohjattu']) await expect(counter(page, name)).toHaveText('1');
  await expect(page.getByText(/^\+1 Ohjattu tallessa/)).toBeVisible();
  await page.getByRole('button', { name: 'Kumoa' }).click();
  for (const name of ['Kohdattu', 'Keskusteltu', 'Ohjattu']) await expect(counter(page, name)).toHaveText('0');
  await expect(less(page, 'Kohdattu')).toHaveAttribute('aria-disabled', 'true');

  for (let i = 0; i < 3; i++) await more(page, 'Keskusteltu').click();
  await more(page, 'Kohdattu').click();
  await less(page, 'Keskusteltu').click();
  await expect(counter(page, 'Kohdattu')).toHaveText('4');
  await expect(counter(page, 'Keskusteltu')).toHaveText('2');
  await expect(page.getByText(/^−1 Keskusteltu tallessa/)).toBeVisible();

  // One that is logged in detail is counted too: nobody is tapped and logged.
  await logEncounter(page);
  await expect(counter(page, 'Kohdattu')).toHaveText('5');
  await expect(page.getByText('Luvuissa on mukana yksi tarkemmin kirjattu.')).toBeVisible();

  // Each stop has its own, and all of it is here again after the tab was closed.
  await page.getByRole('button', { name: 'Vaihda paikkaa' }).click();
  await page.getByRole('button', { name: 'Asema' }).click();
  await expect(counter(page, 'Kohdattu')).toHaveText('0');
  await more(page, 'Ei halunnut').click();
  await expect(page.getByText(/^\+1 Ei halunnut tallessa/)).toBeVisible();
  await page.reload();
  await expect(counter(page, 'Ei halunnut')).toHaveText('1');
  await expect(page.getByText('Kohdattu 5 · Keskusteltu 3 · Ei halunnut 1')).toBeVisible();
});

test('the page is loaded anew in the middle of an encounter, by hand or by the lock: it is there as it was, and is not logged twice', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await startOuting(page);
  const two = page.getByRole('radio', { name: '2', exact: true });
  const talk = page.getByRole('radio', { name: 'Keskustelu' });
  const kept = page.getByText(/^Tallessa tässä laitteessa/);
  await page.getByRole('link', { name: 'Kirjaa kohtaaminen' }).click();
  await talk.check();
  await expect(kept).toBeVisible();
  await page.reload();
  await expect(talk).toBeChecked();
  await page.getByRole('button', { name: 'Kumoa' }).click();
  await expect(talk, 'taken back, it is gone and the form empty').not.toBeChecked();

  await setLock(page, '729438');
  await goTo(page, '/outreach/encounter');
  await two.check();
  await talk.check();
  await expect(kept).toBeVisible();
  // The last tap is a moment before.
  const three = page.getByRole('radio', { name: '3', exact: true });
  await three.check();
  await page.getByRole('button', { name: 'Piilota' }).click();
  await expect(page.getByLabel('PIN-koodi'), 'the clock stands above the lock').toBeAttached();
  const cover = page.locator('dialog.cover');
  await cover.getByRole('button').first().click();
  await cover.getByRole('button', { name: 'Jatka' }).click();
  await openWith(page, '729438');
  await expect(talk).toBeChecked();
  await expect(three).toBeChecked();
  await expect(kept).toBeVisible();
  await page.getByRole('radio', { name: 'Lyhyt kohtaaminen' }).check();
  await leaveEncounter(page);
  await expect(counter(page, 'Kohdattu')).toHaveText('1');

  // Opened anew it is the next one.
  await page.getByRole('link', { name: 'Kirjaa kohtaaminen' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kohtaaminen' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Lyhyt kohtaaminen' })).not.toBeChecked();
});

test('what a word means is one press away: on its chip, and beside the row', async ({ page, receiver }) => {
  await setUp(page, receiver);
  await startOuting(page);
  await page.getByRole('button', { name: 'Keskusteltu', exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('Puhuttiin henkilökohtaisesta tilanteesta.');
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Kirjaa kohtaaminen' }).click();
  const chip = page.getByRole('checkbox', { name: 'Raha, etuudet' });
  await chip.click({ delay: 800 });
  await expect(page.getByRole('dialog', { name: 'Mistä puhuttiin?' })).toContainText(
    'Toimeentulo, velat ja etuuksien hakeminen. (Sosiaalihuoltolaki 11 §, kohta 3)',
  );
  await expect(page.getByRole('dialog')).not.toContainText('Kodin');
  await page.getByRole('button', { name: 'Selvä' }).click();
  await expect(chip, 'a long press chooses nothing').not.toBeChecked();
  await chip.click();
  await expect(chip, 'a short one does, also after a long one').toBeChecked();

  for (const row of ['Kuinka monta?', 'Millainen kohtaaminen?', 'Mistä puhuttiin?', 'Ohjattiinko eteenpäin?']) {
    await page.getByRole('button', { name: `Selitykset: ${row}` }).click();
    await expect(page.getByRole('dialog', { name: row })).toBeVisible();
    await page.getByRole('button', { name: 'Selvä' }).click();
  }
});

test('the rows of the organisation: off until it switches them on, saved as they are tapped, undone', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await startOuting(page, 'Puisto');
  await goTo(page, '/outreach/encounter');
  await expect(page.getByRole('radio', { name: 'Keskustelu' })).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByRole('group', { name: 'Sukupuoli, arvio' })).toHaveCount(0);

  await configure(page, {
    outreach: { rows: ['familiarity', 'age', 'language', 'unmet'], note: true },
    services: [{ name: 'Päiväkeskus Torppa' }],
    valueLists: {
      topics: { hide: ['ageing'], add: [{ code: 'own-pets', words: { fi: 'lemmikit' } }] },
      talkLanguages: { add: [{ code: 'own-viittomat', words: { fi: 'viittomakieli' } }] },
      handedOut: { hide: ['supplies'], add: [{ code: 'own-socks', words: { fi: 'sukkia' } }] },
    },
  });
  await expect(page.getByRole('checkbox', { name: 'Ikääntyminen, muisti' })).toHaveCount(0);
  await page.getByRole('group', { name: 'Mistä puhuttiin?' }).getByRole('checkbox', { name: 'Lemmikit' }).check();
  await page.getByRole('radio', { name: 'Keskustelu' }).check();
  await page.getByRole('radio', { name: 'Uusi' }).check();
  await page.getByRole('radio', { name: '18–24' }).check();
  await page.getByRole('radio', { name: 'Viittomakieli' }).check();
  const unmet = page.getByRole('group', { name: 'Mitä ei ollut saatavilla?' });
  await unmet.getByRole('checkbox', { name: 'Asuminen, yöpaikka' }).check();
  const note = page.getByLabel('Muistiinpano');

  // A personal identity code is not taken; the rest of the entry is, and nothing typed is lost.
  await note.fill('Kysyi yöpaikkaa, 000190-0001');
  await expect(page.getByText('Tekstissä on henkilötunnus.')).toBeVisible();
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(note).toHaveValue('Kysyi yöpaikkaa, 000190-0001');
  await note.fill('a'.repeat(150));
  await expect(page.getByText('10 merkkiä liikaa.')).toBeVisible();

  // A phone number asks first, also when it is pasted.
  await note.fill('');
  await page.evaluate(() => navigator.clipboard.writeText('Yöpaikka: 040 123 4567').catch(() => undefined));
  await note.evaluate((field: HTMLTextAreaElement) => {
    field.focus();
    field.setRangeText('Yöpaikka: 040 123 4567');
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
  });
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByRole('dialog', { name: 'Tekstissä on puhelinnumero' })).toContainText('040 123 4567');
  await page.getByRole('button', { name: 'Palaa korjaamaan' }).click();
  const noteOnDevice = async () =>
    (await recordsOn(page)).map(({ record }) => (record as { note?: string }).note).filter(Boolean);
  expect(await noteOnDevice()).toEqual([]);
  // Loaded anew before it was mended: what was typed is there, and so is the question; the record goes without it.
  await draftKept(page, '040 123 4567');
  await page.reload();
  await expect(note).toHaveValue('Yöpaikka: 040 123 4567');
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByRole('dialog', { name: 'Tekstissä on puhelinnumero' })).toContainText('040 123 4567');
  await page.getByRole('button', { name: 'Palaa korjaamaan' }).click();
  expect(await noteOnDevice()).toEqual([]);
  await note.fill('Kysyi yöpaikkaa.');
  await leaveEncounter(page);
  expect(await noteOnDevice()).toEqual(['Kysyi yöpaikkaa.']);
  expect(await draftsOn(page)).not.toContain('Yöpaikka');
  const stored = () => heldFrom(receiver, page).then((rows) => rows.find(({ kind }) => kind === 'encounter'));
  await expect.poll(stored).toMatchObject({
    topics: ['own-pets'],
    familiarity: 'new',
    age: '18-24',
    language: 'own-viittomat',
    unmet: ['housing'],
    note: 'Kysyi yöpaikkaa.',
  });

  // Opened again, changed and taken back: it is as it was.
  await page.getByRole('link', { name: /Keskustelu/ }).click();
  await page.getByRole('radio', { name: '65+' }).check();
  await expect.poll(stored).toMatchObject({ age: '65+' });
  await page.getByRole('button', { name: 'Kumoa' }).click();
  await expect(page.getByRole('radio', { name: '18–24' })).toBeChecked();
  await expect.poll(stored).toMatchObject({ age: '18-24', note: 'Kysyi yöpaikkaa.' });
  // Written, and the phone is put away before the hand has rested: here it never does.
  await page.evaluate(() => {
    const { setTimeout } = window;
    const never = (job: () => void, ms?: number) => (ms === 800 ? 0 : setTimeout(job, ms));
    Object.assign(window, { setTimeout: never });
  });
  await note.fill('Kysyi yöpaikkaa ja sukkia.');
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  await expect.poll(noteOnDevice).toEqual(['Kysyi yöpaikkaa ja sukkia.']);

  // What the organisation hands out has a counter, its services are there to guide to.
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByRole('link', { name: /lemmikit/ })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Muuta jaettua' })).toHaveCount(0);
  await more(page, 'Sukkia').click();
  await expect(counter(page, 'Sukkia')).toHaveText('1');
  await page.getByRole('link', { name: 'Ohjaus', exact: true }).click();
  await page.getByRole('radio', { name: 'Päiväkeskus Torppa' }).check();
  await page.getByRole('radio', { name: 'Tieto annettu' }).check();
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByRole('link', { name: /Ohjaus · Päiväkeskus Torppa/ })).toBeVisible();

  // A new one that is taken back on the form is gone, and the form is empty for the next.
  await goTo(page, '/outreach/encounter');
  await page.getByRole('radio', { name: 'Ei halunnut' }).check();
  await page.getByRole('button', { name: 'Kumoa' }).click();
  await expect(page.getByRole('radio', { name: 'Ei halunnut' })).not.toBeChecked();
  await page.getByRole('radio', { name: 'Lyhyt kohtaaminen' }).check();
  await leaveEncounter(page);
  await expect(page.getByRole('link', { name: /Ei halunnut/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: /Lyhyt kohtaaminen/ })).toBeVisible();
});

test('an evening: guided on, a need left, a promise, a phenomenon, home, closed, and the promise kept', {
  tag: '@worker',
}, async ({ page, receiver, context }) => {
  await setUp(page, receiver);
  await startOuting(page, 'Kauppakeskus');
  await context.setOffline(true);
  for (let i = 0; i < 9; i++) await more(page, 'Kohdattu').click();
  for (let i = 0; i < 8; i++) await more(page, 'Keskusteltu').click();
  for (let i = 0; i < 2; i++) await more(page, 'Ohjattu').click();
  await page.getByRole('link', { name: 'Kirjaa minne' }).click();
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByText('Valitse, minne ohjattiin.')).toBeVisible();
  await page.getByRole('radio', { name: 'Päiväkeskus' }).check();
  await page.getByRole('radio', { name: 'Saattaen (mukana paikalle)' }).check();
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByRole('link', { name: /Ohjaus · Päiväkeskus/ })).toContainText('ei tiedossa');

  await page.getByRole('link', { name: 'Täyttymätön tarve' }).click();
  await page.getByRole('radio', { name: 'Asuminen, yöpaikka' }).check();
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await page.getByRole('link', { name: 'Lupaus', exact: true }).click();
  await page.getByRole('radio', { name: 'Viedään tarvike' }).check();
  await page.getByLabel('Mikä tarvike tai asia?').fill('makuupussi');
  await page.getByRole('radio', { name: 'Tänään' }).check();
  await page.getByRole('button', { name: 'Tallenna' }).click();
  // Left in the middle, it goes on from Tänään.
  await page.getByRole('link', { name: 'Ilmiöhavainto' }).click();
  await page.getByLabel('Mitä on havaittu?').fill('Käymälät suljetaan kuudelta, palaute: info@kauppakeskus.example');
  await page.getByRole('link', { name: 'Tänään' }).click();
  await expect(page.getByText('Kesken', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Jatka' }).click();
  await expect(page.getByLabel('Mitä on havaittu?')).toHaveValue(/^Käymälät/);
  await page.getByRole('radio', { name: 'Ruoka, vaatteet, hygienia' }).check();
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await page.getByRole('dialog', { name: 'Tekstissä on sähköpostiosoite' }).getByText('Ei tunnista ketään').click();
  await expect(page.getByRole('link', { name: /Ilmiöhavainto · Käymälät/ })).toBeVisible();

  await endOuting(page);
  await expect(page.getByText('Kohdattu 9 · Keskusteltu 8 · Ohjattu 2')).toBeVisible();

  // Ten seconds for who was met: the parts are always the whole.
  await page.getByText('Nopea arvio: keitä kohdattiin?').click();
  const ages = page.getByRole('region', { name: 'Kauppakeskus: Ikä, arvio' });
  await expect(ages.getByText('Ei arvioitu 9')).toBeVisible();
  await ages.getByRole('button', { name: '18–24, yksi lisää' }).click();
  await ages.getByRole('button', { name: '29–64: loput tähän' }).click();
  await expect(ages.getByText('Ei arvioitu 0')).toBeVisible();
  await expect(ages.getByRole('group', { name: '29–64' }).getByRole('status')).toHaveText('8');
  await expect(ages.getByText('yhteensä 9')).toBeVisible();

  // The debrief asks how many were out; what is typed stays.
  await page.getByLabel('Mitä kysyttiin eniten?').fill('Yöpaikkoja');
  await page.getByRole('button', { name: 'Sulje jalkautuminen' }).click();
  await expect(page.getByText('Kerro, montako työntekijää oli mukana.')).toBeVisible();
  await draftKept(page, 'Yöpaikkoja');
  await page.reload();
  await expect(page.getByLabel('Mitä kysyttiin eniten?')).toHaveValue('Yöpaikkoja');
  for (let i = 0; i < 4; i++) await more(page, 'Työntekijöitä mukana').click();
  await page.getByRole('group', { name: 'Oliko läheltä piti -tilannetta?' }).getByLabel('Kyllä').check();
  await expect(page.getByText('Tänne tapahtumaa ei kuvata.')).toBeVisible();
  await page.getByRole('button', { name: 'Sulje jalkautuminen' }).click();
  await expect(page.getByText(/^Purettu ja suljettu/)).toBeVisible();

  const summary = page.getByRole('region', { name: 'Yhteenveto' });
  await expect(summary.getByRole('listitem').filter({ hasText: 'Mitä kysyttiin eniten' })).toBeVisible();
  const lines = await summary.getByRole('listitem').allTextContents();
  expect(lines).toContain('Kohtaamisia: 9');
  expect(lines.join(), 'how they went is told of a month').not.toMatch(/keskusteluja|ohjauksia/);
  expect(lines).toContain('Mukana: 4 työntekijää');
  expect(lines.join(), 'of one encounter nothing').not.toContain('Ei ollut saatavilla');
  expect(lines).toContain('Mitä kysyttiin eniten?: Yöpaikkoja');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await summary.getByRole('button', { name: 'Kopioi' }).click();
  await expect(summary.getByText('Kopioitu')).toBeVisible();
  expect(await pasted(page)).toBe(lines.join('\n'));

  await context.setOffline(false);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  const kinds = async () => [...new Set((await heldFrom(receiver, page)).map(({ kind }) => kind))].sort();
  await expect.poll(kinds).toEqual(['debrief', 'guidance', 'outing', 'phenomenon', 'promise', 'tally', 'unmet']);

  // What became of it is told later, and a promise is kept on Tänään with one tap.
  await goTo(page, '/');
  await expect(page.getByRole('link', { name: /Viedään tarvike: makuupussi/ })).toContainText('Kauppakeskus');
  await page.getByRole('button', { name: 'Hoidettu' }).click();
  await expect(page.getByText('Lupaus on hoidettu.')).toBeVisible();
  await page.getByRole('button', { name: 'Kumoa' }).click();
  await expect(page.getByText('Kumottu')).toBeVisible();
  await page.getByRole('button', { name: 'Hoidettu' }).click();
  await expect(page.getByText('Lupaus on hoidettu.')).toBeVisible();
  // With nothing due, the way there is on Jalkautuminen.
  await goTo(page, '/outreach');
  await page.getByRole('link', { name: 'Seuranta' }).click();
  await expect(page.getByText('Yhtään lupausta ei ole auki.')).toBeVisible();
  await page.getByRole('link', { name: /Päiväkeskus/ }).click();
  await page.getByRole('radio', { name: 'Täynnä tai kiinni' }).check();
  await page.getByLabel('Miksi se ei onnistunut?').fill('Suljettu iltaisin');
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect
    .poll(async () => (await heldFrom(receiver, page)).find(({ kind }) => kind === 'guidance'))
    .toMatchObject({ outcome: 'full', reason: 'Suljettu iltaisin', target: 'day-centre', way: 'accompanied' });
  await expect
    .poll(async () => (await heldFrom(receiver, page)).find(({ kind }) => kind === 'promise'))
    .toMatchObject({ state: 'kept', what: 'bring', thing: 'makuupussi', who: 'me' });
});

test('practice: on every screen it says so, nothing of it is sent or counted, and it is gone afterwards', async ({
  page,
  receiver,
  context,
}) => {
  await setUp(page, receiver);
  await startOuting(page, 'Asema');
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  const device = await deviceOf(page);
  const before = (await receiver.rows()).length;
  await goTo(page, '/more');
  await page.getByRole('button', { name: 'Aloita harjoittelu' }).click();
  const sign = page.getByText('Mitään ei lähetetä eikä lasketa.');
  await expect(sign).toBeVisible();
  await expect(waitingLine(page)).toHaveCount(0);
  await expect(page.getByText('Asema'), 'the outing in earnest is not here').toHaveCount(0);

  await startOuting(page, 'Tori');
  await more(page, 'Kohdattu').click();
  // A tap is counted before it is kept.
  await expect(page.getByText(/^\+1 Kohdattu tallessa/)).toBeVisible();
  await logEncounter(page);
  await expect(counter(page, 'Kohdattu')).toHaveText('2');
  await expect(sign).toBeVisible();
  await page.goto('/answer/esis.fi');
  await expect(page.getByText('Harjoittelu: vastauksia ei tallenneta eikä lähetetä.')).toBeVisible();

  // Another tab is in earnest all the while, and so is this one after the practice.
  const other = await context.newPage();
  await other.goto(`${receiver.url}/outreach`);
  await expect(other.getByRole('link', { name: /Asema/ })).toBeVisible();
  await expect(other.getByText('Tori')).toHaveCount(0);
  await expect(other.getByText('Harjoittelu')).toHaveCount(0);
  await page.goto('/');
  await page.getByRole('button', { name: 'Lopeta' }).click();
  await expect(page.getByRole('link', { name: /Asema/ })).toBeVisible();
  expect(await deviceOf(page)).toBe(device);
  await logEncounter(page);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await expect.poll(async () => (await receiver.rows()).length).toBe(before + 1);
  const rows = await receiver.rows();
  expect(new Set(rows.slice(before).map((row) => row.device))).toEqual(new Set([device]));
  expect(await recordsOn(page)).toHaveLength(2);

  // Practised once more, it begins empty.
  await goTo(page, '/more');
  await page.getByRole('button', { name: 'Aloita harjoittelu' }).click();
  await expect(page.getByRole('link', { name: 'Aloita jalkautuminen' })).toBeVisible();
});

test('a disk that is full while one logs: said at once, nothing is counted that is not kept, and it is tried again', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await startOuting(page);
  await expect(counter(page, 'Kohdattu')).toHaveText('0');
  // Nothing is still to be written of the outing.
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  const disk = (full: boolean) =>
    page.evaluate((isFull) => {
      const store = IDBObjectStore.prototype as unknown as { put: unknown; realPut?: unknown };
      store.realPut ??= store.put;
      store.put = isFull
        ? () => {
            throw new DOMException('', 'QuotaExceededError');
          }
        : store.realPut;
    }, full);
  await disk(true);
  await more(page, 'Kohdattu').click();
  await expect(page.getByText('Laitteen muisti on täynnä.')).toBeVisible();
  await expect(counter(page, 'Kohdattu')).toHaveText('0');

  // The end of the outing is not kept either: said in the bar, where the eye is, and nothing beside it says otherwise.
  await page.reload();
  await disk(true);
  await endOuting(page);
  const bar = page.locator('.action');
  await expect(bar.getByText('Laitteen muisti on täynnä.')).toBeInViewport();
  await expect(bar.getByText('Tallentuu itsestään.')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Kaikki palanneet' }), 'it still runs').toBeVisible();

  await page.getByRole('link', { name: 'Kirjaa kohtaaminen' }).click();
  await page.getByRole('radio', { name: 'Keskustelu' }).check();
  await expect(page.getByText('Laitteen muisti on täynnä.')).toBeVisible();
  await expect(page.getByText(/^Tallessa tässä laitteessa/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByRole('radio', { name: 'Keskustelu' }), 'one is not sent away').toBeChecked();
  await disk(false);
  // The tap from before may still be trying, and lead on by itself now.
  const outing = page.getByRole('heading', { name: 'Kirjaa myös' });
  const done = page.getByRole('button', { name: 'Valmis' });
  await expect(outing.or(done)).toBeVisible();
  await done.evaluateAll((here: HTMLElement[]) => {
    for (const one of here) one.click();
  });
  await expect(outing).toBeVisible();
  await expect(counter(page, 'Kohdattu')).toHaveText('1');
  await more(page, 'Kohdattu').click();
  await expect(counter(page, 'Kohdattu')).toHaveText('2');
  await expect(page.getByText('Laitteen muisti on täynnä.')).toHaveCount(0);
});
