/** Our app sends on its own: it is told that the network is back, or it is opened, and then only watched. */
import { openBrowser } from '../lib/browser.mjs';
import { sleep, within } from '../lib/clock.mjs';

/** Gives when it was started and when the last item was marked delivered (ms since 1970), and the page's longest task (ms). */
export async function drainOurs(target, profile, trigger, records) {
  const { site, keeps, seed } = target;
  await site.start();
  const browser = await openBrowser(profile, {});
  const { page } = browser;
  try {
    await page.goto(`${site.origin}/`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    // Let the app finish its own start, so that only the sending is timed.
    await sleep(2000);
    await page.evaluate(seed, { ...keeps, records });
    if (trigger === 'opened') await page.reload({ waitUntil: 'commit' });
    const drained = page.evaluate(watchOutbox, trigger);
    return await within(120_000, drained, 'our outbox to drain');
  } finally {
    await browser.close();
    await site.stop();
  }
}

// In the page: gives the start, then looks every 10 ms whether anything still waits.
async function watchOutbox(trigger) {
  const asked = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const db = await asked(indexedDB.open('kenttakirja'));
  const waiting = async () => (await asked(db.transaction('counts').objectStore('counts').get('waiting')))?.n ?? 0;
  const origin = performance.timeOrigin;
  const started = origin + (trigger === 'opened' ? 0 : performance.now());
  if (trigger === 'online') dispatchEvent(new Event('online'));
  while ((await waiting()) > 0) await new Promise((done) => setTimeout(done, 10));
  const noticed = origin + performance.now();
  db.close();
  // Where the page itself marked the last item, its own transaction says when; otherwise the worker did, and we say when we saw it.
  const own = window.probe.writes.filter(({ stores, complete }) => complete && stores.includes('outbox')).at(-1);
  const tasks = window.probe.longTasks.filter(({ start, duration }) => origin + start + duration > started);
  return {
    started,
    marked: own ? origin + own.complete : noticed,
    longestTask: Math.max(0, ...tasks.map(({ duration }) => duration)),
  };
}
