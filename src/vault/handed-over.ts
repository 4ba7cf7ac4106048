/**
 * The lock while the device is in a respondent's hands: which page alone may be open, and what opens the rest. It lies where
 * it can be read before anything is drawn. Of the worker's code only a salted, slow hash is kept.
 *
 * It holds this app closed, not the browser: the address bar leads to other sites unless the device itself pins the app.
 */

import { fieldsIn, forget, keepJson, keepText, readJson, readText } from '../ui/web-storage.ts';
import { newLockTime, now, see, written } from './lock-time.ts';
import { counted, often, oneAtATime, type Tries } from './tries.ts';

/** Which page may be open. Without a code nothing opens the rest: the phone is a respondent's own. */
export interface HandedOver extends Tries {
  /** The page of whoever holds the device: path and query. */
  page: string;
  /** How long (ms) it lasts, lived through: a forgotten code does not lock a device for good. */
  lasts?: number;
  code?: { salt: string; hash: string };
}

const key = 'handed-over';
/** Which lock ended last, by its salt: where it was kept elsewhere too, it is not put back. */
const endedKey = 'handed-over-ended';
/** Under which a page may be handed over: a respondent's, and that on which participants say what they think. */
const mayBeGiven = ['/answer/', '/assessment/kiosk/'];
const rounds = 310_000;
/** After this many wrong codes each further one costs a wait. */
const tries = 5;
const waitMs = 30_000;

/** The lock that holds now, or undefined. */
export function handedOver(): HandedOver | undefined {
  if (readJson('local', key, asLock)) watch();
  const kept = readJson('local', key, asLock);
  if (!kept) return undefined;
  const lock = now(kept, (kept.lasts ?? 0) / 2);
  if (lock.lasts === undefined || lock.watched + lock.between < lock.lasts) return lock;
  // Over is over: a clock that is set back does not bring it back.
  release();
  return undefined;
}

/** The lock as it was written by this version or an earlier one; undefined for what could never be unlocked or left. */
function asLock(value: unknown): HandedOver | undefined {
  const fields = fieldsIn(value) ?? {};
  const { page, code } = fields;
  const { salt, hash } = fieldsIn(code) ?? {};
  if (typeof page !== 'string' || !mayBeGiven.some((start) => page.startsWith(start))) return undefined;
  if (code !== undefined && (typeof salt !== 'string' || typeof hash !== 'string')) return undefined;
  return {
    page,
    ...(typeof salt === 'string' && typeof hash === 'string' ? { code: { salt, hash } } : {}),
    wrong: numberIn(fields, 'wrong') ?? 0,
    ...(typeof fields.turn === 'string' ? timeIn(fields, fields.turn) : earlierTime(fields)),
  };
}

type Time = Omit<HandedOver, 'page' | 'code' | 'wrong'>;

const numberIn = (fields: Record<string, unknown>, name: string): number | undefined =>
  typeof fields[name] === 'number' ? fields[name] : undefined;

function timeIn(fields: Record<string, unknown>, turn: string): Time {
  const [watched = 0, between = 0, seenAt = 0, waitUntil = 0] = ['watched', 'between', 'seenAt', 'waitUntil'].map(
    (name) => numberIn(fields, name),
  );
  const lasts = numberIn(fields, 'lasts');
  return { watched, between, seenAt, turn, waitUntil, ...(lasts === undefined ? {} : { lasts }) };
}

/** An earlier version wrote times of the wall clock: what is left of them, as far as it can be true. */
function earlierTime(fields: Record<string, unknown>): Time {
  const [until, waitUntil = 0] = [numberIn(fields, 'until'), numberIn(fields, 'waitUntil')];
  const left = (at: number, most: number) => Math.min(most, Math.max(0, at - Date.now()));
  // Always the same turn: read again before it is written anew, its wait goes on from where this page saw it first.
  const time = { ...newLockTime(), turn: `${until} ${waitUntil}`, waitUntil: left(waitUntil, waitMs) };
  return until === undefined ? time : { ...time, lasts: left(until, longestEarlier) };
}
/** No lock of an earlier version lasted longer than this (ms). */
const longestEarlier = 72 * 3_600_000;

/** Locks the app to one page, until the worker's code is given or `hours` have passed. Rejects where the browser keeps no lock. */
export async function handOver(page: string, code: string, hours: number): Promise<void> {
  const salt = hex(crypto.getRandomValues(new Uint8Array(16)));
  const hash = await hashOf(code, salt);
  keep({ ...newLockTime(), page, lasts: hours * 3_600_000, code: { salt, hash }, wrong: 0, waitUntil: 0 });
}

/** Keeps a respondent's own phone to the one page. */
export const keepToPage = (page: string): void => keep({ ...newLockTime(), page, wrong: 0, waitUntil: 0 });

/** Another language of the same form is the page to come back to. */
export function nowAt(page: string): void {
  const lock = handedOver();
  if (lock && lock.page !== page) keep({ ...lock, page });
}

/**
 * Opens the rest of the app. `wait`: how many seconds no code is taken, after too many wrong ones. One code at a time over all
 * tabs, and each is counted before it is looked at: a tab that is closed meanwhile has tried too. `isWanted`: asked when the
 * code was right. `left`: it is not any more, and the device stays locked.
 */
export const unlock = (code: string, isWanted = () => true): Promise<'open' | 'wrong' | 'left' | { wait: number }> =>
  oneAtATime(key, async () => {
    const lock = handedOver();
    if (!lock) return 'open';
    // Nothing was tried.
    if (code.trim() === '') return 'wrong';
    const waitAfter = (wrong: number) => (wrong >= tries ? waitMs : 0);
    const ended = await counted(lock, keep, waitAfter, async () => isCode(code, lock));
    if (ended !== 'right') return ended;
    if (isWanted()) {
      release();
      return 'open';
    }
    const held = handedOver();
    if (held) keep({ ...held, wrong: lock.wrong, waitUntil: lock.waitUntil });
    return 'left';
  });

const isCode = async (written: string, { code }: HandedOver): Promise<boolean> =>
  code !== undefined && (await hashOf(written, code.salt)) === code.hash;

let isWatching = false;

/** Writes the time of the lock down: when the page comes and goes, and often while somebody waits. Follows what others write. */
function watch(): void {
  if (isWatching || typeof document === 'undefined') return;
  isWatching = true;
  const write = () => {
    const lock = handedOver();
    if (lock) keep(lock);
  };
  addEventListener('storage', () => {
    const kept = readJson('local', key, asLock);
    if (kept) see(kept);
  });
  addEventListener('pagehide', write);
  document.addEventListener('visibilitychange', write);
  setInterval(() => {
    const lock = handedOver();
    if (lock && lock.waitUntil > lock.watched) keep(lock);
  }, often);
  write();
}

/** Takes the lock away. */
export function release(): void {
  const salt = readJson('local', key, asLock)?.code?.salt;
  if (salt) keepText('local', endedKey, salt);
  forget('local', key);
}

/**
 * Puts back a lock that was kept elsewhere and that this browser's small storage has lost: what lies there is written to the disk
 * up to minutes later. Not one that has ended, and none over another. Answers the lock that holds now.
 */
export function putBack(kept: unknown): HandedOver | undefined {
  const lock = asLock(kept);
  const held = handedOver();
  if (held || !lock?.code || readText('local', endedKey, (salt) => salt === lock.code?.salt)) return held;
  if (!keepJson('local', key, lock)) throw new Error('The browser keeps no lock');
  return handedOver();
}

function keep(lock: HandedOver): void {
  if (!keepJson('local', key, written(lock))) throw new Error('The browser keeps no lock');
}

/**
 * Keeps this document closed while the device is handed over: now, when it comes back from the history or into view, and when
 * another tab hands the device over. Answers whether it may be drawn. `given`: the page that is handed over, where this is it.
 */
export function keepOut(given?: string): boolean {
  const look = () => {
    const lock = handedOver();
    if (lock && lock.page !== given) location.replace(lock.page);
    return !lock;
  };
  addEventListener('storage', look);
  addEventListener('pageshow', look);
  document.addEventListener('visibilitychange', look);
  return look();
}

async function hashOf(code: string, salt: string): Promise<string> {
  const bytes = new TextEncoder();
  const secret = await crypto.subtle.importKey('raw', bytes.encode(code.trim()), 'PBKDF2', false, ['deriveBits']);
  const given = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes.encode(salt), iterations: rounds };
  return hex(new Uint8Array(await crypto.subtle.deriveBits(given, secret, 256)));
}

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
