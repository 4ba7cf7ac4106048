/** A finger: raw touches, with nothing polling the page while it answers. */
import { sleep, within } from './clock.mjs';

/** Brings an element into view, lets the page rest, and touches it. */
export async function tap({ page, cdp }, selector, rest = 150) {
  const spot = await page.evaluate(whereIs, selector);
  if (spot.trouble) throw new Error(`${selector}: ${spot.trouble}`);
  await sleep(rest);
  const touchPoints = [{ x: spot.x, y: spot.y, radiusX: 8, radiusY: 8, force: 1, id: 1 }];
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await sleep(40);
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

/** Touches, waits until `checked` is ticked and drawn, and gives the time from the touch to the paint. */
export async function tapAnswer(browser, { tap: selector, checked }) {
  const { page } = browser;
  const seen = await page.evaluate(() => window.probe.clicks.length);
  await tap(browser, selector);
  await sleep(300);
  const done = () =>
    page.waitForFunction(
      ({ seen, checked }) => window.probe.clicks[seen]?.painted && window.probe.isChecked(checked),
      { seen, checked },
      { polling: 100, timeout: 15_000 },
    );
  await within(20_000, done(), `${selector} did not stay ticked`);
  const { at, painted } = await page.evaluate((index) => window.probe.clicks[index], seen);
  return painted - at;
}

// In the page: waits for the element, scrolls only when it must, and makes sure that nothing covers it.
async function whereIs(selector) {
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const shown = () => {
    const element = document.querySelector(selector);
    if (!element?.getClientRects().length || element.disabled) return undefined;
    // A button that has just come takes no tap for a moment.
    return getComputedStyle(element).pointerEvents === 'none' ? undefined : element;
  };
  for (let waited = 0; !shown() && waited < 15_000; waited += 50) await pause(50);
  const element = shown();
  if (!element) return { trouble: 'not on the screen' };
  const { top, bottom } = element.getBoundingClientRect();
  if (top < 60 || bottom > innerHeight - 60) element.scrollIntoView({ block: 'center', behavior: 'instant' });
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)));
  const box = element.getBoundingClientRect();
  const spot = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const hit = document.elementFromPoint(spot.x, spot.y);
  const label = element.closest('label');
  if (!hit || !(element.contains(hit) || hit.contains(element) || label?.contains(hit))) {
    return { trouble: `covered by ${hit?.outerHTML.slice(0, 100)}` };
  }
  return spot;
}
