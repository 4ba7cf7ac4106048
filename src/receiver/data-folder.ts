import { accessSync, chmodSync, constants, mkdirSync, statSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join, resolve } from 'node:path';

/** Makes the data folder if it is not there, readable by this user only, and says clearly when it cannot be used. */
export function openDataFolder(data: string): void {
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    accessSync(data, constants.W_OK);
    closeToOthers(data);
  } catch (error) {
    throw new Error(`the data folder ${resolve(data)} cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** Also one that was there: it holds the key and all records. Windows has no such rights, another's folder keeps its own. */
function closeToOthers(data: string): void {
  if ((statSync(data).mode & 0o077) === 0) return;
  try {
    chmodSync(data, 0o700);
  } catch {
    console.error(`Others on this machine may open the data folder ${resolve(data)}: close it to them.`);
  }
}

/**
 * Keeps the data folder for this program alone: PGlite does not notice a second one on its files, and two destroy them.
 *
 * The lock is a socket. However a program ends, the system closes its sockets, so unlike a file with a process number it
 * cannot hold against the next start.
 */
export async function lockDataFolder(data: string): Promise<void> {
  const path = process.platform === 'win32' ? join('\\\\?\\pipe', resolve(data)) : join(data, 'lock');
  try {
    await listen(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') {
      console.error('The data folder cannot be locked here: take care that only one receiver uses it.');
      return;
    }
    if (await isAnswered(path)) throw new Error(`another receiver is using the data folder ${resolve(data)}`);
    unlinkSync(path);
    await listen(path);
  }
}

function listen(path: string): Promise<Server> {
  return new Promise((done, fail) => {
    const server: Server = createServer((socket) => socket.destroy())
      .once('error', fail)
      .listen(path, () => done(server.unref()));
  });
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path, () => {
      socket.destroy();
      done(true);
    }).once('error', () => done(false));
  });
}
