/** A worker's phone: a real Chromium, the built app, and for each test a receiver with nothing in it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, test as base, chromium, expect, type Page } from '@playwright/test';
import { responseParts, type SurveyResponse } from '../../src/survey/response.ts';
import { chromiumArgs, findChromium, findShell } from './chromium.mjs';
import { type Listening, openMemory, type ReceiverOnPort, serveReceiver, setUpLinkTo } from './receiver.ts';
import { openInApp } from './room.ts';
import { mapOwnCallsOnly } from './stacks.ts';

export { expect } from '@playwright/test';

mapOwnCallsOnly();

type Memory = Awaited<ReturnType<typeof openMemory>>;

/** How many times slower the page runs than it could: `SLOWED=6 npx playwright test …` shows what only a slow machine would. */
const slowedBy = Number(process.env.SLOWED ?? 1);

/** Whether the app's service worker is at work in the test that runs. */
const hasWorker = () => test.info().tags.some((tag) => tag === '@worker' || tag === '@whole');

/**
 * A test by itself has no service worker, and runs in the quick headless shell. The tag `@worker` is for those that speak of
 * being offline, of the worker or of updates; `@whole` for those that want the whole browser too: notifications, Background Sync.
 */
export const test = base.extend<
  { page: Page; receiver: ReceiverOnPort; triesWhatIsRefused: boolean },
  { memory: Memory }
>({
  /** Of a test that itself tries what a page's policies refuse. */
  triesWhatIsRefused: [false, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names that are asked for here.
  serviceWorkers: ({}, use) => use(hasWorker() ? 'allow' : 'block'),
  /** The receiver's database: it takes seconds to make, and is emptied for each test. */
  memory: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names that are asked for here.
    async ({}, use) => {
      const memory = await openMemory();
      await use(memory);
      await memory.storage.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  receiver: async ({ memory }, use) => {
    await memory.clear();
    const receiver = await serveReceiver(memory.storage);
    await use(receiver);
    await receiver.stop();
  },
  baseURL: async ({ receiver }, use) => use(receiver.url),
  /** Fails the test for whatever the page throws and nobody caught, and for whatever the policies of any tab refused. */
  page: async ({ page, triesWhatIsRefused }, use) => {
    const thrown: Error[] = [];
    page.on('pageerror', (error) => thrown.push(error));
    const refused = refusedIn(page.context());
    if (slowedBy > 1)
      await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slowedBy });
    await use(page);
    // What is on its way when the test has ended is nobody's fault.
    await page.context().unrouteAll({ behavior: 'ignoreErrors' });
    expect(thrown).toEqual([]);
    if (!triesWhatIsRefused) expect(refused, 'refused by a policy of the app').toEqual([]);
  },
});

/** What the browser says when a policy refuses: the content security policy, Trusted Types, the permissions policy. */
const refusal = /Content Security Policy|'?Trusted(?:HTML|Script|ScriptURL|Type)\b|Permissions[ -]Policy/i;

/** What the policies refuse in any tab of a browser from now on. */
export function refusedIn(context: BrowserContext): readonly string[] {
  const refused: string[] = [];
  context.on('console', (message) => {
    if (refusal.test(message.text())) refused.push(message.text());
  });
  return refused;
}

/** Opens the link that `npm run link` prints for a new device, and waits until the device has it, with a worker all of the app. */
export async function setUp(page: Page, receiver: Pick<Listening, 'url' | 'token'>): Promise<void> {
  const taken = page.waitForResponse(/\/api\/exchange$/);
  const link = await setUpLinkTo(receiver);
  await page.goto(link);
  await taken;
  // A receiver that takes no key of the device's own is told of.
  if (link.endsWith(`=${receiver.token}`)) {
    await expect(page.getByText('Avain on käytössä, mutta linkki avaa palvelimen yhä')).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'Tänään' }).click();
  }
  await expect(page.getByRole('heading', { name: 'Tänään' })).toBeVisible();
  if (hasWorker()) await offlineReady(page);
  else await expect(waitingLine(page)).toHaveText('ei lähetettävää');
}

/** Waits until the service worker has everything that the app needs without a network, what is fetched when idle too. */
export async function offlineReady(page: Page): Promise<void> {
  if (!hasWorker()) throw new Error('This test has no worker: give it the tag @worker');
  await expect.poll(() => lackingOn(page), { message: 'files that are not yet kept', timeout: 90_000 }).toBe(0);
}

/** How many files of the app the worker at work lacks, as it says itself; -1 where it says nothing. */
export const lackingOn = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const active = (await navigator.serviceWorker.getRegistration())?.active;
    if (active?.state !== 'activated') return -1;
    return new Promise<number>((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => done(data.lacking);
      active.postMessage({ type: 'STATE', page: '' }, [port2]);
      setTimeout(() => done(-1), 2_000);
    });
  });

/**
 * Goes to another screen as a link would where the app runs in this tab, else by its address: a load costs as much as four moves.
 * The same screen is loaded, and so is a respondent's page, and the app after it: each is a document of its own. What the app reads as
 * it starts (the language, practice, others' plans) is read by `page.goto` alone.
 */
export async function goTo(page: Page, path: string): Promise<void> {
  const isLoaded = page.url().startsWith('http');
  const [here, there] = [page.url(), isLoaded ? new URL(path, page.url()).href : path].map(
    (one) => one.split(/[?#]/)[0]!,
  );
  const staysInApp = isLoaded && here !== there && ![here, there].some((one) => one!.includes('/answer/'));
  if (staysInApp && (await page.locator('main h1').first().isVisible())) await openInApp(page, path);
  else await page.goto(path);
}

/** Starts an outing at a place, from anywhere. */
export async function startOuting(page: Page, place = 'Kirjasto'): Promise<void> {
  await goTo(page, '/outreach/start');
  await page.getByRole('radio', { name: place, exact: true }).check();
  await page.getByRole('button', { name: 'Lähdettiin' }).click();
  await expect(page.getByRole('heading', { name: place })).toBeVisible();
}

/** Logs one encounter on the running outing, and waits until the app says that it is kept. */
export async function logEncounter(page: Page, depth = 'Keskustelu'): Promise<void> {
  await goTo(page, '/outreach/encounter');
  await page.getByRole('radio', { name: depth, exact: true }).check();
  await leaveEncounter(page);
  await expect(page.getByText(/^Tallessa tässä laitteessa/)).toBeVisible();
}

/** Logs a phenomenon on no outing, from anywhere, and waits until it is kept. */
export async function logPhenomenon(page: Page, text: string): Promise<void> {
  await goTo(page, `/outreach/phenomenon/${crypto.randomUUID()}`);
  await page.getByLabel('Mitä on havaittu?').fill(text);
  await page.getByRole('radio', { name: 'Asuminen, yöpaikka' }).check();
  await page.getByRole('radio', { name: 'Kirjasto', exact: true }).check();
  await page.getByRole('button', { name: 'Tallenna' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Seuranta' })).toBeVisible();
}

/** Leaves the form of an encounter, which keeps itself, and waits for its outing's page. */
export async function leaveEncounter(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Valmis' }).click();
  await expect(page.getByRole('heading', { name: 'Kirjaa myös' })).toBeVisible();
}

/** Says that all are back: at the foot of the running outing's page, and once more when it asks. */
export async function endOuting(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Kaikki palanneet' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Päätä jalkautuminen' }).click();
}

/** The words at the top of every screen. */
export const waitingLine = (page: Page) => page.locator('.waiting');

/** Presses the button that sends, on the page of deliveries, and waits until it is done. */
export async function sendNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lähetä nyt' }).click();
  // Ten thousand records take their time on a busy machine.
  const button = page.getByRole('button', { name: 'Lähetä nyt' });
  await expect(button).not.toHaveAttribute('aria-disabled', 'true', { timeout: 240_000 });
}

/** A record as it lies on the device, opened with the device's own key, and its outbox item. */
export interface OnDevice {
  id: string;
  rev: number;
  /** Of its delivery to the endpoint from the start, and how many tries the app has counted. */
  state: string;
  tries: number;
  /** Of its delivery to any other endpoint. */
  others: string[];
  record: { id: string };
}

/** All records on the device that the page runs on. */
export const recordsOn = (page: Page): Promise<OnDevice[]> =>
  page.evaluate(async () => {
    const done = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const db = await done(indexedDB.open('kenttakirja'));
    const tables = db.transaction(['records', 'outbox', 'keys']);
    const [rows, items, { key }] = await Promise.all([
      done(tables.objectStore('records').getAll()),
      done(tables.objectStore('outbox').getAll()),
      done(tables.objectStore('keys').get('device')),
    ]);
    db.close();
    return Promise.all(
      rows.map(async ({ id, rev, iv, body }) => {
        const additionalData = new TextEncoder().encode(id);
        const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, body);
        const record = JSON.parse(new TextDecoder().decode(plain));
        const own = items.filter((item) => item.recordId === id && item.rev === rev);
        const { state, tries } = own.find(({ endpoint }) => endpoint === 'home') ?? {};
        const others = own.filter(({ endpoint }) => endpoint !== 'home').map((item) => item.state);
        return { id, rev, state, tries, others, record };
      }),
    );
  });

/** Waits until all that waits is delivered to the endpoint from the start: for a moment the line at the top may speak of before. */
export async function allSent(page: Page): Promise<void> {
  const isWaiting = ({ state }: OnDevice) => state !== undefined && state !== 'delivered';
  await expect.poll(async () => (await recordsOn(page)).filter(isWaiting)).toEqual([]);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
}

/** What stands in the drafts that are on the disk of the device, as one text. */
export const draftsOn = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const done = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const db = await done(indexedDB.open('kenttakirja'));
    const tables = db.transaction(['drafts', 'keys']);
    const [rows, { key }] = await Promise.all([
      done(tables.objectStore('drafts').getAll()),
      done(tables.objectStore('keys').get('device')),
    ]);
    db.close();
    const opened = rows.map(async ({ id, iv, body }) => {
      const additionalData = new TextEncoder().encode(id);
      return new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, body));
    });
    return (await Promise.all(opened)).join('\n');
  });

/** Waits until what was typed or tapped is on the disk: only then does it outlive the page. */
export const draftKept = (page: Page, words: string | RegExp): Promise<void> =>
  expect.poll(() => draftsOn(page), 'kept as a draft').toMatch(words);

/** The records that the receiver holds from one device, under whichever of its names, newest revision only. */
export async function heldFrom(receiver: Listening, page: Page) {
  const names = await deviceNamesOf(page);
  return (await receiver.rows()).filter((row) => names.includes(row.device));
}

/** What people answered on one device as the receiver holds it: the answers to each instrument by themselves. */
export async function answersFrom(receiver: Listening, page: Page) {
  const responses = (await heldFrom(receiver, page)).filter(({ kind }) => kind === 'response');
  return responses.flatMap((row) => responseParts(row as unknown as SurveyResponse));
}

/** The id of the device that the page runs on. */
export const deviceOf = async (page: Page): Promise<string> => (await deviceNamesOf(page))[0] ?? '';

/** The id of the device that the page runs on, and after it the ids under which it makes what is of people. */
const deviceNamesOf = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((done, fail) => {
        const asked = indexedDB.open('kenttakirja');
        asked.onerror = () => fail(asked.error);
        asked.onsuccess = () => {
          const range = IDBKeyRange.bound('device', 'device:\uffff');
          const rows = asked.result.transaction('settings').objectStore('settings').getAll(range);
          rows.onsuccess = () => {
            asked.result.close();
            done((rows.result as { value: string }[]).map(({ value }) => value));
          };
        };
      }),
  );

/** What is read of a process, or undefined where it has ended meanwhile. */
function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** A browser whose profile stays on the disk when it is closed or killed. */
export interface KeptBrowser {
  /** Opens the browser on its profile; `offline` from before the first page. */
  open(options?: {
    offline?: boolean;
    args?: string[];
    baseURL?: string;
    downloadsPath?: string;
  }): Promise<{ context: BrowserContext; page: Page }>;
  profile: string;
  /** The process of the browser that is open. */
  pid(): number;
  remove(): void;
}

/** `isQuick`: the headless shell, which starts in a third of the time, where a test says nothing of the whole browser. */
export function keptBrowser({ folder = tmpdir(), isQuick = false } = {}): KeptBrowser {
  const profile = mkdtempSync(join(folder, 'phone-'));
  return {
    profile,
    async open({ offline = false, args = [], ...more } = {}) {
      for (const lock of ['SingletonLock', 'SingletonCookie', 'SingletonSocket'])
        rmSync(join(profile, lock), { force: true });
      const executablePath = (isQuick ? findShell() : undefined) ?? findChromium();
      const context = await chromium.launchPersistentContext(profile, {
        ...(executablePath ? { executablePath } : {}),
        args: [...chromiumArgs, ...args],
        ...more,
        viewport: { width: 360, height: 740 },
        locale: 'fi-FI',
        timezoneId: 'Europe/Helsinki',
        hasTouch: true,
      });
      await context.setOffline(offline);
      return { context, page: context.pages()[0] ?? (await context.newPage()) };
    },
    pid() {
      const isOurs = (process: string) => {
        const [program, ...words] = readFileSync(`/proc/${process}/cmdline`, 'utf8').split('\0');
        // A system's browser may be started by a script, which stays.
        const isBrowser = program !== '/bin/sh' && !words.some((word) => word.startsWith('--type='));
        return isBrowser && words.includes(`--user-data-dir=${profile}`);
      };
      return Number(readdirSync('/proc').find((name) => /^\d+$/.test(name) && unlessGone(() => isOurs(name))));
    },
    remove: () => rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

/** Puts a configuration of the organisation on the device, sealed as the app keeps it, and opens the page anew. */
export async function configure(page: Page, chosen: Record<string, unknown>): Promise<void> {
  const text = JSON.stringify({ kenttakirja: 1, organisation: { name: 'Etsivä työ' }, ...chosen });
  await page.evaluate(async (document) => {
    const done = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    const db = await done(indexedDB.open('kenttakirja'));
    const { key } = await done(db.transaction('keys').objectStore('keys').get('device'));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = new TextEncoder().encode('organisation');
    const plain = new TextEncoder().encode(JSON.stringify({ text: document, sum: 'x', at: Date.now() }));
    const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain);
    await done(
      db
        .transaction('settings', 'readwrite')
        .objectStore('settings')
        .put({ name: 'organisation', value: { iv, body } }),
    );
    db.close();
  }, text);
  await page.reload();
}

/** What was copied, as a paste shows it: no page of the app may read the clipboard itself. */
export async function pasted(page: Page): Promise<string> {
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    field.id = 'pasted';
    document.body.append(field);
    field.focus();
  });
  await page.keyboard.press('ControlOrMeta+V');
  return page.evaluate(() => {
    const field = document.querySelector<HTMLTextAreaElement>('#pasted')!;
    field.remove();
    return field.value;
  });
}
