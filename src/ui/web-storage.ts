/**
 * The browser's small storage, for the few words that must be read before the database is open. Everything there comes
 * through this door: a browser may refuse it, the service worker has none, and what lies there may be cut short or of
 * another version. Loaded before the first statement, so what fits is told by plain checks and not by a schema library.
 */

/** `local` stays on the device, `session` ends with the tab. */
export type StorageArea = 'local' | 'session';

/** As the browser has it; the worker is checked without the types of a page. */
interface WebStorage {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
  removeItem(key: string): void;
  clear(): void;
  readonly length: number;
  key(index: number): string | null;
}

const storageOf = (area: StorageArea): WebStorage | undefined =>
  (globalThis as Partial<Record<`${StorageArea}Storage`, WebStorage>>)[`${area}Storage`];

/** The text that is kept under a key, if `fits`; else undefined, and what does not fit is taken away. Never throws. */
export const readText = (area: StorageArea, key: string, fits: (text: string) => boolean): string | undefined =>
  readAs(area, key, (text) => (fits(text) ? text : undefined));

/** The JSON value that is kept under a key, as `parse` gives it; else undefined, and what is wrong is taken away. Never throws. */
export const readJson = <T>(area: StorageArea, key: string, parse: (value: unknown) => T | undefined): T | undefined =>
  readAs(area, key, (text) => parse(JSON.parse(text)));

function readAs<T>(area: StorageArea, key: string, parse: (text: string) => T | undefined): T | undefined {
  try {
    const text = storageOf(area)?.getItem(key) ?? undefined;
    const read = text === undefined ? undefined : parsed(text, parse);
    if (text !== undefined && read === undefined) forget(area, key);
    return read;
  } catch {
    return undefined;
  }
}

function parsed<T>(text: string, parse: (text: string) => T | undefined): T | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** Keeps a text under a key. Answers whether the browser took it. */
export function keepText(area: StorageArea, key: string, text: string): boolean {
  try {
    storageOf(area)?.setItem(key, text);
    return storageOf(area) !== undefined;
  } catch {
    return false;
  }
}

/** Takes away all that an area has. Never throws. */
export function forgetAll(area: StorageArea): void {
  try {
    storageOf(area)?.clear();
  } catch {
    // Where nothing may be kept there is nothing to take away.
  }
}

/** Keeps a JSON value under a key. Answers whether the browser took it. */
export const keepJson = (area: StorageArea, key: string, value: unknown): boolean =>
  keepText(area, key, JSON.stringify(value));

/** The keys that an area has. Never throws. */
export function namesIn(area: StorageArea): string[] {
  try {
    const of = storageOf(area);
    return Array.from({ length: of?.length ?? 0 }, (_, at) => of!.key(at) ?? '');
  } catch {
    return [];
  }
}

/** Takes away what is kept under a key. */
export function forget(area: StorageArea, key: string): void {
  try {
    storageOf(area)?.removeItem(key);
  } catch {
    // Where nothing may be kept there is nothing to take away.
  }
}

/** The fields of a value, where it has any: an object that is no list. */
export const fieldsIn = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
