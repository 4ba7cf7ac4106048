/**
 * Makes and opens the link that sets up a device: `/#setup=<address>&sum=<checksum>` where the document lies at an address, or
 * `/#setup=<the document, compressed>` where it stands in the link itself. What follows # never leaves the device.
 */
import { NotRead } from './not-read.ts';
import { textLimit } from './read-document.ts';

/** A link that carries the whole document. */
export const linkWith = async (text: string, origin: string): Promise<string> => `${origin}/#setup=${await pack(text)}`;

/** A link to a document that lies at an address. */
export const documentLink = (url: string, sum: string, origin: string): string =>
  `${origin}/#setup=${encodeURIComponent(url)}&sum=${sum}`;

async function pack(text: string): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Opens what `pack` made. Throws `NotRead`, also for a little text that grows without end. */
export async function unpack(packed: string): Promise<string> {
  if (!/^[\w-]+$/.test(packed) || packed.length > textLimit) throw new NotRead('cut-link');
  try {
    const binary = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
    const opened = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return await textUpTo(opened, textLimit);
  } catch (cause) {
    throw cause instanceof NotRead && cause.why === 'too-long' ? cause : new NotRead('cut-link', { cause });
  }
}

/** The text of a stream, sign for sign. Throws `NotRead` where it is longer than `limit` bytes or no such text. */
export async function textUpTo(
  stream: ReadableStream<Uint8Array>,
  limit: number,
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' = 'utf-8',
): Promise<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  const reader = stream.getReader();
  let text = '';
  for (let length = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoded(decoder);
    length += value.length;
    if (length > limit) {
      await reader.cancel();
      throw new NotRead('too-long');
    }
    text += decoded(decoder, value);
  }
}

function decoded(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch (cause) {
    throw new NotRead('not-text', { cause });
  }
}
