/**
 * A calendar file in the part of a link after `#`, which no server is ever sent. Compressed, because messages cut long
 * links; read back with a limit, because a link comes from anywhere.
 */
import { bytesUpTo } from '../../files/bytes-up-to.ts';
import { fileLimit } from './read.ts';

/** Longer links are cut by some messengers: then only the file is offered. */
export const linkLimit = 6_000;

/** The page that opens a link. */
export const linkPage = '/outreach/import';

/** The link to a plan or an answer; undefined where it would be too long. */
export async function planLink(origin: string, calendar: string): Promise<string | undefined> {
  const packed = await through(new CompressionStream('deflate-raw'), new TextEncoder().encode(calendar));
  const coded = btoa(String.fromCharCode(...packed.slice(0, linkLimit)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');
  const link = `${origin}${linkPage}#p=${coded}`;
  return packed.length > linkLimit || link.length > linkLimit ? undefined : link;
}

/** Whether an address has a plan in it. */
export const hasPlan = (hash: string): boolean => hash.startsWith('#p=');

/** The calendar file of a link; undefined where it was cut or changed, or is far too long. */
export async function calendarIn(hash: string): Promise<string | undefined> {
  try {
    const coded = hash.slice('#p='.length).replace(/-/g, '+').replace(/_/g, '/');
    const packed = Uint8Array.from(atob(coded), (sign) => sign.charCodeAt(0));
    const text = await through(new DecompressionStream('deflate-raw'), packed);
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch {
    return undefined;
  }
}

/** Everything that comes out of `stream` for these bytes. Throws once it is more than a file may be. */
const through = (stream: CompressionStream | DecompressionStream, input: Uint8Array<ArrayBuffer>) =>
  bytesUpTo(new Blob([input]).stream().pipeThrough(stream), fileLimit);
