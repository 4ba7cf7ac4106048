/**
 * The records that numbers are made of: this device's own, and what was read from the server in this sitting, which is in memory
 * and gone with the page. A month is closed with all of one of them, never with a mixture.
 */

import { momentsOf, type Period } from '../../periods/periods.ts';
import { eachBetween, eachById, firstAt, idsBetween } from '../../store/find.ts';
import type { Envelope, Kind } from '../../store/kind.ts';
import { Debrief } from '../debrief/debrief.ts';
import { Encounter } from '../encounter.ts';
import { Guidance } from '../follow-up/guidance.ts';
import { Unmet } from '../follow-up/unmet.ts';
import { Outing } from '../outing.ts';
import { Tally } from '../tally/tally.ts';
import type { Logged } from './facts.ts';
import type { Gathered } from './gathered.ts';

interface Held {
  rev: number;
  at: string;
  /** Absent where it was deleted. */
  record?: Envelope;
}

/** The kinds that numbers of people are made of. */
const ofPeople: readonly Kind<Envelope>[] = [Encounter, Tally, Guidance, Unmet];
/** All kinds that are read from the server. */
export const kindsCounted: readonly Kind<Envelope>[] = [...ofPeople, Outing, Debrief];

const server = new Map<string, Map<string, Held>>();
const onServer = (kind: Kind<Envelope>): Map<string, Held> => server.get(kind.name) ?? new Map();

/** Where all that there is to count lies: here, or on the server, read to its end in this sitting. */
export type Whole = 'device' | 'server';

/** A debrief is written after its outing, a guidance told after its encounter: so many days later is looked for it as well. */
const laterOn = (moment: string) => new Date(Date.parse(moment) + 31 * 86_400_000).toISOString();

/** The team's own work that began in a period: of this device, and what was read from the server, each once. */
export async function gather(
  { from, to }: Pick<Period, 'from' | 'to'>,
  breathe: () => Promise<void> | undefined,
): Promise<Gathered> {
  const between = momentsOf({ from, to });
  const of = async <R extends Envelope>(kind: Kind<R>, end: string): Promise<R[]> => {
    const newest = new Map<string, Held>();
    await eachBetween(kind, between.from, end, async ({ id, rev, at }, record) => {
      newest.set(id, { rev, at, ...(record && { record }) });
      await breathe();
    });
    for (const [id, held] of onServer(kind))
      if (held.at >= between.from && held.at < end && held.rev > (newest.get(id)?.rev ?? 0)) newest.set(id, held);
    return [...newest.values()].flatMap(({ record }) => (record ? [record as R] : []));
  };
  return { outings: await of(Outing, between.to), debriefs: await of(Debrief, laterOn(between.to)) };
}

/** When the first thing was logged of which there is a number; undefined where nothing was. */
export async function firstLogged(whole: Whole): Promise<string | undefined> {
  const all = ofPeople.map(async (kind) =>
    whole === 'device' ? firstAt(kind.name) : [...onServer(kind).values()].map(({ at }) => at).sort()[0],
  );
  return (await Promise.all(all)).filter((at) => at !== undefined).sort()[0];
}

/**
 * What was logged before a moment, without those that were counted: opened one by one. `progress` hears how many were read.
 */
export async function notCounted(
  whole: Whole,
  before: string,
  counted: ReadonlySet<string>,
  breathe: () => Promise<void> | undefined,
  progress: (read: number) => void,
): Promise<Logged> {
  let read = 0;
  const of = async <R extends Envelope>(kind: Kind<R>, end: string): Promise<R[]> => {
    const found: R[] = [];
    const take = async (record: R | undefined) => {
      if (record) found.push(record);
      read += 1;
      if (read % 500 === 0) progress(read);
      await breathe();
    };
    if (whole === 'device') {
      const fresh = (await idsBetween(kind.name, '', end)).filter((id) => !counted.has(id));
      await eachById(kind, fresh, (_, record) => take(record));
    } else
      for (const [id, { at, record }] of onServer(kind))
        if (at < end && !counted.has(id)) await take(record as R | undefined);
    return found;
  };
  return {
    encounters: await of(Encounter, before),
    tallies: await of(Tally, before),
    guidances: await of(Guidance, laterOn(before)),
    unmets: await of(Unmet, before),
  };
}

/** Puts in a record that was read from the server; false where it is none that numbers are made of. */
export function takeFromServer(record: unknown): boolean {
  const { kind: name, id, rev, at, deleted } = (record ?? {}) as Partial<Envelope> & { deleted?: unknown };
  const kind = kindsCounted.find((one) => one.name === name);
  if (!kind || !id || !rev || !at) return false;
  const held = server.get(kind.name) ?? new Map<string, Held>();
  server.set(kind.name, held);
  if ((held.get(id)?.rev ?? 0) >= rev) return true;
  try {
    held.set(id, { rev, at, ...(deleted ? {} : { record: kind.read(record) }) });
    return true;
  } catch {
    return false; // A shape of tomorrow, or no record at all.
  }
}

/** What was read is no longer needed, or is read anew. */
export const forgetServer = (): void => server.clear();
