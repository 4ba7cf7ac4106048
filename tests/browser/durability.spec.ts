import { cpSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, type KeptBrowser, keptBrowser, setUp, test, waitingLine } from '../support/phone.ts';
import { type Disk, makeDisk } from '../support/power.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { openInApp } from '../support/room.ts';

const rounds = 4;

/** A receiver that is gone while the phone is used: a browser that is started again looks for the network by itself. */
let receiver: Receiver;
test.beforeAll(async () => {
  receiver = await startReceiver();
});
test.afterAll(() => receiver.stop());
test.describe.configure({ mode: 'serial' });

test('kill -9 of the browser right after «Tallessa»: four times, nothing lost, nothing doubled', {
  tag: '@worker',
}, async () => {
  const phone = keptBrowser({ isQuick: true });
  try {
    await prepare(phone);
    for (let round = 1; round <= rounds; round++) {
      const { context, page } = await phone.open({ offline: true });
      const pid = phone.pid();
      const killed = new Promise<void>((resolve) => {
        context.on('close', () => resolve());
      });
      await context.exposeBinding('said', () => process.kill(pid, 'SIGKILL'));
      await logAndTell(page);
      await killed;
    }
    const { context, page } = await phone.open({ offline: true });
    await page.goto(receiver.url);
    await expect(waitingLine(page)).toHaveText(`ei yhteyttä, ${rounds + 1} odottaa`);
    await expect(page.getByText('Kesken', { exact: true })).toHaveCount(0);
    await receiver.again();
    await context.setOffline(false);
    await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
    expect(new Set((await receiver.rows()).map(({ id }) => id)).size).toBe((await receiver.rows()).length);
    await context.close();
  } finally {
    phone.remove();
  }
});

test('the power is cut right after «Tallessa»: four times, nothing lost; on a disk that is really full what was tapped stays, and is kept once there is room', {
  tag: '@worker',
}, async () => {
  const disk = makeDisk();
  test.skip(!disk, 'this machine allows no loop device (it needs root): the power cannot be cut here');
  const phone = keptBrowser({ folder: disk!.folder, isQuick: true });
  try {
    await prepare(phone);
    // One evening in one browser: at each «Tallessa» the disk is taken as it is, and opened by another.
    const { context, page } = await phone.open({ offline: true });
    let after: ReturnType<NonNullable<typeof disk>['cutPower']> | undefined;
    await context.exposeBinding('said', () => {
      after = disk!.cutPower();
    });
    for (let round = 1; round <= rounds; round++) {
      after = undefined;
      await logAndTell(page, () => disk!.settle());
      await expect.poll(() => after !== undefined, `round ${round}`).toBe(true);
      const copy = keptBrowser({ isQuick: true });
      cpSync(phone.profile.replace(disk!.folder, after!.folder), copy.profile, {
        recursive: true,
        filter: (path) => !path.includes('Singleton'),
      });
      after!.remove();
      const found = await copy.open({ offline: true });
      await found.page.goto(receiver.url);
      await expect(waitingLine(found.page), `round ${round}`).toHaveText(`ei yhteyttä, ${round + 1} odottaa`);
      await found.context.close();
      copy.remove();
    }
    await isFull(page, disk!);
    await context.close();
  } finally {
    phone.remove();
    disk!.remove();
  }
});

/** Something else fills the disk to its last block, under the browser's profile. */
async function isFull(page: Page, disk: Disk): Promise<void> {
  await openForm(page);
  const choices = ['Lyhyt kohtaaminen', 'Keskustelu'].map((name) => page.getByRole('radio', { name }));
  await expect(choices[0]!).toBeVisible();
  const makeRoom = disk.fill();
  const alert = page.getByRole('alert');
  let last = 0;
  // What is written first may still fit into a block that the browser has begun.
  await expect(async () => {
    last = 1 - last;
    await choices[last]!.check();
    await expect(alert).toContainText('Laitteen muisti on täynnä. Kirjoittamasi on yhä tässä.', { timeout: 10_000 });
  }).toPass();
  await expect(choices[last]!).toBeChecked();
  makeRoom();
  await expect(page.getByText(/^Tallessa tässä laitteessa/), 'nobody has tapped again').toBeVisible();
  await expect(alert).toHaveCount(0);
  await expect(choices[last]!).toBeChecked();
  await page.goto(receiver.url);
  await expect(waitingLine(page)).toHaveText(`ei yhteyttä, ${rounds + 2} odottaa`);
}

async function prepare(phone: KeptBrowser) {
  const { context, page } = await phone.open();
  await setUp(page, receiver);
  await receiver.kill('SIGTERM');
  await context.setOffline(true);
  await page.goto(`${receiver.url}/outreach/start`);
  await page.getByRole('radio', { name: 'Asema' }).check();
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  await expect(page.getByRole('heading', { name: 'Asema' })).toBeVisible();
  await context.close();
}

/** Opens the form of a new encounter: where the form is loaded anew it comes back to the one before. */
async function openForm(page: Page) {
  await page.goto(`${receiver.url}/outreach`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await openInApp(page, '/outreach/encounter');
}

/** Logs an encounter; the page itself calls `said` in the very moment that it shows the word. */
async function logAndTell(page: Page, ready: () => void = () => undefined) {
  await openForm(page);
  await expect(page.getByRole('radio', { name: 'Keskustelu' })).toBeVisible();
  await page.evaluate(() => {
    const seen = new MutationObserver(() => {
      if (!document.body.textContent.includes('Tallessa tässä laitteessa')) return;
      seen.disconnect();
      (globalThis as unknown as { said(): void }).said();
    });
    seen.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  ready();
  // The browser may be gone before the tap has answered.
  await page
    .getByRole('radio', { name: 'Keskustelu' })
    .check()
    .catch(() => undefined);
}
