/** The link to a form on a person's own phone, as the browser of that phone keeps it: its whole profile is searched. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { begin, setSurvey } from '../support/answering.ts';
import { answersFrom, expect, goTo, keptBrowser, setUp, test } from '../support/phone.ts';

/** In which files of a profile a text lies as it is. */
const filesWith = (profile: string, text: string): string[] =>
  readdirSync(profile, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && readFileSync(join(file.parentPath, file.name)).includes(text))
    .map(({ name }) => name);

test('what a phone’s browser keeps of a link is worth nothing once it is ended, and is no key that lasts; who answered too late is told so', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  await setSurvey(page, { remote: true, formKey: receiver.formKey });
  await goTo(page, '/surveys/link/work-ability');
  const link = (await page.locator('.checksum').textContent())!;
  const invite = new URLSearchParams(new URL(link).hash.slice(1)).get('invite')!;

  // The whole browser: the shell keeps no history.
  const phone = keptBrowser();
  try {
    const { context, page: own } = await phone.open();
    await own.goto(link);
    await begin(own);
    await own.locator('fieldset:visible input[type=radio]').first().check();
    await own.getByRole('button', { name: 'Valmis' }).click();
    await expect(own.locator('[role=status]:visible')).toHaveText('Vastauksesi ovat lähteneet. Voit sulkea sivun.');
    expect(await answersFrom(receiver, own)).toHaveLength(1);

    // Somebody else answers on the same phone without a network, and meanwhile the survey is ended before its day.
    await own.goto('about:blank');
    await own.goto(link);
    await begin(own);
    await context.setOffline(true);
    await own.locator('fieldset:visible input[type=radio]').first().check();
    await own.getByRole('button', { name: 'Valmis' }).click();
    await expect(own.locator('[role=status]:visible')).toHaveText('Vastauksesi eivät ole vielä lähteneet.');
    await goTo(page, '/surveys/on-server');
    await page.getByRole('button', { name: 'Päätä linkki' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Päätä', exact: true }).click();
    await expect(page.getByText(/· päätetty$/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Päätä linkki' })).toHaveCount(0);
    await context.setOffline(false);
    await expect(own.locator('[role=status]:visible'), 'nobody is told that they leave').toHaveText(
      'Vastauksesi eivät ehtineet lähteä, eikä niitä enää oteta vastaan.',
    );
    await expect(own.getByText('Kysely on päättynyt.')).toBeVisible();
    expect(await answersFrom(receiver, own)).toHaveLength(1);
    await context.close();
    expect(filesWith(phone.profile, invite), 'the history has the link').not.toEqual([]);
    for (const key of [receiver.formKey, receiver.token]) expect(filesWith(phone.profile, key)).toEqual([]);

    // Whoever finds the link, this phone's next owner or another's, is told so too.
    const { context: again, page: later } = await phone.open();
    await later.goto(link);
    await expect(later.getByRole('heading', { name: 'Kysely on päättynyt' })).toBeVisible();
    await later.reload();
    await expect(later.getByRole('heading', { name: 'Kysely on päättynyt' })).toBeVisible();
    await again.close();
  } finally {
    phone.remove();
  }
});
