/**
 * In the small storage while this device is being emptied: nothing is made ready for use without a network then, and another tab
 * that is asked for its database knows why. The mark that holds is the key's row (`wipe.ts`): this one may come late to the disk.
 */
import { forget, keepText, readText } from '../ui/web-storage.ts';

/** Its name there. */
export const wipingFlag = 'wiping';

/** Whether it stands. */
export const isWiping = (): boolean => readText('local', wipingFlag, Boolean) !== undefined;

/** Sets it. Answers whether the browser took it. */
export const flagWiping = (): boolean => keepText('local', wipingFlag, wipingFlag);

/**
 * Takes away one that stands though the device is not being emptied: a browser that was killed just after may bring it back. Answers
 * whether there was one, and it is gone.
 */
export function dropStaleFlag(): boolean {
  if (!isWiping()) return false;
  forget('local', wipingFlag);
  return !isWiping();
}
