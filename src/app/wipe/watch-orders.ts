/** Looks for orders to empty this device where the organisation puts them, and carries out one that has come. */
import { nowAndThen } from '../../delivery/reading/now-and-then.ts';
import { textFrom } from '../../setup/fetch-document.ts';
import { wipeKey } from '../../setup/wipe-key-store.ts';
import { isPractising } from '../../store/practice.ts';
import { NotEmptied } from '../../store/wipe.ts';
import { carryOut, takeOrder } from './ordered-store.ts';

/** So many lines of what lies there are looked at. */
const mostLines = 500;
/** How soon (ms) it is looked whether what stood in the way has gone. */
const interval = 30_000;

let isWatching = false;

/** Begins it, once in a document: also behind a lock. */
export function watchOrders(): void {
  if (isWatching || isPractising) return;
  isWatching = true;
  nowAndThen(readOrders, 'Orders');
  const look = () =>
    void carryOut().catch((error: unknown) => {
      // What came meanwhile is delivered first.
      if (!(error instanceof NotEmptied)) console.error('An order waits', error instanceof Error ? error.name : '');
    });
  look();
  setInterval(look, interval);
}

/** Takes in what lies at the organisation's address. Whoever answers there can order nothing without the key. */
export async function readOrders(): Promise<void> {
  const { orders } = (await wipeKey()) ?? {};
  if (!orders) return;
  const text = await textFrom({ is: 'address', url: orders, sum: undefined });
  const lines = text.split(/\s+/).filter(Boolean).slice(0, mostLines);
  for (const line of lines) await takeOrder(line);
  await carryOut();
}
