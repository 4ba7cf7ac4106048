import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { bodyDeadline } from './body.ts';

/** How long a client may take for what, in ms, and how many may be connected. A body has words of its own (`body.ts`). */
const deadlines = {
  headersTimeout: 15_000,
  /** Only where those words do not reach it. */
  requestTimeout: bodyDeadline + 10_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
};
/** A connection on which nothing moves: longer than anything that the storage may take. */
const still = 60_000;
const connections = 500;

/** The server of an app, which holds against clients that are slow or many; it does not listen yet. */
export function createServer(app: Hono): Server {
  // Without `createServer` among its options it makes one of HTTP/1.1.
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: deadlines }) as Server;
  server.setTimeout(still);
  server.maxConnections = connections;
  return server;
}
