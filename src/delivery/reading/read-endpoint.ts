/** Reading back what devices have sent, from an endpoint that shows it: page by page, in a session such as sending has. */
import { type EndpointConfig, presentConfig } from '../../setup/endpoint.ts';
import { canSignIn } from '../../setup/secrets.ts';
import { db, homeEndpoint } from '../../store/db.ts';
import { isAddressed } from '../../store/kind.ts';
import { takes } from '../../store/outbox.ts';
import { keepPosition, type Position, positionOf } from '../../store/positions.ts';
import type { Mark, Pages } from '../dialects/dialect.ts';
import { failed, isOk, isWebPage, stopped } from '../dialects/status.ts';
import { type HttpResponse, isOnline } from '../engine/send.ts';
import { openSession, type Session, sendRequest } from '../engine/session.ts';
import { backoffAfter, isBackingOff } from '../engine/settle.ts';
import { chosenKinds } from '../wire.ts';
import { pagesOf } from './pages.ts';

const words = ['no-answer', 'redirected', 'web-page', 'wrong-address', 'busy', 'server-error'] as const;
/** Why an endpoint could not be read, as a word that the screen translates. */
export type ReadFailure = (typeof words)[number] | 'too-long' | 'no-key' | 'sign-in' | 'not-readable' | 'unclear';

/** So many records come in one page: few enough that reading one takes a few milliseconds. */
const pageSize = 250;
/**
 * At most so many pages are read: one endpoint that always has another is not read without end. Fewer at once where nobody has
 * asked: what is left comes the next time; and not all, where all is read each time. A test that has no time to wait sets
 * others.
 */
export const mostPages = { asked: 10_000, quietly: 20, quietlyWhole: 400 };
/** How soon all of an endpoint whose marks do not last is read again where nobody has asked (ms). */
const quietInterval = 60 * 60_000;

/** An endpoint that shows its records. */
interface Shown {
  id: string;
  config: EndpointConfig;
  /** It is read also where nobody has chosen it. */
  isMarked: boolean;
  /** There is what signs in, where one must. */
  hasKey: boolean;
  /** It has taken records of this device: it is a server of the organisation, also where its key was taken out since. */
  hasTaken: boolean;
}

/** The endpoints in use that show what they were sent, and take one of these kinds. */
export async function shownEndpoints(kinds: readonly string[] = chosenKinds): Promise<Shown[]> {
  const rows = (await db.endpoints.toArray()).filter((row) => kinds.some((kind) => takes(row, kind)));
  const configs = await Promise.all(
    rows.map(async ({ id, deliveredAt }) => ({
      id,
      config: await presentConfig(id),
      hasTaken: deliveredAt !== undefined,
    })),
  );
  return configs.flatMap(({ id, config, hasTaken }) => {
    const shown = pagesOf(config);
    if (!shown) return [];
    const hasKey = canSignIn(config) && !(shown.pages.wantsKey && config.auth.way === 'none');
    return [{ id, config, isMarked: (shown.options as { read?: boolean }).read === true, hasKey, hasTaken }];
  });
}

/**
 * The one endpoint that is named to be read for these kinds, the same on every device that is set up alike, also on one that has no
 * key to it; undefined where none is named. The app's own address without a key is no server before it has taken anything.
 */
export const namedEndpoint = async (kinds: readonly string[]): Promise<Shown | undefined> =>
  inOrder(await shownEndpoints(kinds)).find(
    ({ id, isMarked, hasKey, hasTaken }) => isMarked && (hasKey || hasTaken || id !== homeEndpoint),
  );

/** Where responses can be read. */
export interface ResultsEndpoint {
  id: string;
  config: EndpointConfig;
  name: string;
  /** Results come from it: it is named to be read; or none is, and there is or was a key to it. Else a person may set it up. */
  isPlace: boolean;
}

/** The one endpoint that results come from, or could; undefined where none shows its records. */
export async function resultsEndpoint(): Promise<ResultsEndpoint | undefined> {
  const kinds = ['response'];
  const named = await namedEndpoint(kinds);
  const others = inOrder(await shownEndpoints(kinds));
  const isServer = ({ hasKey, hasTaken }: Shown) => hasKey || hasTaken;
  const one = named ?? others.find(isServer) ?? others[0];
  return (
    one && {
      id: one.id,
      config: one.config,
      name: one.config.name ?? one.config.url,
      isPlace: one.id === named?.id || isServer(one),
    }
  );
}

const inOrder = (shown: readonly Shown[]) => [...shown].sort((a, b) => a.config.url.localeCompare(b.config.url));

/** What to read, and how. */
export interface Wanted {
  /** Without them: of every kind, also what is no record of ours. */
  kinds?: readonly string[];
  /** The most records in one page. */
  limit?: number;
  /** The list in which it is kept where the reading ended, and the name of the place in it: it goes on there the next time. */
  kept?: [list: string, name: string];
  /** Nobody has asked for it: an endpoint that holds us back is left alone, and what has no end comes bit by bit. */
  isQuiet?: boolean;
  /** How often it begins anew where the endpoint's history is cut while it is read. */
  restarts?: number;
}

/** Gives every record that the endpoint shows to `take`, one by one; else as `readPages`. */
export const readEndpoint = (
  id: string,
  take: (record: unknown) => unknown,
  breathe: () => Promise<void> | undefined,
  wanted: Wanted = {},
): Promise<ReadFailure | undefined> =>
  readPages(id, wanted, async (records) => {
    for (const record of records) {
      const taken = take(record);
      if (taken) await taken;
      const rest = breathe();
      if (rest) await rest;
    }
  });

/**
 * Gives what the endpoint shows to `take`, page by page, in the order in which it gives it. Undefined when all was read; else
 * why not: what had come before that was given.
 */
export async function readPages(
  id: string,
  wanted: Wanted,
  take: (records: unknown[]) => Promise<unknown>,
): Promise<ReadFailure | undefined> {
  const row = (await db.endpoints.get(id)) ?? { id };
  const session = await openSession(row);
  if (typeof session === 'string') return session === 'sign-in' ? 'no-key' : 'not-readable';
  const shown = pagesOf(session.config);
  if (!shown) return 'not-readable';
  if (wanted.isQuiet && isResting(session)) return 'busy';
  const { pages } = shown;
  const isByKind = session.config.url.includes('{kind}');
  const kinds = (wanted.kinds ?? (isByKind ? chosenKinds : undefined))?.filter(
    (kind) => isAddressed(kind) || takes(row, kind),
  );
  let missing = 0;
  for (const some of kinds && pages.tellsKinds?.(session.config) ? kinds.map((kind) => [kind]) : [kinds]) {
    const why = await readSome(session, pages, some, wanted, take);
    // Where each kind has an address, there may be none for what was never sent.
    if (why === 'wrong-address' && isByKind) missing += 1;
    else if (why) return why;
  }
  if (missing > 0 && missing === kinds?.length) return 'wrong-address';
  holds.delete(settingsOf(session));
  return undefined;
}

/** How an endpoint held back a reading that nobody had asked for, by the settings under which it was read. */
const holds = new Map<string, ReturnType<typeof backoffAfter>>();
const settingsOf = ({ id, endpoint }: Session) => `${id} ${endpoint.config?.iv}`;

const isResting = (session: Session): boolean =>
  [session.hold, holds.get(settingsOf(session))].some((hold) =>
    isBackingOff(hold, 'visible', Date.now(), 0, isOnline()),
  );

async function readSome(
  session: Session,
  pages: Pages,
  kinds: readonly string[] | undefined,
  { limit = pageSize, kept, isQuiet, restarts = 2 }: Wanted,
  take: (records: unknown[]) => Promise<unknown>,
): Promise<ReadFailure | undefined> {
  let at: Position = kept ? await positionOf(...kept) : { since: 0 };
  if (!pages.isLog) {
    if (isQuiet && at.at !== undefined && Math.abs(Date.now() - at.at) < quietInterval) return undefined;
    at = { since: 0 };
  }
  const most = mostPages[!isQuiet ? 'asked' : pages.isLog ? 'quietly' : 'quietlyWhole'];
  const usual = { limit: Math.min(limit, pages.limit), kind: kinds?.length === 1 ? kinds[0] : undefined };
  let asked = usual;
  let begun = 0;
  let first = '';
  for (let count = 0; count < most; count++) {
    let page = await readPage(session, pages, at, asked);
    // Fewer at a time: one enormous record does not hold up those before it.
    if (page === 'too-long' && asked.limit > 1 && !pages.sizeIsFixed) {
      asked = { ...asked, limit: Math.ceil(asked.limit / 8) };
      continue;
    }
    const isBare = page === 'too-long';
    if (isBare) page = await readBare(session, pages, at, asked);
    if (typeof page === 'string') return page;
    // It gives the same page again: what else there is, nobody knows.
    const again = first;
    first = page.records.length > 0 && !isBare ? JSON.stringify(page.records[0]) : '';
    if (!pages.isLog && first && first === again) return 'unclear';
    const isAnew = page.isFirst && at.since !== 0;
    if (isAnew && ++begun > restarts) return 'unclear';
    const ours = (record: unknown) => kinds?.includes((record as { kind?: string } | null)?.kind ?? '') !== false;
    // What was too long may be of any kind.
    await take(isBare ? page.records : page.records.filter(ours));
    const isOver = page.isLast || !isBehind(page.next.since, isAnew ? 0 : at.since);
    if (kept && (pages.isLog || isOver))
      await keepPosition(...kept, pages.isLog ? page.next : { since: 0, at: Date.now() });
    if (isOver || (isQuiet && pages.isLog && page.records.length < asked.limit)) return undefined;
    at = page.next;
    if (isBare) asked = usual;
  }
  if (isQuiet && kept && !pages.isLog) await keepPosition(...kept, { since: 0, at: Date.now() });
  return isQuiet && pages.isLog ? undefined : 'unclear';
}

const isBehind = (next: Mark, at: Mark): boolean =>
  typeof next === 'number' && typeof at === 'number' ? next > at : next !== at;

/** A page of records, where the next one begins, and whether this one is the first of all, or the last for now. */
interface Page {
  records: unknown[];
  next: Position;
  isFirst: boolean;
  isLast: boolean;
}

/**
 * Reads one page from a position on, or from the beginning where the endpoint's history is not the one that the position was
 * told in: its marks mean other records then.
 */
async function readPage(
  session: Session,
  pages: Pages,
  from: Position,
  asked: { limit: number; kind?: string | undefined },
): Promise<Page | ReadFailure> {
  const { config, options } = session;
  const here = { ...asked, from: from.since };
  const reply = await sendRequest(pages.request(here, config, options), session, from.history);
  const stop = stopped(reply);
  if ('outcome' in stop || !isOk(stop.answer)) return unread(reply, session);
  const page = pages.read(stop.answer, here, config, options);
  if (!page) return 'not-readable';
  const { history } = stop.answer;
  const isUnproved = history !== undefined && from.history === undefined && from.since !== 0;
  if (isUnproved) return readPage(session, pages, { since: 0 }, asked);
  const { records, next, isLast = false } = page;
  const isFirst = from.since === 0 || history?.isCut === true;
  return { records, next: { since: next, ...(history && { history: history.head }) }, isFirst, isLast };
}

/** Reads what is known of one record that is too long to be read, and where the page behind it begins. */
async function readBare(
  session: Session,
  pages: Pages,
  from: Position,
  asked: { limit: number; kind?: string | undefined },
): Promise<Page | ReadFailure> {
  const bare = pages.bare?.({ ...asked, from: from.since }, session.config, session.options);
  if (!bare) return pages.marksCount ? passBy(session, pages, from, asked) : 'too-long';
  if ('url' in bare) return readPage(session, { ...pages, request: () => bare }, from, asked);
  return { records: bare.records, next: { since: bare.next }, isFirst: from.since === 0, isLast: false };
}

/** So many marks behind a record that is too long are tried: where they have gaps the next record may stand behind them. */
const marksTried = 16;

/**
 * Passes by one record that is too long to be read, where nothing tells its name: asks from each mark behind it on, one by one, so
 * that no other is passed by with it. Two that stand side by side count as one.
 */
async function passBy(
  session: Session,
  pages: Pages,
  from: Position,
  asked: { limit: number; kind?: string | undefined },
): Promise<Page | ReadFailure> {
  for (let behind = 1; behind <= marksTried; behind++) {
    const next = { ...from, since: Number(from.since) + behind };
    const page = await readPage(session, pages, next, asked);
    if (page === 'too-long') continue;
    return typeof page === 'string' ? page : { ...page, records: [{}], next, isLast: false };
  }
  return 'too-long';
}

/** Why a page did not come. A reading that nobody asks for then leaves the endpoint alone for a while. */
function unread(reply: HttpResponse, session: Session): ReadFailure {
  const stop = stopped(reply);
  const outcome = 'outcome' in stop ? stop.outcome : failed(stop.answer);
  if (outcome.is === 'delivered' || outcome.is === 'verify' || outcome.is === 'refused')
    return reply.is === 'answer' && isWebPage(reply) ? 'web-page' : 'unclear';
  const before = holds.get(settingsOf(session));
  holds.set(settingsOf(session), backoffAfter(before, outcome, Date.now(), Math.random(), 1, isOnline()));
  if (reply.is === 'none' && reply.isTooLong) return 'too-long';
  if (outcome.status === 405 || outcome.status === 501) return 'not-readable';
  if (outcome.is === 'sign-in') return session.config.auth.way === 'none' ? 'no-key' : 'sign-in';
  if (outcome.trouble === 'blocked') return 'web-page';
  return words.find((word) => word === outcome.trouble) ?? 'unclear';
}
