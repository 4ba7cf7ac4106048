/**
 * The pages and the service worker share one file of Dexie, which the build takes as its package gives it, and one of what the
 * app uses of zod. After an upgrade of either these say what of that is no longer so.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { usedOfZod } from '../../src/build/shared-libraries.ts';

const packaged = JSON.parse(readFileSync('node_modules/dexie/package.json', 'utf8')) as { version: string };
const script = readFileSync('node_modules/dexie/dist/dexie.min.js', 'utf8');

/** What the file leaves behind in a worker that brings it by `importScripts`, where there are no modules. */
function inWorker(): { semVer?: string; liveQuery?: unknown } | undefined {
  const world = createContext({ console, setTimeout, Promise });
  runInContext('globalThis.self = globalThis', world);
  runInContext(script, world);
  return (world as { Dexie?: { semVer?: string } }).Dexie;
}

test('Dexie is of the version with which updates, kills and two tabs were tried: after an upgrade run the browser tests', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: { dexie: string } };
  expect(dependencies.dexie, 'exactly one version may be installed').toMatch(/^\d+\.\d+\.\d+$/);
  expect(packaged.version).toBe(dependencies.dexie);
  expect(packaged.version, 'this line is raised when update, worker, storage and durability have passed').toBe('4.4.7');
});

test('its file for scripts makes Dexie known to a worker without modules, and says which version it is', () => {
  expect(inWorker()?.semVer).toBe(packaged.version);
});

test('what the app imports of Dexie, that file has', () => {
  const used = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => [...readFileSync(join('src', file), 'utf8').matchAll(/^import \{([^}]*)\} from 'dexie'/gm)])
    .flatMap(([, names]) => names!.split(',').map((name) => name.trim()))
    .filter((name) => name && !name.startsWith('type '));
  expect(new Set(used)).toEqual(new Set(['Dexie', 'liveQuery']));
  expect(inWorker()?.liveQuery).toBeTypeOf('function');
});

test('what the app uses of zod is found in its sources: a schema, a namespace’s, a class; no type', () => {
  const used = usedOfZod();
  expect(used.get('')).toEqual(expect.arrayContaining(['strictObject', 'optional', '_default', 'config']));
  expect(used.get('')).not.toContain('infer');
  expect(used.get('iso')).toEqual(['date', 'datetime']);
  expect(used.get('core')).toContain('$ZodError');
});

test('the built app and its worker bring those very files', () => {
  const dexie = `assets/dexie-${packaged.version}.js`;
  expect(readFileSync(join('dist', dexie), 'utf8')).toBe(script);
  const zod = `assets/${readdirSync('dist/assets').find((name) => /^zod-.*\.js$/.test(name))}`;
  const worker = readFileSync('dist/sw.js', 'utf8');
  const brought = [...worker.matchAll(/importScripts\(\w+\([`"']\/([^`"']+)[`"']\)\)/g)].map(([, file]) => file!);
  expect(brought.sort()).toEqual([dexie, zod]);
  for (const known of ['Dexie', 'Zod']) {
    expect(worker, 'a worker with another one is not installed').toContain(`Not the ${known} of this build`);
  }
  // In no other script is there a second copy.
  const scripts = readdirSync('dist/assets').filter((name) => /\.js$/.test(name) && !/^(dexie|zod)-/.test(name));
  const copies = [worker, ...scripts.map((name) => readFileSync(join('dist/assets', name), 'utf8'))];
  for (const text of copies) expect(/\$ZodCheckMaxLength|\.semVer\s*=/.test(text)).toBe(false);
});

test('the worker runs from its first line to its last: each library is there before anything of it is used', () => {
  const world = createContext({
    console,
    URL,
    TextEncoder,
    TextDecoder,
    setTimeout,
    crypto,
    performance,
    navigator: {},
  });
  const heard: string[] = [];
  Object.assign(world, {
    addEventListener: (name: string) => heard.push(name),
    location: { href: 'https://app.example/sw.js', origin: 'https://app.example' },
    registration: { scope: 'https://app.example/' },
    importScripts: (path: string) => runInContext(readFileSync(`dist${path}`, 'utf8'), world),
  });
  runInContext('globalThis.self = globalThis', world);
  runInContext(readFileSync('dist/sw.js', 'utf8'), world);
  expect(heard).toEqual(expect.arrayContaining(['install', 'activate', 'fetch', 'message', 'sync']));
});

test('the file of zod makes known, in a worker without modules, all that is asked of it', () => {
  const zod = readdirSync('dist/assets').find((name) => /^zod-.*\.js$/.test(name))!;
  const world = createContext({ console, URL });
  runInContext(readFileSync(join('dist/assets', zod), 'utf8'), world);
  const { Zod } = world as unknown as { Zod: Record<string, Record<string, unknown>> & { digest: string } };
  expect(zod).toContain(Zod.digest);
  for (const [from, names] of usedOfZod()) {
    for (const name of names) expect(from === '' ? Zod[name] : Zod[from]![name], name).toBeDefined();
  }
});
