/** Profiles of a device that knows the site: its offline copy is whole, and it holds so many responses. */
import { openBrowser, openUntilAnswered } from './browser.mjs';
import { sleep, within } from './clock.mjs';
import { fillIn, submit } from './fill.mjs';
import { copyProfile, newProfile } from './profiles.mjs';

/** Opens the page until its service worker serves it. Ticks nothing, so that no unfinished form is left behind. */
export async function knownSite(target) {
  const { site } = target;
  await site.start();
  const profile = newProfile();
  const { page, close } = await openBrowser(profile, { visible: (target.start[0] ?? target.first).checked });
  try {
    for (let visit = 0; visit < 3; visit++) {
      await openUntilAnswered(page, site.origin + target.path);
      await within(
        60_000,
        page.evaluate(() => navigator.serviceWorker.ready.then(() => true)),
        'the service worker',
      );
      await sleep(1000);
    }
    if (!(await page.evaluate(() => Boolean(navigator.serviceWorker.controller)))) {
      throw new Error('no service worker serves the page');
    }
  } finally {
    await close();
    await site.stop();
  }
  return profile;
}

/** A known site with `stored` responses: one saved through the form, the others sealed and stored as that one was. */
export async function withStored(target, known, stored) {
  if (stored === 0) return known;
  const { site } = target;
  await site.start();
  const profile = copyProfile(known);
  const browser = await openBrowser(profile, { start: target.start, first: target.first });
  try {
    await openUntilAnswered(browser.page, site.origin + target.path);
    await fillIn(browser, target);
    await submit(browser, target);
    // The app may still be sending: the copies must not meet it half way.
    await sleep(2000);
    const held = await browser.page.evaluate(target.seed, { more: stored - 1, ...target.keeps });
    if (held !== stored) throw new Error(`${held} responses are stored instead of ${stored}`);
    await sleep(500);
  } finally {
    await browser.close();
    await site.stop();
  }
  return profile;
}
