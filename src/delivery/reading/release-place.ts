/** The server that releases lie at: the one that the records lie at which they count. */

import type { Made, ReleasePlace } from '../../releases/close-there.ts';
import { Released } from '../../releases/released.ts';
import type { EndpointConfig } from '../../setup/endpoint.ts';
import { db } from '../../store/db.ts';
import { since } from '../../store/find.ts';
import { asTold } from '../../store/kind.ts';
import { itemsOf } from '../../store/outbox.ts';
import { foundLost, takeBack, waitAgain } from '../../store/quarantine.ts';
import { create, newRecord } from '../../store/save.ts';
import { lookUp } from '../check/verify.ts';
import type { Sendable } from '../dialects/dialect.ts';
import { drain } from '../engine/drain.ts';
import { openSession, sendRequest } from '../engine/session.ts';
import { pagesOf } from './pages.ts';
import { readPages } from './read-endpoint.ts';

export const releasePlace = ({ id, config }: { id: string; config: EndpointConfig }): ReleasePlace => {
  const isLog = pagesOf(config)?.pages.isLog === true;
  return { isLog, read: () => readThere(id, config), ...(isLog ? { send: sendInOrder(id) } : { ...createOnly(id) }) };
};

async function readThere(id: string, config: EndpointConfig): ReturnType<ReleasePlace['read']> {
  const read: unknown[] = [];
  const kinds = [Released.name];
  // What was read of a history that was cut while it was read is not what is there now.
  const failed = await readPages(id, { kinds, restarts: 0 }, async (records) => void read.push(...records));
  if (!failed) return read;
  return failed === 'wrong-address' && config.url.includes('{kind}') ? 'no-room' : 'not-read';
}

/** Where the place keeps an order: through the outbox, to this place alone; one that this device has made before goes in its stead. */
const sendInOrder =
  (id: string): ReleasePlace['send'] =>
  async (made, after) => {
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
    return items.flat().some(({ state }) => state === 'refused') ? 'not-sent' : 'sent';
  };

/**
 * Where it keeps none: at once, and nothing of it is kept here before it is read there. One that was sent and never answered for is made
 * anew, or is found there.
 */
const createOnly = (id: string): Pick<ReleasePlace, 'send' | 'refuses'> => ({
  async send(made, after) {
    let on = after;
    for (const { id: own, ...one } of made) {
      const record = await newRecord(Released, fieldsOn(one, on), { id: own! });
      const is = await createThere(id, record);
      if (is === 'cannot' || is === 'not-sent') return is;
      // Another device was quicker: what follows was built on what does not stand.
      if (is === 'there') return 'sent';
      on = record.id;
    }
    return 'sent';
  },
  async refuses(standing) {
    const is = await createThere(id, standing);
    return is === 'there' ? 'refused' : is === 'made' ? 'cannot' : is;
  },
});

/** Makes a record there, unless something stands under its id: that stays. */
async function createThere(id: string, made: Released): Promise<'made' | 'there' | 'not-sent' | 'cannot'> {
  const record: Sendable = { ...asTold(made) };
  const row = await db.endpoints.get(id);
  const session = row && (await openSession(row));
  if (!session || typeof session === 'string') return 'not-sent';
  const { dialect, config, options } = session;
  const request = dialect.createOnly?.(record, config, options);
  if (!request) return 'cannot';
  const reading = dialect.readResponse(await sendRequest(request, session), [record], config, options);
  const outcome = 'each' in reading ? reading.each[0] : reading.whole;
  if (outcome?.is === 'not-the-endpoint' && outcome.trouble === 'wrong-address') return 'cannot';
  if (outcome?.is === 'delivered') return 'made';
  if (outcome?.is !== 'verify') return 'not-sent';
  const isTaken = (outcome.status ?? 200) < 300;
  const held = await lookUp(record, session);
  // A yes, and nothing under its id: the server gives ids of its own.
  if (held?.is === 'absent') return isTaken ? 'cannot' : 'not-sent';
  return held?.is !== 'held' ? 'not-sent' : isTaken ? 'made' : 'there';
}

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
