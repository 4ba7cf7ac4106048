/**
 * The endpoint that `npm start` serves: it takes records from devices, keeps them, and serves the built app.
 *
 *     PORT=4173 HOST=127.0.0.1 DATA=./data APP=./dist [DATABASE_URL=postgres://…] [TOKEN=…] node build/main.js
 *
 * `node build/main.js link [the app's address]` asks the one that runs for a link that sets up a device.
 * `node build/main.js read-backup FILE < passphrase` prints what a device's backup holds.
 */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import { lockDataFolder, openDataFolder } from './data-folder.ts';
import { openPGlite } from './pglite.ts';
import { openPostgres } from './postgres.ts';
import { hostInUrl, printLink } from './print-link.ts';
import { createServer } from './serve.ts';
import { type ReceiverSettings, readSettings } from './settings.ts';
import { loadSite } from './site.ts';
import { openStorage, type Storage } from './storage.ts';
import { tellKeys } from './tell-keys.ts';
import { readFormToken, readToken } from './token.ts';

/** How long requests under way may take to end when the program is told to stop, in milliseconds. */
const patience = 5_000;

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  openDataFolder(settings.data);
  const token = readToken(settings.data, settings.token);
  const form = readFormToken(settings.data, settings.formToken);
  const storage = await openStorage(await openDatabase(settings));
  const site = loadSite(settings.app);
  if (site.files.size === 0) console.error(`There is no built app in ${settings.app}: only /api is served.`);

  const server = createServer(createApp({ ...settings, storage, token: token.token, formToken: form.token, site }));
  const url = await listen(server, settings);
  console.log(`Kenttäkirja  ${url}/`);
  const linkKey = token.isNew ? (await storage.devices.invite()).linkKey : undefined;
  for (const line of tellKeys(url, { token, form, formUnits: settings.formUnits, linkKey })) console.log(line);

  // `once`: asked a second time, the program ends at once.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(server, storage));
}

async function openDatabase({ databaseUrl, turnLimit, data }: ReceiverSettings) {
  if (databaseUrl !== undefined) return openPostgres(databaseUrl, turnLimit);
  await lockDataFolder(data);
  return openPGlite(data);
}

function listen(server: Server, { port, host }: ReceiverSettings): Promise<string> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      fail(inUse ? new Error(`port ${port} is in use; choose another with PORT`) : error);
    });
    server.listen(port, host, () => {
      const { address, port: given } = server.address() as AddressInfo;
      done(`http://${hostInUrl(address)}:${given}`);
    });
  });
}

async function stop(server: Server, storage: Storage): Promise<void> {
  const cutOff = setTimeout(() => server.closeAllConnections(), patience);
  await new Promise((done) => server.close(done));
  clearTimeout(cutOff);
  await storage.close();
  process.exit(0);
}

const [command, argument] = process.argv.slice(2);
const commands: Record<string, { run: () => Promise<void>; name: string }> = {
  link: { run: () => printLink(argument), name: 'make a link' },
  'read-backup': {
    async run() {
      // It is loaded for this alone: the receiver itself needs nothing of it.
      const { readBackup } = await import('./read-backup.ts');
      const [passphrase = ''] = readFileSync(0, 'utf8').split(/\r?\n/);
      await readBackup(argument ?? '', passphrase, console.log);
    },
    name: 'read the backup',
  },
};
const { run, name } = commands[command ?? ''] ?? { run: start, name: 'start' };
run().catch((error: unknown) => {
  // One line, for the person who started it.
  const [why] = String(error instanceof Error ? error.message : error).split('\n');
  console.error(`Kenttäkirja cannot ${name}: ${why}`);
  process.exit(1);
});
