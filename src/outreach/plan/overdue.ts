/** When the phone asks whether all are back. It is an aid to memory: no alarm, and nothing that anyone may rely on. */
import { isRunning, type Outing } from '../outing.ts';

const minute = 60_000;
/** How long an "all is well" holds, in minutes. */
export const wellFor = 30;

/**
 * When it asks (ms since 1970): `minutes` after the planned end. Undefined for an outing that has no planned end, or does
 * not run.
 */
export function asksAt(outing: Outing, minutes: number): number | undefined {
  if (!isRunning(outing)) return undefined;
  if (outing.askAt) return Date.parse(outing.askAt);
  return outing.plan && Date.parse(outing.plan.end) + minutes * minute;
}

/**
 * Whether it asks now. An "all is well" that stands further ahead than it can hold was said by a clock that was set back
 * since: then it asks at once, rather than a year later.
 */
export function isOverdue(outing: Outing, minutes: number, now: number): boolean {
  const at = asksAt(outing, minutes);
  if (at === undefined) return false;
  return at <= now || (outing.askAt !== undefined && at > now + wellFor * minute);
}

/** When it asks again after somebody said that all is well. */
export const askLater = (now: number): string => new Date(now + wellFor * minute).toISOString();
