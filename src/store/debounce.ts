/** A job that waits until nobody asks for another. */
export interface Debounced {
  /** Does this once nothing else was asked for; what waited before is dropped. */
  later(job: () => void): void;
  /** Does now what waits; nothing where nothing does. */
  flush(): void;
  /** Drops what waits. */
  cancel(): void;
}

/** Waits `ms` after the last that was asked for. What waits is lost with the page unless `flush` is called before: see `whenLeft`. */
export function debounce(ms: number): Debounced {
  let waiting: { job: () => void; timer: ReturnType<typeof setTimeout> } | undefined;
  const take = () => {
    const taken = waiting;
    waiting = undefined;
    clearTimeout(taken?.timer);
    return taken?.job;
  };
  const flush = () => take()?.();
  return {
    later(job) {
      take();
      waiting = { job, timer: setTimeout(flush, ms) };
    },
    flush,
    cancel: () => void take(),
  };
}

const flushes = new Set<() => unknown>();

/** Does now whatever waits on this page: for who ends the document, and waits for what is written. */
export function flushAll(): void {
  for (const flush of flushes) flush();
}

/**
 * Calls `flush` whenever this document may be about to end: it is hidden, frozen or left. Hidden is the last that a phone tells before it
 * ends a page, and comes early enough for a write to end. Answers how to stop.
 */
export function whenLeft(flush: () => void): () => void {
  const hidden = () => {
    if (document.visibilityState === 'hidden') flush();
  };
  flushes.add(flush);
  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', hidden);
  document.addEventListener('freeze', flush);
  return () => {
    flushes.delete(flush);
    removeEventListener('pagehide', flush);
    document.removeEventListener('visibilitychange', hidden);
    document.removeEventListener('freeze', flush);
  };
}
