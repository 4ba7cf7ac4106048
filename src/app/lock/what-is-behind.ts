import { lockHere } from '../../store/device-lock.ts';
import { sendingKey } from '../../store/sending-key.ts';

/** How what is on this device is sealed, by the words of it: without a lock, behind one, or behind one but for what waits. */
export async function whatIsBehind(): Promise<'sealed' | 'sealedLock' | 'sealedSends'> {
  if (!(await lockHere())) return 'sealed';
  return (await sendingKey()) ? 'sealedSends' : 'sealedLock';
}
