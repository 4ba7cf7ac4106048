/** What happens when a form is refused: in every form of the app the same. */
import type { Page } from '@playwright/test';
import { expectFirstError, expectMended } from '../support/first-error.ts';
import { endOuting, expect, goTo, setUp, startOuting, test } from '../support/phone.ts';

/** No lower than what a keyboard on the screen leaves of a phone. */
test.use({ viewport: { width: 360, height: 400 } });

interface Form {
  name: string;
  open(page: Page): Promise<unknown>;
  /** The button that is pressed too early. */
  press: string;
  /** What is said first. */
  says: RegExp;
  mend(page: Page): Promise<unknown>;
}

const id = (n: number) => `019ac000-0000-7000-8000-00000000000${n}`;
const go = (route: string) => (page: Page) => goTo(page, route);
const choose = (name: string) => (page: Page) => page.getByRole('radio', { name, exact: true }).check();
const fill = (label: string, text: string) => (page: Page) => page.getByLabel(label, { exact: true }).fill(text);
const identityCode = '131052-308T';

const forms: Form[] = [
  {
    name: 'a plan',
    open: go('/outreach/plan'),
    press: 'Tallenna suunnitelma',
    says: /puuttuu/,
    mend: fill('Alkaa', '17:00'),
  },
  {
    name: 'a plan whose folded part is wrong',
    async open(page) {
      await goTo(page, '/outreach/plan');
      await fill('Alkaa', '17:00')(page);
      await fill('Päättyy', '20:00')(page);
      await choose('Puisto')(page);
      await page.getByText('Turvallisuus', { exact: true }).click();
      await fill('Keskeytetään, jos', identityCode)(page);
      await page.getByText('Turvallisuus', { exact: true }).click();
    },
    press: 'Tallenna suunnitelma',
    says: /henkilötunnus/i,
    mend: fill('Keskeytetään, jos', 'Jos alkaa myrsky'),
  },
  {
    name: 'starting an outing',
    open: go('/outreach/start'),
    press: 'Lähdettiin',
    says: /paikka/i,
    mend: choose('Puisto'),
  },
  {
    name: 'starting an outing at a place that is to be written',
    async open(page) {
      await goTo(page, '/outreach/start');
      await choose('+ muu paikka')(page);
    },
    press: 'Lähdettiin',
    says: /paikka/i,
    mend: fill('Paikan nimi', 'Tori'),
  },
  {
    name: 'an encounter',
    async open(page) {
      await startOuting(page);
      await goTo(page, '/outreach/encounter');
      await expect(page.getByRole('radio', { name: '10+' })).toBeVisible();
    },
    press: 'Valmis',
    says: /./,
    mend: choose('Keskustelu'),
  },
  {
    name: 'a guidance',
    open: go(`/outreach/guidance/${id(1)}`),
    press: 'Tallenna',
    says: /./,
    mend: (page) => page.getByRole('group', { name: 'Minne' }).getByRole('radio').first().check(),
  },
  {
    name: 'an unmet need',
    open: go(`/outreach/unmet/${id(2)}`),
    press: 'Tallenna',
    says: /./,
    mend: (page) => page.getByRole('radio').first().check(),
  },
  {
    name: 'a promise',
    open: go(`/outreach/promise/${id(3)}`),
    press: 'Tallenna',
    says: /./,
    mend: choose('Viedään tarvike'),
  },
  {
    name: 'a promise for another day',
    async open(page) {
      await goTo(page, `/outreach/promise/${id(5)}`);
      await choose('Viedään tarvike')(page);
      await choose('Muu päivä')(page);
    },
    press: 'Tallenna',
    says: /./,
    mend: fill('Päivä', '2031-01-02'),
  },
  {
    name: 'a phenomenon',
    open: go(`/outreach/phenomenon/${id(4)}`),
    press: 'Tallenna',
    says: /./,
    mend: (page) => page.getByRole('textbox').first().fill('Penkit on viety'),
  },
  {
    name: 'a contact',
    open: go('/outreach/in-need/contact/own-1'),
    press: 'Tallenna, tarkistettu tänään',
    says: /./,
    mend: fill('Nimi', 'Kriisikeskus'),
  },
  {
    name: 'a contact with a number that is none',
    async open(page) {
      await goTo(page, '/outreach/in-need/contact/own-2');
      await fill('Nimi', 'Kriisikeskus')(page);
      await fill('Puhelin', 'soita')(page);
    },
    press: 'Tallenna, tarkistettu tänään',
    says: /./,
    mend: fill('Puhelin', '09 123 456'),
  },
  {
    name: 'a guide',
    open: go('/outreach/in-need/guide/own-3'),
    press: 'Tallenna, tarkistettu tänään',
    says: /./,
    mend: (page) => page.getByRole('textbox').first().fill('Kun joku sairastuu'),
  },
  {
    name: 'handing the device over',
    open: go('/surveys/hand-over/esis'),
    press: 'Lukitse ja anna laite',
    says: /./,
    mend: fill('Avauskoodi', '2468'),
  },
  {
    name: 'a new code',
    open: go('/surveys/codes/new'),
    press: 'Tee koodi',
    says: /./,
    mend: (page) => page.getByRole('radio').first().check(),
  },
  {
    name: 'plans of surveys',
    async open(page) {
      await goTo(page, '/surveys/plans');
      await page.locator('summary').first().click();
      await page.locator('input[type=text]').first().fill('');
      await page.locator('summary').first().click();
    },
    press: 'Tallenna',
    says: /./,
    mend: (page) => page.locator('input[type=text]').first().fill('Uudet'),
  },
  {
    name: 'a paper form',
    open: go('/surveys/paper/esis'),
    press: 'Tallenna ja ota seuraava',
    says: /Vahvista/,
    mend: (page) => page.getByRole('checkbox').first().check(),
  },
  {
    name: 'an endpoint',
    open: go('/more/endpoint/new'),
    press: 'Tallenna',
    says: /./,
    mend: fill('Osoite', 'https://data.example/records'),
  },
  {
    name: 'an endpoint that is tried',
    open: go('/more/endpoint/new'),
    press: 'Kokeile osoitetta',
    says: /./,
    mend: fill('Osoite', 'https://data.example/records'),
  },
  {
    name: 'an endpoint with a key that is none',
    async open(page) {
      await goTo(page, '/more/endpoint/new');
      await fill('Osoite', 'https://data.example/records')(page);
      await page.getByRole('radio', { name: 'avain', exact: true }).check();
      await page.locator('input[type=password]').first().fill('ei äitä');
    },
    press: 'Tallenna',
    says: /./,
    mend: (page) => page.locator('input[type=password]').first().fill('abc'),
  },
  {
    name: "the link of an organisation's configuration",
    async open(page) {
      await goTo(page, '/more/organisation/load');
      await page.getByRole('textbox').first().fill('ei linkki');
    },
    press: 'Hae',
    says: /./,
    mend: (page) => page.getByRole('textbox').first().fill('https://data.example/asetukset.json'),
  },
  {
    name: "an organisation's configuration of several units",
    async open(page) {
      await goTo(page, '/more/organisation/load');
      const units = ['a', 'b'].map((unit) => ({ id: unit, name: unit.toUpperCase() }));
      const document = { kenttakirja: 1, organisation: { name: 'Etsivä työ' }, units };
      const buffer = Buffer.from(JSON.stringify(document));
      const file = { name: 'asetukset.json', mimeType: 'application/json', buffer };
      await page.locator('input[type=file]').setInputFiles(file);
      await expect(page.getByRole('heading', { name: 'Etsivä työ' })).toBeVisible();
    },
    press: 'Ota käyttöön',
    says: /./,
    mend: choose('B'),
  },
  {
    name: 'an assessment',
    async open(page) {
      await goTo(page, '/assessment');
      await page.getByRole('link', { name: 'Aloita arviointi' }).click();
      await expect(page.getByLabel('Arvioitava toiminta')).toBeVisible();
    },
    press: 'Tallenna arviointi',
    says: /./,
    mend: fill('Arvioitava toiminta', 'Torstaikahvila'),
  },
  {
    name: 'places of an outing, and its debrief',
    async open(page) {
      await goTo(page, '/outreach');
      await page
        .getByRole('link', { name: /Kirjasto/ })
        .first()
        .click();
      await endOuting(page);
      await expect(page.getByRole('button', { name: 'Sulje jalkautuminen' })).toBeVisible();
    },
    press: 'Sulje jalkautuminen',
    says: /./,
    mend: (page) => page.getByRole('button', { name: 'Työntekijöitä mukana, yksi lisää' }).click(),
  },
];

test('a form that is refused leads to the first thing that is wrong, and says it no more once it is mended', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  for (const { name, open, press, says, mend } of forms) {
    await test.step(name, async () => {
      await open(page);
      await page.getByRole('button', { name: press, exact: true }).click();
      const first = await expectFirstError(page, name);
      expect(first.words).toMatch(says);
      await mend(page);
      await expectMended(page, first, name);
    });
  }
});
