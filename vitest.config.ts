import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { partWords } from './src/build/desk-words.ts';
import { unitFiles } from './tests/support/unit-files.ts';

/** Real servers and databases in processes of their own, and what tries very many things: beside the quick ones. */
const slow = [
  'model',
  'waves',
  'change',
  'chain',
  'figures*',
  'nothing-of-one',
  'numbers-{hidden,jointly,released}',
  'releases*',
  'suppression',
  'release-shape',
  'kept-parts',
  'dialect-all',
  'reading',
  'origins',
  'receiver-{program,storage,durability,frozen,limits,routes}',
  'restored',
  'retention-told',
  'backup-killed',
  'storm',
  'hostile',
  'device-lock-killed',
  'many-*',
  'reproducible',
  '*-fuzz',
  'real-*',
].map((name) => `tests/unit/${name}.test.ts`);

/** Quick, too, and without a device: these share their modules. Where one reaches for the database after all, there is none. */
const { plain, replacing } = unitFiles();

const device = 'fake-indexeddb/auto';
const oneNode = './tests/support/one-node.ts';

export default defineConfig({
  plugins: [preact({ devToolsEnabled: false }), partWords()],
  test: {
    environment: 'node',
    // A guard against hanging, on a machine that does other things too: no test measures time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'plain',
          include: plain,
          exclude: slow,
          isolate: false,
          setupFiles: [oneNode, './tests/support/leave-as-found.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'quick',
          include: ['tests/unit/**/*.test.ts?(x)'],
          exclude: [...slow, ...plain, ...replacing],
          isolate: false,
          setupFiles: [device, oneNode, './tests/support/leave-as-found.ts', './tests/support/own-world.ts'],
        },
      },
      { extends: true, test: { name: 'apart', include: replacing, exclude: slow, setupFiles: [device, oneNode] } },
      { extends: true, test: { name: 'slow', include: slow, setupFiles: [device, oneNode] } },
    ],
  },
});
