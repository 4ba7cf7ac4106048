import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { partWords } from './src/build/desk-words.ts';
import { plainFiles } from './tests/support/plain-files.ts';

/** Real servers and databases in processes of their own, and what tries very many things at random: beside the quick ones. */
const slow = [
  'model',
  'waves',
  'numbers-hidden',
  'receiver-{program,storage,durability,frozen}',
  'restored',
  'storm',
  'hostile',
  '*-fuzz',
  'real-*',
].map((name) => `tests/unit/${name}.test.ts`);

/** Quick, too, and without a device: these share their modules. Where one reaches for the database after all, there is none. */
const plain = plainFiles();

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
          exclude: [...slow, ...plain],
          setupFiles: ['fake-indexeddb/auto', oneNode],
        },
      },
      { extends: true, test: { name: 'slow', include: slow, setupFiles: ['fake-indexeddb/auto', oneNode] } },
    ],
  },
});
