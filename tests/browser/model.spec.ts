/**
 * Random days in a real Chromium against a real server that fails: a tab that is closed, a worker that is killed, two tabs,
 * the network on and off, faults of the list, and on most days a second endpoint in another dialect. Each day ends well, and then
 * each endpoint holds what the device holds, once.
 *
 *     MODEL_SEED=1 MODEL_RUNS=50 npx playwright test browser/model
 */
import type { BrowserContext, Page } from '@playwright/test';
import { current } from '../../src/delivery/engine/current.ts';
import { type Fault, faults } from '../support/faults.ts';
import { type FaultyEndpoint, type Place, startFaultyEndpoint } from '../support/faulty-endpoint.ts';
import { sorted } from '../support/ledger.ts';
import {
  test as base,
  expect,
  goTo,
  leaveEncounter,
  logEncounter,
  recordsOn,
  sendNow,
  setUp,
  startOuting,
  waitingLine,
} from '../support/phone.ts';
import { random } from '../support/random.ts';

const seed = Number(process.env.MODEL_SEED ?? 20261121);
const runs = Number(process.env.MODEL_RUNS ?? 3);
const length = 26;

const test = base.extend<{ endpoint: FaultyEndpoint }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names that are asked for here.
  endpoint: async ({}, use) => {
    const endpoint = await startFaultyEndpoint();
    await use(endpoint);
    await endpoint.stop();
  },
  baseURL: async ({ endpoint }, use) => use(endpoint.url),
});

/** What the screens have said is kept: the device must have it, whatever happens after. */
interface Kept {
  id: string;
  rev: number;
  people: string;
  deleted: boolean;
}

const people = ['1', '2', '3', '4', '5-9'] as const;

/**
 * Each day begins further on in the list, so that the days of one run meet most of it: which, hangs on how fast the browser is. That each
 * is met is asserted by the unit test of the same name.
 */
function* faultsFrom(start: number): Generator<Fault> {
  for (let i = start; ; i++) yield faults[i % faults.length]!;
}

/** One day with one phone. */
class Day {
  readonly kept: Kept[] = [];
  page: Page;
  readonly #faults: Generator<Fault>;
  /** The endpoint that a person has added, besides the receiver. */
  readonly #added: 'rest' | 'couch' | undefined;
  #second: Page | undefined;
  #offline = false;

  constructor(
    readonly context: BrowserContext,
    page: Page,
    readonly endpoint: FaultyEndpoint,
    readonly chance: () => number,
    run: number,
  ) {
    this.page = page;
    this.#faults = faultsFrom(run * Math.ceil(faults.length / 3));
    this.#added = ([undefined, 'rest', 'couch'] as const)[run % 3];
  }

  get places(): Place[] {
    return this.#added ? [this.endpoint, this.endpoint[this.#added]] : [this.endpoint];
  }

  /** Sets the second endpoint up, as a person does. */
  async addEndpoint(): Promise<void> {
    if (!this.#added) return;
    await goTo(this.page, '/more/endpoint/new');
    await this.page.getByLabel('Osoite', { exact: true }).fill(`/${this.#added}`);
    const dialect = this.#added === 'rest' ? 'rest-put' : 'couchdb';
    await this.page.getByLabel('Mikä palvelin siellä on').selectOption(dialect);
    await this.page.getByRole('button', { name: 'Tallenna' }).click();
    await expect(this.page).toHaveURL(/\/more\/endpoint\/(?!new)/);
  }

  one<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.chance() * list.length)];
  }

  async log(): Promise<void> {
    await logEncounter(this.page);
    // The newest stands first in the outing's list.
    const newest = this.page.locator('a[href^="/outreach/encounter/"]').first();
    const id = (await newest.getAttribute('href'))!.split('/').pop()!;
    // One that was about to be saved when the tab was closed goes on.
    expect(this.kept.map((one) => one.id)).not.toContain(id);
    const rev = (await recordsOn(this.page)).find((row) => row.id === id)?.rev ?? 0;
    this.kept.push({ id, rev, people: '1', deleted: false });
  }

  /** Nobody knows whether it was kept: the device says so later. */
  async logAndClose(): Promise<void> {
    await this.page.goto('/outreach/encounter');
    await this.page.getByRole('radio', { name: 'Ei halunnut', exact: true }).check({ noWaitAfter: true });
    await this.closeTab();
  }

  async edit(): Promise<void> {
    const record = this.one(this.kept.filter(({ deleted }) => !deleted));
    if (!record) return;
    const next = people[(people.indexOf(record.people as '1') + 1) % people.length]!;
    await goTo(this.page, `/outreach/encounter/${record.id}`);
    await this.page.getByRole('radio', { name: next.replace('-', '–'), exact: true }).check();
    await leaveEncounter(this.page);
    record.rev += 1;
    record.people = next;
  }

  async delete(): Promise<void> {
    const record = this.one(this.kept.filter(({ deleted }) => !deleted));
    if (!record) return;
    await goTo(this.page, `/outreach/encounter/${record.id}`);
    await this.page.getByRole('button', { name: 'Poista kohtaaminen' }).click();
    await this.page.getByRole('button', { name: 'Poista', exact: true }).click();
    const really = this.page.getByRole('button', { name: 'Poista silti' });
    const gone = this.page.getByRole('heading', { name: 'Kirjasto' });
    await expect(really.or(gone).first()).toBeVisible();
    if (await really.isVisible()) await really.click();
    await expect(gone).toBeVisible();
    record.rev += 1;
    record.deleted = true;
  }

  async closeTab(): Promise<void> {
    const next = await this.context.newPage();
    await this.page.close();
    this.page = next;
    await next.goto('/');
  }

  async secondTab(): Promise<void> {
    if (this.#second) await this.#second.close();
    this.#second = await this.context.newPage();
    await this.#second.goto('/more/delivery');
    await this.#second.getByRole('button', { name: 'Lähetä nyt' }).click();
  }

  /** Sends, and does not wait for the end of it. */
  async send(): Promise<void> {
    await goTo(this.page, '/more/delivery');
    await this.page.locator('.action button').click();
  }

  async killWorker(): Promise<void> {
    const session = await this.context.newCDPSession(this.page);
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.stopAllWorkers');
    await session.detach();
    // It is started again before anything else: switching the network on a stopped worker never ends in Chromium's tools.
    await this.page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      active?.postMessage({ type: 'WAKE' });
      await fetch('/');
    });
  }

  async network(): Promise<void> {
    this.#offline = !this.#offline;
    await this.context.setOffline(this.#offline);
  }

  fail(): void {
    // Two: the first may be spent on a try that was under way.
    const place = this.one(this.places)!;
    for (let i = 0; i < 2; i++) place.next({ fault: this.#faults.next().value!, pick: this.chance() });
  }

  /** All is well again: waits until everything is sent, and compares. */
  async end(): Promise<void> {
    if (this.#offline) await this.network();
    await this.endpoint.heal();
    const { page } = this;
    await page.goto('/more/delivery');
    await expect(async () => {
      await sendNow(page);
      await expect(waitingLine(page)).toHaveText(/^(kaikki lähetetty|\d+ hylätty)/, { timeout: 500 });
    }).toPass({ timeout: 90_000 });

    const [here, added] = this.places;
    for (const { id, rev, state, others } of await recordsOn(page)) {
      if (state === 'refused') expect([...here!.ledger.refused]).toContain(`${id}:${rev}`);
      if (others.includes('refused')) expect([...added!.ledger.refused]).toContain(`${id}:${rev}`);
    }
    const again = page.locator('[data-record]').getByRole('button').first();
    await expect(async () => {
      if (await again.isVisible()) await again.click();
      await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/, { timeout: 500 });
    }).toPass({ timeout: 90_000 });
    await this.compare();
  }

  async compare(): Promise<void> {
    const device = await recordsOn(this.page);
    const states = this.places.map(() => 'delivered');
    for (const { state, others, id } of device) expect([state, ...others], id).toEqual(states);
    for (const { id, rev, people, deleted } of this.kept) {
      const expected = deleted ? { id, rev, deleted } : { id, rev, people };
      expect(device.find((record) => record.id === id)?.record, 'what was called kept is there').toMatchObject(
        expected,
      );
    }
    const contents = (records: { id: string }[]) => records.map(sorted).sort();
    const told = device.map(({ record }) => current(record));
    for (const { ledger } of this.places) {
      expect(contents([...ledger.held.values()])).toEqual(contents(told));
      const commits = ledger.commits.map(({ id, rev }) => `${id}:${rev}`);
      expect(new Set(commits).size, 'each revision is committed once').toBe(commits.length);
    }
  }
}

const steps: [number, string, (day: Day) => unknown][] = [
  [5, 'log', (day) => day.log()],
  [1, 'log and close at once', (day) => day.logAndClose()],
  [3, 'edit', (day) => day.edit()],
  [1, 'delete', (day) => day.delete()],
  [1, 'close the tab', (day) => day.closeTab()],
  [2, 'kill the worker', (day) => day.killWorker()],
  [1, 'send in a second tab', (day) => day.secondTab()],
  [4, 'send', (day) => day.send()],
  [2, 'network', (day) => day.network()],
  [6, 'fail', (day) => day.fail()],
];
const deck = steps.flatMap(([weight, ...step]) => Array.from({ length: weight }, () => step));

for (let run = 0; run < runs; run++) {
  test(`random day ${run} of MODEL_SEED=${seed}: what was kept arrives once`, { tag: '@whole' }, async ({
    page,
    context,
    endpoint,
  }) => {
    const day = new Day(context, page, endpoint, random(seed * 1000 + run), run);
    await setUp(page, endpoint);
    await day.addEndpoint();
    await startOuting(page);
    const taken: string[] = [];
    try {
      for (let i = 0; i < length; i++) {
        const [name, take] = day.one(deck)!;
        taken.push(name);
        await test.step(name, () => take(day));
      }
      await day.end();
    } catch (error) {
      console.log(
        `MODEL_SEED=${seed}, day ${run}: ${taken.join(', ')}; met ${day.places.map(({ met }) => met.faults.join(', ')).join(' | ')}`,
      );
      throw error;
    }
  });
}

test('F75: the endpoint commits and the connection is cut: the browser itself sends again, and there is one row', {
  tag: '@whole',
}, async ({ page, endpoint }) => {
  await setUp(page, endpoint);
  await startOuting(page);
  await expect(waitingLine(page)).toHaveText(/^kaikki lähetetty/);
  // Only on a connection that was used before; the first request without cookies has made one.
  endpoint.next({ fault: 'cut-committed' });
  await logEncounter(page);
  const logged = async () => (await recordsOn(page)).at(-1)!;
  // The app has sent once, and has seen nothing of it.
  await expect.poll(logged).toMatchObject({ state: 'delivered', tries: 1 });
  expect(endpoint.ledger.came.get(`${(await logged()).id}:1`), 'it came twice').toBe(2);
  expect(endpoint.ledger.commits, 'and was committed once').toHaveLength(2);
  expect(endpoint.ledger.held.size).toBe(2);
});
