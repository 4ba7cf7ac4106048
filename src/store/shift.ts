/**
 * Several workers on one device. Each has a database of their own, which is all that makes them one: who is here is told by the
 * databases that are here, and what a worker has is in theirs, sealed under the key of their own lock. Which worker is on shift
 * stands in the small storage, for it must be known before a database is opened; where that is lost the first one's lock stands there.
 *
 * What lies outside the databases, by the name that the code has for it:
 *
 * The worker's own, with their number behind it from the second on:
 * `kept-before`, and beside each database the turns to send (`drain`, a lock and a channel), to check (`check`)
 * and to write in a form that several tabs have open (`form`, a lock each and one channel).
 *
 * The device's: who is on shift (`on-shift`); when somebody left it last (`left-until`), and until a lock is opened that somebody has (`worker-left`); the last number that a worker was given (`last-worker`); `language`; `ready`, and the caches of the app's files; `covered`;
 * what a respondent holds it for (`handed-over`, `handed-over-ended`: meanwhile nobody changes the worker); `wiping`; the one
 * database of `practice`, which ends with the shift; that the tabs lock together (`kenttakirja-lock`); turns at a code (`lock-tries`)
 * and at a `link-key`; that a backup is being restored (`kenttakirja-restore`); that some lock is set (`lockEntry`), and in one tab that another was first to set it (`lock-set-elsewhere`); the key that the service worker holds, bound to its lock and to one opening of it.
 */
import { keepText, readText } from '../ui/web-storage.ts';

const flag = 'on-shift';
const first = 'kenttakirja';

const onShiftNow = (): number => Number(readText('local', flag, (text) => /^[1-9]\d{0,3}$/.test(text)) ?? 1);

/** Which worker this page belongs to, by number; 1 for the first. Fixed when it is loaded. The service worker begins with the first. */
export const workerHere: number = onShiftNow();

/** The database of a worker. */
export const databaseOf = (worker: number): string => (worker === 1 ? first : `${first}-${worker}`);

/** Whose database it is; undefined for any other, such as that of practice. */
export function workerOf(database: string): number | undefined {
  const [, number] = /^kenttakirja(?:-([1-9]\d{0,3}))?$/.exec(database) ?? [];
  return database === databaseOf(Number(number ?? 1)) ? Number(number ?? 1) : undefined;
}

/** A worker's own name of something outside their database. */
export const ofWorker = (name: string, worker = workerHere): string => (worker === 1 ? name : `${name}-${worker}`);

/** Whether this page's worker is still on shift. */
export const isOnShift = (): boolean => onShiftNow() === workerHere;

/** Whose shift it is from the next load of every tab on. Answers whether the browser took it. */
export const setOnShift = (worker: number): boolean => keepText('local', flag, String(worker));
