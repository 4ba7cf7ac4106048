/** A device that cannot be read: said truly, and left as soon as it can. */
import { useWords } from '../i18n/words.ts';
import { Notice } from '../ui/notice.tsx';
import { db } from './db.ts';
import type { StorageFault } from './storage-fault.ts';
import { bounded, ensureOpen, retryMs } from './writing.ts';

/** Says why what is kept cannot be shown just now, and what to do. */
export function UnreadNotice({ fault }: { fault: StorageFault }) {
  const { t } = useWords();
  return (
    <Notice tone="danger" title={t(`unread.${fault}`)}>
      <p>{t(`unread.${fault}Help`)}</p>
    </Notice>
  );
}

/** Calls `readable` once the device can be read, looked at every now and then; never when `waits` was aborted. */
export async function whenReadable(waits: AbortController, readable: () => void): Promise<void> {
  for (;;) {
    await new Promise((next) => setTimeout(next, retryMs));
    if (waits.signal.aborted) return;
    try {
      await ensureOpen();
      await bounded(db.settings.count());
    } catch {
      continue;
    }
    if (!waits.signal.aborted) readable();
    return;
  }
}
