import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Where it lies in the built app. */
export const sbomFile = 'sbom.cdx.json';

/** What stands in the lock file of a package, by its place such as `node_modules/a/node_modules/b`. */
interface Locked {
  version: string;
  integrity: string;
  license?: string;
  /** Where another package is installed under this name. */
  name?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** The places of the packages of which something stands in the built app. */
const bundled = new Set<string>();

/** Of what a build tool adds by itself, and of what is laid beside the bundle whole, the module has no path: its package. */
const unplaced: Record<string, string> = {
  '\0vite/': 'vite',
  '\0rolldown/': 'rolldown',
  '\0@oxc-project+runtime@': 'rolldown',
  '\0shared:dexie': 'dexie',
  '\0shared:zod/mini': 'zod',
};

/** Of these a few lines of their own are in the app, and nothing of what they need. */
const tools = ['node_modules/vite', 'node_modules/rolldown'];

/** The place of the package that a module is of; undefined for one of our own. Throws for one that it cannot tell. */
export function packageOf(id: string, root: string): string | undefined {
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '');
  const place = /^.*?\/(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
  if (place) return place;
  const known = Object.entries(unplaced).find(([start]) => id.startsWith(start));
  if (known) return `node_modules/${known[1]}`;
  if (path.startsWith(`${root}/`)) return undefined;
  throw new Error(`The SBOM cannot tell whose module this is: ${JSON.stringify(id)}`);
}

/** Notes of a build what is in its files: the app's, the service worker's, that of any other worker. */
export function notePackages(): Plugin {
  let root = process.cwd();
  return {
    name: 'note-packages',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root;
    },
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        for (const place of file.moduleIds.map((id) => packageOf(id, root))) if (place) bundled.add(place);
      }
    },
  };
}

type Packages = Record<string, Locked>;

/** The packages that a built receiver asks Node for. */
export function askedOfNode(folder: string): string[] {
  const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  if (code.length === 0) throw new Error('The SBOM names what the receiver needs: it is built first');
  const asked = code.flatMap((text) =>
    [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([^"'.][^"']*)["']/g)].map(([, name]) => name!),
  );
  return asked
    .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
    .map((name) => `node_modules/${/^(?:@[^/]+\/)?[^/]+/.exec(name)![0]}`);
}

/** Packages with those that they need in turn: beside them, or inside them where they were bundled before they came here. */
export function withNeeded(places: Iterable<string>, packages: Packages): Set<string> {
  const found = new Set<string>();
  const need = (place: string | undefined) => {
    if (!place || found.has(place) || place.includes('node_modules/@types/')) return;
    found.add(place);
    if (tools.includes(place)) return;
    const { dependencies, optionalDependencies } = packages[place] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) need(nearest(name, place, packages));
  };
  for (const place of places) need(place);
  return found;
}

/** Where Node finds a package from another one's place: there, or in a folder further out. */
function nearest(name: string, from: string, packages: Packages): string | undefined {
  for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
    const inside = place ? `${place}/node_modules/${name}` : `node_modules/${name}`;
    if (packages[inside]) return inside;
    if (!place) return undefined;
  }
}

/**
 * What the built app and the receiver are made of, as a CycloneDX 1.6 document. The same for the same sources: it has no time
 * and no number of its own.
 */
export function sbom(root = process.cwd()): string {
  const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const { name, version, license } = read('package.json') as { name: string; version: string; license: string };
  const { packages } = read('package-lock.json') as { packages: Packages };
  const inApp = withNeeded(bundled, packages);
  const inReceiver = withNeeded(askedOfNode(join(root, 'build')), packages);
  const component = (place: string) => {
    const locked = packages[place];
    if (!locked) throw new Error(`The lock file does not have ${place}`);
    const parts = [inApp.has(place) && 'app', inReceiver.has(place) && 'receiver'].filter(Boolean);
    return componentOf(locked.name ?? place.split('node_modules/').at(-1)!, locked, parts.join(', '));
  };
  const components = [...new Set([...inApp, ...inReceiver])].sort().map(component);
  const about = { type: 'application', 'bom-ref': name, name, version, licenses: [{ license: { id: license } }] };
  return `${JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: { component: about }, components }, null, 2)}\n`;
}

function componentOf(name: string, { version, license, integrity }: Locked, parts: string) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const [own = '', group] = name.split('/').reverse();
  const hash = Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group && { group }),
    name: own,
    version,
    // An expression too (`MIT OR Apache-2.0`).
    ...(license && { licenses: [{ expression: license }] }),
    hashes: [{ alg: 'SHA-512', content: hash }],
    purl,
    properties: [{ name: 'kenttakirja:in', value: parts }],
  };
}
