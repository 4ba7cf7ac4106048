import { Hono } from 'hono';
import { type ApiOptions, createApi } from './api.ts';
import { clearingPath, clearSite } from './clear-site.ts';
import { onlyByTls, securityHeaders } from './headers.ts';
import type { Site } from './site.ts';
import { answerStatic } from './static.ts';
import type { Storage } from './storage.ts';

/** The whole server as one function from request to answer: the API, and for everything else the built app. */
export function createApp(options: ApiOptions & { storage: Storage; site: Site }): Hono {
  const app = new Hono();
  const headersAt = securityHeaders(options.site.styleHashes);
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(headersAt(c.req.path))) c.header(name, value);
    if (options.isBehindProxy && c.req.header('x-forwarded-proto') === 'https') c.header(...onlyByTls);
  });
  app.route('/api', createApi(options.storage, options));
  app.post(clearingPath, clearSite);
  app.all('*', (c) => answerStatic(c, options.site));
  return app;
}
