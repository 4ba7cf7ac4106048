import type { Context } from 'hono';

/** Where the app's recovery asks for it (`backup/diagnosis.ts`). */
export const clearingPath = '/clear-site';

/**
 * Has the browser clear all that the app keeps there: what a page cannot delete, because its database does not even open, goes this way. Only
 * on the word of the app's own page: browsers say themselves where a request comes from, and another site's would empty the device.
 */
export const clearSite = (c: Context): Response =>
  c.req.header('sec-fetch-site') === 'same-origin'
    ? c.body(null, 204, { 'clear-site-data': '"storage"', 'cache-control': 'no-store' })
    : c.text('Only the app may ask for this', 403);
