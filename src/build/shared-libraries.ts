import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';
import * as zod from 'zod/mini';

/** A library that pages and service worker bring from one file, which makes it known as `globalThis[known]`. */
interface Library {
  /** As the app imports it. */
  name: string;
  /** In the built app. */
  file: string;
  script: string;
  known: string;
  /** Where it says which one it is, and what it says. */
  sign: readonly [field: string, value: string];
  /** The code of a module that gives what the app uses of it. `''` is the module itself, another name one that is in it. */
  modules: ReadonlyMap<string, string>;
}

const packaged = (name: string, file: string) =>
  readFileSync(new URL(`../../node_modules/${name}/${file}`, import.meta.url), 'utf8');
const versionOf = (name: string) => (JSON.parse(packaged(name, 'package.json')) as { version: string }).version;

function dexie(): Library {
  const version = versionOf('dexie');
  const code = 'export const { Dexie } = globalThis;\nexport const { liveQuery } = Dexie;';
  return {
    name: 'dexie',
    file: `assets/dexie-${version}.js`,
    script: packaged('dexie', 'dist/dexie.min.js'),
    known: 'Dexie',
    sign: ['semVer', version],
    modules: new Map([['', code]]),
  };
}

type Namespace = Record<string, unknown>;
const isNamespace = (value: unknown): value is Namespace => Object.prototype.toString.call(value) === '[object Module]';

/** What the sources of the app use of zod: the names in it, and those in its namespaces such as `iso`. Types are none of its values. */
export function usedOfZod(): Map<string, string[]> {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/^(build|receiver)\//.test(file),
  );
  const used = new Map<string, Set<string>>();
  for (const file of sources) {
    for (const [, first, second] of readFileSync(join('src', file), 'utf8').matchAll(/\bz\.(\w+)(?:\.(\$?\w+))?/g)) {
      const value = (zod as Namespace)[first!];
      const [from, name] = isNamespace(value) ? [first!, second ?? ''] : ['', first!];
      const owner = from === '' ? (zod as Namespace) : (value as Namespace);
      if (name in owner) used.set(from, (used.get(from) ?? new Set()).add(name));
    }
  }
  return new Map([...used].sort().map(([from, names]) => [from, [...names].sort()]));
}

/** Calls without an effect may be left out where nothing needs their result, as the bundler knows it of zod itself. */
function moduleOfZod(from: string, names: readonly string[]): string {
  const at = from === '' ? 'globalThis.Zod' : `globalThis.Zod.${from}`;
  const lines = names.map((name) =>
    /^[$A-Z]|^config$/.test(name)
      ? `export const ${name} = at.${name};`
      : `/* @__NO_SIDE_EFFECTS__ */ function call_${name}(...given) { return at.${name}(...given); }\nexport { call_${name} as ${name} };`,
  );
  return [`const at = ${at};`, ...lines].join('\n');
}

async function zodUsed(): Promise<Library> {
  const used = usedOfZod();
  const fields = (from: string, names: readonly string[]) => names.map((name) => `${name}: z.${from}${name}`);
  const spaces = [...used].filter(([from]) => from !== '');
  const all = [
    ...fields('', used.get('') ?? []),
    ...spaces.map(([from, names]) => `${from}: { ${fields(`${from}.`, names)} }`),
  ];
  const entry = '\0zod-used';
  const made = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: { write: false, target: 'es2022', rolldownOptions: { input: entry, output: { format: 'iife' } } },
    plugins: [
      {
        name: 'zod-used',
        resolveId: (asked) => (asked === entry ? entry : undefined),
        load: (asked) => (asked === entry ? `import * as z from 'zod/mini';\nglobalThis.Zod = { ${all} };` : undefined),
      },
    ],
  });
  const { code } = (made as Rolldown.RolldownOutput).output[0];
  const digest = createHash('sha256').update(code).digest('hex').slice(0, 8);
  const inner = spaces.map(([from]) => `export * as ${from} from 'zod/mini/${from}';`);
  return {
    name: 'zod/mini',
    file: `assets/zod-${versionOf('zod')}-${digest}.js`,
    script: `${code.trim()}\nglobalThis.Zod.digest = '${digest}';\n`,
    known: 'Zod',
    sign: ['digest', digest],
    modules: new Map(
      [...used].map(([from, names]) => [from, [...(from === '' ? inner : []), moduleOfZod(from, names)].join('\n')]),
    ),
  };
}

let libraries: Promise<Library[]> | undefined;

/** Of every build the same: pages and worker are built after each other. */
const all = () => {
  libraries ??= Promise.all([dexie(), zodUsed()]);
  return libraries;
};

const policy = fileURLToPath(new URL('../ui/worker-script.ts', import.meta.url));
const start = '\0shared:';
/** The end of the name of the module that brings a library, before any that gives something of it. */
const first = '?bring';

/**
 * Dexie and zod once for the pages and the service worker: a file each, which pages import and the worker, a classic script,
 * brings by `importScripts`. Bundled into both they would be a sixth of all that is kept for use without a network.
 */
export function sharedLibraries(inWorker: boolean): Plugin {
  const bring = ({ file, known, sign: [field, value] }: Library) =>
    inWorker
      ? // Of a script that a worker imports nobody checks the digest: another one than the build's ends its installation.
        [
          `import { workerScript } from '${policy}';`,
          `importScripts(workerScript('/${file}'));`,
          `if (globalThis.${known}?.${field} !== '${value}') throw new TypeError('Not the ${known} of this build');`,
        ].join('\n')
      : `import '/${file}';`;
  return {
    name: 'shared-libraries',
    apply: 'build',
    enforce: 'pre',
    async resolveId(asked) {
      if (asked.startsWith(start)) return asked;
      const found = await all();
      if (found.some(({ file }) => asked === `/${file}`)) return { id: asked, external: true, moduleSideEffects: true };
      const of = found.find(({ name }) => asked === name || asked.startsWith(`${name}/`));
      return of && start + asked;
    },
    async load(asked) {
      if (!asked.startsWith(start)) return;
      const path = asked.slice(start.length).replace(first, '');
      const library = (await all()).find(({ name }) => path === name || path.startsWith(`${name}/`))!;
      if (asked.endsWith(first)) return bring(library);
      const code = library.modules.get(path.slice(library.name.length + 1));
      if (code === undefined) throw new Error(`${path}: not one of the modules that the app uses`);
      return `import ${JSON.stringify(start + library.name + first)};\n${code}`;
    },
    async generateBundle() {
      if (inWorker) return;
      for (const { file, script } of await all()) this.emitFile({ type: 'asset', fileName: file, source: script });
    },
  };
}
