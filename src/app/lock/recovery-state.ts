/** Whether the organisation's recovery key opens a lock. */
import { useEffect, useState } from 'preact/hooks';
import { lockPart } from '../../setup/lock-part.ts';
import { useOrganisation } from '../../setup/organisation-store.ts';
import { canUseRecovery } from '../../vault/lock/recovery.ts';
import { recoveryKeyIn } from '../../vault/lock/recovery-key.ts';
import type { LockRow } from '../../vault/lock/stored-lock.ts';
import type { KeyBytes } from '../../vault/lock/wrapping.ts';

/**
 * `opens`: the key of the document that holds opens it. `notYet`: the document has one that this lock does not know, such as where the
 * lock was set first. `another`: only an earlier one opens it. `noMore`: one opens it that the document has no longer. `none`: there is none.
 */
export type RecoveryState = 'opens' | 'notYet' | 'another' | 'noMore' | 'none';

/** How a lock and the document's key stand to each other. */
export function recoveryState({ recovery }: LockRow, open: KeyBytes | undefined): RecoveryState {
  if (!recovery) return open ? 'notYet' : 'none';
  if (!open) return 'noMore';
  return String(recovery.open) === String(open) ? 'opens' : 'another';
}

/** The organisation's recovery key, where its document has one. */
export const useRecoveryKey = (): KeyBytes | undefined =>
  recoveryKeyIn(lockPart.of(useOrganisation()).lock.recovery ?? '');

/** Whether this browser can use such a key; undefined until that is known. */
export function useCanRecover(): boolean | undefined {
  const [can, setCan] = useState<boolean>();
  useEffect(() => void canUseRecovery().then(setCan), []);
  return can;
}
