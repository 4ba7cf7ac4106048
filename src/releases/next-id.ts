import type { Released } from './released.ts';

/** What the id of the next release follows from. */
export type Before = Pick<Released, 'id' | 'content'>;

/**
 * The id of the release that builds on `before`, the same on every device: where a server takes one record under an id, it takes one
 * release. It follows from the content too: what was built on another release of the same month has another id, and stands with nobody.
 * `refused`: so many under this id cannot be. A UUID version 8 (RFC 9562, 5.8).
 */
export async function nextId(about: string, before: Before | undefined, refused = 0): Promise<string> {
  const text = JSON.stringify(['release', about, before?.id ?? null, before?.content ?? null, refused]);
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).slice(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
