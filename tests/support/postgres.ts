/**
 * A PostgreSQL of the machine's own (Debian's package `postgresql`), on an empty folder that is thrown away after. Where there
 * is none, or nobody to run it as, the tests that need it say that they were not run.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'vitest';

export interface Cluster {
  /** Of its superuser; the database is empty. */
  readonly url: string;
  /** Ends it under everyone who is connected, and starts it again at the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const debian = '/usr/lib/postgresql';

/** The folder of PostgreSQL's programs, newest first. */
export const programs = (existsSync(debian) ? readdirSync(debian) : [])
  .sort((a, b) => Number(b) - Number(a))
  .map((version) => join(debian, version, 'bin'))
  .find((folder) => existsSync(join(folder, 'initdb')));

/** PostgreSQL refuses to run as root: then it is the package's own user. */
const runner: { uid?: number; gid?: number } | undefined = process.getuid?.() === 0 ? readUser('postgres') : {};

/** Whether a cluster can be started here. */
export const isPossible = programs !== undefined && runner !== undefined;
export const notRun = 'NOT RUN: there is no PostgreSQL here; Debian’s package postgresql brings one';

/** Tests that want a PostgreSQL. Where there is none, one test by their name says so plainly. */
export function onPostgres(name: string, tests: () => void, isHere = isPossible): void {
  if (isHere) describe(name, () => tests());
  else test(`${name}: ${notRun}`, () => console.warn(`${name}: ${notRun}`));
}

/** `isDurable`: waits for the disk as a real one does; tests need not. */
export async function startCluster({ isDurable = false } = {}): Promise<Cluster> {
  if (!programs || !runner) throw new Error('There is no PostgreSQL on this machine');
  const folder = mkdtempSync(join(tmpdir(), 'cluster-'));
  if (runner.uid !== undefined && runner.gid !== undefined) chownSync(folder, runner.uid, runner.gid);
  const data = join(folder, 'data');
  const init = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'];
  execFileSync(join(programs, 'initdb'), init, { ...runner, stdio: 'pipe', cwd: folder });
  const port = await freePort();
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`];
  if (!isDurable) settings.push('fsync=off');
  const program = join(programs, 'postgres');
  const start = async () => {
    const server = spawn(program, ['-D', data, ...settings.flatMap((one) => ['-c', one])], {
      ...runner,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    await new Promise<void>((done, fail) => {
      server.once('exit', (code) => fail(new Error(`PostgreSQL has ended with ${code}: ${said}`)));
      server.stderr.on('data', (text) => {
        said += text;
        if (said.includes('ready to accept connections')) done();
      });
    });
    return server;
  };
  let server = await start();
  const end = async (signal: NodeJS.Signals) => {
    server.kill(signal);
    if (server.exitCode === null) await once(server, 'exit');
  };
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async restart() {
      await end('SIGINT');
      server = await start();
    },
    async stop() {
      // Waits for connections that are just being closed: cut off, they would report an error to nobody.
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readUser(name: string): { uid: number; gid: number } | undefined {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }).toString());
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
