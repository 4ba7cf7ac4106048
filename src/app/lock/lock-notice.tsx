import { useWords } from '../../i18n/words.ts';
import { NotKept, notKept } from '../../store/writing.ts';
import { Notice } from '../../ui/notice.tsx';
import { LockDamaged } from '../../vault/lock/lock-row.ts';
import { NotDerived } from '../../vault/lock/secret-key.ts';
import type { LockRow } from '../../vault/lock/stored-lock.ts';

/** What was being done with the lock. */
export type LockWork = 'open' | 'set' | 'change' | 'rest';

/** Why it was not done, as words tell it. */
export type LockFault = 'full' | 'storage' | 'noPart' | 'noMemory' | 'damaged' | 'damagedForGood' | 'other';

/** What an error of the lock comes to. `lock`: what else opens it, where it is damaged. */
export function lockFault(error: unknown, lock?: LockRow): LockFault {
  if (error instanceof LockDamaged) return lock?.recovery ? 'damaged' : 'damagedForGood';
  if (error instanceof NotDerived) return error.why;
  const told = notKept(error);
  if (!(told instanceof NotKept)) return 'other';
  return told.why === 'disk-full' ? 'full' : 'storage';
}

interface LockNoticeProps {
  error: unknown;
  work: LockWork;
  lock?: LockRow | undefined;
}

/** Says why a lock did not open, or was not changed, that what was logged is kept, and what to do. Nothing was written in a form here. */
export function LockNotice({ error, work, lock }: LockNoticeProps) {
  const { t } = useWords();
  return (
    <Notice tone="danger" title={t(`lock.failed.${work}`)}>
      <p>{t(`lock.fault.${lockFault(error, lock)}`)}</p>
    </Notice>
  );
}
