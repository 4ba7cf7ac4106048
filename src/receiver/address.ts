import type { Context } from 'hono';

/**
 * Whom limits are counted for: the address that a request came from, of IPv6 the /64 that a household or a phone has. Behind
 * a proxy that is trusted, the last one in `X-Forwarded-For`: what stands before it anybody may have written.
 */
export function addressOf(c: Context, isBehindProxy: boolean): string {
  const forwarded = isBehindProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  return networkOf(forwarded || env?.incoming?.socket?.remoteAddress || '');
}

function networkOf(address: string): string {
  const plain = address.slice(0, 100).replace(/^::ffff:(?=\d+\.)/i, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}
