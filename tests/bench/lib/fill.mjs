/** Filling the whole survey in and sending it off, as a person does. */
import { sleep, within } from './clock.mjs';
import { tap, tapAnswer } from './finger.mjs';

/** Ten answers and whatever else the form asks. Gives the ten times from touch to paint. */
export async function fillIn(browser, target) {
  const times = [];
  for (let number = 1; number <= 10; number++) {
    times.push(await tapAnswer(browser, target.answer(number)));
    if (target.next && number < 10) await tap(browser, target.next, 60);
  }
  for (const selector of target.background ?? []) {
    await tap(browser, selector, 60);
    await sleep(100);
  }
  if (target.text) {
    await browser.page.fill(target.text, 'Thank you for the visit, it was good to talk.');
    await browser.page.evaluate(() => document.activeElement?.blur());
    await sleep(200);
  }
  return times;
}

/** Touches the button that saves. Gives the time from the touch until the response is in the database, and how it got there. */
export async function submit(browser, target) {
  const { page } = browser;
  const seen = await page.evaluate((where) => window.probe.awaitSave(where), target.keeps);
  await tap(browser, target.save, 400);
  const write = await within(
    30_000,
    page.evaluate(() => window.probe.saved),
    'the save',
  );
  const { at } = await page.evaluate((index) => window.probe.clicks[index], seen);
  return {
    durable: write.complete - at,
    transaction: write.complete - write.start,
    durability: write.durability,
    stores: write.stores,
  };
}
