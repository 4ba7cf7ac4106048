/** Queries that are followed: they come back after the connection was lost, and never wait for good. */
import { liveQuery } from 'dexie';
import { db } from './db.ts';
import { Damaged, storageFault } from './storage-fault.ts';
import { toldApart } from './told-apart.ts';
import { ensureOpen, reopen, retryMs, unanswered } from './writing.ts';

/** How long a query may take before it is told, in ms: one over ten thousand records on a slow phone takes less. */
const readPatience = 20_000;

/** Dexie keeps a closed database and an abort to itself, and whoever waits would wait for good: in here they come out. */
class Unread extends Error {
  override name = 'Unread';
}

/**
 * Gives `next` what `query` gives, now and after every change of what it read, in this tab or another. Where it fails, or does
 * not answer, `failed` hears why and the query is tried again every now and then; a connection that was lost is opened again
 * first. Answers how to stop.
 */
export function watch<T>(
  query: () => Promise<T>,
  next: (value: T) => void,
  failed: (error: unknown) => void,
): () => void {
  let isOver = false;
  let stop = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  const within = async () => {
    try {
      return await query();
    } catch (cause) {
      throw new Unread('A query failed', { cause });
    }
  };
  /** What was told of last, until it answers. */
  let told: { error?: unknown } | undefined;
  const tell = async (error: unknown) => {
    const before = told?.error;
    const now: typeof told = {};
    told = now;
    // One that was found damaged is not tried at each retry.
    const isSame = before instanceof Damaged && storageFault(error) === 'unclear';
    now.error = isSame ? before : await toldApart(error);
    if (!isOver && told === now) failed(now.error);
  };
  const begin = (isReopened: boolean) => {
    if (isOver) return;
    timer = setTimeout(() => void tell(unanswered()), readPatience);
    const seen = liveQuery(within).subscribe({
      next(value) {
        clearTimeout(timer);
        told = undefined;
        if (!isOver) next(value);
      },
      error(error: unknown) {
        clearTimeout(timer);
        if (!isOver) void end(error instanceof Unread ? error.cause : error, isReopened);
      },
    });
    stop = () => seen.unsubscribe();
  };
  const end = async (error: unknown, isReopened: boolean) => {
    const isLost = storageFault(error) === 'lost' || !db.isOpen();
    const isThere =
      isLost &&
      !isReopened &&
      (await reopen().then(
        () => true,
        () => false,
      ));
    if (isOver) return;
    if (isThere) return begin(true);
    void tell(error);
    timer = setTimeout(
      () =>
        ensureOpen().then(
          () => begin(true),
          (still) => end(still, true),
        ),
      retryMs,
    );
  };
  begin(false);
  return () => {
    isOver = true;
    clearTimeout(timer);
    stop();
  };
}
