/** What lies in a device's database, read and opened without the app: from a page of its address that runs none of its scripts. */
import type { Page } from '@playwright/test';
import { versions } from '../../src/store/db.ts';
import { slowBits } from '../../src/vault/lock/derive.ts';
import { openedBySecret } from '../../src/vault/lock/lock-row.ts';
import { derivation } from '../../src/vault/lock/secret-key.ts';
import type { LockRow } from '../../src/vault/lock/stored-lock.ts';
import { wrappingKey } from '../../src/vault/lock/wrapping.ts';
import type { Written } from '../support/write-records.ts';
import { expect } from './change.ts';

// No worker here: the same bytes in this thread.
derivation.derive = async (asked) => wrappingKey(await slowBits(asked), 'pin');

export interface Disk {
  /** 0 where there is no database. */
  version: number;
  /** How the device's key lies there: as it is, under a lock, or not at all because the device was emptied. */
  key: 'open' | 'locked' | 'emptied' | 'none' | 'both';
  /** Whether not everything may be sealed anew yet. */
  isResealing: boolean;
  /** Which of the secrets open the lock. */
  secrets: string[];
  /** What is sealed, by its table and key: its text, or null where no key opens it. */
  sealed: Record<string, string | null>;
  /** How many rows each table has. */
  rows: Record<string, number>;
  /** The names of the settings. */
  settings: string[];
  /** How far each restore came that was cut short, as its mark says. */
  restoring: number[];
  /** How many outbox items there are in a state, and records of a kind: counted, and as the counts say. */
  counted: Record<string, number>;
  counts: Record<string, number>;
}

/** A page of the app's address on which nothing of the app runs. */
export const stillPage = async (page: Page, url: string): Promise<void> =>
  void (await page.goto(`${url}/icons/icon.svg`));

/** Reads all of one database. `secrets`: what may open its lock. */
export async function diskOn(
  page: Page,
  url: string,
  secrets: readonly string[] = [],
  database = 'kenttakirja',
): Promise<Disk> {
  await stillPage(page, url);
  // A part of the browser that was killed may hold its files for a moment longer: then there seems to be no database, or it does not open.
  await expect(() => page.evaluate(opensAny)).toPass();
  const lock = await page.evaluate(lockThere, database);
  const opening = lock ? await openings(lock, secrets) : [];
  const found = await page.evaluate(read, { given: opening.map(({ bits }) => bits), database });
  return { ...found, secrets: opening.map(({ secret }) => secret) };
}

/** A secret that opens a lock, and the key that it gives. */
interface Opening {
  secret: string;
  bits: number[];
}

const known = new Map<string, Opening[]>();

/** Which of the secrets open a lock. Each try takes a second: one lock that was opened, and is as it was, is opened by the same alone. */
async function openings(lock: Lock, secrets: readonly string[]): Promise<Opening[]> {
  const name = JSON.stringify(lock);
  const before = known.get(name)?.filter(({ secret }) => secrets.includes(secret));
  if (before?.length) return before;
  const bytes = (some: number[]) => Uint8Array.from(some);
  const row = { secret: { ...lock, salt: bytes(lock.salt), wrapped: bytes(lock.wrapped) } } as LockRow;
  const found: Opening[] = [];
  for (const secret of secrets) {
    const key = await openedBySecret(row, secret, true);
    if (key) found.push({ secret, bits: [...new Uint8Array(await crypto.subtle.exportKey('raw', key))] });
  }
  known.set(name, found);
  return found;
}

/** In the page: rejects where no database can be opened. */
const opensAny = () =>
  new Promise((done, fail) => {
    const asked = indexedDB.open('tried');
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
      asked.result.close();
      const gone = indexedDB.deleteDatabase('tried');
      gone.onsuccess = done;
      gone.onerror = () => fail(gone.error);
    };
  });

/** A lock, its bytes as numbers. */
interface Lock {
  memory: number;
  passes: number;
  salt: number[];
  wrapped: number[];
}

/** In the page: the lock of the device. */
async function lockThere(database: string) {
  if (!(await indexedDB.databases()).some(({ name }) => name === database)) return undefined;
  return new Promise<Lock | undefined>((done, fail) => {
    const asked = indexedDB.open(database);
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => {
      const row = asked.result.transaction('keys').objectStore('keys').get('device');
      row.onsuccess = () => {
        asked.result.close();
        const { memory, passes, salt, wrapped } = row.result?.lock?.secret ?? {};
        done(salt && { memory, passes, salt: [...salt], wrapped: [...wrapped] });
      };
    };
  });
}

/** In the page: everything of the database, opened with the keys that lie there and those that are given. */
async function read({ given, database }: { given: number[][]; database: string }): Promise<Omit<Disk, 'secrets'>> {
  const nothing = { sealed: {}, rows: {}, settings: [], restoring: [], counted: {}, counts: {} };
  if (!(await indexedDB.databases()).some(({ name }) => name === database))
    return { version: 0, key: 'none', isResealing: false, ...nothing };
  const asked = <T>(request: IDBRequest<T>) =>
    new Promise<T>((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  const db = await asked(indexedDB.open(database));
  const names = [...db.objectStoreNames];
  const transaction = db.transaction(names);
  const tables = await Promise.all(
    names.map(async (name) => {
      const store = transaction.objectStore(name);
      const [keys, rows] = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
      return { name, keys, rows };
    }),
  );
  db.close();
  const rowsIn = (table: string) => tables.find(({ name }) => name === table)?.rows ?? [];
  const device = rowsIn('keys').find(({ name }) => name === 'device');
  const before = rowsIn('keys').find(({ name }) => name === 'before');
  const imported = given.map((bits) =>
    crypto.subtle.importKey('raw', Uint8Array.from(bits), 'AES-GCM', false, ['decrypt']),
  );
  const keys = [...(await Promise.all(imported)), device?.key, before?.key].filter(Boolean);
  const text = async (sealed: { iv: BufferSource; body: BufferSource }, ids: string[]) => {
    for (const key of keys)
      for (const id of ids) {
        const additionalData = new TextEncoder().encode(id);
        const how = { name: 'AES-GCM', iv: sealed.iv, additionalData };
        const plain = await crypto.subtle.decrypt(how, key, sealed.body).catch(() => undefined);
        if (plain) return new TextDecoder().decode(plain);
      }
    return null;
  };
  const found: Omit<Disk, 'secrets'> = {
    version: db.version,
    key: device?.isEmptied
      ? 'emptied'
      : device?.key && device.lock
        ? 'both'
        : device?.key
          ? 'open'
          : device?.lock
            ? 'locked'
            : 'none',
    isResealing: before !== undefined,
    ...structuredClone(nothing),
    settings: rowsIn('settings').map(({ name }) => name),
    restoring: rowsIn('settings').flatMap(({ name, value }) => (name.startsWith('restoring:') ? [value.held] : [])),
  };
  const add = (name: string) => {
    found.counted[name] = (found.counted[name] ?? 0) + 1;
  };
  for (const { name, keys: places, rows } of tables) {
    found.rows[name] = rows.length;
    await Promise.all(
      rows.map(async (row, at) => {
        for (const held of [row, row.value, row.words, row.config])
          if (held?.body instanceof ArrayBuffer && ArrayBuffer.isView(held.iv))
            found.sealed[`${name}/${places[at]}`] = await text(held as never, [
              ...[held.id, row.id, row.key, row.name].filter((id) => typeof id === 'string'),
            ]);
      }),
    );
  }
  for (const { state } of rowsIn('outbox')) add(state);
  for (const { kind, deleted } of rowsIn('records')) if (!deleted) add(`kind:${kind}`);
  for (const { name, n } of rowsIn('counts')) if (n) found.counts[name] = n;
  return found;
}

/** What is sealed in `is` otherwise than in `was`, in words; `may` are places that may be there or not. */
export function differences(
  was: Disk['sealed'],
  is: Disk['sealed'],
  may: (place: string) => boolean = () => false,
): string[] {
  const places = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((place) => was[place] !== is[place]);
  return places
    .filter((place) => is[place] === null || !may(place))
    .map(
      (place) =>
        `${place} is ${is[place] === null ? 'readable by no key' : is[place] === undefined ? 'gone' : 'another'}`,
    );
}

/** Whether the counts are those of what is there, in words. */
export const countsWrong = ({ counts, counted }: Disk): string[] => {
  const sorted = (some: Record<string, number>) => JSON.stringify(Object.entries(some).sort());
  return sorted(counts) === sorted(counted) ? [] : [`counts say ${sorted(counts)}, there are ${sorted(counted)}`];
};

/** The browser is as new: a device before its first start. */
export async function emptyDevice(page: Page, url: string): Promise<void> {
  await stillPage(page, url);
  await page.evaluate(async () => {
    localStorage.clear();
    sessionStorage.clear();
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
    for (const { name } of await indexedDB.databases())
      await new Promise((done, fail) => {
        const asked = indexedDB.deleteDatabase(name!);
        asked.onsuccess = done;
        asked.onerror = fail;
      });
  });
}

/** The tables of a version as IndexedDB is asked for them. */
function tablesOf(upTo: number) {
  const all = new Map<string, string>();
  for (const { stores } of versions.slice(0, upTo))
    for (const [name, keys] of Object.entries(stores)) all.set(name, keys);
  const path = (key: string) => (key.startsWith('[') ? key.slice(1, -1).split('+') : key);
  return [...all].map(([name, keys]) => {
    const [key, ...indexes] = keys.split(', ');
    return { name, key: key!, indexes: indexes.map((index) => ({ name: index, path: path(index) })) };
  });
}

/** A database as the app of some version made it, with records of which every third was delivered, and the others have to wait long. */
export async function layDatabase(page: Page, url: string, records: readonly Written[], upTo = versions.length) {
  await stillPage(page, url);
  await page.evaluate(lay, { records: [...records], version: upTo * 10, tables: tablesOf(upTo) });
}

interface ToAdd {
  url: string;
  database: string;
  /** What opens its lock. */
  secret: string;
  records: readonly Written[];
}

/** Adds records that wait to a database under a lock, behind the app's back. */
export async function layRecords(page: Page, { url, database, secret, records }: ToAdd): Promise<void> {
  await stillPage(page, url);
  const [opening] = await openings((await page.evaluate(lockThere, database))!, [secret]);
  await page.evaluate(addRecords, { database, bits: opening!.bits, records: [...records] });
}

/** In the page. */
async function addRecords({ database, bits, records }: { database: string; bits: number[]; records: Written[] }) {
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(bits), 'AES-GCM', false, ['encrypt']);
  const rows = await Promise.all(
    records.map(async ({ of, ...record }) => {
      const { id, kind, at, unit, rev } = record;
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const how = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(id) };
      const body = await crypto.subtle.encrypt(how, key, new TextEncoder().encode(JSON.stringify(record)));
      return { id, kind, at, unit, rev, ...(of ? { of } : {}), iv, body };
    }),
  );
  const db = await new Promise<IDBDatabase>((done, fail) => {
    const asked = indexedDB.open(database);
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => done(asked.result);
  });
  const transaction = db.transaction(['records', 'outbox', 'counts'], 'readwrite');
  for (const { id, kind, rev, ...row } of rows) {
    transaction.objectStore('records').add({ id, kind, rev, ...row });
    const item = { recordId: id, kind, rev, endpoint: 'home', state: 'waiting', tries: 0, dueAt: 0 };
    transaction.objectStore('outbox').add({ key: `${id}:home`, ...item });
  }
  for (const name of ['waiting', 'kind:encounter']) transaction.objectStore('counts').put({ name, n: rows.length });
  await new Promise<void>((done, fail) => {
    transaction.oncomplete = () => done();
    transaction.onabort = () => fail(transaction.error);
  });
  db.close();
}

interface ToLay {
  records: Written[];
  version: number;
  tables: { name: string; key: string; indexes: { name: string; path: string | string[] }[] }[];
}

/** In the page. */
async function lay({ records, version, tables }: ToLay): Promise<void> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const rows = await Promise.all(
    records.map(async ({ of, ...record }) => {
      const { id, kind, at, unit, rev } = record;
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const how = { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(id) };
      const body = await crypto.subtle.encrypt(how, key, new TextEncoder().encode(JSON.stringify(record)));
      return { id, kind, at, unit, rev, ...(version >= 50 ? { of } : {}), iv, body };
    }),
  );
  const db = await new Promise<IDBDatabase>((done, fail) => {
    const asked = indexedDB.open('kenttakirja', version);
    asked.onerror = () => fail(asked.error);
    asked.onsuccess = () => done(asked.result);
    asked.onupgradeneeded = () => {
      for (const { name, key: keyPath, indexes } of tables) {
        const store = asked.result.createObjectStore(name, { keyPath });
        for (const { name: index, path } of indexes) store.createIndex(index, path);
      }
    };
  });
  const transaction = db.transaction([...db.objectStoreNames], 'readwrite');
  const store = (name: string) => transaction.objectStore(name);
  store('keys').add({ name: 'device', id: crypto.randomUUID(), key });
  store('endpoints').add({ id: 'home' });
  store('settings').add({ name: 'device', value: records[0]!.device });
  const counts: Record<string, number> = {};
  rows.forEach((row, at) => {
    const state = at % 3 === 0 ? 'delivered' : 'waiting';
    const of = { recordId: row.id, kind: row.kind, rev: row.rev, endpoint: 'home', state };
    const done = state === 'delivered' ? { doneAt: Date.now(), proof: 'stored', tries: 1 } : { tries: 0 };
    store('records').add(row);
    store('outbox').add({ key: `${row.id}:home`, ...of, ...done, dueAt: 0 });
    for (const name of [state, `kind:${row.kind}`]) counts[name] = (counts[name] ?? 0) + 1;
  });
  if (db.objectStoreNames.contains('counts'))
    for (const [name, n] of Object.entries(counts)) store('counts').add({ name, n });
  await new Promise<void>((done, fail) => {
    transaction.oncomplete = () => done();
    transaction.onabort = () => fail(transaction.error);
  });
  db.close();
}
