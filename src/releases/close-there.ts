/**
 * Closing what has ended where the place is a server: everything that it holds is read, what stands there is taken; what is lacking is
 * made, sent, and all is read again. Only then is anything told. So all devices tell the same, whoever was first.
 */
import { type Chain, type Closed, idsIn, standing } from './chain.ts';
import { nextId } from './next-id.ts';
import { Released } from './released.ts';
import { toldAloneIn } from './told-alone-store.ts';

/** Where releases lie. */
export interface ReleasePlace {
  /** Its records come in the order in which they were stored. */
  isLog: boolean;
  /** All releases there, or why they could not be read to the end. `no-room`: it has no place for them. */
  read(): Promise<unknown[] | 'not-read' | 'no-room'>;
  /**
   * Sends these, each built on the one before, the first on `after`: under its id, where it has one, and only where nothing stands under
   * that. Whether the place took them, or has another one in the stead of one; `cannot`: it has no way to let only one stand.
   */
  send(made: readonly Made[], after: string | undefined): Promise<'sent' | 'not-sent' | 'cannot'>;
  /** Whether it refuses this release, which stands there, when it is sent once more. Absent where it keeps an order. */
  refuses?(standing: Released): Promise<'refused' | 'not-sent' | 'cannot'>;
}

/** A release that is to be sent. */
export type Made = Pick<Released, 'about' | 'month' | 'closedOn' | 'least' | 'content'> & {
  /** The id under which alone it can stand; absent where the place keeps an order. */
  id?: string;
};

/** What is closed by itself: encounters, or an instrument. */
export interface Shelf<R extends Closed> {
  about: string;
  /** What this device has told so far, in order. */
  told(): Promise<R[]>;
  /** Keeps what stands, where nothing was told of its month. Rejects with `NotKept`. */
  keep(releases: readonly R[]): Promise<unknown>;
  /** What has ended and was not closed, after those that were; without those whom a device told of by itself (`toldAlone`). */
  close(earlier: readonly R[], toldAlone: ReadonlySet<string>): Promise<R[]>;
  pack(release: R): Promise<Made>;
  /** As `ChainWanted.open`. */
  open(record: Released, before: readonly R[]): Promise<R | undefined>;
}

/**
 * How it ended. `told`: all that has ended is told. Else nothing new is but what stands at the place: it could not be read, what
 * was made did not come there, it holds what a newer version of the app has made or what by this clock is to come, or it cannot let
 * only one release of a month stand.
 */
export interface ClosingEnd {
  is: 'told' | 'not-read' | 'no-room' | 'not-sent' | 'newer' | 'ahead' | 'not-once';
  /** Releases at the place that were passed by. */
  refused: number;
  /**
   * First days of the months that this device has told otherwise than the place, in order; absent where there is none. Of their years
   * it tells nothing of the place.
   */
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
  let seen: Omit<ClosingEnd, 'is'> = { refused: 0 };
  for (let round = 0; ; round++) {
    const records = await place.read();
    if (typeof records === 'string') return { is: records, ...seen };
    const toldAlone = await toldAloneIn(records);
    const found: Found<R>[] = [];
    for (const shelf of shelves) {
      const one = await lookAt(shelf, records, place, { today, toldAlone });
      if (typeof one === 'string') return { is: one, ...seen };
      found.push(one);
    }
    seen = seenIn(found);
    const lacking = found.filter(({ made }) => made.length > 0);
    if (lacking.length === 0) return { is: stoppedBy(found) ?? 'told', ...seen };
    if (round === rounds) return { is: 'not-sent', ...seen };
    const ends = await Promise.all(lacking.map(({ made, chain }) => place.send(made, chain.last)));
    if (ends.includes('cannot')) return { is: 'not-once', ...seen };
    if (ends.includes('not-sent')) return { is: 'not-sent', ...seen };
  }
}

const stoppedBy = (found: readonly Found<unknown>[]): 'newer' | 'ahead' | undefined =>
  found.some(({ chain }) => chain.isNewer) ? 'newer' : found.some(({ chain }) => chain.isAhead) ? 'ahead' : undefined;

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

/** Takes what stands, and makes what is lacking; or says why nothing of it may be told. */
async function lookAt<R extends Closed>(
  shelf: Shelf<R>,
  records: readonly unknown[],
  place: ReleasePlace,
  { today, toldAlone }: { today: string; toldAlone: ReadonlySet<string> },
): Promise<Found<R> | 'not-sent' | 'not-once'> {
  const { about, open } = shelf;
  const { isLog } = place;
  const chain = await standing(records, { about, isLog, today, open });
  const own = toldOtherwise(await shelf.told(), chain.releases);
  const tellable = apartFrom(own, chain.releases);
  const sure = await isSure(chain, tellable, await shelf.told(), place);
  if (sure !== 'sure') return sure;
  await shelf.keep(tellable);
  const told = await shelf.told();
  const otherwise = own.map(({ month }) => month);
  if (chain.isNewer || chain.isAhead) return { chain, made: [], otherwise };
  const before = toBring(told, chain.releases);
  const closed = await shelf.close([...chain.releases, ...before], toldAlone);
  const packed = await Promise.all([...before, ...closed].map(shelf.pack));
  const made = isLog ? packed : await withIds(packed, chain);
  return made.some((one) => liesUnderAnother(one, records)) ? 'not-once' : { chain, made, otherwise };
}

/** Whether the place took a release before and gave it an id of its own: each further try would leave a further row there. */
const liesUnderAnother = ({ id, about, month, content }: Made, records: readonly unknown[]): boolean =>
  id !== undefined &&
  (records as Partial<Released>[]).some(
    (one) =>
      one?.kind === Released.name &&
      one.about === about &&
      one.month === month &&
      one.content === content &&
      one.id !== id,
  );

/**
 * Whether what is new to this device can stand alone. A place that keeps no order is asked: it must refuse the last one when that is sent
 * once more. One that takes it would let a second device put another one in its stead.
 */
async function isSure<R extends Closed>(
  { byId }: Chain<R>,
  releases: readonly R[],
  told: readonly R[],
  place: ReleasePlace,
): Promise<'sure' | 'not-sent' | 'not-once'> {
  const isNew = releases.some(({ month }) => !told.some((own) => own.month === month));
  if (place.isLog || !byId || !isNew) return 'sure';
  const asked = (await place.refuses?.(byId)) ?? 'cannot';
  return asked === 'refused' ? 'sure' : asked === 'cannot' ? 'not-once' : asked;
}

/** Each with the id that follows from all before it. */
async function withIds(made: readonly Made[], { next }: Pick<Chain<Closed>, 'next'>): Promise<Made[]> {
  const all: Made[] = [];
  for (const one of made) {
    const before = all.at(-1);
    const id = before ? await nextId(one.about, { id: before.id!, content: before.content }) : next!;
    all.push({ ...one, id });
  }
  return all;
}

/**
 * What this device has told that does not stand: each had told by itself before there was a place, or two had closed one month at once by
 * an earlier version of the app. It stays told here. What is behind all that stands is brought there (`toBring`).
 */
function toldOtherwise<R extends Closed>(told: readonly R[], standing: readonly R[]): R[] {
  const textOf = new Map(standing.map((one) => [one.month, inOneOrder(one)]));
  const others = told.filter((own) => textOf.get(own.month) !== inOneOrder(own));
  const last = standing.at(-1)?.month ?? '';
  return others.some(({ month }) => month <= last) ? others : [];
}

/**
 * The releases that a device may tell beside what it has told otherwise: none of the same year, nor of a year in which one counts somebody
 * of those again. Who came late to the place would be the difference.
 */
function apartFrom<R extends Closed>(own: readonly R[], standing: readonly R[]): R[] {
  const counted = new Set(own.flatMap(idsIn));
  const years = new Set(
    [...own, ...standing.filter((one) => idsIn(one).some((id) => counted.has(id)))].map(({ month }) => yearOf(month)),
  );
  return standing.filter(({ month }) => !years.has(yearOf(month)));
}

const yearOf = (month: string): string => month.slice(0, 4);

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
  const isTold = (one: R) => told.some((own) => own.month === one.month && `${idsIn(own)}` === `${idsIn(one)}`);
  const last = standing.at(-1)?.month ?? '';
  return standing.every(isTold) ? told.filter(({ month }) => month > last) : [];
}
