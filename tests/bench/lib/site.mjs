/** A loopback host for one built site. The same for every target, so that only the sites differ. */
import http from 'node:http';
import { readSite } from './compress.mjs';

export class Site {
  #files;
  #server;
  #sockets = new Set();

  /** `api` answers a request that is not for a file: `(request, response) => Promise<boolean>`, true when it did. */
  constructor({ folder, port, api }) {
    this.#files = readSite(folder);
    this.port = port;
    this.api = api;
    this.origin = `http://127.0.0.1:${port}`;
  }

  async start() {
    if (this.#server) return;
    this.#server = http.createServer((request, response) => {
      this.#answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
    });
    this.#server.keepAliveTimeout = 30_000;
    this.#server.on('connection', (socket) => {
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise((resolve, reject) => {
      this.#server.once('error', reject).listen(this.port, '127.0.0.1', resolve);
    });
  }

  /** As if the network were gone: the port is closed and every connection cut. */
  async stop() {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }

  /** The size on the wire of what stands at a URL path, headers left out. */
  sizeOf(pathname) {
    return this.#find(pathname, true)?.body.length ?? 0;
  }

  async #answer(request, response) {
    if (await this.api?.(request, response)) return;
    const { pathname } = new URL(request.url, this.origin);
    const file = this.#find(pathname, (request.headers.accept ?? '').includes('text/html'));
    if (!file) return response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': file.type,
      'content-length': file.body.length,
      'cache-control': pathname.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(file.encoding ? { 'content-encoding': file.encoding } : {}),
    });
    response.end(request.method === 'HEAD' ? undefined : file.body);
  }

  /** A file, a clean URL of a page, a folder's page; a page that is nowhere is the app's own first page. */
  #find(pathname, isPage) {
    const name = decodeURIComponent(pathname);
    const bare = name.replace(/\/$/, '');
    const held = this.#files.get(name) ?? this.#files.get(`${bare}.html`) ?? this.#files.get(`${bare}/index.html`);
    return held ?? (isPage ? this.#files.get('/index.html') : undefined);
  }
}
