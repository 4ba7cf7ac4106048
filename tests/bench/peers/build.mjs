/** Builds every peer into dist/ with the root's Vite: each as its own makers would, with a generated service worker. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { writeStaticPage } from './static-html/page.mjs';

const peers = import.meta.dirname;
const dist = path.join(peers, '../dist');
const modules = path.join(peers, '../node_modules');
const quiet = { configFile: false, logLevel: 'error' };
const output = { target: 'es2022', chunkSizeWarningLimit: 10_000, reportCompressedSize: false };

/** Builds all peers, unless dist/ is newer than everything it is made from. */
export async function buildPeers() {
  if (isFresh()) return;
  fs.rmSync(dist, { recursive: true, force: true });
  console.error('Building the peers …');
  writeStaticPage(path.join(dist, 'static-html'));
  await buildForm('floor');
  await buildForm('surveyjs');
  await buildForm('enketo', enketo);
  await buildSync();
  fs.writeFileSync(path.join(dist, 'built'), '');
}

/** One form engine: its page, the survey in its own terms as `virtual:form`, a precache of everything. */
async function buildForm(name, more = {}) {
  const { form } = await import(pathToFileURL(path.join(peers, name, 'form.mjs')).href);
  await build({
    ...quiet,
    ...more,
    root: path.join(peers, name),
    base: './/',
    plugins: [virtualForm(form), precache(name)],
    build: { ...output, ...more.build, outDir: path.join(dist, name), emptyOutDir: true },
  });
}

const virtualForm = (form) => ({
  name: 'virtual-form',
  resolveId: (id) => (id === 'virtual:form' ? '\0form' : undefined),
  load: (id) => (id === '\0form' ? `export default ${JSON.stringify(form)}` : undefined),
});

const precache = (name) =>
  VitePWA({
    strategies: 'generateSW',
    registerType: 'autoUpdate',
    injectRegister: 'inline',
    manifest: { name, short_name: name, start_url: './/', display: 'standalone', icons: [] },
    workbox: {
      globPatterns: ['**/*.{js,css,html,svg,png,woff,woff2,ttf,json}'],
      maximumFileSizeToCacheInBytes: 30e6,
      navigateFallback: 'index.html',
      skipWaiting: true,
      clientsClaim: true,
      ignoreURLParametersMatching: [/.*/],
    },
  });

// enketo-core expects its host to name these modules, and its styles name a folder of its own repository.
const core = path.join(modules, 'enketo-core');
const enketo = {
  resolve: {
    alias: [
      { find: 'enketo/config', replacement: path.join(core, 'config.js') },
      { find: 'enketo/widgets', replacement: path.join(peers, 'enketo/widgets.js') },
      { find: 'enketo/translator', replacement: path.join(core, 'src/js/fake-translator.js') },
      { find: 'enketo/dialog', replacement: path.join(core, 'src/js/fake-dialog.js') },
      { find: 'enketo/file-manager', replacement: path.join(core, 'src/js/file-manager.js') },
      { find: 'enketo/xpath-evaluator-binding', replacement: path.join(core, 'src/js/xpath-evaluator-binding.js') },
      { find: /^enketo-core$/, replacement: path.join(core, 'src/js/form.js') },
    ],
  },
  css: {
    preprocessorOptions: {
      scss: {
        quietDeps: true,
        silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'slash-div'],
        loadPaths: [modules],
        importers: [{ findFileUrl: inOwnModules }],
      },
    },
  },
  // Its widgets are found by their class names.
  build: { rolldownOptions: { output: { keepNames: true } } },
};

function inOwnModules(url) {
  const prefix = '/packages/enketo-core/node_modules/';
  return url.startsWith(prefix) ? pathToFileURL(path.join(modules, url.slice(prefix.length))) : null;
}

async function buildSync() {
  const root = path.join(peers, 'sync');
  const outDir = path.join(dist, 'sync');
  const input = ['raw', 'sealed', 'outbox', 'workbox'].map((name) => path.join(root, `${name}.html`));
  await build({ ...quiet, root, build: { ...output, outDir, emptyOutDir: true, rolldownOptions: { input } } });
  const lib = {
    entry: path.join(root, 'workbox-sw.js'),
    formats: ['iife'],
    name: 'sw',
    fileName: () => 'workbox-sw.js',
  };
  const define = { 'process.env.NODE_ENV': '"production"' };
  await build({ ...quiet, root, define, build: { ...output, outDir, emptyOutDir: false, lib } });
}

function isFresh() {
  const built = path.join(dist, 'built');
  if (!fs.existsSync(built)) return false;
  const sources = fs.readdirSync(peers, { recursive: true }).map((name) => path.join(peers, name));
  const locks = [path.join(peers, '../package-lock.json'), path.join(peers, '../../../package-lock.json')];
  const newest = Math.max(...[...sources, ...locks].map((file) => fs.statSync(file).mtimeMs));
  return newest < fs.statSync(built).mtimeMs;
}
