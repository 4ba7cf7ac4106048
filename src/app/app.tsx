import { openOrganisation, organisation } from '../setup/kept.ts';
import { db } from '../store/db.ts';
import { getReady } from '../store/device.ts';
import { letGoOfOld } from '../store/retention.ts';
import { SurveyResponse } from '../survey/response.ts';
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
  afterwards(() => keepNoLonger());
}

/** What nobody waits for: done when the browser has nothing else to do. */
const afterwards = (does: () => unknown) =>
  'requestIdleCallback' in window ? requestIdleCallback(does) : setTimeout(does, 5000);

/** Takes away responses that every endpoint has had for as long as the organisation says. */
async function keepNoLonger(): Promise<void> {
  const { days } = organisation().retention;
  if (days === undefined) return;
  await letGoOfOld(SurveyResponse.name, days).catch((error: unknown) => {
    console.error('What is old stays for now', error instanceof Error ? error.name : '');
  });
}

/** The worker's app. */
export const App = Shell;

export { Failed } from './boundary.tsx';
