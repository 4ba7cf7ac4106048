/** First load: a browser that has never seen the site, on slow 4G. */
import { openBrowser, openUntilAnswered, slowDown, untilQuiet } from '../lib/browser.mjs';
import { slow4g } from '../lib/link.mjs';
import { dropProfile, newProfile } from '../lib/profiles.mjs';
import { listen } from '../lib/traffic.mjs';

export const firstVisits = (targets, { cpu }) =>
  targets.map((target) => ({ tags: { target: target.name }, measure: () => firstLoad(target, cpu) }));

async function firstLoad(target, cpu) {
  const { site } = target;
  await site.start();
  const profile = newProfile();
  const browser = await openBrowser(profile, { start: target.start, first: target.first });
  const { page, cdp, errors } = browser;
  try {
    const upTo = await listen(cdp);
    await cdp.send('Network.emulateNetworkConditions', slow4g);
    await slowDown(cdp, cpu);
    await openUntilAnswered(page, site.origin + target.path);
    await untilQuiet(page, 2000);
    const seen = await page.evaluate(() => ({
      origin: performance.timeOrigin,
      answered: window.probe.answered,
      kept: window.probe.isKept(),
      firstPaint: window.probe.firstPaint,
      longTasks: window.probe.longTasks,
    }));
    const { before, all } = upTo(seen.origin + seen.answered.at, (path) => site.sizeOf(path));
    return {
      answerable: seen.answered.at,
      tries: seen.answered.tries,
      kept: seen.kept,
      firstPaint: seen.firstPaint,
      blocking: blockingTime(seen.longTasks),
      bytesBefore: before.bytes,
      requestsBefore: before.requests,
      bytes: all.bytes,
      requests: all.requests,
      paths: all.paths,
      errors,
    };
  } finally {
    await browser.close();
    await site.stop();
    dropProfile(profile);
  }
}

/** Of every task longer than 50 ms, what is over 50 ms: the time in which a touch would have waited. */
const blockingTime = (tasks) => tasks.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0);
