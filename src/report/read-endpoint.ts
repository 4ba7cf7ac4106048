/** Reading back what devices have sent, from an endpoint that can be read: page by page, nothing kept on the way. */
import * as z from 'zod/mini';
import { endpointConfig } from '../setup/endpoint.ts';
import { homeEndpoint } from '../store/db.ts';
import { type Reply, send } from '../sync/send.ts';

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
/** A page longer than this (characters) is no honest one. */
const pageLimit = 20_000_000;

const Page = z.object({ records: z.array(z.unknown()), next: z.int() });

/**
 * Gives every record that the endpoint holds to `take`, in the order it got them. Undefined when all were read; else why not:
 * what had come before that was given.
 */
export async function readEndpoint(
  take: (record: unknown) => void,
  breathe: () => Promise<void> | undefined,
): Promise<Unread | undefined> {
  const { url, headers, token } = await endpointConfig(homeEndpoint);
  if (!token) return 'no-key';
  for (let since = 0; ; ) {
    const address = `${url}${url.includes('?') ? '&' : '?'}since=${since}&limit=${pageSize}`;
    const allHeaders = { accept: 'application/json', ...headers, authorization: `Bearer ${token}` };
    const reply = await send({ url: address, method: 'GET', headers: allHeaders }, Date.now, undefined, pageLimit);
    const page = pageIn(reply);
    if (typeof page === 'string') return page;
    for (const record of page.records) {
      take(record);
      const rest = breathe();
      if (rest) await rest;
    }
    if (page.records.length === 0 || page.next <= since) return undefined;
    since = page.next;
  }
}

function pageIn(reply: Reply): z.infer<typeof Page> | Unread {
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
    return Page.parse(JSON.parse(text));
  } catch {
    return 'not-readable';
  }
}
