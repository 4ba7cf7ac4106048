/** Sending what waits: so many records of about 1 KB to an endpoint on the same machine, the processor not slowed. */
import path from 'node:path';
import { openBrowser } from '../lib/browser.mjs';
import { sleep, within } from '../lib/clock.mjs';
import { copyProfile, dropProfile, newProfile } from '../lib/profiles.mjs';
import { knownSite, withStored } from '../lib/ready.mjs';
import { makeRecords } from '../lib/records.mjs';
import { Site } from '../lib/site.mjs';
import { drainOurs } from './sync-ours.mjs';

const peers = path.join(import.meta.dirname, '../dist/sync');

export async function syncVisits(targets, { records }, endpoint) {
  const site = new Site({ folder: peers, port: 4850, api: endpoint.answer });
  const engines = ['raw', 'sealed', 'outbox', 'workbox'].map((name) => ({
    name,
    drain: () => drainPeer(name, site, records),
  }));
  const ours = targets.find(({ name }) => name === 'ours');
  if (ours) {
    // With one response saved and sent through the app, so that its key and its endpoint are there.
    const used = await withStored(ours, await knownSite(ours), 1);
    for (const trigger of ['online', 'opened']) {
      const drain = () => inCopyOf(used, (profile) => drainOurs(ours, profile, trigger, makeRecords(records)));
      engines.push({ name: `ours, ${trigger}`, drain });
    }
  }
  return engines.map(({ name, drain }) => ({
    tags: { engine: name },
    measure: async () => {
      endpoint.reset();
      const { started, marked, longestTask } = await drain();
      await sleep(100);
      if (endpoint.unique.size !== records) throw new Error(`${endpoint.unique.size} of ${records} records arrived`);
      return {
        toServer: endpoint.lastAt - started,
        toMarked: marked - started,
        // Below zero would mean that something was sent before the start was given.
        toFirstRequest: endpoint.firstAt - started,
        requests: endpoint.requests,
        bytes: endpoint.bytes,
        sentTwice: endpoint.rows - records,
        longestTask,
      };
    },
  }));
}

async function drainPeer(name, site, count) {
  await site.start();
  const profile = newProfile();
  const { page, close } = await openBrowser(profile);
  try {
    await page.goto(`${site.origin}/${name}.html`);
    await page.waitForFunction(() => window.sync, null, { timeout: 20_000 });
    await page.evaluate((records) => window.sync.keep(records), makeRecords(count));
    await sleep(300);
    const drained = page.evaluate(async () => {
      const now = () => performance.timeOrigin + performance.now();
      const started = now();
      await window.sync.drain();
      return { started, marked: now() };
    });
    return await within(120_000, drained, `${name} to drain`);
  } finally {
    await close();
    await site.stop();
    dropProfile(profile);
  }
}

async function inCopyOf(ready, use) {
  const profile = copyProfile(ready);
  try {
    return await use(profile);
  } finally {
    dropProfile(profile);
  }
}
