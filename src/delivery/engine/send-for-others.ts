/**
 * What the other workers of this device have waiting is sent by the service worker, which goes from one's database to the next. A page
 * asks it to: not every browser calls it by itself.
 */
import { isPractising } from '../../store/practice.ts';
import { workersHere } from '../../store/workers.ts';
import { askWorkerToSend } from '../../sw/bridge.ts';

/** How often (ms) while a page is open; each worker's backoff decides whether anything goes. */
const often = 5 * 60_000;

const ask = async () => {
  if ((await workersHere()).length > 1) await askWorkerToSend();
};
const askQuietly = () =>
  void ask().catch((error: unknown) =>
    console.info('Nobody sends for others', error instanceof Error ? error.name : ''),
  );

let isAsking = false;

/** Asks now, and as long as this page is open: begins once in a document, also behind a lock. In practice nothing is sent. */
export function sendForOthers(): void {
  if (isAsking || isPractising) return;
  isAsking = true;
  askQuietly();
  addEventListener('online', askQuietly);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && askQuietly());
  setInterval(askQuietly, often);
}
