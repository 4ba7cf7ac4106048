/** The tag of the one-shot sync that drains the outbox. */
export const syncTag = 'outbox';

/** The setting in which the worker leaves word that the browser will not call it again. */
export const syncLostName = 'syncLost';

/**
 * Where the page leaves the language that it is used in. Not in the database: a worker that is being installed may not open
 * that, because it would bring it to a shape that the version in use does not know.
 */
export const languageCache = 'language';
export const languageEntry = '/language';

/** The message with which a page lets the worker that waits take over. */
export const skipWaiting = 'SKIP_WAITING';

/** The message with which a page has the worker send what waits, of each worker of the device. */
export const sendNow = 'SEND';

/** A file of the build, as the build lists it in the worker. */
export interface Part {
  /** Relative to the root of the site. */
  url: string;
  /** `sha256-` and the digest in base64, as in subresource integrity. */
  integrity: string;
}

/** The file that lists the parts that are fetched when the browser is idle, not before the app can be used. */
export const laterList = 'later.json';

/** What stands there. */
export interface LaterList {
  parts: Part[];
  /** The digest of the list of all files' checksums: it makes the digest of this one speak for all of them. */
  checksums: string;
}

/** What a page asks a worker, with a port for the answer. */
export interface WorkerRequest {
  /** `STATE`: how it stands. `MAKE_READY`: the same, after fetching whatever it lacks. */
  type: 'STATE' | 'MAKE_READY';
  /** The path of the script with which the page began. */
  page: string;
}

/** A worker's answer. A script that is empty, or somebody else's, gives none. */
export interface WorkerState {
  /** Which build it is: the same for two workers that keep the same files. */
  version: string;
  /** Whether the page that asks is of this build. */
  isOfPage: boolean;
  /** How many of the build's files are not yet on the device. */
  lacking: number;
}

/** The key of a lock that is open, and by which opening of it (`lock-opening.ts`). */
export interface HeldKey {
  id: string;
  key: CryptoKey;
  opening: string;
}

/**
 * What a page tells the worker of the key of a lock that is open; the worker keeps it in memory, and never longer than is said. `worker`:
 * whose lock it is. Without an opening whichever key there is, is let go.
 */
export type KeyMessage =
  | ({ type: 'HOLD_KEY'; ms: number; worker: number } & HeldKey)
  | { type: 'ASK_KEY' }
  | { type: 'DROP_KEY'; opening?: string };

/** The cache entry, beside the language, that says that a lock is set: a version that is installed brings what opens it along. */
export const lockEntry = '/lock';
