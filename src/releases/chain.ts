/**
 * Which of the releases that lie at a place stand. Each says on which one it builds, so those that stand are a chain: where several
 * build on the same, all devices choose the same one, whatever comes later. A place that keeps an order has the first one. At one that
 * keeps none the next one has an id that follows from all before it (`next-id.ts`), and the place takes one under it.
 */
import * as z from 'zod/mini';
import { lastEnded } from '../periods/grid.ts';
import { isTombstone } from '../store/kind.ts';
import { type Before, nextId } from './next-id.ts';
import { Released } from './released.ts';

/** A release of one kind of numbers as a device works with it. */
export interface Closed {
  /** The first day of the month. */
  month: string;
  closedOn?: string;
  /** What it was made of. */
  members: readonly (string | { id: string })[];
}

/** The records that a release counted. */
export const idsIn = ({ members }: Pick<Closed, 'members'>): string[] =>
  members.map((one) => (typeof one === 'string' ? one : one.id));

/** What a place has of one thing that is closed. */
export interface Chain<R> {
  /** Those that stand, in order. */
  releases: R[];
  /** The id of the last one. */
  last: string | undefined;
  /** The last one where it has the id that follows: the place is asked whether it lets no other in its stead. */
  byId: Released | undefined;
  /** The id of what is made next, at a place that keeps no order. */
  next: string | undefined;
  /** Those that were made up, changed or cannot be: passed by. */
  refused: number;
  /** What stands next was made by a newer version of the app. */
  isNewer: boolean;
  /** What stands next is of a month that by this device's clock has not ended. */
  isAhead: boolean;
}

export interface ChainWanted<R> {
  /** What was closed. */
  about: string;
  /** Of records in the order in which they came, where the place keeps an order: the first one stands. */
  isLog: boolean;
  /** A day (in Finland): what has ended by it may stand. */
  today: string;
  /** The release that a record holds, after those `before` it; undefined where there is none that could be. */
  open(record: Released, before: readonly R[]): Promise<R | undefined>;
}

/**
 * The chain among the records of a place, in the order in which it gives them. Each release is judged by itself and those before it,
 * never by what else lies there just now: so all devices judge alike, on every day.
 */
export async function standing<R extends Closed>(
  records: readonly unknown[],
  reading: ChainWanted<R>,
): Promise<Chain<R>> {
  const { of, unread } = among(records, reading.about);
  const found: Found<R> = { releases: [], tail: undefined, isNewer: false, isAhead: false, refused: new Set() };
  const inOrder = reading.isLog ? of : ofEarlierApps(of);
  if (reading.isLog) while (await takeFirst(inOrder, found, reading));
  else while ((await takeById(of, unread, found, reading)) || (await takeFirst(inOrder, found, reading)));
  const { releases, tail, isNewer, isAhead, next, byId } = found;
  return { releases, last: tail?.id, byId, next, refused: unread.size + found.refused.size, isNewer, isAhead };
}

/** What was found of a chain so far. */
interface Found<R> extends Pick<Chain<R>, 'releases' | 'isNewer' | 'isAhead'> {
  tail: Before | undefined;
  next?: string;
  byId?: Released;
  refused: Set<unknown>;
}

/** Takes the first of these that can stand next; whether there was one. */
async function takeFirst<R extends Closed>(
  inOrder: readonly Placed[],
  found: Found<R>,
  reading: ChainWanted<R>,
): Promise<boolean> {
  if (found.isNewer || found.isAhead) return false;
  for (const record of inOrder.filter(({ after }) => after === found.tail?.id)) {
    if (isAhead(record, reading.today)) continue;
    const is = await judge(record, found, reading);
    if (is !== 'bad') return is === 'taken';
  }
  return false;
}

/**
 * Takes what has the id that follows; whether it is there. One that cannot be passes its turn to the next id. What is of a month that
 * has not ended here keeps it: another device may have told it.
 */
async function takeById<R extends Closed>(
  of: readonly Placed[],
  unread: ReadonlySet<string>,
  found: Found<R>,
  reading: ChainWanted<R>,
): Promise<boolean> {
  const { tail } = found;
  for (let refused = 0; ; refused++) {
    const id = await nextId(reading.about, tail, refused);
    found.next = id;
    const record = of.find((one) => one.id === id);
    if (!record && !unread.has(id)) return false;
    if (!record) continue;
    if (record.after !== tail?.id) {
      found.refused.add(record);
      continue;
    }
    found.isAhead = isAhead(record, reading.today);
    if (found.isAhead) return false;
    const is = await judge(record, found, reading);
    if (is === 'bad') continue;
    if (is === 'taken') found.byId = record.read!;
    return is === 'taken';
  }
}

/** Takes a record that can stand next. What a newer app made is waited for: others may take it in its turn, and nothing after it. */
async function judge<R extends Closed>(
  record: Placed,
  found: Found<R>,
  reading: ChainWanted<R>,
): Promise<'taken' | 'newer' | 'bad'> {
  const isNewer = !record.read && isNext(record, found.releases);
  if (isNewer) found.isNewer = true;
  if (isNewer) return 'newer';
  const release = record.read && (await openNext(record.read, found.releases, reading));
  if (!release) {
    if (record.read) found.refused.add(record);
    return 'bad';
  }
  found.releases.push(release);
  found.tail = record.read;
  delete found.byId;
  return 'taken';
}

/** The last version of a release that had an id at random at every place. */
const lastAtRandom = 4;

/**
 * What earlier versions of the app made at a place that keeps no order, and what a later one may have made by another rule. What others
 * have built on stands; else the one of the lower id, so that no later one changes but the newest month.
 */
function ofEarlierApps(of: readonly Placed[]): Placed[] {
  const depth = depths(of);
  return of
    .filter(({ v }) => v <= lastAtRandom || v > Released.version)
    .sort((a, b) => depth.get(b.id)! - depth.get(a.id)! || (a.id < b.id ? -1 : 1));
}

/** A record by what says where it stands; `read` is absent of one whose shape only a newer version of the app knows. */
type Placed = z.infer<typeof Place> & { read?: Released };
const Place = z.object({
  ...{ id: z.string(), v: z.number(), rev: z.number(), month: z.string() },
  ...{ closedOn: z.optional(z.string()), after: z.optional(z.string()) },
});

const isNext = ({ rev, month }: Placed, before: readonly Closed[]): boolean =>
  rev === 1 && month > (before.at(-1)?.month ?? '');

async function openNext<R extends Closed>(
  record: Released,
  before: readonly R[],
  { open }: ChainWanted<R>,
): Promise<R | undefined> {
  if (!isNext(record, before)) return undefined;
  const release = await open(record, before);
  return release?.month === record.month && release.closedOn === record.closedOn ? release : undefined;
}

/** By this device's clock it has not ended: it may stand later. */
const isAhead = ({ month, closedOn }: Placed, today: string): boolean =>
  closedOn === undefined ? month > lastEnded(today) : closedOn > today;

/** The releases about one thing, each id once, also those of a newer shape; and the ids of what are no releases. */
function among(records: readonly unknown[], about: string) {
  const of = new Map<string, Placed>();
  const unread = new Set<string>();
  for (const record of records) {
    const { kind, about: is, id } = (record ?? {}) as Partial<Released>;
    if (kind !== Released.name || is !== about || isTombstone(record)) continue;
    try {
      const placed = isOfNewerApp(record) ? placeIn(record) : { ...placeIn(record), read: Released.read(record) };
      if (!of.has(placed.id)) of.set(placed.id, placed);
    } catch {
      unread.add(String(id));
    }
  }
  return { of: [...of.values()], unread };
}

/** Whether a release has a shape that only a newer version of the app knows. */
export const isOfNewerApp = (release: unknown): boolean => Number((release as Partial<Released>).v) > Released.version;

/** What places a release has one shape in every version of the app. Throws for what has another. */
const placeIn = (record: unknown): Placed => Place.parse(record);

/** How many build on each, one on the other. */
function depths(of: readonly Placed[]): Map<string, number> {
  const depth = new Map<string, number>();
  // The latest month first: what builds on one is of a later month.
  for (const { id } of [...of].sort((a, b) => b.month.localeCompare(a.month))) {
    const on = of.filter(({ after }) => after === id).map((one) => depth.get(one.id) ?? 0);
    depth.set(id, on.length > 0 ? 1 + Math.max(...on) : 0);
  }
  return depth;
}
