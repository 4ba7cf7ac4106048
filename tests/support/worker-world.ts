/**
 * What a service worker stands on, for tests in Node: caches in memory, and a network that answers as told. As in a browser
 * a request with `integrity` is refused when the bytes that come have another digest, and `cache: 'reload'` goes past what the
 * browser's own HTTP cache holds.
 */
import { vi } from 'vitest';
import { integrityOf } from './builds.ts';

type Answer = (path: string, request: Request) => Response | Promise<Response>;

class MemoryCache {
  readonly entries = new Map<string, Response>();
  async match(asked: string | Request) {
    return this.entries.get(keyOf(asked))?.clone();
  }
  async put(asked: string | Request, response: Response) {
    this.entries.set(keyOf(asked), response);
  }
  async delete(asked: string | Request) {
    return this.entries.delete(keyOf(asked));
  }
  async keys() {
    return [...this.entries.keys()].map((url) => new Request(url));
  }
}

const origin = 'http://app.test';
const keyOf = (asked: string | Request) => new URL(typeof asked === 'string' ? asked : asked.url, origin).href;

/** Puts the world in place of Node's globals. Import what uses Workbox after it. */
export function makeWorkerWorld() {
  const all = new Map<string, MemoryCache>();
  const open = (name: string) => all.get(name) ?? all.set(name, new MemoryCache()).get(name)!;
  const caches = {
    open: async (name: string) => open(name),
    async match(asked: Request, { cacheName, ignoreSearch }: { cacheName?: string; ignoreSearch?: boolean } = {}) {
      for (const cache of cacheName ? [open(cacheName)] : all.values()) {
        const keys = [...cache.entries.keys()];
        const key = ignoreSearch ? keys.find((one) => one.split('?')[0] === keyOf(asked)) : keyOf(asked);
        const found = key && (await cache.match(key));
        if (found) return found;
      }
      return undefined;
    },
  };
  const world = {
    origin,
    open,
    /** How the network answers. */
    answer: (() => Response.error()) as Answer,
    requests: [] as string[],
  };
  const { Request: NodeRequest } = globalThis;
  class RequestHere extends NodeRequest {
    constructor(asked: string | URL | Request, init?: RequestInit) {
      super(typeof asked === 'string' ? new URL(asked, origin) : asked, init);
    }
  }
  async function fetch(asked: Request | string): Promise<Response> {
    const request = new RequestHere(asked);
    const path = new URL(request.url).pathname;
    world.requests.push(path);
    const response = await world.answer(path, request);
    if (response.type === 'error') throw new TypeError('Failed to fetch');
    if (!request.integrity) return response;
    const bytes = Buffer.from(await response.clone().arrayBuffer());
    if (request.integrity !== integrityOf(bytes)) throw new TypeError('Failed to fetch');
    return response;
  }
  // Workbox otherwise tells a console of everything that it does.
  vi.stubEnv('NODE_ENV', 'production');
  // As stubs: the files that share this process get back what they had.
  const globals = {
    self: globalThis,
    __WB_DISABLE_DEV_LOGS: true,
    location: new URL(origin),
    registration: { scope: `${origin}/` },
    FetchEvent: class {},
    ExtendableEvent: Event_,
    caches,
    fetch,
    Request: RequestHere,
  };
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
  return world;
}

/** An event for which a worker is kept alive. */
export class Event_ {
  readonly until: Promise<unknown>[] = [];
  constructor(readonly type: string) {}
  waitUntil(one: Promise<unknown>) {
    // Whoever began it hears of a failure.
    this.until.push(one.catch(() => undefined));
  }
}
