/** What a batch may weigh, in bytes. */
export const bodyLimit = 5 * 1024 * 1024;

/** The JSON of a request's body, or with which status and words it is refused. */
export type Body = { is: 'json'; value: unknown } | { is: 'refused'; status: 400 | 413 | 415; message: string };

/** Reads the body of a request; no more of it than the limit is ever in memory. */
export async function readBody(request: Request): Promise<Body> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    return { is: 'refused', status: 415, message: 'Send the batch as application/json' };
  }
  try {
    const bytes = await readUpToLimit(request);
    if (!bytes) return { is: 'refused', status: 413, message: `The body is larger than ${bodyLimit} bytes` };
    // `fatal`: a broken character is refused here, instead of being stored as something that nobody wrote.
    return { is: 'json', value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { is: 'refused', status: 400, message: 'The body is not whole JSON in UTF-8' };
  }
}

/** Counts what really comes: a chunked body says nothing of its length beforehand. */
async function readUpToLimit(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('content-length')) > bodyLimit) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > bodyLimit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
