/** What is asked of links to forms: `/forms` with a device's key or the organisation's own, `/exchange/form` by a person's phone. */
import type { Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { createBucket } from './bucket.ts';
import { keyShape } from './device-keys.ts';
import type { FormLinks } from './form-links.ts';
import { readRequest } from './read-request.ts';
import { refuse, refuseMethod, refuseTooMany } from './refuse.ts';

interface FormLinkRoutes {
  /** Whether a key is one that no phone may bring as its own. */
  isOthers(key: string): boolean;
  /** Answers a guess. */
  refuseKey(c: Context): Promise<Response>;
  /** The units that links may be made for; undefined: every unit. */
  units: readonly string[] | undefined;
  /** The id of the device that asks; undefined where it is the organisation's own key. */
  deviceOf(c: Context): Promise<string | undefined>;
  /** How many phones may come in a day: each takes room. */
  phones: number;
  now?: (() => number) | undefined;
}

export function addFormLinkRoutes(api: Hono, forms: FormLinks, routes: FormLinkRoutes): void {
  const left = createBucket(routes.phones, 86_400_000, routes.now);
  api.get('/forms', async (c) => c.json({ links: await forms.list(await routes.deviceOf(c)) }));
  api.post('/forms', (c) => invite(c, forms, routes));
  api.delete('/forms/:id', (c) => revoke(c, forms, routes));
  api.post('/exchange/form', (c) => exchange(c, forms, routes, left.take));
  api.all('/forms', (c) => refuseMethod(c, 'GET, POST'));
  api.all('/exchange/form', (c) => refuseMethod(c, 'POST'));
  api.all('/forms/:id', (c) => refuseMethod(c, 'DELETE'));
}

/** What is asked of these addresses may weigh (bytes). */
const shortBody = 2_000;
/** For so many days ahead a link may be made. */
export const longestDays = 400;

const Invitation = z.object({
  unit: z.string().check(z.regex(/^\P{C}{1,100}$/u)),
  until: z.iso.date(),
});

/** Makes the key of a link. It is told here and never again. */
async function invite(c: Context, forms: FormLinks, { units, deviceOf }: FormLinkRoutes): Promise<Response> {
  const asked = await readRequest(c, Invitation, shortBody);
  if (asked instanceof Response) return asked;
  const { unit, until } = asked;
  if (units && !units.includes(unit))
    return refuse(c, 400, 'bad-request', 'No forms for this unit (FORM_UNITS)', 'unit');
  const ahead = (Date.parse(until) - Date.now()) / 86_400_000;
  if (!(ahead > -2 && ahead < longestDays))
    return refuse(c, 400, 'bad-request', `A link ends within ${longestDays} days`, 'until');
  return c.json({ ...(await forms.invite(unit, until, await deviceOf(c))), until });
}

async function revoke(c: Context, forms: FormLinks, { deviceOf }: FormLinkRoutes): Promise<Response> {
  const id = z.uuid().safeParse(c.req.param('id'));
  const end = id.success ? await forms.revoke(id.data, await deviceOf(c)) : 'unknown';
  if (end === 'ended') return c.body(null, 204);
  if (end === 'others')
    return refuse(c, 403, 'forbidden', "Another device made this link: that one ends it, or the receiver's own token");
  return refuse(c, 404, 'not-found', 'There is no such link, or it was ended before');
}

const Exchange = z.object({
  linkKey: z.string().check(z.regex(keyShape)),
  key: z.string().check(z.regex(keyShape)),
});

/** A phone gives the key of the link that it was opened by and has its own taken in its place. */
async function exchange(
  c: Context,
  forms: FormLinks,
  { isOthers, refuseKey }: FormLinkRoutes,
  take: () => number,
): Promise<Response> {
  const asked = await readRequest(c, Exchange, shortBody);
  if (asked instanceof Response) return asked;
  const { linkKey, key } = asked;
  if (key === linkKey || isOthers(key)) return refuseOthers(c);
  switch (await forms.stateOf(linkKey, key)) {
    case 'taken':
      return c.json({ key });
    case 'open': {
      const late = take();
      if (late > 0) return refuseTooMany(c, 'Too many phones have come for now; come again later', late);
      return (await forms.exchange(linkKey, key)) ? c.json({ key }) : refuseOthers(c);
    }
    case 'expired':
      return refuse(c, 410, 'expired', 'This survey has ended');
    case 'unknown':
      return refuseKey(c);
  }
}

const refuseOthers = (c: Context) => refuse(c, 400, 'bad-request', 'A phone makes a key of its own', 'key');
