/** Reading back what devices have sent, from an endpoint that can be read: page by page, nothing kept on the way. */
import { type EndpointConfig, presentConfig } from '../../setup/endpoint.ts';
import { isComplete } from '../../setup/secrets.ts';
import { db } from '../../store/db.ts';
import type { Position } from '../../store/positions.ts';
import { address, getRequest } from '../dialects/asking.ts';
import { isByAnother } from '../dialects/status.ts';
import { authorised } from '../engine/authorise.ts';
import { hear, saying } from '../engine/history.ts';
import { type HttpResponse, send } from '../engine/send.ts';
import { RecordsPage } from '../wire.ts';

/** Why an endpoint could not be read, as a word that the screen translates. */
export type Unread =
  | 'no-answer'
  | 'no-key'
  | 'sign-in'
  | 'redirected'
  | 'web-page'
  | 'wrong-address'
  | 'not-readable'
  | 'busy'
  | 'server-error'
  | 'unclear';

/** So many records come in one page: few enough that reading one takes a few milliseconds. */
const pageSize = 250;

/** An endpoint whose history is cut again and again while it is read is not one that can be read. */
const mostRestarts = 2;

/** An endpoint that may be read: its address says which where it has no name. */
export interface Readable {
  id: string;
  name: string;
}

/** The endpoints in use whose kind of server gives back what it was sent. */
export async function readableEndpoints(): Promise<Readable[]> {
  const rows = (await db.endpoints.toArray()).filter(({ retired }) => !retired);
  const configs = await Promise.all(rows.map(async ({ id }) => ({ id, ...(await presentConfig(id)) })));
  return configs.filter(({ dialect }) => dialect === 'plain').map(({ id, name, url }) => ({ id, name: name ?? url }));
}

/** What to read: from where on, of one kind only, and who hears that a page was given and where the next one begins. */
export interface ReadFrom {
  from?: Position;
  kind?: string;
  onPage?(next: Position): Promise<void>;
}

/** A page of records, where the next one begins, and whether this one is the first of all. */
export interface Page {
  records: unknown[];
  next: Position;
  isFirst: boolean;
}

/**
 * Reads one page from a position on, or from the beginning where the endpoint's history is not the one that the position was
 * told in: its numbers mean other records then. `id` and `config` are of one endpoint.
 */
export async function readPage(
  id: string,
  config: EndpointConfig,
  from: Position,
  { limit, kind }: { limit: number; kind?: string | undefined },
): Promise<Page | Unread> {
  const endpoint = (await db.endpoints.get(id)) ?? { id };
  const said = [...new Set([endpoint.history, from.history].filter((name) => name !== undefined))];
  const query = { since: String(from.since), limit: String(limit), ...(kind ? { kind } : {}) };
  const request = getRequest(config, address(config.url, [], query));
  const reply = await send(authorised(saying(request, said), config.auth), Date.now);
  await hear(reply, endpoint, said);
  const page = pageIn(reply);
  if (typeof page === 'string') return page;
  const history = reply.is === 'answer' ? reply.history : undefined;
  const isUnproved = history !== undefined && from.history === undefined && from.since > 0;
  if (isUnproved) return readPage(id, config, { since: 0 }, { limit, kind });
  const isFirst = from.since === 0 || history?.isCut === true;
  return { records: page.records, next: { since: page.next, ...(history && { history: history.head }) }, isFirst };
}

/**
 * Gives every record that the endpoint holds to `take`, in the order it got them. Undefined when all were read; else why not:
 * what had come before that was given. An endpoint that cannot tell kinds apart gives all of them.
 */
export async function readEndpoint(
  id: string,
  take: (record: unknown) => void,
  breathe: () => Promise<void> | undefined,
  { from = { since: 0 }, kind, onPage }: ReadFrom = {},
): Promise<Unread | undefined> {
  const config = await presentConfig(id);
  if (!isComplete(config.auth)) return 'no-key';
  let restarts = 0;
  for (let at = from; ; ) {
    const page = await readPage(id, config, at, { limit: pageSize, kind });
    if (page === 'sign-in' && config.auth.way === 'none') return 'no-key';
    if (typeof page === 'string') return page;
    const isAnew = page.isFirst && at.since > 0;
    if (isAnew && ++restarts > mostRestarts) return 'unclear';
    for (const record of page.records) {
      take(record);
      const rest = breathe();
      if (rest) await rest;
    }
    await onPage?.(page.next);
    if (page.next.since <= (isAnew ? 0 : at.since)) return undefined;
    at = page.next;
  }
}

function pageIn(reply: HttpResponse): RecordsPage | Unread {
  if (reply.is === 'none') return 'no-answer';
  if (reply.is === 'redirected') return 'redirected';
  const { status, type, text } = reply;
  if (isByAnother(reply)) return reply.retryAfter === undefined ? 'web-page' : 'busy';
  if (status === 401 || status === 403) return 'sign-in';
  if (status === 404 || status === 410) return 'wrong-address';
  if (status === 405 || status === 501) return 'not-readable';
  if ([408, 425, 429, 503].includes(status)) return 'busy';
  if (status >= 500) return 'server-error';
  if (type === 'text/html' || /^\s*</.test(text)) return 'web-page';
  if (status < 200 || status >= 300) return 'unclear';
  try {
    return RecordsPage.parse(JSON.parse(text));
  } catch {
    return 'not-readable';
  }
}
