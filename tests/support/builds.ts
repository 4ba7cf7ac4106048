/** Other versions of the built app, and servers that answer something else than they should. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Site } from '../../src/receiver/site.ts';

/** The SHA-256 of a file as the build lists it. */
export const integrityOf = (bytes: string | Buffer): string =>
  `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

/** The next version of the built app: another start page, and a worker that lists it. */
export function nextVersionOf(site: Site): Site {
  const textOf = (path: string) => new TextDecoder().decode(site.files.get(path)!.bodies.identity);
  const before = textOf('/index.html');
  const page = before.replace('<html', '<html data-new="yes"');
  const worker = textOf('/sw.js');
  const revised = worker.replace(integrityOf(before), integrityOf(page));
  if (revised === worker) throw new Error('The worker does not list index.html as this test expects');
  const files = new Map(site.files);
  for (const [path, text] of Object.entries({ '/index.html': page, '/sw.js': `${revised}\n// next version` })) {
    const identity = new TextEncoder().encode(text);
    files.set(path, { ...files.get(path)!, etag: integrityOf(text), bodies: { identity } });
  }
  return { ...site, files };
}

/** What comes in place of a file. `lasting`: a sign-in page that the browser's HTTP cache may hold for ten minutes. */
export type Foreign = 'html' | 'lasting' | 'empty' | 'other' | 'cut';

const page = '<!doctype html><title>WiFi</title><h1>Welcome to our network</h1>';

/** What stands between the device and the receiver. */
export interface Between {
  url: string;
  /** From now on what `answer` says comes in place of these files; the others, and everything without it, come as they are. */
  answer(wrong?: (path: string) => Foreign | undefined): void;
  /** How many requests it has answered by itself. */
  answered(): number;
  stop(): void;
}

/**
 * A server before another one, which answers with a 200 what is not the file that was asked for: a sign-in page, nothing,
 * or the bytes of another version; or cuts. `headers` are added to every answer.
 */
export async function standBetween(url: string, headers: Record<string, string> = {}): Promise<Between> {
  let wrong: (path: string) => Foreign | undefined = () => undefined;
  let answered = 0;
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', url).pathname;
    const foreign = path.startsWith('/api/') ? undefined : wrong(path);
    if (foreign) answered += 1;
    if (foreign === 'cut') return void request.socket.destroy();
    const lasting = { 'content-type': 'text/html', 'cache-control': 'max-age=600' };
    if (foreign === 'lasting') return void response.writeHead(200, lasting).end(page);
    if (foreign === 'html') return void response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    // Connections that were kept open to a receiver that was stopped since fail one by one.
    const asked = { method: request.method ?? 'GET', headers: headersOf(request), body: await bodyOf(request) };
    let answer: Response | undefined;
    for (let tries = 0; !answer && tries < 20; tries++)
      answer = await fetch(`${url}${request.url}`, asked as RequestInit).catch(() => undefined);
    if (!answer) return void response.writeHead(502).end();
    const { 'content-encoding': _, 'content-length': _l, ...own } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, { ...own, ...headers });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (foreign === 'empty') return void response.end();
    response.end(foreign === 'other' ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    answer: (next = () => undefined) => {
      wrong = next;
    },
    answered: () => answered,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const { accept = '*/*', authorization, 'content-type': type } = headers;
  return { accept, ...(authorization && { authorization }), ...(type && { 'content-type': type }) };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length > 0 ? Buffer.concat(chunks) : undefined;
}
