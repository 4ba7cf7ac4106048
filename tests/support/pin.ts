/** A lock with a PIN, as a person sets and opens it. */
import { expect, type Page } from '@playwright/test';
import { goTo } from './phone.ts';

/** Sets the PIN in the form that is open. */
export async function setPin(page: Page, pin: string): Promise<void> {
  await page.getByLabel('Uusi PIN-koodi').fill(pin);
  await page.getByLabel('Sama uudelleen').fill(pin);
  await page.getByRole('button', { name: 'Aseta lukko' }).click();
}

/** Goes to where a lock is set, and waits until the device has it. */
export async function setLock(page: Page, pin: string): Promise<void> {
  await goTo(page, '/more/lock');
  await setPin(page, pin);
  await expect(page.getByText('Laite avataan PIN-koodilla.')).toBeVisible();
}

/** Gives a PIN to the lock's screen. */
export async function openWith(page: Page, pin: string): Promise<void> {
  await page.getByLabel('PIN-koodi').fill(pin);
  await page.getByRole('button', { name: 'Avaa', exact: true }).click();
}
