import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';
import type { RecordResult, WireRecord } from '../../src/delivery/wire.ts';
import type { ApiOptions } from '../../src/receiver/api.ts';
import type { SqlDatabase } from '../../src/receiver/database.ts';
import type { Site } from '../../src/receiver/site.ts';
import type { Storage } from '../../src/receiver/storage.ts';
import type { Allowed } from '../../src/receiver/store-batch.ts';
import { nextVersionOf } from './builds.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = join(root, 'build/main.js');

/** The first start makes a database, which takes seconds; on a busy machine many. */
const patience = 300_000;

const pageSize = 1000;

/** A record that the receiver takes, as a device would send it. */
export function makeRecord(changes: Partial<WireRecord> = {}): WireRecord {
  const id = randomUUID();
  const device = '7d6f0c1e-2b3a-4c5d-8e9f-0a1b2c3d4e5f';
  return { kind: 'encounter', id, rev: 1, at: '2026-11-21T10:00:00Z', v: 1, unit: 'Etsivä', device, ...changes };
}

const phoneAnswers = {
  instrument: 'esis',
  instrumentVersion: '1',
  checksum: 'a'.repeat(64),
  language: 'fi',
  answers: [1],
};
const fromPhone = { kind: 'response', language: 'fi', mode: 'remote', agreed: true } as const;

/** What a response from a person's own phone holds beside what every record does. */
export const phoneResponse = { ...fromPhone, v: 6, bundle: 'esis', bundleVersion: '1', parts: [phoneAnswers] } as const;

/** The same from a phone that was not updated since responses had parts. */
export const flatPhoneResponse = { ...fromPhone, ...phoneAnswers, v: 3, startedAt: '2026-11-21T09:55:00Z' } as const;

/** A receiver that listens on a port. */
export interface Listening {
  readonly url: string;
  readonly token: string;
  /** What forms on people's own phones send with. */
  readonly formKey: string;
  /** Every record that is held, in the order received. */
  rows(): Promise<WireRecord[]>;
  /** Sends a batch; rejects when there is no answer or the answer is not a 200. */
  post(records: unknown[]): Promise<RecordResult[]>;
  /** Ends it for good, and removes the data folder if the helper made it. */
  stop(): Promise<void>;
}

/** A receiver that runs as a program of its own: it can be killed, and started again. */
export interface Receiver extends Listening {
  readonly port: number;
  readonly data: string;
  /** Its process. */
  pid(): number;
  /** What the program has written to stderr, over all its starts. */
  errors(): string;
  /** What it has written to stdout since it was started last. */
  said(): string;
  /** Ends the program with a signal and waits until it has ended; the data stays. Answers the exit code. */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
  /** Starts it again on the same data and port, with changes to its environment if any. */
  again(env?: Record<string, string>): Promise<void>;
}

/**
 * Starts the built program (`npm run build` first, or `buildReceiver()`), and waits until it says where it is. `node`: the
 * program that runs it, where it is not the one that runs the tests.
 */
export async function startReceiver(
  options: { port?: number; data?: string; env?: Record<string, string>; node?: string } = {},
): Promise<Receiver> {
  if (!existsSync(program)) throw new Error('build/main.js is missing: run `npm run build` first');
  const data = options.data ?? (await newDataFolder(Boolean(options.env?.DATABASE_URL)));
  let errors = '';
  const run = async (port: number, env: Record<string, string>) => {
    const child = launch({ PORT: String(port), DATA: data, ...options.env, ...env }, [], options.node);
    child.stderr?.on('data', (text) => {
      errors += text;
    });
    return { child, ...(await whenStarted(child, () => errors)) };
  };

  const port = options.port ?? (await portToKeep());
  let { child, url, said } = await run(port, {});
  const token = options.env?.TOKEN || readFileSync(join(data, 'token'), 'utf8').trim();
  const formKey = options.env?.FORM_TOKEN || readFileSync(join(data, 'form-token'), 'utf8').trim();
  return {
    url,
    token,
    formKey,
    ...askedBy(url, token),
    port,
    data,
    pid: () => child.pid ?? 0,
    errors: () => errors,
    said: () => said(),
    kill: (signal = 'SIGKILL') => end(child, signal),
    async again(env = {}) {
      ({ child, said } = await run(port, env));
    },
    async stop() {
      await end(child, 'SIGTERM');
      if (options.data === undefined) await rm(data, { recursive: true, force: true });
    },
  };
}

/**
 * A free port of those that no system gives out by itself: while a receiver is down, no connection or server of another test takes
 * the one that it starts again on.
 */
async function portToKeep(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  const trying = createServer();
  const isFree = await new Promise<boolean>((done) => {
    trying.once('error', () => done(false)).listen(port, '127.0.0.1', () => done(true));
  });
  if (!isFree) return portToKeep();
  await new Promise((done) => trying.close(done));
  return port;
}

/** A data folder of its own, with a database that was made before: where the first start matters, a test gives a folder. */
async function newDataFolder(isElsewhere: boolean): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'receiver-'));
  if (!isElsewhere) await (await import('./memory-database.ts')).layDatabase(data);
  return data;
}

/** A link that sets up one device, as `npm run link` prints it. */
export async function setUpLinkTo({ url, token }: Pick<Listening, 'url' | 'token'>): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/devices`, { method: 'POST', headers, body: '{}' });
  // One that makes no keys for devices has one for all of them.
  const linkKey = answer.status === 404 ? token : (await answer.json()).linkKey;
  return `${url}/#key=${linkKey}`;
}

/** Asks a receiver as a device does. */
function askedBy(url: string, token: string): Pick<Listening, 'rows' | 'post'> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return {
    async rows() {
      const rows: WireRecord[] = [];
      for (let since = 0; ; ) {
        const page = `${url}/api/records?since=${since}&limit=${pageSize}`;
        const { records, next } = await answered(fetch(page, { headers }));
        rows.push(...records);
        if (next <= since) return rows;
        since = next;
      }
    },
    async post(records) {
      const body = JSON.stringify({ records });
      return (await answered(fetch(`${url}/api/records`, { method: 'POST', headers, body }))).results;
    },
  };
}

/** A receiver that listens on a port of its own in this process: quick to start on a storage that is there. */
export interface ReceiverOnPort extends Listening {
  /** Each revision (`id:rev`) that reached the storage, as often as it came. */
  readonly came: string[];
  /** From now on it serves the next version of the app, as one that was updated and started again. */
  update(): void;
}

/** Serves the built app and takes records into the given storage, which stays when it is stopped. */
export async function serveReceiver(storage: Storage, folder = join(root, 'dist')): Promise<ReceiverOnPort> {
  const { getRequestListener } = await import('@hono/node-server');
  const { createApp } = await import('../../src/receiver/app.ts');
  const [token, formKey] = [`token-${randomUUID()}`, `form-${randomUUID()}`];
  const came: string[] = [];
  const counting: Storage = Object.assign(Object.create(storage) as Storage, {
    store(records: readonly WireRecord[], ...more: [known?: readonly string[], allowed?: Allowed]) {
      came.push(...records.map(({ id, rev }) => `${id}:${rev}`));
      return storage.store(records, ...more);
    },
  });
  const site = await siteOf(folder);
  const serving = (site: Site) => createApp({ storage: counting, token, formToken: formKey, formUnits: ['oma'], site });
  let app = serving(site);
  const answering = new Set<Promise<Response>>();
  const listener = getRequestListener((request) => {
    const answer = Promise.resolve(app.fetch(request));
    answering.add(answer);
    return answer.finally(() => answering.delete(answer));
  });
  const server = createServer(listener);
  // One that has been idle is not ended just as somebody asks once more: on a slow machine a test then met an error of its own tools.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    token,
    formKey,
    came,
    ...askedBy(url, token),
    update() {
      app = serving(nextVersionOf(site));
    },
    async stop() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
      // What is still being stored is stored now, not in the test that comes next.
      await Promise.allSettled(answering);
    },
  };
}

const sites = new Map<string, Site>();

/** The built app, read once a process. */
async function siteOf(folder: string): Promise<Site> {
  const { loadSite } = await import('../../src/receiver/site.ts');
  const site = sites.get(folder) ?? loadSite(folder);
  if (site.files.size === 0) throw new Error(`There is no built app in ${folder}: run \`npm run build\` first`);
  sites.set(folder, site);
  return site;
}

/** Runs the program to its end: a start that is expected to fail, or a command. */
export async function runReceiver(
  env: Record<string, string>,
  ...command: string[]
): Promise<{ code: number | null; said: string; errors: string }> {
  const child = launch(env, command);
  let [said, errors] = ['', ''];
  child.stdout?.on('data', (text) => {
    said += text;
  });
  child.stderr?.on('data', (text) => {
    errors += text;
  });
  const [code] = await once(child, 'close');
  return { code, said, errors };
}

/** Builds the program if its sources have changed since it was built. */
export async function buildReceiver(): Promise<void> {
  const folder = join(root, 'src/receiver');
  const sources = [join(root, 'src/delivery/wire.ts'), ...readdirSync(folder).map((name) => join(folder, name))];
  const newest = Math.max(...sources.map((path) => statSync(path).mtimeMs));
  if (existsSync(program) && statSync(program).mtimeMs > newest) return;
  const { build } = await import('vite');
  const target = { ssr: 'src/receiver/main.ts', outDir: 'build', emptyOutDir: false };
  await build({ root, configFile: false, logLevel: 'warn', build: target });
}

function launch(env: Record<string, string>, command: readonly string[] = [], node?: string): ChildProcess {
  // As a test's own PGlite (`memory-database.ts`); a Node that is asked for runs it as it is.
  const quickly = node ? [] : ['--liftoff-only'];
  // Nothing of the shell that runs the tests may steer the program.
  const clean = { HOST: '', APP: '', DATABASE_URL: '', TOKEN: '', FORM_TOKEN: '', FORM_UNITS: '', TRUST_PROXY: '' };
  return spawn(node ?? process.execPath, [...quickly, program, ...command], {
    cwd: root,
    env: { ...process.env, ...clean, ...env },
  });
}

async function whenStarted(child: ChildProcess, errors: () => string): Promise<{ url: string; said: () => string }> {
  let said = '';
  return new Promise((done, fail) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      fail(new Error(`The receiver has not started in ${patience} ms: ${said}${errors()}`));
    }, patience);
    child.once('close', (code) => {
      clearTimeout(late);
      fail(new Error(`The receiver has ended with ${code}: ${errors()}`));
    });
    child.stdout?.on('data', (text) => {
      said += text;
      const [, url] = /^Kenttäkirja {2}(\S+)\/$.*^Token: .*$/ms.exec(said) ?? [];
      if (url === undefined) return;
      clearTimeout(late);
      done({ url, said: () => said });
    });
  });
}

/** One that a signal does not end is killed, and that is told: without it the test would stand still, and what failed before stay hidden. */
async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), patience);
  await ended;
  clearTimeout(late);
  if (signal !== 'SIGKILL' && child.signalCode === 'SIGKILL')
    throw new Error(`The receiver did not end by ${signal} in ${patience} ms`);
  return child.exitCode;
}

// biome-ignore lint/suspicious/noExplicitAny: the answer's shape is what the tests are about
async function answered(asked: Promise<Response>): Promise<any> {
  const response = await asked;
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}

/** The receiver inside the test's own process: quick, and gone with it. */
export interface ReceiverHere {
  readonly app: Hono;
  /** Asks it, with the token unless the headers say otherwise. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  /** Posts a batch and gives the results. */
  post(records: unknown[]): Promise<RecordResult[]>;
  rows(): Promise<unknown[]>;
}

/** The unit of `makeRecord`. */
const unitHere = 'Etsivä';
export const tokenHere = 'a-token-for-tests-only';
export const formKeyHere = 'a-form-key-for-tests-only';

/** A receiver on the given storage (`openMemory()` for a real one in memory), serving `site` or nothing. */
export async function receiverHere(
  storage: Storage,
  site?: Site,
  options: Partial<ApiOptions> = {},
): Promise<ReceiverHere> {
  const { createApp } = await import('../../src/receiver/app.ts');
  const app = createApp({
    storage,
    token: tokenHere,
    formToken: formKeyHere,
    formUnits: [unitHere, 'oma', 'trio'],
    ...options,
    site: site ?? { files: new Map(), styleHashes: [] },
  });
  const defaults = { authorization: `Bearer ${tokenHere}`, 'content-type': 'application/json' };
  const ask = async (path: string, init: RequestInit = {}) =>
    app.request(path, { ...init, headers: { ...defaults, ...(init.headers as Record<string, string>) } });
  return {
    app,
    ask,
    post: async (records) =>
      (await answered(ask('/api/records', { method: 'POST', body: JSON.stringify({ records }) }))).results,
    rows: async () => (await answered(ask('/api/records'))).records,
  };
}

/** What a receiver holds of devices and people; `records` alone numbers its rows. */
const tables = ['records', 'replaced', 'devices', 'form_links', 'form_keys', 'surveys'];
/** More rows than this are not left behind as dead ones, which every later search would pass. */
const fewRows = 200;

/**
 * Storage in memory. It takes a second to open: share it, `clear()` it between tests, and close it after them. One that is left
 * has timers by the clock of its last query: where a later file's clock stands still or goes back they go off all the while.
 */
export async function openMemory(): Promise<{ storage: Storage; database: SqlDatabase; clear(): Promise<void> }> {
  const { openMemoryDatabase } = await import('./memory-database.ts');
  const { openStorage } = await import('../../src/receiver/storage.ts');
  const database = await openMemoryDatabase();
  const storage = await openStorage(database);
  return {
    storage,
    database,
    async clear() {
      // `truncate` makes new files of all of them: for the few rows of most tests it is thirteen times the work.
      const [{ last }] = (await database.query<{ last: number }>(
        'select last_value::int as last from records_seq_seq',
      )) as [{ last: number }];
      if (last > fewRows) await database.query(`truncate ${tables.join()} restart identity`);
      else {
        const each = tables.map((table) => `of_${table} as (delete from ${table})`);
        await database.query(`with ${each.join()} select setval('records_seq_seq', 1, false)`);
      }
    },
  };
}
