/** What a batch may weigh, in bytes. */
export const bodyLimit = 5 * 1024 * 1024;

/** How long a body may take, in ms: 5 MB over a slow mobile network. */
export const bodyDeadline = 120_000;
/** How long (ms) it may stand still meanwhile. */
export const bodyStill = 20_000;

/** The JSON of a request's body, or with which status and words it is refused. */
export type Body = { is: 'json'; value: unknown } | { is: 'refused'; status: 400 | 408 | 413 | 415; message: string };

/** Reads the body of a request; no more of it than the limit is ever in memory, and for no longer than the deadline. */
export async function readBody(request: Request, limit = bodyLimit): Promise<Body> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    return { is: 'refused', status: 415, message: 'Send the batch as application/json' };
  }
  try {
    const bytes = await readUpToLimit(request, limit);
    if (bytes === 'large') return { is: 'refused', status: 413, message: `The body is larger than ${limit} bytes` };
    if (bytes === 'late') return { is: 'refused', status: 408, message: 'The body came too slowly; send it again' };
    // `fatal`: a broken character is refused here, instead of being stored as something that nobody wrote.
    return { is: 'json', value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return { is: 'refused', status: 400, message: 'The body is not whole JSON in UTF-8' };
  }
}

/** Counts what really comes: a chunked body says nothing of its length beforehand. */
async function readUpToLimit(request: Request, limit: number): Promise<Uint8Array | 'large' | 'late'> {
  if (Number(request.headers.get('content-length')) > limit) return 'large';
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const end = performance.now() + bodyDeadline;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const next = await within(Math.min(bodyStill, end - performance.now()), reader.read());
    if (next === 'late' || length > limit) {
      void reader.cancel().catch(() => {});
      return next === 'late' ? 'late' : 'large';
    }
    if (next.done) return Buffer.concat(chunks, length);
    length += next.value.length;
    if (length <= limit) chunks.push(next.value);
  }
}

function within<T>(limit: number, asked: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((done) => {
    timer = setTimeout(() => done('late'), Math.max(0, limit));
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
