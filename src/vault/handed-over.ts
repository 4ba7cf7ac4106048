/**
 * The lock while the device is in a respondent's hands: which page alone may be open, and what opens the rest. It lies where
 * it can be read before anything is drawn. Of the worker's code only a salted, slow hash is kept.
 *
 * It holds this app closed, not the browser: the address bar leads to other sites unless the device itself pins the app.
 */

import { fieldsIn, forget, keepJson, readJson } from '../ui/web-storage.ts';

/** Which page may be open. Without a code nothing opens the rest: the phone is a respondent's own. */
export interface HandedOver {
  /** The respondent's page: path and query. */
  page: string;
  /** Not after this time (ms since 1970): a forgotten code does not lock a device for good. */
  until?: number;
  code?: { salt: string; hash: string };
  /** Wrong codes in a row, and before when no other is tried (ms since 1970). */
  wrong: number;
  waitUntil: number;
}

const key = 'handed-over';
const rounds = 310_000;
/** After this many wrong codes each further one costs a wait. */
const tries = 5;
const waitMs = 30_000;

/** The lock that holds now, or undefined. */
export function handedOver(now = Date.now()): HandedOver | undefined {
  const lock = readJson('local', key, asLock);
  return lock && (lock.until === undefined || now < lock.until) ? lock : undefined;
}

/** The lock as it was written by this version or an earlier one; undefined for what could never be unlocked or left. */
function asLock(value: unknown): HandedOver | undefined {
  const { page, until, code, wrong, waitUntil } = fieldsIn(value) ?? {};
  const { salt, hash } = fieldsIn(code) ?? {};
  if (typeof page !== 'string' || !page.startsWith('/answer/')) return undefined;
  if (code !== undefined && (typeof salt !== 'string' || typeof hash !== 'string')) return undefined;
  return {
    page,
    ...(typeof until === 'number' ? { until } : {}),
    ...(typeof salt === 'string' && typeof hash === 'string' ? { code: { salt, hash } } : {}),
    wrong: typeof wrong === 'number' ? wrong : 0,
    waitUntil: typeof waitUntil === 'number' ? waitUntil : 0,
  };
}

/** Locks the app to one page, until the worker's code is given or `hours` have passed. Rejects where the browser keeps no lock. */
export async function handOver(page: string, code: string, hours: number, now = Date.now()): Promise<void> {
  const salt = hex(crypto.getRandomValues(new Uint8Array(16)));
  keep({
    page,
    until: now + hours * 3_600_000,
    code: { salt, hash: await hashOf(code, salt) },
    wrong: 0,
    waitUntil: 0,
  });
}

/** Keeps a respondent's own phone to the one page. */
export const keepToPage = (page: string): void => keep({ page, wrong: 0, waitUntil: 0 });

/** Another language of the same form is the page to come back to. */
export function nowAt(page: string): void {
  const lock = handedOver();
  if (lock && lock.page !== page) keep({ ...lock, page });
}

/** Opens the rest of the app. `wait`: how many seconds no code is taken, after too many wrong ones. */
export async function unlock(code: string, now = Date.now()): Promise<'open' | 'wrong' | { wait: number }> {
  const { code: kept } = handedOver(now) ?? {};
  const isRight = kept !== undefined && (await hashOf(code, kept.salt)) === kept.hash;
  // Read after the hash, which takes long: each of several tries at once is counted, and waits for what the others cost.
  const lock = handedOver(now);
  if (!lock) return 'open';
  if (now < lock.waitUntil) return { wait: Math.ceil((lock.waitUntil - now) / 1000) };
  if (isRight) {
    release();
    return 'open';
  }
  const wrong = lock.wrong + 1;
  keep({ ...lock, wrong, waitUntil: wrong >= tries ? now + waitMs : 0 });
  return wrong >= tries ? { wait: waitMs / 1000 } : 'wrong';
}

/** Takes the lock away. */
export const release = (): void => forget('local', key);

function keep(lock: HandedOver): void {
  if (!keepJson('local', key, lock)) throw new Error('The browser keeps no lock');
}

/**
 * Keeps this document closed while the device is handed over: now, when it comes back from the history or into view, and when
 * another tab hands the device over. Answers whether it may be drawn.
 */
export function keepOut(): boolean {
  const look = () => {
    const lock = handedOver();
    if (lock) location.replace(lock.page);
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
