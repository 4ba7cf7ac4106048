/**
 * Two tabs may set a first lock at one moment, and one of them is first. What was chosen in the other opens nothing: it is loaded anew, and
 * its lock's screen says so.
 */
import { forget, keepText, readText } from '../../ui/web-storage.ts';

const elsewhere = 'lock-set-elsewhere';

let isSetting = false;

/** A lock is being set in this tab; what comes of `work`. */
export async function whileSetting<T>(work: () => Promise<T>): Promise<T> {
  isSetting = true;
  try {
    return await work();
  } finally {
    isSetting = false;
  }
}

/** This tab begins anew because the lock was changed: where it was setting one, another tab was first. */
export function noteSetElsewhere(): void {
  if (isSetting) keepText('session', elsewhere, elsewhere);
}

/** Whether another tab was first. */
export const wasSetElsewhere = (): boolean => readText('session', elsewhere, Boolean) !== undefined;

/** The person has opened the lock that was set. */
export const forgetSetElsewhere = (): void => forget('session', elsewhere);
