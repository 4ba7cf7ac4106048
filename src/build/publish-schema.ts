import { type Plugin, runnerImport } from 'vite';

type Made = typeof import('./organisation-schema.ts');

/** Lays the JSON Schema of an organisation's configuration beside the app: `/schemas/organisation.json`. */
export function publishSchema(): Plugin {
  const fileName = 'schemas/organisation.json';
  let root = process.cwd();
  const make = async () => {
    const { organisationSchema } = (await runnerImport<Made>('/src/build/organisation-schema.ts', { root })).module;
    return `${JSON.stringify(organisationSchema(), null, 2)}\n`;
  };
  return {
    name: 'publish-schema',
    configResolved(config) {
      root = config.root;
    },
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: await make() });
    },
    configureServer(server) {
      server.middlewares.use(`/${fileName}`, async (_, response) => {
        response.setHeader('content-type', 'application/json');
        response.end(await make());
      });
    },
  };
}
