/**
 * What a unit test shares with others: modules and process where it touches no device, as neither it nor anything that it imports
 * reaches the database or its stand-in; the process alone where it does, or has modules loaded anew; nothing where it puts a module
 * in another's place.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ofDevices = /(?:from|import)\s*\(?\s*'(?:dexie|fake-indexeddb)\b/;
const loadsAnew = /\bvi\.resetModules\(/;
const replaces = /\bvi\.(?:doMock|mock)\(/;
/** Static, dynamic and as a type: what is imported as a type alone only makes the list shorter. */
const imported = /(?:from|import)\s*\(?\s*'(\.[^'?]*)/g;

/**
 * The paths, from the project's root, of the unit tests that touch no device and leave modules as they are, and of those that put a
 * module in another's place.
 */
export function unitFiles(): { plain: string[]; replacing: string[] } {
  const known = new Map<string, Source>();
  /** Whether the file, or anything that it imports, is such a one. */
  const reaches = (is: keyof Source['is'], file: string, seen = new Set<string>()): boolean => {
    if (seen.has(file)) return false;
    seen.add(file);
    const source = known.get(file) ?? read(file);
    known.set(file, source);
    return source.is[is] || source.used.some((one) => reaches(is, one, seen));
  };
  const all = readdirSync('tests/unit')
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => `tests/unit/${name}`);
  const replacing = all.filter((file) => reaches('replacing', file));
  const plain = all.filter((file) => !replacing.includes(file) && !reaches('ofOwnModules', file));
  return { plain, replacing };
}

interface Source {
  readonly used: readonly string[];
  readonly is: { readonly ofOwnModules: boolean; readonly replacing: boolean };
}

function read(file: string): Source {
  const text = readFileSync(file, 'utf8');
  const used = [...text.matchAll(imported)].flatMap(([, path]) => fileOf(join(dirname(file), path!)) ?? []);
  return { used, is: { ofOwnModules: ofDevices.test(text) || loadsAnew.test(text), replacing: replaces.test(text) } };
}

/** The source that a path names, with or without its ending; undefined for what is no source. */
const fileOf = (path: string): string | undefined =>
  [path, `${path}.ts`, `${path}.tsx`].find((one) => /\.(?:tsx?|mjs)$/.test(one) && existsSync(one));
