import { useWords } from '../../i18n/words.ts';
import { NotKept, notKept } from '../../store/writing.ts';
import { Notice } from '../../ui/notice.tsx';
import { LockDamaged } from '../../vault/lock/lock-row.ts';
import { NotDerived } from '../../vault/lock/secret-key.ts';
import type { LockRow } from '../../vault/lock/stored-lock.ts';

/** What was being done with the lock. */
export type LockWork = 'open' | 'set' | 'change' | 'rest';

/** Why it was not done, as words tell it. */
export type LockFault =
  | 'full'
  | 'database'
  | 'storage'
  | 'noPart'
  | 'noMemory'
  | 'damaged'
  | 'damagedForGood'
  | 'other';

/** What has words of its own; whatever else is at fault, the browser does not let the app read and write. */
const storageFaults: Partial<Record<NotKept['why'], LockFault>> = { 'disk-full': 'full', damaged: 'database' };

/** What an error of the lock comes to. `lock`: what else opens it, where it is damaged. */
export function lockFault(error: unknown, lock?: LockRow): LockFault {
  if (error instanceof LockDamaged) return lock?.recovery ? 'damaged' : 'damagedForGood';
  if (error instanceof NotDerived) return error.why;
  const told = notKept(error);
  if (!(told instanceof NotKept)) return 'other';
  return storageFaults[told.why] ?? 'storage';
}

interface LockNoticeProps {
  error: unknown;
  work: LockWork;
  lock?: LockRow | undefined;
}

/** Says why a lock did not open, or was not changed, and what to do; that what was logged is kept only where the disk is not at fault. Nothing was written in a form here. */
export function LockNotice({ error, work, lock }: LockNoticeProps) {
  const { t } = useWords();
  return (
    <Notice tone="danger" title={t(`lock.failed.${work}`)}>
      <p>{t(`lock.fault.${lockFault(error, lock)}`)}</p>
    </Notice>
  );
}
