/** Whether what waits is sent while the device is locked: as the organisation's document says, where a lock is set. For pages: a worker reads no document. */
import { lockPart } from '../../setup/lock-part.ts';
import { organisation } from '../../setup/organisation-store.ts';
import { isLockSet, openedHere } from '../../store/device.ts';
import { isPractising } from '../../store/practice.ts';
import { clearForSending, dropSendingKey, makeSendingKey, resealWords, sendingKey } from '../../store/sending-key.ts';
import { sealWaiting } from './seal-waiting.ts';

/**
 * Makes it so that what waits is sent while the device is locked, or is not, as the document says that was read (`sends`). Goes on where it was cut
 * off; does nothing where the device is locked. Rejects with `NotKept`.
 */
export async function agreeOnSending(sends = lockPart.of(organisation()).lock.sends): Promise<void> {
  if (isPractising) return;
  const isSet = await isLockSet();
  if (isSet && !openedHere()) return;
  if (isSet && sends) {
    await makeSendingKey();
    await resealWords();
    await sealWaiting();
  } else if (await sendingKey()) await dropSendingKey();
  else await clearForSending();
}
