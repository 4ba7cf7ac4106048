import { useRef } from 'preact/hooks';
import { useLive } from '../store/live.ts';
import { storageFault } from '../store/storage-fault.ts';
import { ensureOpen } from '../store/writing.ts';

/**
 * What `query` first gives: later changes must not pull a form from under the thumb. Undefined until then. A form that can
 * begin with nothing opens with what `orElse` gives where the device cannot be read, and stays at that.
 */
export function useFirst<T>(query: () => Promise<T>, orElse?: () => T): T | undefined {
  const now = useLive(orElse ? () => query().catch((error: unknown) => unread(error, orElse)) : query);
  const first = useRef<T | undefined>(undefined);
  first.current ??= now;
  return first.current;
}

/** A connection that was only lost is opened again by `useLive`; a device that does not even open cannot be read. */
async function unread<T>(error: unknown, orElse: () => T): Promise<T> {
  if (!storageFault(error)) throw error;
  try {
    await ensureOpen();
  } catch {
    return orElse();
  }
  throw error;
}
