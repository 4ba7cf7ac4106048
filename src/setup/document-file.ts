import { textFrom } from './fetch-document.ts';
import { NotRead } from './not-read.ts';
import { codeInPicture } from './read-code.ts';
import { textLimit } from './read-document.ts';
import { textUpTo } from './set-up-link.ts';
import { sourceInLink } from './source.ts';

/** What a file says: a document, or a picture of a code that leads to one. Throws `NotRead`. */
export async function textInFile(file: File): Promise<string> {
  if (!file.type.startsWith('image/')) return documentIn(file);
  const source = sourceInLink(await codeInPicture(file));
  if (!source) throw new NotRead('not-a-set-up-code');
  return textFrom(source);
}

/** UTF-8, or UTF-16 with its mark, as Windows saves a text. */
async function documentIn(file: File): Promise<string> {
  try {
    const first = new Uint8Array(await file.slice(0, 4).arrayBuffer());
    const begins = (...bytes: number[]) => bytes.every((byte, at) => first[at] === byte);
    if (begins(0x50, 0x4b, 3, 4)) throw new NotRead('zipped');
    const isWide = begins(0xff, 0xfe) || begins(0xfe, 0xff);
    const encoding = isWide ? (begins(0xff) ? 'utf-16le' : 'utf-16be') : 'utf-8';
    return await textUpTo(file.stream(), textLimit, encoding);
  } catch (cause) {
    // Gone, moved, or a disk that does not answer: the browser says no more.
    throw cause instanceof NotRead ? cause : new NotRead('unread', { cause });
  }
}
