/** What is asked of keys of devices: `/devices` with the organisation's own token, `/exchange` with the key of a set-up link. */
import type { Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { type DeviceKeys, keyShape } from './device-keys.ts';
import { readRequest } from './read-request.ts';
import { refuse, refuseMethod } from './refuse.ts';

interface DeviceRoutes {
  /** Whether a header carries the organisation's own token. */
  isAllowed(header: string): boolean;
  /** Whether it carries the key of forms. */
  isForm(header: string): boolean;
  /** Answers a guess. */
  refuseKey(c: Context): Promise<Response>;
}

export function addDeviceRoutes(api: Hono, devices: DeviceKeys, routes: DeviceRoutes): void {
  api.get('/devices', async (c) => c.json({ devices: await devices.list() }));
  api.post('/devices', (c) => invite(c, devices));
  api.delete('/devices/:id', (c) => revoke(c, devices));
  api.post('/exchange', (c) => exchange(c, devices, routes));
  api.all('/devices', (c) => refuseMethod(c, 'GET, POST'));
  api.all('/devices/:id', (c) => refuseMethod(c, 'DELETE'));
  api.all('/exchange', (c) => refuseMethod(c, 'POST'));
}

/** What is asked of `/devices` and `/exchange` may weigh (bytes). */
const shortBody = 2_000;

const Invitation = z.object({ note: z.optional(z.string().check(z.regex(/^\P{C}{1,60}$/u))) });

/** Makes the key of a set-up link. It is told here and never again. */
async function invite(c: Context, devices: DeviceKeys): Promise<Response> {
  const asked = await readRequest(c, Invitation, shortBody);
  if (asked instanceof Response) return asked;
  return c.json(await devices.invite(asked.note));
}

async function revoke(c: Context, devices: DeviceKeys): Promise<Response> {
  const id = z.uuid().safeParse(c.req.param('id'));
  if (id.success && (await devices.revoke(id.data))) return c.body(null, 204);
  return refuse(c, 404, 'not-found', 'There is no such device or link, or it was ended before');
}

const Exchange = z.object({
  linkKey: z.string().check(z.regex(/^[\w-]{16,200}$/)),
  key: z.string().check(z.regex(keyShape)),
});

/**
 * A device gives the key of its set-up link and has its own taken in its place; it is answered with the key to send from now
 * on. The organisation's own token is no link's: it goes on being a key, and whoever put it into a link is told.
 */
async function exchange(
  c: Context,
  devices: DeviceKeys,
  { isAllowed, isForm, refuseKey }: DeviceRoutes,
): Promise<Response> {
  const asked = await readRequest(c, Exchange, shortBody);
  if (asked instanceof Response) return asked;
  const { linkKey, key } = asked;
  if (isAllowed(`Bearer ${linkKey}`)) {
    console.error("A set-up link held the receiver's own token, which stays in that browser's history: `npm run link`");
    return c.json({ key: linkKey });
  }
  // The link's stays in a history, the form's goes out in every link: as a device's it would open everything.
  const isOthers = key === linkKey || isAllowed(`Bearer ${key}`) || isForm(`Bearer ${key}`);
  if (isOthers) return refuse(c, 400, 'bad-request', 'A device makes a key of its own', 'key');
  switch (await devices.exchange(linkKey, key)) {
    case 'taken':
      return c.json({ key });
    case 'used':
      return refuse(c, 409, 'used', 'This link was used by another device; make a new one: `npm run link`');
    case 'expired':
      return refuse(c, 410, 'expired', 'This link is too old; make a new one: `npm run link`');
    case 'unknown':
      return refuseKey(c);
  }
}
