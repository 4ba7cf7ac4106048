/** The server that releases lie at: the one that the records lie at which they count. */

import type { Made, ReleasePlace } from '../../releases/close-there.ts';
import { Released } from '../../releases/released.ts';
import type { EndpointConfig } from '../../setup/endpoint.ts';
import { since } from '../../store/find.ts';
import { itemsOf } from '../../store/outbox.ts';
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
    const own = await ownAt(id);
    let on = after;
    const ids: string[] = [];
    for (const one of made) {
      const before = own.find(
        ({ about, month, after: its }) => about === one.about && month === one.month && its === on,
      );
      on = (before ?? (await create(Released, fieldsOn(one, on), { to: id }))).id;
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

/** The releases of this device that the place has, or is still to get. */
async function ownAt(endpoint: string): Promise<Released[]> {
  const own = await since(Released, '');
  const items = await Promise.all(own.map(({ id }) => itemsOf(id)));
  return own.filter((_, index) =>
    items[index]!.some((item) => item.endpoint === endpoint && ['waiting', 'delivered'].includes(item.state)),
  );
}
