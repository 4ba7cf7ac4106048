/** What `npm run dev` is for: the app as it stands in the sources, changed under one's hand, and a receiver to send to. */
import { createServer } from 'vite';
import { begin } from '../support/answering.ts';
import { expect, goTo, startOuting, test, waitingLine } from '../support/phone.ts';

test('the development server opens the app, follows changes, and takes what is sent', async ({ browser }) => {
  const server = await createServer({ server: { port: 0 }, logLevel: 'error' });
  await server.listen();
  const said: string[] = [];
  const { log } = console;
  console.log = (...words) => void said.push(words.join(' '));
  server.printUrls();
  console.log = log;
  const [link] = said.flatMap((words) => /http:\S+#key=\S+/.exec(words) ?? []);
  const { origin } = new URL(link!);
  const context = await browser.newContext({ baseURL: origin });
  try {
    const page = await context.newPage();
    const hot = page.waitForEvent('console', (message) => message.text() === '[vite] connected.');
    await page.goto('/');
    await hot;
    // The first visit makes hundreds of modules, in the very process that answers: a key is asked for once that is done.
    await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible({ timeout: 240_000 });
    await page.goto(link!);
    // Its key is the same every time, so that a device stays set up.
    await expect(page.getByText('Avain on käytössä, mutta linkki avaa palvelimen yhä')).toBeVisible();
    await page.getByRole('link', { name: 'Tänään' }).first().click();
    await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
    await startOuting(page);
    await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
    // A page for a desk, whose words come by themselves; and the respondent's, which is a document of its own.
    await goTo(page, '/more/delivery');
    await expect(page.getByText('Palvelin tallensi sen (vastaus 200)')).toBeVisible();
    await page.goto('/answer/esis.fi');
    await begin(page);
  } finally {
    await context.close();
    await server.close();
  }
});
