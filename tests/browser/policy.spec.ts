/** What a page of the app may do, as its own policy says where a host sends no headers. */
import type { BrowserContext, Page } from '@playwright/test';
import { begin } from '../support/answering.ts';
import { expect, logEncounter, refusedIn, setUp, startOuting, test, waitingLine } from '../support/phone.ts';

test.use({ triesWhatIsRefused: true });

/** A host that sends files and no header of its own but their type. */
const withoutHeaders = (context: BrowserContext) =>
  context.route('**/*', async (route) => {
    const response = await route.fetch();
    const type = response.headers()['content-type'] ?? 'application/octet-stream';
    await route.fulfill({ response, headers: { 'content-type': type } });
  });

/** Which of these a page lets happen: each is a way by which a text becomes a script, or a page leaves its origin. */
const attempts = (page: Page) =>
  page.evaluate(async () => {
    const done: string[] = [];
    const attempt = (name: string, work: () => unknown) => {
      try {
        if (work() !== undefined) done.push(name);
      } catch {
        // It was refused.
      }
    };
    attempt('markup', () => {
      document.createElement('div').innerHTML = '<b>';
      return true;
    });
    attempt('a parsed document', () => new DOMParser().parseFromString('<b>', 'text/html'));
    attempt('another policy', () =>
      (
        globalThis as never as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
      ).trustedTypes.createPolicy('another', {}),
    );
    attempt('a worker from elsewhere', () => new Worker('data:text/javascript,1'));
    attempt('text that runs', () => setTimeout('document.documentElement.dataset.ran = "yes"'));
    attempt('WebAssembly', () => new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
    attempt('an inline script', () => {
      const script = document.createElement('script');
      script.append('document.documentElement.dataset.ran = "yes"');
      document.head.append(script);
      return document.documentElement.dataset.ran;
    });
    const style = document.createElement('style');
    style.append('body { outline: 7px solid red }');
    document.head.append(style);
    if (getComputedStyle(document.body).outlineWidth === '7px') done.push('an inline style');
    await fetch('http://plain.example/').then(
      () => done.push('a request in the clear'),
      () => undefined,
    );
    return done;
  });

test('from a host that sends no headers: the app works, and no text becomes a script', async ({
  page,
  context,
  receiver,
}) => {
  const refused = refusedIn(context);
  await withoutHeaders(context);
  await setUp(page, receiver);
  await startOuting(page);
  await logEncounter(page);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  await page.goto('/answer/esis.fi');
  await begin(page);
  expect(refused, 'nothing that the app does is refused').toEqual([]);
  for (const address of ['/', '/answer/esis.fi', '/answer/own?of=work-ability.fi']) {
    await page.goto(address);
    expect(await attempts(page), address).toEqual([]);
  }
  expect(refused.length, 'what was tried is heard of').toBeGreaterThan(0);
});

test('of the device a page may use what the app uses', async ({ page, context }) => {
  const answer = await page.goto('/answer/esis.fi');
  const said = (answer!.headers()['permissions-policy'] ?? '').split(', ').map((one) => one.split('='));
  const allowed = await page.evaluate(() =>
    (document as never as { featurePolicy: { allowedFeatures(): string[] } }).featurePolicy.allowedFeatures(),
  );
  // Hints of a request, and what a newer browser knows, are in nobody's list.
  const named = allowed.filter((feature) => said.some(([name]) => name === feature));
  expect(named.sort()).toEqual([
    'autoplay',
    'camera',
    'clipboard-write',
    'media-playback-while-not-visible',
    'publickey-credentials-create',
    'publickey-credentials-get',
  ]);
  // Which the browser would let it, and the policy does not.
  await context.grantPermissions(['geolocation']);
  const where = await page.evaluate(
    () =>
      new Promise((done) =>
        navigator.geolocation.getCurrentPosition(
          () => done('a place'),
          ({ code }) => done(code),
        ),
      ),
  );
  expect(where, 'refused').toBe(1);
});
