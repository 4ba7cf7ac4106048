/** When a person is reminded of a backup: only where something is unsent, and the only copy of it could be lost. */

/** How it stands with what is on the device alone. Times in ms since 1970. */
export interface AtRisk {
  /** How many records wait to be sent, or were refused. */
  unsent: number;
  /** When the oldest of them was made. */
  oldestAt: number;
  /** Whether the browser has promised to keep them; undefined where it does not say. */
  isPersisted: boolean | undefined;
  backedUpAt: number | undefined;
  /** Whether each of them stands in that backup as it is now. */
  hasAll: boolean;
  putOffUntil: number | undefined;
}

const day = 24 * 60 * 60_000;
/** How many days what is unsent may be without a backup: where the browser may remove it, and where it has promised not to. */
const daysWithout = { evictable: 2, kept: 7 };
/** How long a person has peace who puts it off. */
export const putOffFor = 7 * day;

/** Why a backup is to be made now: the browser may remove what is unsent, or it has been unsent for long. Undefined: no reason. */
export function backupReason(risk: AtRisk, now: number): keyof typeof daysWithout | undefined {
  const { unsent, oldestAt, isPersisted, backedUpAt = 0, hasAll, putOffUntil = 0 } = risk;
  // Put off by a clock that was far ahead, it would be for good.
  const isPutOff = now < putOffUntil && putOffUntil <= now + putOffFor;
  if (unsent === 0 || hasAll || isPutOff) return undefined;
  const reason = isPersisted ? 'kept' : 'evictable';
  // A backup that a clock ahead of today's has dated says nothing of what was made since.
  const since = Math.max(oldestAt, backedUpAt <= now ? backedUpAt : 0);
  return now - since >= daysWithout[reason] * day ? reason : undefined;
}
