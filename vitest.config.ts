import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

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

export default defineConfig({
  plugins: [preact({ devToolsEnabled: false })],
  test: {
    environment: 'node',
    setupFiles: ['fake-indexeddb/auto', './tests/support/one-node.ts'],
    // A guard against hanging, on a machine that does other things too: no test measures time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'quick', include: ['tests/unit/**/*.test.ts?(x)'], exclude: slow } },
      { extends: true, test: { name: 'slow', include: slow } },
    ],
  },
});
