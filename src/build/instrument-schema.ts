import { join } from 'node:path';
import { type Plugin, runnerImport } from 'vite';
import * as z from 'zod/mini';

type Schema = typeof import('../survey/instrument/schema.ts');
type BundleShape = typeof import('../survey/bundle/schema.ts');

/** The shape of an instrument's file as JSON Schema, for those who write one: made from the checks themselves. */
export function instrumentSchema(InstrumentFile: Schema['InstrumentFile']): string {
  const schema = z.toJSONSchema(InstrumentFile, { io: 'input' });
  const title = 'Kenttäkirja: an instrument (a questionnaire with its texts, sources and scoring)';
  return `${JSON.stringify({ title, ...schema }, null, 2)}\n`;
}

/** The shape of a bundle's file. */
export const bundleSchema = (BundleFile: BundleShape['BundleFile']): string => {
  const title = 'Kenttäkirja: a bundle (instruments that are asked in one sitting)';
  return `${JSON.stringify({ title, ...z.toJSONSchema(BundleFile, { io: 'input' }) }, null, 2)}\n`;
};

/** Publishes them at `/schemas/instrument.json` and `/schemas/bundle.json`. */
export function publishInstrumentSchema(): Plugin {
  let root = process.cwd();
  return {
    name: 'instrument-schema',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    async generateBundle() {
      const file = join(root, 'src/survey/instrument/schema.ts');
      const { InstrumentFile } = (await runnerImport<Schema>(file, { root })).module;
      this.emitFile({ type: 'asset', fileName: 'schemas/instrument.json', source: instrumentSchema(InstrumentFile) });
      const bundle = join(root, 'src/survey/bundle/schema.ts');
      const { BundleFile } = (await runnerImport<BundleShape>(bundle, { root })).module;
      this.emitFile({ type: 'asset', fileName: 'schemas/bundle.json', source: bundleSchema(BundleFile) });
    },
  };
}
