import preact from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig, type TestUserConfig } from 'vitest/config';
import { partWords } from './src/build/desk-words.ts';
import { unitFiles } from './tests/support/unit-files.ts';

/** Real servers and databases, what kills or counts the process that it is in, storms: each in a process of its own. */
const alone = [
  'model',
  'origins',
  'receiver-{program,storage,durability,frozen,limits,routes}',
  'restored',
  'retention-told',
  'backup-killed',
  'storm',
  'device-lock-killed',
  'many-*',
  'reproducible',
  'readers-fuzz',
  'real-*',
].map((name) => `tests/unit/${name}.test.ts`);

/** What tries very many things. With those above it is no part of the verdict within a minute, `npm run test:unit`. */
const many = [
  'asked-{of-some,times}',
  'bisect',
  'by-background',
  '{calendar,instrument,organisation,records}-fuzz',
  'calendar{,-kinds}',
  'chain',
  'change',
  'dialect-all',
  'docx',
  'drain-days',
  'drafts-of-any-shape',
  'end-untold',
  'exactly-once',
  'exports',
  'figures*',
  'funder-report',
  'held-many',
  'hostile',
  'instrument-formats',
  'items-by-background',
  'kept-parts',
  'let-go',
  'nothing-of-one',
  'numbers-{hidden,jointly,released}',
  'open-answers',
  'quality',
  'reading',
  'release-shape',
  'releases*',
  'results',
  'rows-told',
  'sending-locked-killed',
  'setting-up-any-order',
  'storage-faults',
  'suppression',
  'told-once',
  'under-way',
  'unjoined',
  'waves',
  'wipe-order',
  'workers-any-order',
  'xlsform-rules',
].map((name) => `tests/unit/${name}.test.{ts,tsx}`);
const slow = [...alone, ...many];

/** Quick, too, and without a device: these share their modules. Where one reaches for the database after all, there is none. */
const { plain, replacing } = unitFiles();

const device = 'fake-indexeddb/auto';
const oneNode = './tests/support/one-node.ts';
const shared = [device, oneNode, './tests/support/leave-as-found.ts', './tests/support/own-world.ts'];

/** What a file becomes is kept among the packages by what stands in it; what is made of words by code of ours is made anew each time. */
const wordsAnew: Plugin = {
  name: 'words-anew',
  configureVitest: ({ experimental_defineCacheKeyGenerator: define }) =>
    define(({ id }) => (/\.json\?(?:now|desk)$/.test(id) ? false : undefined)),
};

/** A project of these tests; none `extends` the whole, which would read and run this file once more for each. */
const project = (name: string, test: TestUserConfig) => ({
  plugins: [preact({ devToolsEnabled: false }), partWords(), wordsAnew],
  test: {
    name,
    environment: 'node' as const,
    // A guard against hanging, on a machine that does other things too: no test measures time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    ...test,
  },
});

export default defineConfig({
  test: {
    maxWorkers: 2,
    // Five projects read the same files, and the next run does too.
    experimental: { fsModuleCache: true },
    projects: [
      project('plain', {
        include: plain,
        exclude: slow,
        isolate: false,
        setupFiles: [oneNode, './tests/support/leave-as-found.ts'],
      }),
      project('quick', {
        include: ['tests/unit/**/*.test.ts?(x)'],
        exclude: [...slow, ...plain, ...replacing],
        isolate: false,
        setupFiles: shared,
      }),
      project('apart', { include: replacing, exclude: alone, setupFiles: [device, oneNode] }),
      project('slow-many', { include: many, exclude: replacing, isolate: false, setupFiles: shared }),
      project('slow', { include: alone, setupFiles: [device, oneNode] }),
    ],
  },
});
