import { promiseDays } from '../../setup/organisation.ts';
import { organisation } from '../../setup/organisation-store.ts';
import { since } from '../../store/find.ts';
import { itemsOf } from '../../store/outbox.ts';
import { NotKept, remove } from '../../store/save.ts';
import { livedOver } from './lived-over-store.ts';
import { Promised } from './promise.ts';

const livedName = 'promises-closed';
const day = 86_400_000;

/**
 * Deletes the promises that were closed long enough ago; the endpoint is told. One of which an endpoint has not yet heard that it was
 * closed waits until it has.
 */
export async function letGoOfClosed(now = Date.now()): Promise<void> {
  const closed = (await since(Promised, '')).filter(({ state }) => state !== 'open');
  const ids = closed.map(({ id }) => id);
  const over = await livedOver(livedName, ids, now, promiseDays(organisation()) * day);
  for (const promise of closed.filter(({ id }) => over.includes(id))) {
    if (await waits(promise.id)) continue;
    await remove(promise).catch((error: unknown) => {
      // Opened again or deleted elsewhere meanwhile: then that holds.
      if (!(error instanceof NotKept)) throw error;
    });
  }
}

const waits = async (id: string): Promise<boolean> =>
  (await itemsOf(id)).some(({ state }) => state === 'waiting' || state === 'refused');
