/**
 * Parents before their children, at endpoints that want it so: a record that belongs to another waits until the endpoint
 * holds that one, and goes by itself when it does. They may be sent to two addresses of one server, a table each.
 */
import { originOf } from '../../setup/address.ts';
import { endpointConfig } from '../../setup/endpoint.ts';
import { db, type OutboxItem } from '../../store/db.ts';
import { afterAnother, heldThere, writeBack } from '../../store/outbox.ts';
import { ownerOfSendable } from './current.ts';
import type { Delivery } from './deliver.ts';
import type { Parcel } from './parcels.ts';
import { settleAfter } from './settle.ts';

/** The endpoints that are the same server in the same dialect: where a parent may be on its way. */
export async function family(id: string, dialect: string, url: string): Promise<string[]> {
  const others = (await db.endpoints.toCollection().primaryKeys()).filter((other) => other !== id);
  const configs = await Promise.all(others.map((other) => endpointConfig(other).catch(() => undefined)));
  const isSame = others.filter(
    (_, index) => configs[index]?.dialect === dialect && originOf(configs[index].url) === originOf(url),
  );
  return [id, ...isSame];
}

/** Those of a batch that can go now. The others are put off until what they belong to was delivered. */
export async function withoutOrphans(part: Parcel[], delivery: Delivery): Promise<Parcel[]> {
  if (!delivery.dialect.parentsFirst) return part;
  const missing = await missingParents(part, delivery.family);
  const going = new Set<string>();
  const orphans: OutboxItem[] = [];
  const kept = part.filter(({ item, record }) => {
    const parent = ownerOfSendable(record);
    const after = parent === undefined || going.has(parent) ? undefined : missing.get(parent);
    if (after === undefined) going.add(record.id);
    else orphans.push(settleAfter(item, after));
    return after === undefined;
  });
  if (orphans.length > 0) await writeBack(orphans);
  return kept;
}

/**
 * Of the parents of these, those that wait or were refused and that the server never held: the key of the item by the id.
 * Where an endpoint takes the parent itself, no other address of the server is asked about.
 */
async function missingParents(part: Parcel[], family: string[]): Promise<Map<string, string>> {
  const parents = [...new Set(part.flatMap(({ record }) => ownerOfSendable(record) ?? []))];
  const items = await db.outbox.bulkGet(parents.flatMap((parent) => family.map((endpoint) => `${parent}:${endpoint}`)));
  const missing = new Map<string, string>();
  for (const [index, parent] of parents.entries()) {
    const [own, ...others] = items.slice(index * family.length, (index + 1) * family.length);
    const there = own ? [own] : others.filter((item) => item !== undefined);
    if (there.length > 0 && there.every(isMissing)) missing.set(parent, there[0]!.key);
  }
  return missing;
}

const isMissing = (item: OutboxItem) => heldThere(item) === undefined;

/** Lets those go whose parents were delivered, or are no longer on their way. Answers how many. */
export async function letChildrenGo(endpoints: string[]): Promise<number> {
  let count = 0;
  for (const endpoint of endpoints) {
    const children = () => db.outbox.where({ endpoint, state: 'waiting', dueAt: afterAnother });
    const parents = new Set<string>();
    await children().each(({ after }) => parents.add(after ?? ''));
    if (parents.size === 0) continue;
    const items = await db.outbox.bulkGet([...parents]);
    for (const item of items) if (item && isMissing(item)) parents.delete(item.key);
    count += await children()
      .filter(({ after }) => parents.has(after ?? ''))
      .modify((item) => {
        item.dueAt = 0;
        delete item.after;
        delete item.trouble;
      });
  }
  return count;
}
