/** Looking what an endpoint holds of many records: in one request where it has one for that, else record by record. */
import type { OutboxItem } from '../../store/db.ts';
import type { Held } from '../dialects/dialect.ts';
import { type Trouble, troubleOf } from '../engine/outcome.ts';
import { openAll } from '../engine/parcels.ts';
import { type Session, sendRequest } from '../engine/session.ts';
import { isOfNoKey, lookUp } from './verify.ts';

/** Thrown where the endpoint cannot be asked just now: what was found until then stands. */
export class Stopped extends Error {
  override name = 'Stopped';
  constructor(readonly trouble: Trouble) {
    super(trouble);
  }
}

/** How many records are looked for one by one, before how far it came is kept. */
const oneByOne = 25;

/** How many records to look for at a time. */
export const atATime = ({ dialect, config, options, looksOneByOne }: Session): number =>
  !looksOneByOne && dialect.lookupMany?.([], config, options) ? (dialect.lookupLimit ?? oneByOne) : oneByOne;

/** What the endpoint holds of each item, in their order; of the first few only, where it must be asked one by one. */
export async function lookUpMany(items: OutboxItem[], session: Session): Promise<Held[]> {
  return (await foundAtOnce(items, session)) ?? (await foundOneByOne(items.slice(0, oneByOne), session));
}

async function foundAtOnce(items: OutboxItem[], session: Session): Promise<Held[] | undefined> {
  const { dialect, options } = session;
  const ids = items.map(({ recordId }) => recordId);
  const request = session.looksOneByOne ? undefined : dialect.lookupMany?.(ids, session.config, options);
  if (!request || !dialect.readLookupMany) return undefined;
  await session.renew();
  const many = dialect.readLookupMany(await sendRequest(request, session), ids, session.config, options);
  if ('each' in many) return many.each;
  if (many.whole.is === 'failed' && !isOfNoKey(many.whole, request, session)) stopFor(many.whole);
  // It does not know this way of asking.
  session.looksOneByOne = true;
  return undefined;
}

async function foundOneByOne(items: OutboxItem[], session: Session): Promise<Held[]> {
  const { parcels } = await openAll(items);
  const records = new Map(parcels.map(({ item, record }) => [item.key, record]));
  const all: Held[] = [];
  for (const { key } of items) {
    const record = records.get(key);
    const held = record && (await lookUp(record, session));
    if (held?.is === 'failed' && !isGone(held)) stopFor(held);
    all.push(held ?? { is: 'unclear' });
  }
  return all;
}

type Failed = Extract<Held, { is: 'failed' }>;

const isGone = ({ outcome }: Failed) => outcome.is === 'refused' && outcome.trouble === 'gone';

function stopFor({ outcome }: Failed): never {
  const isTold = outcome.is !== 'delivered' && outcome.is !== 'verify';
  throw new Stopped(isTold ? troubleOf(outcome) : 'unclear-answer');
}
