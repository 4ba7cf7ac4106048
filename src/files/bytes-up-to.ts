/** More came out of a stream than was wanted. */
export class TooMany extends Error {
  override name = 'TooMany';
}

/** All bytes of a stream, at most `limit`: counted as they come, not believed. Throws `TooMany`, and what the stream throws. */
export async function bytesUpTo(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const parts: BlobPart[] = [];
  for (let length = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    length += value.length;
    if (length > limit) {
      await reader.cancel().catch(() => undefined);
      throw new TooMany();
    }
    parts.push(value as Uint8Array<ArrayBuffer>);
  }
}
