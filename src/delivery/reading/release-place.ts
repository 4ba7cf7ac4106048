/** The server that releases lie at: the one that the records lie at which they count. */

import type { Made, ReleasePlace } from '../../releases/close-there.ts';
import { Released } from '../../releases/released.ts';
import type { EndpointConfig } from '../../setup/endpoint.ts';
import { since } from '../../store/find.ts';
import { itemsOf } from '../../store/outbox.ts';
import { foundLost, takeBack, waitAgain } from '../../store/quarantine.ts';
import { create } from '../../store/save.ts';
import { drain } from '../engine/drain.ts';
import { pagesOf } from './pages.ts';
import { readPages } from './read-endpoint.ts';

export const releasePlace = ({ id, config }: { id: string; config: EndpointConfig }): ReleasePlace => ({
  isLog: pagesOf(config)?.pages.isLog === true,
  async read() {
    const read: unknown[] = [];
    const kinds = [Released.name];
    // What was read of a history that was cut while it was read is not what is there now.
    const failed = await readPages(id, { kinds, restarts: 0 }, async (records) => void read.push(...records));
    if (!failed) return read;
    return failed === 'wrong-address' && config.url.includes('{kind}') ? 'no-room' : 'not-read';
  },
  async send(made, after) {
    const own = await since(Released, '');
    let on = after;
    const ids: string[] = [];
    for (const one of made) {
      const before = own.find(
        ({ about, month, after: its }) => about === one.about && month === one.month && its === on,
      );
      const isGoing = before !== undefined && (await goesAgain(before, id));
      on = isGoing ? before.id : (await create(Released, fieldsOn(one, on), { to: id })).id;
      ids.push(on);
    }
    await drain('button');
    const items = await Promise.all(ids.map(itemsOf));
    return !items.flat().some(({ state }) => state === 'refused');
  },
});

const fieldsOn = ({ closedOn, ...made }: Made, after: string | undefined) => ({
  ...made,
  ...(closedOn === undefined ? {} : { closedOn }),
  ...(after === undefined ? {} : { after }),
});

/**
 * Makes a release of this device wait for the place again, whatever became of it there: what was just read does not have it. False
 * where it is for another place.
 */
async function goesAgain({ id }: Released, endpoint: string): Promise<boolean> {
  const item = (await itemsOf(id)).find((one) => one.endpoint === endpoint);
  if (!item) return false;
  const { key, state } = item;
  if (state === 'aside') await takeBack(key);
  if (state === 'delivered') await foundLost(new Map([[item, { is: 'missing' }]]), Date.now());
  else if (state !== 'waiting') await waitAgain(key);
  return true;
}
