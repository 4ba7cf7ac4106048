import { startFaultyEndpoint } from '../support/faulty-endpoint.ts';
import { copyLastRecord } from '../support/many.ts';
import { expect, logEncounter, sendNow, setUp, startOuting, test, waitingLine } from '../support/phone.ts';

const many = 10_000;

test('ten thousand records wait, go and are checked: the memory stays flat, the page answers, and lists show what fits', {
  tag: '@worker',
}, async ({ browser }) => {
  const server = await startFaultyEndpoint();
  const context = await browser.newContext({ baseURL: server.url, locale: 'fi-FI', timezoneId: 'Europe/Helsinki' });
  const page = await context.newPage();
  try {
    await setUp(page, server);
    await context.setOffline(true);
    await startOuting(page);
    await logEncounter(page);
    await copyLastRecord(page, many, 'waiting');
    await page.goto('/more/delivery');
    await expect(waitingLine(page)).toHaveText('ei yhteyttä, 10 002 odottaa'.replace(' 002', '002'));
    await expect(page.getByRole('region', { name: /^Odottaa/ }).getByRole('listitem')).toHaveCount(25);

    const session = await context.newCDPSession(page);
    /** What the page holds once what nobody holds is gone, in MB. */
    const held = async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      return usedSize / 1e6;
    };
    await page.evaluate(() => {
      const seen = globalThis as unknown as { tasks: number[] };
      seen.tasks = [];
      new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: 'longtask',
      });
    });
    const before = await held();
    let most = before;
    const watch = async (done: () => Promise<boolean>) => {
      while (!(await done())) most = Math.max(most, await held());
    };

    await context.setOffline(false);
    const started = Date.now();
    const sending = sendNow(page);
    await watch(async () => server.ledger.held.size === many + 2);
    await sending;
    await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/, { timeout: 60_000 });
    const drained = Date.now() - started;

    for (const id of [...server.ledger.held.keys()].slice(0, 7)) server.ledger.held.delete(id);
    await page.reload();
    await page.getByRole('button', { name: 'Tarkista lähetetyt' }).click();
    const found = page.getByText('Tarkistettu 10002. 7 puuttui: ne odottavat uudelleen.');
    await watch(() => found.isVisible());
    await expect.poll(() => server.ledger.held.size).toBe(many + 2);

    const tasks = await page.evaluate(() => (globalThis as unknown as { tasks?: number[] }).tasks ?? []);
    console.log(
      `${many} records sent in ${drained} ms; heap ${before.toFixed(1)} MB before, ${most.toFixed(1)} MB at most; ` +
        `longest task ${Math.max(0, ...tasks).toFixed(0)} ms`,
    );
    // A batch is two megabytes of text, a few times over while it is opened, written and sent.
    expect(most - before).toBeLessThan(30);
  } finally {
    await context.close();
    await server.stop();
  }
});
