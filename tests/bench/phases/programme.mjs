/** Ours alone: letters typed into a programme of forty needs and twenty-five goals on a slow phone, each until it is painted. */
import { openBrowser, slowDown } from '../lib/browser.mjs';
import { sleep } from '../lib/clock.mjs';
import { dropProfile, newProfile } from '../lib/profiles.mjs';

const id = (n) => `3f8e2b54-7a1d-4c9e-9b0a-${String(n).padStart(12, '0')}`;
const words = 'This is done already, and it is known from a survey. '.repeat(4);
const typed = 'One more sentence.';

function programme(device) {
  const needs = Array.from({ length: 40 }, (_, n) => [n + 1, { done: words, whose: 'The young', known: words }]);
  const goals = Array.from({ length: 25 }, (_, n) => ({ id: id(100 + n), goal: `Goal ${n}`, means: words }));
  return {
    ...{ kind: 'programme', id: id(1), rev: 1, v: 1, at: '2026-03-03T10:00:00.000Z', unit: 'oma', device },
    ...{ name: 'Municipality', checksum: 'a'.repeat(64), audiences: [], voices: {}, agree: {}, linked: [] },
    ...{ needs: Object.fromEntries(needs), goals },
  };
}

export const programmeVisits = (targets, { cpu }) =>
  targets
    .filter(({ name }) => name === 'ours')
    .map((target) => ({ tags: { target: target.name }, measure: () => visit(target, cpu) }));

async function visit({ site, seed, keeps }, cpu) {
  await site.start();
  const profile = newProfile();
  const { page, cdp, errors, close } = await openBrowser(profile);
  try {
    await page.goto(`${site.origin}/assessment/programme`);
    await page.locator('.action a').waitFor();
    await page.evaluate(seed, { ...keeps, records: [programme(id(2))] });
    await slowDown(cdp, cpu);
    return { needs: await letters(page, site, 3), goals: await letters(page, site, 4), errors };
  } finally {
    await close();
    await site.stop();
    dropProfile(profile);
  }
}

/** How long (ms) each letter took to be painted, in the middle of what a step shows. */
async function letters(page, site, step) {
  await page.goto(`${site.origin}/assessment/programme/${id(1)}?step=${step}`);
  if (step === 4) await page.locator('.goal summary').nth(12).click();
  const field = page.locator(step === 4 ? '.goal textarea' : '.need textarea').nth(step === 4 ? 0 : 40);
  await field.press('End');
  await page.evaluate(hearLetters);
  for (const letter of typed) {
    await page.keyboard.type(letter);
    // As fast as a thumb, not as a machine.
    await sleep(80);
  }
  return page.evaluate(() => window.letters);
}

// In the page: from each key to the task after the next frame.
function hearLetters() {
  window.letters = [];
  addEventListener(
    'keydown',
    () => {
      const at = performance.now();
      requestAnimationFrame(() => setTimeout(() => window.letters.push(performance.now() - at)));
    },
    { capture: true },
  );
}
