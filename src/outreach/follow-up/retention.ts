/**
 * When a closed promise goes: so many days after it was closed. A clock that leaps must not delete what was closed yesterday,
 * so days are counted as this device has lived through them: each look adds what has passed since the last one, never less
 * than nothing and at most `longestStep`. Late by a wrong clock is possible, early is not.
 */
const day = 86_400_000;
/** So long (ms) where nothing else is said. */
export const keptFor = 30 * day;
/** More than this has not passed between two looks, whatever the clock says: a holiday counts for less, a leap too. */
export const longestStep = 10 * day;

/** What the device has lived through: a number that only grows. */
export interface Lived {
  /** When it last looked (ms since 1970, by its clock then). */
  at: number;
  /** Milliseconds lived through in all. */
  total: number;
  /** For each closed promise by its id: `total` when it was first seen closed. */
  closed: Record<string, number>;
}

/** One look at the closed promises: what was lived through by now, and the ids of those whose time is over. */
export function look(before: Lived | undefined, closedIds: readonly string[], now: number, kept = keptFor) {
  const passed = before ? Math.min(longestStep, Math.max(0, now - before.at)) : 0;
  const total = (before?.total ?? 0) + passed;
  // One that was opened again, or is gone, starts anew when it is closed again.
  const closed = Object.fromEntries(closedIds.map((id) => [id, before?.closed[id] ?? total]));
  const lived: Lived = { at: now, total, closed };
  return { lived, over: closedIds.filter((id) => total - closed[id]! >= kept) };
}
