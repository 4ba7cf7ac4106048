/** Whom devices told of by themselves before there was a server: each says so to the server, and nobody closes a month with them again. */
import { smallest } from '../disclosure/suppression.ts';
import { packText, unpackText } from '../files/packed-text.ts';
import { find } from '../store/find.ts';
import { readLocal } from '../store/local-only.ts';
import { create } from '../store/save.ts';
import { namesTold, noteToldAlone, toldAloneNotes } from '../store/told-alone.ts';
import { type Closed, idsIn } from './chain.ts';
import { idsTold } from './kept-names.ts';
import { Released } from './released.ts';

/** In the place of what a release is about: it stands in no chain, and holds ids alone. */
const toldAlone = 'told-alone';

/** Keeps whom this device is about to tell of by itself, until there is a server, and whom it told before. Rejects with `NotKept`. */
export async function keepToldAlone(closed: readonly Closed[]): Promise<void> {
  const last = closed.at(-1);
  if (last) await keepIds(closed.flatMap(idsIn), last);
}

/** The same of all that this device has told: an earlier version of the app noted nobody. Rejects with `NotKept`. */
export async function noteToldBefore(): Promise<void> {
  const months = (await namesTold()).map((name) => name.slice(-'2025-01-01'.length)).sort();
  if (months.length > 0) await keepIds([], { month: months.at(-1)! });
}

/** So many ids stand in one record, at most. */
const idsInOne = 20_000;

async function keepIds(ids: readonly string[], { month, closedOn }: Pick<Closed, 'month' | 'closedOn'>): Promise<void> {
  const noted = await notedHere();
  const fresh = [...new Set([...(await toldHere()), ...ids])].filter((id) => !noted.has(id));
  for (let from = 0; from < fresh.length; from += idsInOne) {
    const content = await packText(JSON.stringify(fresh.slice(from, from + idsInOne)));
    const when = { month, ...(closedOn === undefined ? {} : { closedOn }) };
    const { id } = await create(Released, { about: toldAlone, ...when, least: smallest, content });
    await noteToldAlone(id);
  }
}

/** Whom this device has told of, in whichever chain. */
async function toldHere(): Promise<string[]> {
  return (await Promise.all((await namesTold()).map((name) => readLocal(name)))).flatMap(idsTold);
}

/** Whom the records that lie here say that it told of. */
async function notedHere(): Promise<ReadonlySet<string>> {
  const notes = await toldAloneNotes();
  return toldAloneIn(await Promise.all(notes.map((id) => find(Released, id))));
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
