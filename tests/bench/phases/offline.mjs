/** Without a network: a new browser process opens the site from its own copy, ten answers are tapped, the response is saved. */
import { openBrowser, openUntilAnswered, slowDown, untilQuiet } from '../lib/browser.mjs';
import { fillIn, submit } from '../lib/fill.mjs';
import { copyProfile, dropProfile } from '../lib/profiles.mjs';
import { knownSite, withStored } from '../lib/ready.mjs';

/** Makes the profiles ready and gives the visits: every size for the targets that ask for it, an empty device for the others. */
export async function offlineVisits(targets, { cpu, stored, only }) {
  const sizes = only.includes('submit') ? stored : [...new Set([stored[0], stored.at(-1)])];
  const visits = [];
  for (const target of targets) {
    const known = await knownSite(target);
    for (const size of target.everySize ? sizes : sizes.slice(0, 1)) {
      console.error(`  ${target.name} with ${size} stored`);
      const profile = await withStored(target, known, size);
      const tags = { target: target.name, stored: size };
      visits.push({ tags, measure: () => offlineVisit(target, profile, size, cpu) });
    }
  }
  return visits;
}

async function offlineVisit(target, ready, stored, cpu) {
  const { site } = target;
  await site.stop();
  const profile = copyProfile(ready);
  const browser = await openBrowser(profile, { start: target.start, first: target.first });
  const { page, cdp, errors } = browser;
  try {
    await slowDown(cdp, cpu);
    await openUntilAnswered(page, site.origin + target.path);
    await untilQuiet(page, 800, 3000);
    const { answered, kept } = await page.evaluate(() => ({
      answered: window.probe.answered,
      kept: window.probe.isKept(),
    }));
    const taps = await fillIn(browser, target);
    const save = await submit(browser, target);
    const now = await page.evaluate(countRows, target.keeps);
    if (now !== stored + 1) throw new Error(`${now} responses are stored instead of ${stored + 1}`);
    return { answerable: answered.at, tries: answered.tries, kept, taps, ...save, errors };
  } finally {
    await browser.close();
    dropProfile(profile);
  }
}

// In the page: how many rows a table has, read without any library.
async function countRows({ db: name, store }) {
  const asked = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await asked(indexedDB.open(name));
  const count = await asked(db.transaction(store).objectStore(store).count());
  db.close();
  return count;
}
