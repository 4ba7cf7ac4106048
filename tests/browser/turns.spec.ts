/** Who sends, and how often: a dead endpoint, a worker that is called again and again, a tab that stands still. */
import { startFaultyEndpoint } from '../support/faulty-endpoint.ts';
import { expect, setUp, startOuting, test, waitingLine } from '../support/phone.ts';

for (const fault of ['cut-unread', 500] as const)
  test(`a dead endpoint (${fault}) is asked by the backoff only, however often page and worker are woken`, {
    tag: '@whole',
  }, async ({ browser }) => {
    const server = await startFaultyEndpoint();
    const context = await browser.newContext({ baseURL: server.url, locale: 'fi-FI', timezoneId: 'Europe/Helsinki' });
    const page = await context.newPage();
    try {
      // What is cut on a connection that was open before, Chromium itself sends once more, for as many as it has.
      server.keepNoConnection();
      await setUp(page, server);
      server.next(...Array.from({ length: 500 }, () => ({ fault })));
      const session = await context.newCDPSession(page);
      const versions: { registrationId: string }[] = [];
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => versions.push(...registrations));
      await session.send('ServiceWorker.enable');
      const began = Date.now();
      await startOuting(page);
      await expect.poll(() => versions.length).toBeGreaterThan(0);
      const { registrationId } = versions[0]!;
      for (let n = 0; n < 60; n++) {
        await session.send('ServiceWorker.dispatchSyncEvent', {
          origin: server.url,
          registrationId,
          tag: 'outbox',
          lastChance: n % 3 === 2,
        });
        await page.evaluate(() => {
          dispatchEvent(new Event('online'));
          document.dispatchEvent(new Event('visibilitychange'));
        });
      }
      await expect(waitingLine(page)).toHaveText(/1 odottaa$/);
      // The waits are at least 2.5, 5, 10, 20 … seconds.
      const seconds = (Date.now() - began) / 1000;
      const most = 1 + Math.floor(Math.log2(seconds / 2.5 + 1));
      // A request with the key that this older receiver has just answered otherwise is none of them: it met no fault.
      const { faults } = server.met;
      expect(faults.length).toBeGreaterThan(0);
      expect(faults.length, `in ${seconds} s`).toBeLessThanOrEqual(most);
    } finally {
      await context.close();
      await server.stop();
    }
  });

test('a tab that stands still in the middle of sending keeps nothing from the one that is looked at', {
  tag: '@whole',
}, async ({ page, context, receiver }) => {
  await page.addInitScript(countOpenTransactions);
  await setUp(page, receiver);
  let hangs = 0;
  await page.route('**/api/records', () => {
    hangs += 1;
  });
  await startOuting(page);
  await expect.poll(() => hangs, 'its request is under way').toBeGreaterThan(0);
  const session = await context.newCDPSession(page);
  const other = await context.newPage();
  await other.goto(`${receiver.url}/more`);
  // Halted where it stands, with the turn in its hands: no event tells it, and no timer of it runs. In the middle of a transaction
  // no browser lets a tab stand still: nobody else could write.
  await session.send('Debugger.enable');
  const halted = new Promise((done) => session.once('Debugger.paused', done));
  await page.evaluate(haltBetweenTransactions);
  await halted;
  await expect(waitingLine(other)).toHaveText(/^kaikki lähetetty/);
  await session.send('Debugger.resume');
  const [mine] = await other.evaluate(
    () =>
      new Promise<{ recordId: string }[]>((done) => {
        indexedDB.open('kenttakirja').onsuccess = ({ target }) => {
          const db = (target as IDBOpenDBRequest).result;
          const all = db.transaction('outbox').objectStore('outbox').getAll();
          all.onsuccess = () => done(all.result);
        };
      }),
  );
  expect((await receiver.rows()).filter(({ id }) => id === mine!.recordId)).toHaveLength(1);
});

interface Counting {
  openTransactions: number;
}

/** In the page, before anything of it runs: counts transactions that have not come to their end. */
function countOpenTransactions(): void {
  const seen = globalThis as unknown as Counting;
  seen.openTransactions = 0;
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...of) {
    const begun = transaction.apply(this, of);
    seen.openTransactions += 1;
    const ended = () => {
      seen.openTransactions -= 1;
    };
    begun.addEventListener('complete', ended);
    begun.addEventListener('abort', ended);
    return begun;
  };
}

/** In the page: stands still for a debugger as soon as no transaction is open. */
function haltBetweenTransactions(): void {
  const halt = () => {
    // biome-ignore lint/suspicious/noDebugger: this is what halts it
    if ((globalThis as unknown as Counting).openTransactions === 0) debugger;
    else setTimeout(halt);
  };
  setTimeout(halt);
}
