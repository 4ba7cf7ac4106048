/** An endpoint that stores nothing and counts everything: `POST /api/records`, answered as our receiver answers. */
import { now } from './clock.mjs';

export class Endpoint {
  constructor() {
    this.reset();
  }

  reset() {
    this.requests = 0;
    this.bytes = 0;
    this.rows = 0;
    this.unique = new Set();
    /** When the first request came and when the last new row was there, ms since 1970. */
    this.firstAt = undefined;
    this.lastAt = undefined;
  }

  /** Answers a request to the API; false for any other. */
  answer = async (request, response) => {
    if (!request.url.startsWith('/api/')) return false;
    this.firstAt ??= now();
    const body = await read(request);
    if (request.method !== 'POST') return response.writeHead(404).end();
    const { records } = JSON.parse(body);
    this.requests += 1;
    this.bytes += body.length;
    this.rows += records.length;
    const before = this.unique.size;
    for (const { id } of records) this.unique.add(id);
    if (this.unique.size > before) this.lastAt = now();
    const results = records.map(({ id, rev }) => ({ id, rev, status: 'stored' }));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ results }));
    return true;
  };
}

async function read(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}
