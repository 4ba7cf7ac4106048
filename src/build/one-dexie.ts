import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const read = (file: string) => readFileSync(new URL(`../../node_modules/dexie/${file}`, import.meta.url), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };
const file = `assets/dexie-${version}.js`;
const id = '\0one-dexie';

/**
 * Dexie once for the pages and the service worker: a file of its own, which pages import and the worker, a classic script,
 * brings by `importScripts`. Bundled into both it would be a tenth of all that is kept for use without a network.
 */
export function oneDexie(inWorker: boolean): Plugin {
  // Of a script that a worker imports nobody checks the digest: another one than the build's ends its installation.
  const check = `if (globalThis.Dexie?.semVer !== '${version}') throw new TypeError('Not the Dexie of this build');`;
  // The worker's policy (Trusted Types) lets this one script through.
  const policy = `globalThis.trustedTypes?.createPolicy('worker', { createScriptURL: () => '/${file}' })`;
  const script = `${policy}.createScriptURL('') ?? '/${file}'`;
  const bring = inWorker ? `importScripts(${script});\n${check}` : `import '/${file}';`;
  return {
    name: 'one-dexie',
    apply: 'build',
    enforce: 'pre',
    resolveId(asked) {
      if (asked === 'dexie') return id;
      return asked === `/${file}` ? { id: asked, external: true, moduleSideEffects: true } : undefined;
    },
    load(asked) {
      if (asked !== id) return;
      return `${bring}\nexport const { Dexie } = globalThis;\nexport const { liveQuery } = Dexie;`;
    },
    generateBundle() {
      if (!inWorker) this.emitFile({ type: 'asset', fileName: file, source: read('dist/dexie.min.js') });
    },
  };
}
