/** Opens a zip that a person chose, and never more of it than was said: sizes are counted while it unpacks, not believed. */

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

async function inflate(packed: Uint8Array<ArrayBuffer>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new ZipError('cut');
    });
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    length += value.length;
    if (length > limit) {
      await reader.cancel().catch(() => undefined);
      throw new ZipError('large');
    }
    parts.push(value as Uint8Array<ArrayBuffer>);
  }
}

/** Files as a zip in which nothing is packed, without sums: for a reader in this page. */
export function zipOf(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const list: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  for (const [name, file] of files) {
    const named = new TextEncoder().encode(name);
    const head = (mark: number, more: number[], length: number) => {
      const bytes = new Uint8Array(length + named.length);
      const view = new DataView(bytes.buffer);
      view.setUint32(0, mark, true);
      const shift = mark === entryMark ? 2 : 0;
      view.setUint32(18 + shift, file.length, true);
      view.setUint32(22 + shift, file.length, true);
      view.setUint16(26 + shift, named.length, true);
      for (const value of more) view.setUint32(42, value, true);
      bytes.set(named, length);
      return bytes;
    };
    const local = head(fileMark, [], 30);
    list.push(head(entryMark, [at], 46));
    parts.push(local, file);
    at += local.length + file.length;
  }
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, endMark, true);
  view.setUint16(8, files.size, true);
  view.setUint16(10, files.size, true);
  view.setUint32(
    12,
    list.reduce((sum, { length }) => sum + length, 0),
    true,
  );
  view.setUint32(16, at, true);
  return new Blob([...parts, ...list, end]);
}
