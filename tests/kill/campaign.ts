/** Days that end in the middle: see `run.mjs`. */
import { type Page, expect as patient } from '@playwright/test';
import { current } from '../../src/delivery/engine/current.ts';
import { sorted } from '../support/ledger.ts';
import { draftsOn, heldFrom, keptBrowser, recordsOn, waitingLine } from '../support/phone.ts';
import { random } from '../support/random.ts';
import { type Receiver, setUpLinkTo, startReceiver } from '../support/receiver.ts';
import { act } from './day.ts';
import { Expected } from './expected.ts';
import { cutTornEnds } from './torn.ts';

export interface Found {
  kills: number;
  receiverKills: number;
  said: number;
  lost: number;
  doubled: number;
  draftsLost: number;
  /** Records that are not the same on the device and on the receiver at the end. */
  unequal: number;
}

const expect = patient.configure({ timeout: 60_000 });

/** The longest that a browser lives, in ms. */
const longestLife = 15_000;

export async function campaign({ minutes, seed }: { minutes: number; seed: number }): Promise<Found> {
  const chance = random(seed);
  const expected = new Expected();
  const receiver = await startReceiver();
  const phone = keptBrowser();
  const found: Found = { kills: 0, receiverKills: 0, said: 0, lost: 0, doubled: 0, draftsLost: 0, unequal: 0 };
  let made = 0;

  /** What is wrong on the device now, told once; what is lost is not looked for again. */
  async function look(page: Page): Promise<void> {
    const { lost, doubled, draftsLost } = expected.check(await recordsOn(page), await draftsOn(page));
    for (const [what, names] of Object.entries({ lost, doubled, 'draft lost': draftsLost }))
      for (const name of names) console.log(`after kill ${found.kills}: ${what}: ${name}`);
    found.lost += lost.length;
    found.doubled += doubled.length;
    found.draftsLost += draftsLost.length;
  }

  try {
    const outing = await begin(phone, receiver);
    const until = Date.now() + minutes * 60_000;
    for (let offline = false; Date.now() < until; ) {
      const { context, page } = await phone.open({ offline, baseURL: receiver.url });
      await page.goto(receiver.url);
      await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
      await look(page);
      const pid = phone.pid();
      const closed = new Promise<void>((done) => context.on('close', () => done()));
      let isKilled = false;
      const timer = setTimeout(() => {
        isKilled = true;
        process.kill(pid, 'SIGKILL');
      }, chance() * longestLife);
      // The receiver dies in half of the days too, at a moment of its own, and is back before the next one.
      const receiverDies = chance() < 0.5;
      const receiverTimer = setTimeout(() => void (receiverDies && receiver.kill('SIGKILL')), chance() * longestLife);
      const hands = {
        page,
        expected,
        chance,
        outing,
        next: () => made++,
        async setOffline(next: boolean) {
          offline = next;
          await context.setOffline(next);
        },
      };
      try {
        for (;;) await act(hands);
      } catch (error) {
        if (!isKilled) {
          await context.close();
          throw error;
        }
      } finally {
        clearTimeout(timer);
        clearTimeout(receiverTimer);
      }
      await closed;
      cutTornEnds(phone.profile);
      found.kills += 1;
      if (receiverDies) {
        // Killed now at the latest: while it stores what was last sent to it.
        await receiver.kill('SIGKILL');
        await receiver.again();
        found.kills += 1;
        found.receiverKills += 1;
      }
    }
    const { context, page } = await phone.open({ baseURL: receiver.url });
    await page.goto(`${receiver.url}/more/delivery`);
    await expect(page.getByRole('heading', { name: 'Lähetys' })).toBeVisible();
    await look(page);
    found.unequal = await settle(page, receiver);
    await context.close();
    return { ...found, said: expected.said };
  } finally {
    phone.remove();
    await receiver.stop();
  }
}

/** The phone is set up and an outing begun. Answers its address. */
async function begin(phone: ReturnType<typeof keptBrowser>, receiver: Receiver): Promise<string> {
  const { context, page } = await phone.open();
  await page.goto(await setUpLinkTo(receiver));
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(lacking), { timeout: 60_000 }).toEqual([]);
  await page.goto(`${receiver.url}/outreach/start`);
  await page.getByRole('radio', { name: 'Kirjasto', exact: true }).check();
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  await expect(page.getByRole('heading', { name: 'Kirjasto' })).toBeVisible();
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  const { pathname } = new URL(page.url());
  await context.close();
  return pathname;
}

/** Runs in the page: the parts of the app that are not yet kept. */
async function lacking(): Promise<string[]> {
  const { parts }: { parts: { url: string }[] } = await (await fetch('/later.json')).json();
  const files = parts.map(({ url }) => `/${url}`);
  const cache = await caches.open('later');
  const held = await Promise.all(files.map((file) => cache.match(file, { ignoreSearch: true })));
  return files.filter((_, index) => !held[index]);
}

/** With the network well: waits until everything is sent. Answers how many records are not the same on both sides. */
async function settle(page: Page, receiver: Receiver): Promise<number> {
  await expect(async () => {
    await page
      .getByRole('button', { name: /^Lähet/ })
      .first()
      .click({ timeout: 2_000 });
    await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/, { timeout: 2_000 });
  }).toPass({ timeout: 180_000 });
  const device = new Map((await recordsOn(page)).map(({ id, record }) => [id, sorted(current(record))]));
  const rows = await heldFrom(receiver, page);
  const there = new Map(rows.map((row) => [row.id, sorted(row)]));
  const ids = new Set([...device.keys(), ...there.keys()]);
  const unequal = [...ids].filter((id) => device.get(id) !== there.get(id));
  for (const id of unequal) console.log(`not the same: ${device.get(id)} | ${there.get(id)}`);
  return unequal.length + (rows.length - there.size);
}
