/** The last way out of a database that neither opens nor goes, in Firefox: the app's server has the browser clear the site. */
import { expect, goTo, offlineReady, setUp, startOuting, test } from '../support/phone.ts';

test('what cannot be taken away goes on the word of the server, also while a worker holds the page', {
  tag: '@worker',
}, async ({ page, receiver }) => {
  // Firefox mends a file that lies damaged by itself. The word of the disk lies where the clearing reaches it.
  await page.addInitScript(() => {
    const onDisk = <A extends unknown[], R>(real: (...given: A) => R) => ({
      value(this: IDBFactory, ...given: A): R {
        if (localStorage.getItem('disk') !== 'damaged') return real.apply(this, given);
        throw new DOMException('Internal error opening backing store', 'UnknownError');
      },
    });
    Object.defineProperties(indexedDB, {
      open: onDisk(indexedDB.open),
      deleteDatabase: onDisk(indexedDB.deleteDatabase),
    });
  });
  await setUp(page, receiver);
  await startOuting(page);
  await page.evaluate(() => localStorage.setItem('disk', 'damaged'));
  await page.goto('/recovery');
  expect(await page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  await expect(page.getByText('Laitteen tietokanta on vioittunut')).toBeVisible();
  await page.getByRole('button', { name: 'Aloita alusta' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Aloita alusta' }).click();
  await expect(page.getByRole('link', { name: 'Aloita jalkautuminen' })).toBeVisible();
  // A device as new: what is kept on it stays, and it is made ready for use without a network again.
  await startOuting(page);
  await offlineReady(page);
  await goTo(page, '/');
  await expect(page.getByRole('link', { name: 'Kirjaa kohtaaminen' })).toBeVisible();
});
