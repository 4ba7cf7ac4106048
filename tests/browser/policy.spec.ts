/** What a page of the app may do, as its own policy says where a host sends no headers. */
import type { BrowserContext, Page } from '@playwright/test';
import { begin } from '../support/answering.ts';
import { expect, logEncounter, setUp, startOuting, test, waitingLine } from '../support/phone.ts';

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
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedScript|Trusted Type/.test(message.text())) refused.push(message.text());
  });
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
});
