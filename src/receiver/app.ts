import { Hono } from 'hono';
import { createApi } from './api.ts';
import { securityHeaders } from './headers.ts';
import type { Site } from './site.ts';
import { answerStatic } from './static.ts';
import type { Storage } from './storage.ts';

/** The whole server as one function from request to answer: the API, and for everything else the built app. */
export function createApp(options: { storage: Storage; token: string; formToken?: string; site: Site }): Hono {
  const app = new Hono();
  const headers = Object.entries(securityHeaders(options.site.styleHashes));
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of headers) c.header(name, value);
  });
  app.route('/api', createApi(options.storage, options.token, options.formToken));
  app.all('*', (c) => answerStatic(c, options.site));
  return app;
}
