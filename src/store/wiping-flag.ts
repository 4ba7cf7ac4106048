/**
 * In the small storage while this device is being emptied: nothing is made ready for use without a network then, and another tab
 * that is asked for its database knows why, and where a page says so. The mark that holds is the key's row (`wipe.ts`): this one may come late to the disk.
 */
import { forget, keepText, readText } from '../ui/web-storage.ts';

/** Its name there. */
export const wipingFlag = 'wiping';

/** Whether it stands. */
export const isWiping = (): boolean => readText('local', wipingFlag, Boolean) !== undefined;

/** Sets it, with the address of the page that other tabs show then, once there is one. Answers whether the browser took it. */
export const flagWiping = (page = wipingFlag): boolean => keepText('local', wipingFlag, page);

/** Leaves the app for that page, as soon as the tab that empties the device has made it. */
export function leaveEmptied(): void {
  const page = readText('local', wipingFlag, Boolean);
  // The service worker, which is checked without a page, has no small storage and never comes here.
  const { location, addEventListener: on } = globalThis as unknown as Page;
  if (page?.startsWith('blob:')) location.replace(page);
  else on('storage', leaveEmptied, { once: true });
}

interface Page {
  location: { replace: (url: string) => void };
  addEventListener: (event: 'storage', hear: () => void, how: { once: true }) => void;
}

/**
 * Takes away one that stands though the device is not being emptied: a browser that was killed just after may bring it back. Answers
 * whether there was one, and it is gone.
 */
export function dropStaleFlag(): boolean {
  if (!isWiping()) return false;
  forget('local', wipingFlag);
  return !isWiping();
}
