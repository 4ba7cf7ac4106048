import {
  deviceOf,
  expect,
  keptBrowser,
  logEncounter,
  setUp,
  startOuting,
  test,
  waitingLine,
} from '../support/phone.ts';

test('with the page closed, the worker delivers when the network returns', { tag: '@whole' }, async ({
  page,
  context,
  receiver,
}) => {
  await setUp(page, receiver);
  await context.setOffline(true);
  await startOuting(page);
  await logEncounter(page);
  const mine = await deviceOf(page);
  await expect(waitingLine(page)).toHaveText('ei yhteyttä, 2 odottaa');
  await page.close();
  expect(await heldBy(mine)).toBe(0);
  await context.setOffline(false);
  await expect.poll(() => heldBy(mine), { timeout: 90_000 }).toBe(2);

  const again = await context.newPage();
  await again.goto('/more/delivery');
  await expect(waitingLine(again)).toHaveText(/^kaikki lähetetty/);
  await expect(again.getByText('Palvelin tallensi sen (vastaus 200)')).toHaveCount(2);

  async function heldBy(id: string) {
    return (await receiver.rows()).filter((row) => row.device === id).length;
  }
});

test('the worker asks the browser to call again while anything waits, and delivers at a later call', {
  tag: '@whole',
}, async ({ page, context, receiver }) => {
  await setUp(page, receiver);
  let down = true;
  await context.route('**/api/records', (route) =>
    down ? route.fulfill({ status: 503, json: {} }) : route.continue(),
  );
  const session = await context.newCDPSession(page);
  const versions: { registrationId: string }[] = [];
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => versions.push(...registrations));
  await session.send('ServiceWorker.enable');
  await startOuting(page);
  const mine = await deviceOf(page);
  await expect(waitingLine(page)).toHaveText('1 odottaa');
  await expect.poll(() => versions.length).toBeGreaterThan(0);
  const { registrationId } = versions[0]!;
  const callWorker = (lastChance = false) =>
    session.send('ServiceWorker.dispatchSyncEvent', {
      origin: receiver.url,
      registrationId,
      tag: 'outbox',
      lastChance,
    });
  const lost = () => page.evaluate(readSetting, 'syncLost');
  await callWorker();
  await expect(waitingLine(page)).toHaveText('1 odottaa');
  expect(await lost()).toBeUndefined();
  // After its last call the browser comes no more, unless a page asks anew: the worker leaves word, and the page asks.
  await page.evaluate(() => {
    const seen = globalThis as unknown as {
      asked: number;
      SyncManager: { prototype: { register(tag: string): unknown } };
    };
    seen.asked = 0;
    const { register } = seen.SyncManager.prototype;
    seen.SyncManager.prototype.register = function (tag) {
      seen.asked += 1;
      return register.call(this, tag);
    };
  });
  await callWorker(true);
  await expect.poll(lost).toBeTruthy();
  await expect.poll(() => page.evaluate(() => (globalThis as unknown as { asked: number }).asked)).toBeGreaterThan(0);
  down = false;
  await page.goto('about:blank');
  await expect
    .poll(
      async () => {
        await callWorker();
        return (await receiver.rows()).filter((row) => row.device === mine).length;
      },
      { timeout: 90_000, intervals: [2000] },
    )
    .toBe(1);
});

test('in a browser without Background Sync, opening the app is enough; the words are honest', {
  tag: '@whole',
}, async ({ receiver }) => {
  const phone = keptBrowser();
  const without = ['--disable-blink-features=BackgroundSync', '--disable-features=BackgroundSync'];
  try {
    const { context, page } = await phone.open({ args: without });
    await context.addInitScript(() => {
      delete (globalThis as { SyncManager?: unknown }).SyncManager;
      delete (ServiceWorkerRegistration.prototype as { sync?: unknown }).sync;
    });
    await setUp(page, receiver);
    await context.setOffline(true);
    await page.goto(receiver.url);
    await page.getByRole('link', { name: 'Aloita jalkautuminen' }).click();
    await page.getByRole('radio', { name: 'Tori' }).check();
    await page.getByRole('button', { name: 'Lähdettiin' }).click();
    await expect(waitingLine(page)).toHaveText('ei yhteyttä, 1 odottaa');
    const mine = await deviceOf(page);
    await page.goto(`${receiver.url}/more`);
    await expect(page.getByText('Lähettää, kun sovellus on auki.')).toBeVisible();
    await context.close();
    const again = await phone.open({ args: without });
    await again.page.goto(receiver.url);
    await expect(waitingLine(again.page)).toHaveText(/^kaikki lähetetty/);
    expect((await receiver.rows()).filter((row) => row.device === mine)).toHaveLength(1);
    await again.context.close();
  } finally {
    phone.remove();
  }
});

/** In the page: the value of a setting of the app. */
const readSetting = (name: string): Promise<unknown> =>
  new Promise((done, fail) => {
    const asked = indexedDB.open('kenttakirja');
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
      const row = asked.result.transaction('settings').objectStore('settings').get(name);
      row.onsuccess = () => {
        asked.result.close();
        done((row.result as { value: unknown } | undefined)?.value);
      };
    };
  });
