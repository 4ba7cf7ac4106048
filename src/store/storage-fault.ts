/**
 * What went wrong with the device's storage, told apart in this one place. Browsers say it in many ways: an abort without a
 * cause, a bulk error with the causes inside, an error that is none, a request that never ends.
 */

/**
 * `full`: nothing fits any more. `lost`: the connection to the database was closed under the page; opened again it may go
 * on. `newer`: a newer version of the app has changed the database. `refused`: the browser lets this page keep nothing.
 * `damaged`: there is room, and the database does not work. `unclear`: it failed, and nothing says why; browsers put a full disk and a
 * broken database in the same words, which are told apart by trying where that can do no harm (`told-apart.ts`).
 */
export type StorageFault = 'full' | 'lost' | 'newer' | 'refused' | 'damaged' | 'unclear';

/** A request to the storage that did not end in time. A disk that is full is one that may never answer. */
export class Stalled extends Error {
  override name = 'Stalled';
}

/** Another tab with another version of the app holds the database, and does not let go of it. */
export class Blocked extends Error {
  override name = 'Blocked';
}

/** It was seen that nothing fits. */
export class Full extends Error {
  override name = 'Full';
}

/** The database does not work, and it was seen that the disk is not full. */
export class Damaged extends Error {
  override name = 'Damaged';
}

const lostNames = ['DatabaseClosedError', 'InvalidStateError'];
const refusedNames = ['Blocked', 'MissingAPIError', 'SecurityError', 'NotAllowedError', 'NotReadableError'];
const unclearNames = ['TransactionInactiveError', 'Stalled', 'TimeoutError'];
/** Safari and Chromium have no name of its own for a connection that the browser has closed. */
const lostWords = /connection\b.*\b(lost|clos)|database (is|was) clos/i;

/** What an error says of the storage; undefined for one that is of something else, such as a field that is not right. */
export function storageFault(error: unknown): StorageFault | undefined {
  const causes = causesOf(error);
  const named = (names: readonly string[]) => causes.some(({ name }) => names.includes(name));
  if (named(['Damaged'])) return 'damaged';
  if (named(['QuotaExceededError', 'Full'])) return 'full';
  if (named(['VersionError'])) return 'newer';
  if (causes.some(({ message }) => lostWords.test(message))) return 'lost';
  // Chromium says UnknownError where a disk is full below the quota, and aborts without a word where the commit did not fit.
  if (named(['UnknownError', 'AbortError'])) return 'unclear';
  if (named(refusedNames)) return 'refused';
  if (named(lostNames)) return 'lost';
  if (named(['OpenFailedError'])) return 'refused';
  if (named(unclearNames)) return 'unclear';
  return error instanceof Error ? undefined : 'unclear';
}

/** How deep causes are looked for: more than any browser or library nests them. */
const depth = 8;

/** An error and every cause inside it, by whatever name it is kept there. */
function causesOf(error: unknown, left = depth): { name: string; message: string }[] {
  if (typeof error !== 'object' || error === null) return [{ name: '', message: String(error) }];
  const { name, message, inner, cause, errors, failures, failuresByPos, target } = error as Record<string, unknown>;
  const within = [
    inner,
    cause,
    (target as { error?: unknown } | undefined)?.error,
    ...[errors, failures, failuresByPos].flatMap(listed),
  ];
  const deeper = left === 0 ? [] : within.filter((one) => one !== undefined && one !== null);
  return [{ name: String(name), message: String(message) }, ...deeper.flatMap((one) => causesOf(one, left - 1))];
}

const listed = (causes: unknown): unknown[] =>
  typeof causes === 'object' && causes !== null ? Object.values(causes).slice(0, 20) : [];
