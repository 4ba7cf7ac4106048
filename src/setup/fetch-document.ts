import { Address, faultIn, isHere } from './address.ts';
import { NotRead } from './not-read.ts';
import { offeredDocument } from './offered-document.ts';
import { sumOf, textLimit } from './read-document.ts';
import { textUpTo, unpack } from './set-up-link.ts';
import type { Source } from './source.ts';

/** A document must come within this time (ms). */
export const fetchTimeout = 20_000;

/** The text that a source names. Throws `NotRead`. */
export async function textFrom(source: Source): Promise<string> {
  if (source.is === 'offered') return (await offeredDocument()) ?? '';
  return source.is === 'packed' ? unpack(source.packed) : fetched(source.url, source.sum);
}

/** Fetched without cookies or referrer, from `https:` or this origin, no further than the limit, and checked by its sum. */
async function fetched(url: string, sum: string | undefined): Promise<string> {
  const fault = faultIn(url);
  if (fault) throw new NotRead('bad-address', undefined, fault);
  const response = await answer(Address.parse(url));
  // Wherever it was led to: an address that may not be asked may not answer.
  if (response.url && faultIn(response.url) && !isHere(response.url)) throw new NotRead('bad-address');
  if (!response.ok || !response.body || /\bhtml\b/.test(response.headers.get('content-type') ?? '')) {
    throw new NotRead('bad-answer');
  }
  const text = await whole(response.body);
  if (sum !== undefined && (await sumOf(text)) !== sum.replace(/=+$/, '')) throw new NotRead('wrong-sum');
  return text;
}

async function answer(url: string): Promise<Response> {
  try {
    return await fetch(url, {
      headers: { accept: 'application/json' },
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(fetchTimeout),
    });
  } catch (cause) {
    throw new NotRead('no-answer', { cause });
  }
}

async function whole(body: ReadableStream<Uint8Array>): Promise<string> {
  try {
    return await textUpTo(body, textLimit);
  } catch (cause) {
    throw cause instanceof NotRead ? cause : new NotRead('no-answer', { cause });
  }
}
