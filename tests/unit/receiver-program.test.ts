import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { WireRecord } from '../../src/delivery/wire.ts';
import { openDataFolder } from '../../src/receiver/data-folder.ts';
import { readSettings } from '../../src/receiver/settings.ts';
import { eventually } from '../support/eventually.ts';
import { layDatabase } from '../support/memory-database.ts';
import { buildReceiver, makeRecord, type Receiver, runReceiver, startReceiver } from '../support/receiver.ts';

// A guard against hanging alone: a test here starts programs and databases up to four times, where others may have all of the machine.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const folder = mkdtempSync(join(tmpdir(), 'receiver-program-'));
/** One data folder for all tests that can share it. */
const data = join(folder, 'data');
const running: Receiver[] = [];

async function start(options: Parameters<typeof startReceiver>[0] = {}): Promise<Receiver> {
  const receiver = await startReceiver({ data, ...options });
  running.push(receiver);
  return receiver;
}

beforeAll(async () => {
  await buildReceiver();
  await layDatabase(data);
  await (await start()).stop();
});
afterEach(() => Promise.all(running.splice(0).map((each) => each.stop())));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Records that were acknowledged, as they were sent. */
interface Acknowledged extends Map<string, WireRecord> {
  /** Told once there are more than so many. */
  watch?: { more: number; reached: () => void };
}

const moreThan = (acknowledged: Acknowledged, more: number) =>
  new Promise<void>((reached) => {
    acknowledged.watch = { more, reached };
  });

/** Sends batches of new and edited records without a pause, again and again until each is acknowledged, as a device does. */
async function keepSending(
  receiver: Receiver,
  unit: string,
  until: AbortSignal,
  acknowledged: Acknowledged,
): Promise<void> {
  const mine: WireRecord[] = [];
  while (!until.aborted) {
    const edits = mine.slice(-5).map((record) => ({ ...record, rev: record.rev + 1, people: record.rev + 1 }));
    const batch = [...Array.from({ length: 20 }, () => makeRecord({ unit, people: 1 })), ...edits];
    const results = await sendUntilAnswered(receiver, batch);
    for (const [place, { status }] of results.entries()) {
      const record = batch[place];
      if (status === 'rejected' || !record) throw new Error('A good record was rejected');
      acknowledged.set(record.id, record);
    }
    if (acknowledged.watch && acknowledged.size > acknowledged.watch.more) acknowledged.watch.reached();
    mine.push(...batch.slice(0, 20));
  }
}

async function sendUntilAnswered(receiver: Receiver, batch: WireRecord[]) {
  for (;;) {
    try {
      return await receiver.post(batch);
    } catch {
      await wait(20); // The receiver is dead just now; what it may have stored is sent again.
    }
  }
}

describe('killed in the middle of its work', () => {
  it('has every acknowledged record exactly once, each time it starts again', async () => {
    const receiver = await start();
    const unit = 'killed';
    const acknowledged: Acknowledged = new Map<string, WireRecord>();
    const sort = (records: Iterable<WireRecord>) => [...records].sort((a, b) => a.id.localeCompare(b.id));
    for (const more of [100, 700, 400]) {
      const enough = new AbortController();
      const reached = moreThan(acknowledged, acknowledged.size + more);
      const sending = [1, 2, 3].map(() => keepSending(receiver, unit, enough.signal, acknowledged));
      // Killed at once, while two of the three have a batch under way. One that fails is told of, not waited for.
      await Promise.race([reached, Promise.all(sending)]);
      await receiver.kill('SIGKILL');
      enough.abort();
      await receiver.again();
      // What was on its way when it was killed goes once more.
      await Promise.all(sending);
      const rows = (await receiver.rows()).filter((row) => row.unit === unit);
      expect(sort(rows)).toEqual(sort(acknowledged.values()));
    }
    expect(receiver.errors()).not.toMatch(/at .*\.js/);
  });

  it('starts again though its very first start was cut short', async () => {
    const fresh = join(folder, 'cut-short');
    mkdirSync(join(fresh, 'pg.new/base'), { recursive: true });
    writeFileSync(join(fresh, 'pg.new/PG_VERSION'), '18\n');
    const receiver = await start({ data: fresh });
    expect(await receiver.post([makeRecord()])).toMatchObject([{ status: 'stored' }]);
  });
});

describe('starting', () => {
  it('makes a token once, for this user only, and keeps it', async () => {
    const receiver = await start();
    expect(receiver.token).toMatch(/^[\w-]{43}$/);
    expect(readFileSync(join(data, 'token'), 'utf8').trim()).toBe(receiver.token);
    expect(statSync(join(data, 'token')).mode & 0o777).toBe(0o600);
    expect(statSync(data).mode & 0o777).toBe(0o700);
    chmodSync(data, 0o755);
    openDataFolder(data);
    expect(statSync(data).mode & 0o777, 'also one that was there').toBe(0o700);
    const { token } = receiver;
    await receiver.stop();
    expect((await start()).token).toBe(token);
  });

  it('prints the keys at the start that made them and never again; then it says where they are', async () => {
    const fresh = join(folder, 'fresh-keys');
    await layDatabase(fresh);
    const receiver = await start({ data: fresh });
    for (const key of [receiver.token, receiver.formKey]) expect(receiver.said()).toContain(key);
    const [, linkKey] = /^Set up a device: \S+\/#key=(\S+)$/m.exec(receiver.said()) ?? [];
    expect(linkKey).toMatch(/^[\w-]{43}$/);
    expect(linkKey, 'no lasting key stands in a link').not.toBe(receiver.token);
    expect(receiver.said(), 'what it means that nobody named units').toContain('Forms send into every unit');
    await receiver.kill('SIGTERM');
    await receiver.again({ FORM_UNITS: 'etsiva, tyopaja' });
    expect(receiver.said()).toContain('Forms send into these units only: etsiva, tyopaja\n');
    const printed = receiver.said() + receiver.errors();
    for (const key of [receiver.token, receiver.formKey, '#key=']) expect(printed).not.toContain(key);
    for (const file of ['token', 'form-token']) expect(printed).toContain(join(fresh, file));
  });

  it('prints a link for one device when it is asked, made by the receiver that runs', async () => {
    const receiver = await start();
    const env = { PORT: String(receiver.port), DATA: data };
    const { code, said } = await runReceiver(env, 'link');
    expect(code).toBe(0);
    const [, linkKey] = /^http:\/\/localhost:\d+\/#key=(\S+)\nGood for one device, until \S+Z\n$/.exec(said) ?? [];
    const key = randomBytes(32).toString('base64url');
    const exchange = (own: string) =>
      fetch(`${receiver.url}/api/exchange`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ linkKey, key: own }),
      });
    expect((await exchange(key)).status).toBe(200);
    expect((await exchange(randomBytes(32).toString('base64url'))).status).toBe(409);
    const elsewhere = await runReceiver(env, 'link', 'https://kirja.example/outreach');
    expect(elsewhere.said).toMatch(/^https:\/\/kirja\.example\/#key=/);
    const wrong = await runReceiver(env, 'link', 'kirja');
    expect([wrong.code, wrong.errors]).toEqual([1, expect.stringContaining('"kirja" is not an address')]);
    await receiver.stop();
    const nobody = await runReceiver(env, 'link');
    expect([nobody.code, nobody.errors]).toEqual([1, expect.stringMatching(/no receiver answers .* start it first/)]);
  });

  it('takes the keys that it is given, and never prints them', async () => {
    const [TOKEN, FORM_TOKEN] = [randomUUID(), randomUUID()];
    const receiver = await start({ env: { TOKEN, FORM_TOKEN } });
    for (const key of [TOKEN, FORM_TOKEN]) expect(receiver.said() + receiver.errors()).not.toContain(key);
    expect(receiver.token).toBe(TOKEN);
    expect(await receiver.post([makeRecord()])).toMatchObject([{ status: 'stored' }]);
  });

  it.each([{ FORM_QUOTA: '0' }, { FORM_QUOTA: 'many' }, { TRUST_PROXY: 'yes' }])('refuses %j', (env) => {
    expect(() => readSettings(env)).toThrow(/must be/);
  });

  it('takes the units of forms as a list', () => {
    expect(readSettings({ FORM_UNITS: 'etsiva, Äänekoski ,' }).formUnits).toEqual(['etsiva', 'Äänekoski']);
  });

  it('listens to this machine only, unless it is told otherwise', () => {
    expect(readSettings({})).toEqual({
      port: 4173,
      host: '127.0.0.1',
      data: './data',
      app: './dist',
      databaseUrl: undefined,
      turnLimit: 5000,
      token: undefined,
      formUnits: undefined,
      formQuota: 2000,
      isBehindProxy: false,
    });
    expect(readSettings({ PORT: '0', HOST: '0.0.0.0', DATA: '/d', APP: '/a', DATABASE_URL: 'postgres://x' })).toEqual({
      port: 0,
      host: '0.0.0.0',
      data: '/d',
      app: '/a',
      databaseUrl: 'postgres://x',
      turnLimit: 5000,
      token: undefined,
      formUnits: undefined,
      formQuota: 2000,
      isBehindProxy: false,
    });
  });

  it('serves the app from the folder it is given', async () => {
    const app = join(folder, 'app');
    mkdirSync(app, { recursive: true });
    writeFileSync(join(app, 'index.html'), '<!doctype html><p>Kenttäkirja</p>');
    const receiver = await start({ env: { APP: app } });
    const response = await fetch(`${receiver.url}/`);
    expect(await response.text()).toContain('Kenttäkirja');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('says that there is no built app, and takes records all the same', async () => {
    const receiver = await start({ env: { APP: join(folder, 'nothing') } });
    await eventually(() => expect(receiver.errors()).toMatch(/no built app/));
    expect((await fetch(`${receiver.url}/api/health`)).status).toBe(200);
  });
});

describe('stopping', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('ends in order on %s and keeps what it holds', async (signal) => {
    const receiver = await start();
    const record = makeRecord();
    await receiver.post([record]);
    expect(await receiver.kill(signal)).toBe(0);
    await receiver.again();
    expect(await receiver.rows()).toContainEqual(record);
  });
});

describe('a start that cannot be', () => {
  const expectOneLine = (run: { code: number | null; errors: string }, words: RegExp) => {
    expect(run.code).toBe(1);
    expect(run.errors).toMatch(words);
    expect(
      run.errors
        .replace(/^There is no built app.*\n/, '')
        .trim()
        .split('\n'),
    ).toHaveLength(1);
  };

  it('says that the port is in use', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', () => done()));
    const { port } = other.address() as { port: number };
    expectOneLine(await runReceiver({ PORT: String(port), DATA: data }), new RegExp(`port ${port} is in use`));
    other.close();
  });

  it('says that the port is no port', async () => {
    for (const port of ['http', '-1', '65536', '1.5']) {
      expectOneLine(await runReceiver({ PORT: port, DATA: data }), /PORT must be a number/);
    }
  });

  it('says that the data folder cannot be written', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expectOneLine(await runReceiver({ PORT: '0', DATA: file }), /data folder .*a-file cannot be written/);
    expectOneLine(await runReceiver({ PORT: '0', DATA: join(file, 'data') }), /cannot be written/);
  });

  it('says that another receiver has the data folder', async () => {
    const receiver = await start();
    expectOneLine(await runReceiver({ PORT: '0', DATA: data }), /another receiver is using the data folder/);
    expect(await receiver.post([makeRecord()])).toMatchObject([{ status: 'stored' }]);
  });

  it('says that the database refuses, without its password', async () => {
    const url = 'postgres://someone:sala-sana@127.0.0.1:1/nothing';
    const run = await runReceiver({ PORT: '0', DATA: data, DATABASE_URL: url });
    expectOneLine(run, /database in DATABASE_URL refuses: .*ECONNREFUSED/);
    expect(run.errors).not.toContain('sala-sana');
  });

  it('says that a token cannot be used', async () => {
    for (const TOKEN of ['short', 'has spaces and ääkköset']) {
      expectOneLine(await runReceiver({ PORT: '0', DATA: data, TOKEN }), /token must be/);
    }
  });
});
