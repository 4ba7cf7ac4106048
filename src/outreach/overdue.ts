/** When the phone asks whether all are back. It is an aid to memory: no alarm, and nothing that anyone may rely on. */
import { isRunning, type Outing } from './outing.ts';

const minute = 60_000;
/** How long after the planned end it asks, and how long an "all is well" holds, in minutes. */
export const graceMinutes = 30;

/** When it asks (ms since 1970); undefined for an outing that has no planned end, or does not run. */
export function asksAt(outing: Outing): number | undefined {
  if (!isRunning(outing)) return undefined;
  if (outing.askAt) return Date.parse(outing.askAt);
  return outing.plan && Date.parse(outing.plan.end) + graceMinutes * minute;
}

export const isOverdue = (outing: Outing, now: number): boolean => (asksAt(outing) ?? Number.POSITIVE_INFINITY) <= now;

/** When it asks again after somebody said that all is well. */
export const askLater = (now: number, minutes = graceMinutes): string => new Date(now + minutes * minute).toISOString();
