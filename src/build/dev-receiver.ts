import { getRequestListener } from '@hono/node-server';
import { type Plugin, runnerImport, type ViteDevServer } from 'vite';

type App = typeof import('../receiver/app.ts');
type Engine = typeof import('../receiver/pglite.ts');
type Keeping = typeof import('../receiver/storage.ts');

/** The key of the development server: the same every time, so that a device that was set up stays it. */
const token = 'for-development-only';

/**
 * A receiver beside the development server, at the address where the app looks for one. It keeps what it takes in memory: with
 * the server it is gone.
 */
export function devReceiver(): Plugin {
  return {
    name: 'dev-receiver',
    apply: 'serve',
    async configureServer(server) {
      const listener = getRequestListener(await receiverIn(server.config.root));
      server.middlewares.use((request, response, next) => {
        if (request.url?.startsWith('/api/')) void listener(request, response);
        else next();
      });
      sayLink(server);
    },
  };
}

async function receiverIn(root: string) {
  const load = async <T>(file: string) => (await runnerImport<T>(`/src/receiver/${file}`, { root })).module;
  const [{ createApp }, { openPGlite }, { openStorage }] = await Promise.all([
    load<App>('app.ts'),
    load<Engine>('pglite.ts'),
    load<Keeping>('storage.ts'),
  ]);
  const storage = await openStorage(await openPGlite());
  return createApp({
    storage,
    token,
    formToken: `${token}-forms`,
    formUnits: ['oma'],
    site: { files: new Map(), styleHashes: [] },
  }).fetch;
}

/** Prints what sets a device up, where the addresses of the server are printed. */
function sayLink(server: ViteDevServer): void {
  const print = server.printUrls;
  server.printUrls = () => {
    print.call(server);
    for (const url of server.resolvedUrls?.local ?? []) console.log(`Set up a device: ${url}#key=${token}`);
  };
}
