/** Whether the organisation's recovery key opens a lock. */
import { useEffect, useState } from 'preact/hooks';
import { hasUnusableKey, lockPart } from '../../setup/lock-part.ts';
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

/** Whether the document has a key that opens no lock: nothing can be sealed for it. */
export const useUnusableKey = (): boolean => hasUnusableKey(useOrganisation());

/** What a notice says of the key; undefined where there is nothing to say. `can`: whether this browser can use one, as far as is known. */
export function recoveryTold(
  state: RecoveryState | undefined,
  isUnusable: boolean,
  can: boolean | undefined,
): 'notYet' | 'another' | 'unusable' | undefined {
  if (isUnusable) return 'unusable';
  return can && (state === 'notYet' || state === 'another') ? state : undefined;
}

/** Whether this browser can use such a key; undefined until that is known. */
export function useCanRecover(): boolean | undefined {
  const [can, setCan] = useState<boolean>();
  useEffect(() => void canUseRecovery().then(setCan), []);
  return can;
}
