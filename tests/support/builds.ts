/** Other versions of the built app, and servers that answer something else than they should. */
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The SHA-256 of a file as the build lists it. */
export const integrityOf = (bytes: string | Buffer): string =>
  `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

/** A copy of the built app. */
export function copyOfApp(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'app-'));
  cpSync('dist', folder, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Makes it the next version: another start page, and a worker that lists it. */
export function makeNextVersion(folder: string): void {
  const before = readFileSync(join(folder, 'index.html'), 'utf8');
  const page = before.replace('<html', '<html data-new="yes"');
  writeFileSync(join(folder, 'index.html'), page);
  const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
  const revised = worker.replace(integrityOf(before), integrityOf(page));
  if (revised === worker) throw new Error('The worker does not list index.html as this test expects');
  writeFileSync(join(folder, 'sw.js'), revised);
  appendFileSync(join(folder, 'sw.js'), '\n// next version');
  for (const file of ['index.html', 'sw.js'])
    for (const packed of ['br', 'gz']) rmSync(join(folder, `${file}.${packed}`), { force: true });
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
