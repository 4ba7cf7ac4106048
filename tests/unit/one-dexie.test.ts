/**
 * The pages and the service worker share one file of Dexie, which the build takes as its package gives it. After an upgrade of
 * Dexie these say what of that is no longer so.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';

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

test('the built app and its worker bring that very file', () => {
  const file = `assets/dexie-${packaged.version}.js`;
  expect(readFileSync(join('dist', file), 'utf8')).toBe(script);
  const worker = readFileSync('dist/sw.js', 'utf8');
  const brought = /importScripts\((.*?)\),/.exec(worker)![1]!;
  // Once as what the policy lets through, once for browsers without Trusted Types.
  expect(brought.match(/\/assets\/[^`"']+/g)).toEqual([`/${file}`, `/${file}`]);
  expect(worker, 'a worker with another one is not installed').toContain('Not the Dexie of this build');
});
