/** A first look at an address: one bounded read, to see what kind of server stands there. */
import type { Seen } from '../dialects/dialect.ts';
import { isWebPage } from '../dialects/status.ts';
import { answersAtAll, type HttpRequest } from '../engine/send.ts';

/** `blocked`: something answers there, but lets no page of this origin see it (CORS). */
export type Peeked = { is: 'seen'; seen: Seen } | { is: 'redirected' | 'web-page' | 'blocked' | 'no-answer' };

/** More than this of an answer is not read (characters): it may be records. */
export const peekLimit = 64_000;

const calm: RequestInit = { redirect: 'manual', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' };

export async function peek({ url, headers }: HttpRequest, timeout: number): Promise<Peeked> {
  try {
    const response = await fetch(url, { ...calm, headers, signal: AbortSignal.timeout(timeout) });
    if (response.type === 'opaqueredirect' || response.redirected) return { is: 'redirected' };
    const type = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
    const seen = { status: response.status, type, text: await beginning(response), headers: headersOf(response) };
    const isPage = seen.status < 300 && isWebPage({ is: 'answer', ...seen });
    return isPage ? { is: 'web-page' } : { is: 'seen', seen };
  } catch {
    return { is: (await answersAtAll(url, timeout)) ? 'blocked' : 'no-answer' };
  }
}

const headersOf = (response: Response) => Object.fromEntries(response.headers.entries());

async function beginning(response: Response): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (text.length < peekLimit) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += value;
  }
  await reader.cancel();
  return text.slice(0, peekLimit);
}
