/** Starts a program of `tests/servers/`: somebody else's server, as it comes, in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../servers/', import.meta.url));

export interface RealServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** `given`: what a server must be told, as variables of its environment. */
export async function startServer(
  name: 'couchdb' | 'fhir' | 'json-api' | 'json-server' | 'parse',
  given: Record<string, string> = {},
): Promise<RealServer> {
  if (!existsSync(`${folder}node_modules`)) throw new Error('Run `node tests/servers/install.mjs` first');
  const child = spawn(process.execPath, [`${folder}${name}.mjs`], {
    cwd: folder,
    env: { ...process.env, ...given },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let errors = '';
  child.stderr.on('data', (text) => {
    errors = `${errors}${text}`.slice(-4000);
  });
  const url = await new Promise<string>((done, fail) => {
    child.once('exit', (code) => fail(new Error(`${name} has ended with ${code}: ${errors}`)));
    child.stdout.on('data', (text) => {
      said += text;
      const [, ready] = /^READY (\S+)$/m.exec(said) ?? [];
      if (ready) done(ready);
    });
  });
  return {
    url,
    async stop() {
      if (child.exitCode !== null) throw new Error(`${name} has ended by itself: ${errors}`);
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
