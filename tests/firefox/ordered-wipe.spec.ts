/** A device that its organisation orders empty, in Firefox: the key and the order are made there and followed there. */
import { configure, expect, goTo, sendNow, setUp, startOuting, test } from '../support/phone.ts';
import { makeOrder, makeOrderKey, openOrder } from '../support/wipe-orders.ts';

test('a key and an order made in this browser empty the device; another key orders nothing', async ({
  page,
  receiver,
}) => {
  await setUp(page, receiver);
  const [own, stranger] = [await makeOrderKey(page), await makeOrderKey(page)];
  await configure(page, own.document);
  await startOuting(page);
  await goTo(page, '/more/delivery');
  await sendNow(page);
  await goTo(page, '/more/wipe/order');
  await page.getByText('Tee määräys', { exact: true }).click();
  await page.getByLabel('Laitteen tunnus').fill('00000000-0000-4000-8000-000000000000');
  await page.getByLabel('Määräysten avain').fill(stranger.secret);
  await page.getByRole('button', { name: 'Allekirjoita määräys' }).click();
  await expect(page.getByText(/Tämä on toisen organisaation avain/)).toBeVisible();
  await openOrder(page, await makeOrder(page, own.secret));
  await expect(page.getByRole('heading', { name: 'Laite on tyhjennetty' })).toBeVisible();
  await expect(page.getByText(/Etsivä työ määräsi tyhjennyksen/)).toBeVisible();
});
