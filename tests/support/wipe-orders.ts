/** An organisation's orders to empty a device, made on a screen as at a desk. */
import type { Page } from '@playwright/test';
import { deviceOf, goTo } from './phone.ts';

const page = '/more/wipe/order';
const shown = (on: Page, having: RegExp) => on.locator('code').filter({ hasText: having });

/** Makes the organisation's key: the lines for its document as they are shown, and the half that is printed. */
export async function makeOrderKey(on: Page): Promise<{ document: { wipe: { signer: string } }; secret: string }> {
  await goTo(on, page);
  await on.getByText('Tee avain määräyksille').click();
  await on.getByRole('button', { name: 'Tee avain', exact: true }).click();
  const secret = (await shown(on, /^KENTTAKIRJA-MAARAYS-/).textContent()) ?? '';
  const document = JSON.parse(`{${await shown(on, /"wipe"/).textContent()}}`);
  return { document, secret };
}

/** Makes an order for the device that the page runs on; answers what stands after the # of its link. */
export async function makeOrder(on: Page, secret: string): Promise<string> {
  const device = await deviceOf(on);
  await goTo(on, page);
  await on.getByText('Tee määräys', { exact: true }).click();
  await on.getByLabel('Laitteen tunnus').fill(device);
  await on.getByLabel('Määräysten avain').fill(secret);
  await on.getByRole('button', { name: 'Allekirjoita määräys' }).click();
  const link = (await shown(on, /#wipe=/).textContent()) ?? '';
  return link.slice(link.indexOf('#'));
}

/** Taps a link with an order while the app runs. */
export const openOrder = (on: Page, hash: string): Promise<void> =>
  on.evaluate((text) => {
    location.hash = text;
  }, hash);
