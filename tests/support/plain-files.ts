/**
 * Which unit tests touch no device: neither they nor anything that they import reaches the database or its stand-in, and none
 * of them puts a module in another's place. They share their modules, which is quicker; the others have each their own.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ofDevices = /(?:from|import)\s*\(?\s*'(?:dexie|fake-indexeddb)\b/;
const replacing = /\bvi\.(?:doMock|mock|resetModules)\(/;
/** Static, dynamic and as a type: what is imported as a type alone only makes the list shorter. */
const imported = /(?:from|import)\s*\(?\s*'(\.[^'?]*)/g;

/** The paths of the unit tests that touch no device, from the project's root. */
export function plainFiles(): string[] {
  const known = new Map<string, { isOfDevice: boolean; used: string[] }>();
  const look = (file: string) => {
    const text = readFileSync(file, 'utf8');
    const used = [...text.matchAll(imported)].flatMap(([, path]) => fileOf(join(dirname(file), path!)) ?? []);
    return { isOfDevice: ofDevices.test(text) || replacing.test(text), used };
  };
  const reachesDevice = (file: string, seen = new Set<string>()): boolean => {
    if (seen.has(file)) return false;
    seen.add(file);
    const { isOfDevice, used } = known.get(file) ?? look(file);
    known.set(file, { isOfDevice, used });
    return isOfDevice || used.some((one) => reachesDevice(one, seen));
  };
  return readdirSync('tests/unit')
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => `tests/unit/${name}`)
    .filter((file) => !reachesDevice(file));
}

/** The source that a path names, with or without its ending; undefined for what is no source. */
const fileOf = (path: string): string | undefined =>
  [path, `${path}.ts`, `${path}.tsx`].find(
    (one) => /\.(?:tsx?|mjs)$/.test(one) && existsSync(one) && statSync(one).isFile(),
  );
