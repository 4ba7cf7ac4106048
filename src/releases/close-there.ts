/**
 * Closing what has ended where the place is a server: everything that it holds is read, what stands there is taken; what is lacking is
 * made, sent, and all is read again. Only then is anything told. So all devices tell the same, whoever was first.
 */
import { type Chain, type Closed, standing } from './chain.ts';
import type { Released } from './released.ts';

/** Where releases lie. */
export interface ReleasePlace {
  /** Its records come in the order in which they were stored. */
  isLog: boolean;
  /** All releases there, or why they could not be read to the end. `no-room`: it has no place for them. */
  read(): Promise<unknown[] | 'not-read' | 'no-room'>;
  /**
   * Keeps these in the outbox to this place alone, each built on the one before, the first on `after`, and sends what waits; one that
   * this device has made before is sent in its stead. False where the place refused one.
   */
  send(made: readonly Made[], after: string | undefined): Promise<boolean>;
}

/** A release that is to be sent. */
export type Made = Pick<Released, 'about' | 'month' | 'closedOn' | 'least' | 'content'>;

/** What is closed by itself: encounters, or an instrument. */
export interface Shelf<R extends Closed> {
  about: string;
  /** What this device has told so far, in order. */
  told(): Promise<R[]>;
  /** Keeps what stands, where nothing was told of its month. Rejects with `NotKept`. */
  keep(releases: readonly R[]): Promise<unknown>;
  /** What has ended and was not closed, after those that were. */
  close(earlier: readonly R[]): Promise<R[]>;
  pack(release: R): Promise<Made>;
  /** As `ChainWanted.open`. */
  open(record: Released, before: readonly R[]): Promise<R | undefined>;
}

/**
 * How it ended. `told`: all that has ended is told. Else nothing new is but what stands at the place: it could not be read, what
 * was made did not come there, or it holds what a newer version of the app has made.
 */
export interface ClosingEnd {
  is: 'told' | 'not-read' | 'no-room' | 'not-sent' | 'newer';
  /** Releases at the place that were passed by. */
  refused: number;
  /** First days of the months that this device has told otherwise than the place, in order; absent where there is none. */
  otherwise?: string[];
}

/** So often what others have closed meanwhile is built on. */
const rounds = 3;

/** Closes what has ended on these shelves. `today`: a day (in Finland). Rejects with `NotKept`. */
export async function closeThere<R extends Closed>(
  shelves: readonly Shelf<R>[],
  place: ReleasePlace,
  today: string,
): Promise<ClosingEnd> {
  let is: ClosingEnd['is'] = 'told';
  let seen: Omit<ClosingEnd, 'is'> = { refused: 0 };
  for (let round = 0; ; round++) {
    const records = await place.read();
    if (typeof records === 'string') return { is: records, ...seen };
    const found = await Promise.all(shelves.map((shelf) => lookAt(shelf, records, place, today)));
    seen = seenIn(found);
    if (found.some(({ chain }) => chain.isNewer)) is = 'newer';
    const lacking = found.filter(({ made }) => made.length > 0);
    if (lacking.length === 0) return { is, ...seen };
    if (round === rounds) return { is: 'not-sent', ...seen };
    const isTaken = await Promise.all(lacking.map(({ made, chain }) => place.send(made, chain.last)));
    if (isTaken.includes(false)) return { is: 'not-sent', ...seen };
  }
}

interface Found<R> {
  chain: Chain<R>;
  made: Made[];
  /** The months that this device has told otherwise than they stand. */
  otherwise: string[];
}

function seenIn(found: readonly Found<unknown>[]): Omit<ClosingEnd, 'is'> {
  const refused = found.reduce((sum, { chain }) => sum + chain.refused, 0);
  const otherwise = [...new Set(found.flatMap((one) => one.otherwise))].sort();
  return { refused, ...(otherwise.length > 0 ? { otherwise } : {}) };
}

/** Takes what stands, and makes what is lacking. */
async function lookAt<R extends Closed>(
  shelf: Shelf<R>,
  records: readonly unknown[],
  { isLog }: ReleasePlace,
  today: string,
): Promise<Found<R>> {
  const { about, open } = shelf;
  const chain = await standing(records, { about, isLog, today, open });
  await shelf.keep(chain.releases);
  const told = await shelf.told();
  const otherwise = toldOtherwise(told, chain.releases);
  if (chain.isNewer) return { chain, made: [], otherwise };
  const before = toBring(told, chain.releases);
  const closed = await shelf.close([...chain.releases, ...before]);
  return { chain, made: await Promise.all([...before, ...closed].map(shelf.pack)), otherwise };
}

/**
 * The months of which this device has told something else than what stands: at a place without an order another one closed the month
 * between its reading and its sending, or each had told by itself before there was a place. What was told stands on each.
 */
function toldOtherwise<R extends Closed>(told: readonly R[], standing: readonly R[]): string[] {
  const textOf = new Map(standing.map((one) => [one.month, inOneOrder(one)]));
  const isOther = (own: R) => textOf.has(own.month) && textOf.get(own.month) !== inOneOrder(own);
  return told.filter(isOther).map(({ month }) => month);
}

/** The same text for the same content, in whatever order its keys were written. */
const inOneOrder = (release: unknown): string =>
  JSON.stringify(release, (_, value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const entries: [string, unknown][] = value instanceof Map ? [...value] : Object.entries(value);
    return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
  });

/**
 * What this device told and the place lacks, where it is of one piece with what stands there: it told it before there was a place, or
 * the place was set back since. It stands: who comes first brings it there.
 */
function toBring<R extends Closed>(told: readonly R[], standing: readonly R[]): R[] {
  const idsOf = ({ members }: R) => JSON.stringify(members.map((one) => (typeof one === 'string' ? one : one.id)));
  const isTold = (one: R) => told.some((own) => own.month === one.month && idsOf(own) === idsOf(one));
  const last = standing.at(-1)?.month ?? '';
  return standing.every(isTold) ? told.filter(({ month }) => month > last) : [];
}
