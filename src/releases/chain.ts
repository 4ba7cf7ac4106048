/**
 * Which of the releases that lie at a place stand. Each says on which one it builds, so those that stand are a chain: where several
 * build on the same, all devices choose the same one, whatever comes later.
 */
import * as z from 'zod/mini';
import { lastEnded } from '../periods/grid.ts';
import { isTombstone } from '../store/kind.ts';
import { Released } from './released.ts';

/** A release of one kind of numbers as a device works with it. */
export interface Closed {
  /** The first day of the month. */
  month: string;
  closedOn?: string;
  /** What it was made of. */
  members: readonly (string | { id: string })[];
}

/** What a place has of one thing that is closed. */
export interface Chain<R> {
  /** Those that stand, in order. */
  releases: R[];
  /** The id of the last one. */
  last: string | undefined;
  /** Those that were made up, changed or cannot be: passed by. */
  refused: number;
  /** What stands next was made by a newer version of the app. */
  isNewer: boolean;
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
  const { of, refused } = among(records, reading.about);
  const depth = depths(of);
  const inOrder = reading.isLog
    ? of
    : // What others have built on stands; else no later one changes but the newest month.
      [...of].sort((a, b) => depth.get(b.id)! - depth.get(a.id)! || (a.id < b.id ? -1 : 1));
  const chain: Chain<R> = { releases: [], last: undefined, refused, isNewer: false };
  const bad = new Set<Placed>();
  for (let more = true; more; ) {
    more = false;
    const next = inOrder.filter(({ after }) => after === chain.last);
    for (const record of next) {
      if (isAhead(record, reading.today)) continue;
      if (!record.read) {
        // Others may take it in its turn, and then nothing that comes after it on the same one: it is waited for.
        chain.isNewer = isNext(record, chain.releases);
        if (chain.isNewer) break;
        continue;
      }
      const release = await openNext(record.read, chain.releases, reading);
      if (!release) {
        bad.add(record);
        continue;
      }
      chain.releases.push(release);
      chain.last = record.id;
      more = true;
      break;
    }
  }
  chain.refused += bad.size;
  return chain;
}

/** A record by what says where it stands; `read` is absent of one whose shape only a newer version of the app knows. */
type Placed = z.infer<typeof Place> & { read?: Released };
const Place = z.object({
  ...{ id: z.string(), rev: z.number(), month: z.string() },
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

/** The releases about one thing, each id once, also those of a newer shape; and how many are no releases. */
function among(records: readonly unknown[], about: string) {
  const of = new Map<string, Placed>();
  let refused = 0;
  for (const record of records) {
    const { kind, about: is } = (record ?? {}) as Partial<Released>;
    if (kind !== Released.name || is !== about || isTombstone(record)) continue;
    try {
      const placed = isOfNewerApp(record) ? placeIn(record) : asPlaced(Released.read(record));
      if (!of.has(placed.id)) of.set(placed.id, placed);
    } catch {
      refused += 1;
    }
  }
  return { of: [...of.values()], refused };
}

/** Whether a release has a shape that only a newer version of the app knows. */
export const isOfNewerApp = (release: unknown): boolean => Number((release as Partial<Released>).v) > Released.version;

const asPlaced = (read: Released): Placed => ({ ...placeIn(read), read });

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
