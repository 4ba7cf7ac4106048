/** Whom devices told of by themselves before there was a server: each says so to the server, and nobody closes a month with them again. */
import { smallest } from '../disclosure/suppression.ts';
import { packText, unpackText } from '../files/packed-text.ts';
import { create } from '../store/save.ts';
import { noteToldAlone } from '../store/told-alone.ts';
import { type Closed, idsIn } from './chain.ts';
import { Released } from './released.ts';

/** In the place of what a release is about: it stands in no chain, and holds ids alone. */
const toldAlone = 'told-alone';

/** Keeps whom this device is about to tell of by itself, until there is a server. Rejects with `NotKept`. */
export async function keepToldAlone(closed: readonly Closed[]): Promise<void> {
  const ids = [...new Set(closed.flatMap(idsIn))];
  const last = closed.at(-1);
  if (!last || ids.length === 0) return;
  const { month, closedOn } = last;
  const content = await packText(JSON.stringify(ids));
  const when = { month, ...(closedOn === undefined ? {} : { closedOn }) };
  const { id } = await create(Released, { about: toldAlone, ...when, least: smallest, content });
  await noteToldAlone(id);
}

/** The ids of whom devices told of by themselves, among the records of a place. What cannot be read says nothing. */
export async function toldAloneIn(records: readonly unknown[]): Promise<ReadonlySet<string>> {
  const told = new Set<string>();
  for (const record of records) {
    const { kind, about } = (record ?? {}) as Partial<Released>;
    if (kind !== Released.name || about !== toldAlone) continue;
    try {
      const ids: unknown = JSON.parse((await unpackText(Released.read(record).content)) ?? '[]');
      if (Array.isArray(ids)) for (const id of ids) told.add(String(id));
    } catch {}
  }
  return told;
}
