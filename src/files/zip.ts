/** Opens a zip that a person chose, and never more of it than was said: sizes are counted while it unpacks, not believed. */
import { bytesUpTo, TooMany } from './bytes-up-to.ts';

/** Why a zip is not opened. */
export type NoZip = 'cut' | 'locked' | 'large' | 'other';

export class ZipError extends Error {
  constructor(readonly why: NoZip) {
    super(why);
  }
}

const [endMark, entryMark, fileMark] = [0x06054b50, 0x02014b50, 0x04034b50];
const mostEntries = 2000;

interface Entry {
  name: string;
  isPacked: boolean;
  isLocked: boolean;
  from: number;
  packed: number;
  unpacked: number;
}

/** The names in a zip, and its files once they are wanted. Throws `ZipError`. */
export function zipEntries(bytes: Uint8Array<ArrayBuffer>): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > mostEntries) throw new ZipError('large');
  const entries: Entry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== entryMark) throw new ZipError('cut');
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true)) as [
      number,
      number,
      number,
    ];
    const method = view.getUint16(at + 10, true);
    if (method !== 0 && method !== 8) throw new ZipError('other');
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)),
      isPacked: method === 8,
      isLocked: (view.getUint16(at + 8, true) & 1) === 1,
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      from: view.getUint32(at + 42, true),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** Unpacks entries one by one, at most `limit` bytes together. Throws `ZipError`. */
export async function unzip(
  bytes: Uint8Array<ArrayBuffer>,
  entries: readonly Entry[],
  limit: number,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  if (entries.some(({ isLocked }) => isLocked)) throw new ZipError('locked');
  if (entries.reduce((sum, { unpacked }) => sum + unpacked, 0) > limit) throw new ZipError('large');
  let left = limit;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const { name, from, packed, isPacked } of entries) {
    if (from + 30 > bytes.length || view.getUint32(from, true) !== fileMark) throw new ZipError('cut');
    const start = from + 30 + view.getUint16(from + 26, true) + view.getUint16(from + 28, true);
    if (start + packed > bytes.length) throw new ZipError('cut');
    const held = bytes.slice(start, start + packed);
    const file = isPacked ? await inflate(held, left) : held;
    left -= file.length;
    if (left < 0) throw new ZipError('large');
    files.set(name, file);
  }
  return files;
}

/** The zip's end, behind which a comment may stand. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--) {
    if (view.getUint32(at, true) === endMark) return at;
  }
  throw new ZipError('cut');
}

const inflate = (packed: Uint8Array<ArrayBuffer>, limit: number): Promise<Uint8Array<ArrayBuffer>> =>
  bytesUpTo(new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')), limit).catch((error) => {
    throw new ZipError(error instanceof TooMany ? 'large' : 'cut');
  });
