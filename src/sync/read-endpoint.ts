/** Reading back what devices have sent, from an endpoint that can be read: page by page, nothing kept on the way. */
import { presentConfig } from '../setup/endpoint.ts';
import { db } from '../store/db.ts';
import { authorised } from './authorise.ts';
import { address, askFor } from './dialects/asking.ts';
import { type Reply, send } from './send.ts';
import { RecordsPage } from './wire.ts';

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
  since?: number;
  kind?: string;
  onPage?(next: number): Promise<void>;
}

/**
 * Gives every record that the endpoint holds to `take`, in the order it got them. Undefined when all were read; else why not:
 * what had come before that was given. An endpoint that cannot tell kinds apart gives all of them.
 */
export async function readEndpoint(
  id: string,
  take: (record: unknown) => void,
  breathe: () => Promise<void> | undefined,
  { since: from = 0, kind, onPage }: ReadFrom = {},
): Promise<Unread | undefined> {
  const config = await presentConfig(id);
  for (let since = from; ; ) {
    const url = address(config.url, [], { since: String(since), limit: String(pageSize), ...(kind ? { kind } : {}) });
    const page = pageIn(await send(authorised(askFor(config, url), config.auth), Date.now));
    if (page === 'sign-in' && config.auth.way === 'none') return 'no-key';
    if (typeof page === 'string') return page;
    for (const record of page.records) {
      take(record);
      const rest = breathe();
      if (rest) await rest;
    }
    await onPage?.(page.next);
    if (page.records.length === 0 || page.next <= since) return undefined;
    since = page.next;
  }
}

function pageIn(reply: Reply): RecordsPage | Unread {
  if (reply.is === 'none') return 'no-answer';
  if (reply.is === 'redirected') return 'redirected';
  const { status, type, text } = reply;
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
