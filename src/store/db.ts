/**
 * The tables on the device. All kinds of record share them, so a new kind changes nothing here.
 * In the clear: kind, time (of some kinds the day), unit, state, the random id of the record that one belongs to, and which
 * one is under way. Everything else is sealed; a test (`at-rest`) names every field that is not.
 */
import { type DBCore, Dexie, type EntityTable, type Table } from 'dexie';
import { forgetAll } from '../ui/web-storage.ts';
import type { LockRow } from '../vault/lock/stored-lock.ts';
import type { Sealed } from '../vault/seal.ts';
import { databaseName, isPractising } from './practice.ts';
import { isOnShift } from './shift.ts';
import { isWiping, leaveEmptied } from './wiping-flag.ts';

/** A record as it lies on the device. */
export interface StoredRecord extends Sealed {
  id: string;
  kind: string;
  /** ISO 8601; of a kind that is `untimed` the day alone. */
  at: string;
  unit: string;
  rev: number;
  /** The id of the record that it belongs to, such as an encounter's outing; or that it is under way (`underWayMark`). */
  of?: string;
  deleted?: true;
}

/** A form that is not finished. `id` is the id of the record that it will become, or whose revision `base` it edits. */
export interface StoredDraft extends Sealed {
  id: string;
  kind: string;
  /** The revision that it edits; 0 for a new record. */
  base: number;
  /** When it was last touched, ISO 8601. */
  at: string;
  /** Which open form wrote it last: a random id, so that another one follows. */
  by: string;
}

/** That one endpoint does not yet hold, or holds, one record at one revision. */
export interface OutboxItem {
  /** `recordId:endpoint`: sorts in the order that the records were made. */
  key: string;
  recordId: string;
  kind: string;
  rev: number;
  endpoint: string;
  /** `aside`: a person decided that it need not go; it can be taken back. */
  state: 'waiting' | 'refused' | 'delivered' | 'aside';
  /** How many times this revision was tried. */
  tries: number;
  /** It has gone out, and no answer has told what became of it: it is looked for before it goes again, where that can be had. */
  sent?: true;
  /** How many answers left open what became of it, where each try may have made one more of it. */
  doubts?: number;
  /** Not before this time, in milliseconds since 1970; 0 is at once, `afterAnother` is once `after` was delivered. */
  dueAt: number;
  /** The key of the item that must be delivered first. */
  after?: string;
  /** The newest revision that the endpoint was known to hold when this one began to wait. */
  held?: number;
  /** How many times the endpoint was found without it after it had been delivered. */
  lost?: number;
  /** Why the last try did not deliver, as a word that the screens translate. */
  trouble?: string;
  /** The HTTP status of the last answer. */
  status?: number;
  /** What the endpoint said of a delivered record: stored now, held before, a newer one held, or only a status. */
  proof?: 'stored' | 'duplicate' | 'newer' | 'accepted';
  /** When it was delivered or refused, in milliseconds since 1970, by this phone's clock. */
  doneAt?: number;
  /** The same moment by the endpoint's clock, where it told it. */
  doneThere?: number;
  /** The same moment by what this device had lived through (`lived.ts`), where the endpoint told no time. */
  doneLived?: number;
  /** The endpoint's own words on a refusal, sealed: they may quote the record. */
  words?: Sealed;
  /** While it waits, the record as it is sent, sealed for sending while the device is locked (`sending-key.ts`), bound to its id. */
  toSend?: Sealed;
}

/** The endpoint that there is before anyone set one up: the receiver that serves the app. */
export const homeEndpoint = 'home';

/** An endpoint and how it has behaved. */
export interface StoredEndpoint {
  id: string;
  /** Its address and token; absent until someone changed what it had from the start. */
  config?: Sealed;
  /** The same, sealed for sending while the device is locked (`sending-key.ts`). */
  toSend?: Sealed;
  /** Names of the kinds it takes; absent: all. */
  kinds?: string[];
  /**
   * Out of use, with something that it does not yet have: nothing new waits for it. `undecided`: nothing is sent until a
   * person says what becomes of the rest; `emptying`: the rest is still sent.
   */
  retired?: 'undecided' | 'emptying';
  /** When it last took a record (ms since 1970). */
  deliveredAt?: number;
  /** It is new: the records up to this id wait for it already, those after it not yet. */
  filling?: string;
  /** The newest commit of its history that this device was told of, where it names them. */
  history?: string;
  /** Its history was cut, as by a backup put back: what was delivered must be checked. An id of its own for each cut. */
  recheck?: string;
  /** How far (ms) its clock is ahead of this phone's, and when this was seen, by the phone's. */
  clock?: { ahead: number; at: number };
  /** Nothing is sent before `until` (ms since 1970), `wait` ms later; `asked` when the endpoint itself named the time. */
  hold?: {
    tries: number;
    until: number;
    wait?: number;
    trouble: string;
    status?: number;
    asked: boolean;
    /** It may end before its time when something has changed, such as the network. */
    givesWay?: true;
    /** At most this many records in the next batch: the last one may have been too much. */
    most?: number;
  };
}

/**
 * How many outbox items are in a state (`waiting`), or records of a kind there are (`kind:response`): kept with every
 * change, because counting 10,000 rows takes too long.
 */
export interface Count {
  name: OutboxItem['state'] | `kind:${string}`;
  n: number;
}

/** A small setting, in the clear: language, unit, device id. */
export interface Setting {
  name: string;
  value: unknown;
}

/**
 * A key of this device. `device`: everything is sealed under it; where a lock is set it lies here wrapped, and is in memory while the
 * device is open. `before`: what not yet all is sealed anew from. `sending`: what waits is sealed under it once more (`sending-key.ts`).
 */
export interface StoredKey {
  name: 'device' | 'before' | 'sending';
  /** Two keys are told apart by it. */
  id: string;
  key?: CryptoKey;
  lock?: LockRow;
  /** There is no key: the tables were emptied, and the rest of the device is still to be (`wipe.ts`). */
  isEmptied?: true;
  /** There is no key: the tables of a worker who left were emptied, and the database is still to be taken away (`workers.ts`). */
  hasLeft?: true;
  /** Who ordered that, where somebody did: told until all is gone. */
  ordered?: OrderedBy;
}

/** That this device was ordered empty: by whom, as its own document named them, and when (ISO 8601). */
export interface OrderedBy {
  by?: string | undefined;
  at: string;
}

/** Who may drain the outbox, and until when at the latest. */
export interface Lease {
  name: string;
  owner: string;
  until: number;
}

/** Each version's tables and how the one before is brought to it. Add at the end; never change one that was released. */
export const versions: { stores: Record<string, string>; upgrade?: (db: Database) => Promise<void> }[] = [
  {
    stores: {
      records: 'id, [kind+at]',
      drafts: 'id, kind',
      outbox: 'key, recordId, [endpoint+state+dueAt], [state+key], [state+doneAt]',
      endpoints: 'id',
      settings: 'name',
      keys: 'name',
      leases: 'name',
    },
  },
  {
    stores: { counts: 'name' },
    async upgrade(db) {
      for (const name of ['waiting', 'refused', 'delivered'] as const) {
        const n = await db.outbox.where('[state+key]').between([name, Dexie.minKey], [name, Dexie.maxKey]).count();
        await db.counts.put({ name, n });
      }
      const kinds = new Map<string, number>();
      await db.records.each(({ kind, deleted }) => {
        if (!deleted) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      });
      for (const [kind, n] of kinds) await db.counts.put({ name: `kind:${kind}`, n });
    },
  },
  {
    // Each index less is paid back a thousand times when a thousand records are marked.
    stores: { outbox: 'key, [endpoint+state+dueAt], [state+key]' },
    async upgrade(db) {
      const last = new Map<string, number>();
      await db.outbox
        .where('[state+key]')
        .between(['delivered', Dexie.minKey], ['delivered', Dexie.maxKey])
        .each(({ endpoint, doneAt = 0 }) => {
          last.set(endpoint, Math.max(doneAt, last.get(endpoint) ?? 0));
        });
      for (const [id, deliveredAt] of last) await db.endpoints.update(id, { deliveredAt });
    },
  },
  // Every save asks whether the key is there: by its id, because bringing the key itself takes longer than the rest.
  { stores: { keys: 'name, id' } },
  {
    stores: { records: 'id, [kind+at], [of+kind]' },
    // What a record belongs to stands in its sealed body, and nothing can be opened here: `linkOlder` does it afterwards.
    upgrade: async (db) => void (await db.settings.put({ name: 'unlinked', value: true })),
  },
  { stores: { copies: 'id, kind' } },
];

/**
 * One transaction writes at a time, whichever tables it writes: all take the same one. Where Chromium is killed while two write, it
 * finds their locks in each other's way at the next start, and throws the whole database away as spoiled.
 */
const oneWriter = (core: DBCore): DBCore => ({
  ...core,
  transaction: (tables, mode, options) =>
    core.transaction(mode === 'readwrite' ? [...new Set([...tables, 'leases'])] : tables, mode, options),
});

export class Database extends Dexie {
  declare records: EntityTable<StoredRecord, 'id'>;
  /** Records of other devices. */
  declare copies: EntityTable<StoredRecord, 'id'>;
  declare drafts: EntityTable<StoredDraft, 'id'>;
  declare outbox: EntityTable<OutboxItem, 'key'>;
  declare endpoints: EntityTable<StoredEndpoint, 'id'>;
  declare settings: EntityTable<Setting, 'name'>;
  declare counts: EntityTable<Count, 'name'>;
  declare keys: Table<StoredKey, string>;
  declare leases: EntityTable<Lease, 'name'>;

  /** `upTo` opens an earlier shape: for the test that brings one up to date. */
  constructor(name = databaseName, upTo = versions.length) {
    // Strict: without it a record that was called saved is lost when the phone's battery dies. No cache of live queries: it
    // costs every save more than it spares the few queries that ask the same.
    super(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
    this.use({ stack: 'dbcore', name: 'one-writer', create: oneWriter });
    versions.slice(0, upTo).forEach(({ stores, upgrade }, index) => {
      const version = this.version(index + 1).stores(stores);
      if (upgrade) version.upgrade(() => upgrade(this));
    });
  }
}

/** The database of the worker whose page this is; in the service worker, of the one whose records it sends now. */
export let db = opening(databaseName);

function opening(name: string): Database {
  const made = new Database(name);
  let isGone = false;
  // From the very first record on there is an endpoint to wait for; in practice there is none. One that was taken away meanwhile is not
  // made anew, by whatever is still written; another worker's that is not there was.
  made.on('populate', (transaction) => {
    if (isGone || name !== databaseName) transaction.abort();
    else if (!isPractising) return made.endpoints.add({ id: homeEndpoint });
    return undefined;
  });
  // Dexie opens what a newer version has made as if it were its own: what this one does not know of would be written without.
  made.on('ready', refuseNewer, true);
  // A newer version in another tab must be able to upgrade; our next operation opens the database again. One that empties the device,
  // or takes a worker away whose shift has ended, deletes it: nothing of the app is left to write into a new one.
  made.on('versionchange', ({ newVersion }) => {
    const isTaken = newVersion === null && (isWiping() || !isOnShift());
    // Why, the service worker cannot know: where the device goes on, a page makes the next one.
    isGone = isTaken || (newVersion === null && 'clients' in globalThis);
    made.close({ disableAutoOpen: isTaken });
    if (!isTaken) return;
    // What a tab keeps for itself no other one reaches.
    forgetAll('session');
    if (isWiping()) return leaveEmptied();
    // The service worker has no page to leave.
    const { location } = globalThis as { location?: { replace?: (url: string) => void } };
    location?.replace?.('/');
  });
  return made;
}

/** Whatever opens a database that a newer version has made hears of it: `its.on('ready', refuseNewer, true)`. */
export function refuseNewer(opened: unknown): void {
  const { version } = (opened as Dexie).backendDB();
  if (version > versions.length * 10)
    throw new Dexie.VersionError('A newer version of the app has changed the database');
}

const forgets: (() => void)[] = [];

/** What a module remembers of the database is forgotten when another worker's comes in its place. */
export const forgetWithDatabase = (forget: () => void): unknown => forgets.push(forget);

/** Goes on to another worker's database, in the service worker alone and once nothing is under way. */
export function switchDatabase(name: string): void {
  if (db.name === name) return;
  db.close();
  for (const forget of forgets) forget();
  db = opening(name);
}
