/**
 * A real HTTP endpoint that fails as it is told. It serves the built app, and what it does not spoil is answered by the
 * receiver's own code; only the database is a ledger in memory, so that the truth can be compared. Beside the receiver stand
 * two endpoints of other kinds, `/rest` and `/couch`, each with a ledger and faults of its own.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import type { WireRecord } from '../../src/delivery/wire.ts';
import { createApp } from '../../src/receiver/app.ts';
import { loadSite } from '../../src/receiver/site.ts';
import { type Befallen, type Ending, type Fault, react } from './faults.ts';
import { Ledger } from './ledger.ts';
import { voices } from './voices.ts';

/** What the next request meets. */
export interface Told {
  fault: Fault;
  /** 0 to 1: which record of the batch, where the fault is about one. */
  pick?: number;
}

/** One of the endpoints that the server is. */
export interface Place {
  readonly ledger: Ledger;
  /** How many requests came, and what befell those that met a fault. */
  readonly met: { requests: number; faults: Fault[] };
  /** The next requests meet these, in this order; the others are answered well. */
  next(...told: Told[]): void;
}

/** The receiver at `/api/records`, and what stands beside it. */
export interface FaultyEndpoint extends Place {
  readonly url: string;
  readonly token: string;
  readonly rest: Place;
  readonly couch: Place;
  /** From now on each connection carries one request. */
  keepNoConnection(): void;
  /** From now on all is well; whoever hangs is cut, and what is late comes. */
  heal(): Promise<void>;
  stop(): Promise<void>;
}

/** A request that hangs is cut after this time (ms) at the latest, and a late answer comes. */
const longestHang = 3_000;

/** A place with its plan of faults. */
function placeFor(to: Befallen) {
  let plan: Told[] = [];
  const met: Place['met'] = { requests: 0, faults: [] };
  return {
    ...to,
    met,
    next: (...told: Told[]) => void plan.push(...told),
    told: () => plan.shift(),
    clear() {
      plan = [];
    },
  };
}

export async function startFaultyEndpoint(app = fileURLToPath(new URL('../../dist', import.meta.url))) {
  const token = 'a-token-for-the-faulty-endpoint';
  const ledger = new Ledger();
  const receiver = createApp({ storage: ledger, token, site: loadSite(app) });
  const serve = getRequestListener(receiver.fetch);
  const beside = (name: 'rest' | 'couch') => {
    const own = new Ledger();
    const voice = voices[name];
    return placeFor({ ledger: own, voice, take: (asked, records) => voice.take(asked, records, own) });
  };
  const places = {
    '/api/records': placeFor({ ledger, voice: voices.plain, take: (_, records) => takeTruly(records) }),
    '/rest': beside('rest'),
    '/couch': beside('couch'),
  };
  const waiting = new Set<() => void>();
  const arriving: (() => Promise<unknown>)[] = [];

  /** Until told, or for as long as anything may hang. */
  const aWhile = () =>
    new Promise<void>((done) => {
      const end = () => {
        clearTimeout(timer);
        waiting.delete(end);
        done();
      };
      const timer = setTimeout(end, longestHang);
      waiting.add(end);
    });

  async function takeTruly(records: WireRecord[]) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ records });
    const answer = await receiver.request('/api/records', { method: 'POST', headers, body });
    return ((await answer.json()) as { results: Awaited<ReturnType<Ledger['take']>> }).results;
  }

  async function spoil(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    place: ReturnType<typeof placeFor>,
    told: Told | undefined,
  ): Promise<void> {
    if (told) place.met.faults.push(told.fault);
    if (told?.fault === 'cut-unread') return void request.socket.destroy();
    const sent = await text(request);
    const asked = { method: request.method ?? 'GET', path, body: sent ? JSON.parse(sent) : undefined };
    const ending = await react(told?.fault, asked, place, told?.pick ?? 0);
    if (ending.is === 'hang') {
      if (ending.arrive) arriving.push(ending.arrive);
      await aWhile();
    }
    if (ending.is !== 'answer') return void request.socket.destroy();
    if (ending.late) await aWhile();
    send(request, response, ending);
  }

  const server = createServer((request, response) => {
    const { method, url = '/', headers } = request;
    const prefix = (['/api/records', '/rest', '/couch'] as const).find(
      (one) => url === one || url.startsWith(`${one}/`),
    );
    const place = prefix && places[prefix];
    const isReceiver = prefix === '/api/records';
    if (!place || (isReceiver && (method !== 'POST' || url !== prefix))) return void serve(request, response);
    place.met.requests += 1;
    const told = isReceiver && headers.authorization !== `Bearer ${token}` ? undefined : place.told();
    // What the receiver answers well, it answers itself.
    if (isReceiver && !told) return void serve(request, response);
    // Whoever asked may be gone before the answer.
    spoil(request, response, url.slice(prefix.length), place, told).catch(() => request.socket.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));

  const endpoint: FaultyEndpoint = {
    ...places['/api/records'],
    rest: places['/rest'],
    couch: places['/couch'],
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    token,
    keepNoConnection() {
      server.maxRequestsPerSocket = 1;
    },
    async heal() {
      for (const place of Object.values(places)) place.clear();
      for (const end of [...waiting]) end();
      for (const arrive of arriving.splice(0)) await arrive();
    },
    async stop() {
      await endpoint.heal();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return endpoint;
}

function send(request: IncomingMessage, response: ServerResponse, ending: Extract<Ending, { is: 'answer' }>): void {
  const { status, headers, body, cut } = ending;
  if (!cut) return void response.writeHead(status, headers).end(body);
  // As long as it promised to be, it never gets.
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.write(body.slice(0, body.length / 2), () => request.socket.destroy());
}
