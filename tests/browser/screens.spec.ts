import { check } from '../support/accessible.ts';
import { answer, begin } from '../support/answering.ts';
import { expect, heldFrom, logEncounter, setUp, startOuting, test, waitingLine } from '../support/phone.ts';

const themes = ['light', 'dark'] as const;
const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];

for (const colorScheme of themes) {
  for (const viewport of sizes) {
    test.describe(`every screen, ${colorScheme}, ${viewport.width} px`, () => {
      test.use({ colorScheme, viewport });

      test('nothing for axe to find, nothing to scroll sideways, targets of 48 px', async ({ page, receiver }) => {
        test.setTimeout(180_000);
        await setUp(page, receiver);
        const empty = [
          '/',
          '/outreach',
          '/outreach/start',
          '/outreach/encounter',
          '/surveys',
          '/surveys/results',
          '/surveys/collect',
          '/surveys/answers',
          '/surveys/export',
          '/surveys/discuss',
          '/surveys/instruments',
          '/surveys/hand-over/esis',
          '/surveys/print/esis',
          '/surveys/paper/esis',
          '/surveys/link/esis',
          '/assessment',
          '/more',
          '/more/delivery',
          '/more/endpoint',
          '/more/endpoint/home',
          '/more/endpoint/new',
          '/more/organisation',
          '/more/organisation/load',
          '/more/organisation/share',
          '/no/such/page',
        ];
        for (const route of empty) {
          await page.goto(route);
          await check(page, route);
        }

        await startOuting(page);
        const outing = new URL(page.url()).pathname;
        await logEncounter(page);
        await check(page, 'a running outing');
        await page.getByRole('link', { name: /Keskustelu/ }).click();
        await expect(page.getByRole('radio', { name: 'Keskustelu' })).toBeChecked();
        await check(page, 'an encounter');
        await page.goto('/outreach/encounter');
        await page.getByRole('radio', { name: '10+' }).check();
        await page.getByRole('button', { name: 'Tallenna' }).click();
        await check(page, 'an encounter without its depth');
        await page.goto('/assessment');
        await page.getByRole('link', { name: 'Aloita arviointi' }).click();
        await page.getByLabel('Arvioitava toiminta').fill('Torstaikahvila');
        await page
          .getByRole('region', { name: /^1 Miten/ })
          .getByRole('checkbox', { name: 'Alulla' })
          .check();
        await check(page, 'an assessment');
        await page.goto('/');
        await expect(page.getByText('Kesken', { exact: true })).toBeVisible();
        await check(page, 'Tänään with all there is');
        await page.goto(outing);
        await page.getByRole('button', { name: 'Kaikki palanneet' }).click();
        await check(page, 'an ended outing');
        await expect.poll(async () => (await heldFrom(receiver, page)).length).toBe(2);
        await page.goto('/more/delivery');
        await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
        await check(page, 'deliveries');

        await page.goto('/answer/esis.fi');
        await check(page, 'before answering');
        await begin(page);
        await answer(page, null);
        await page.getByRole('radio', { name: 'Samaa mieltä', exact: true }).check();
        await check(page, 'a statement');
        await page.getByRole('button', { name: 'Lopeta' }).click();
        await check(page, 'a question to the person');
        await page.getByRole('dialog').getByRole('button', { name: 'Lopeta' }).click();
        await check(page, 'stopped');
      });
    });
  }
}

test('text has a contrast of 7:1 on paper and card, in both themes; edges of controls 3:1', async ({
  browser,
  receiver,
}) => {
  for (const colorScheme of themes) {
    const page = await browser.newPage({ colorScheme });
    await page.goto(receiver.url);
    const ratios = await page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      const luminance = (name: string) => {
        const hex = style
          .getPropertyValue(name)
          .trim()
          .replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3');
        const [r, g, b] = [1, 3, 5]
          .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
          .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
      };
      const ratio = (a: string, b: string) => {
        const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
        return (light + 0.05) / (dark + 0.05);
      };
      const pairs = ['--ink', '--muted', '--pine', '--amber', '--rust'].flatMap((text) =>
        ['--paper', '--card'].map((ground) => [text, ground] as const),
      );
      return {
        text: [...pairs, ['--on-pine', '--pine'] as const, ['--ink', '--lichen'] as const].map(([a, b]) => ({
          pair: `${a} on ${b}`,
          ratio: ratio(a, b),
        })),
        edges: ['--paper', '--card'].map((ground) => ratio('--line', ground)),
      };
    });
    for (const { pair, ratio } of ratios.text) expect(ratio, `${pair}, ${colorScheme}`).toBeGreaterThanOrEqual(7);
    for (const ratio of ratios.edges) expect(ratio).toBeGreaterThanOrEqual(3);
    await page.close();
  }
});

test('who asked for no motion gets none', async ({ browser, receiver }) => {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  await page.goto(receiver.url);
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return transitionDuration.split(', ').some((time) => Number.parseFloat(time) > 0) || animationName !== 'none';
      }).length,
  );
  expect(moving).toBe(0);
  await page.close();
});
