import { openOrganisation } from '../setup/kept.ts';
import { db } from '../store/db.ts';
import { getReady } from '../store/device.ts';
import { pullSoon } from '../sync/pull-waves.ts';
import { watchOutbox } from '../sync/watch.ts';
import { takeFromAddress } from './from-address.ts';
import { Shell } from './shell.tsx';
import { registerWorker } from './update.tsx';

/**
 * What must be done before the first screen: the store opened, the organisation's
 * configuration read, and taken what came with the address, if anything did.
 * Rejects where the browser does not let the app keep anything.
 */
export async function begin(): Promise<void> {
  registerWorker();
  await db.open();
  // The key is made before the first live query asks for it: a live query may only read.
  await getReady();
  await Promise.all([openOrganisation(), takeFromAddress()]);
  watchOutbox();
  addEventListener('online', () => void pullSoon(false));
}

/** The worker's app. */
export const App = Shell;

export { Failed } from './boundary.tsx';
