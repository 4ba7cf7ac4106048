import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import * as z from 'zod/mini';
import {
  Batch,
  type BatchAnswer,
  cutHeader,
  type HeldAnswer,
  HeldQuestion,
  historyHeader,
  kinds,
} from '../delivery/wire.ts';
import { addressOf } from './address.ts';
import { readBody } from './body.ts';
import { addDeviceRoutes } from './device-api.ts';
import { keyShape } from './device-keys.ts';
import { createFormGate, type FormGate } from './form-gate.ts';
import { addFormLinkRoutes } from './form-link-api.ts';
import type { History } from './history.ts';
import { inWords, judge, toldOfDay } from './judge.ts';
import { refuse, refuseBecauseOf, refuseBody, refuseIssue, refuseMethod, refuseTooMany } from './refuse.ts';
import type { Storage } from './storage.ts';
import { addSurveyRoutes } from './survey-api.ts';
import { keyIn, tokenCheck } from './token.ts';
import { createSlowDown } from './wrong-tokens.ts';

export interface ApiOptions {
  /** The organisation's own. */
  token: string;
  /** Of forms on people's own phones, and what it is good for: `Settings` says what each is. */
  formToken?: string;
  formUnits?: readonly string[] | undefined;
  formQuota?: number;
  isBehindProxy?: boolean;
  /** In ms, for limits; never set back. */
  now?: () => number;
}

/** What devices and the organisation's own programs ask for under `/api`. */
export function createApi(storage: Storage, options: ApiOptions): Hono {
  const api = new Hono();
  const isAllowed = tokenCheck(options.token);
  const isForm = options.formToken === undefined ? () => false : tokenCheck(options.formToken);
  const slowDown = createSlowDown(options.now);
  const formQuota = options.formQuota ?? 2000;
  const formGate = createFormGate(formQuota, options.now);
  const whence = (c: Context) => addressOf(c, options.isBehindProxy === true);
  // The app may be served from elsewhere. Any origin will do: what opens the door is the token, never a cookie.
  const exposeHeaders = ['date', 'retry-after', historyHeader, cutHeader];
  const allowHeaders = ['authorization', 'content-type', historyHeader];
  api.use(cors({ origin: '*', allowMethods: ['GET', 'POST', 'DELETE'], allowHeaders, exposeHeaders, maxAge: 86_400 }));
  api.use(async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });
  const refuseKey = async (c: Context, isGuess: boolean) => {
    const late = isGuess ? await slowDown.after(whence(c)) : 0;
    if (late > 0) return refuseTooMany(c, 'Too many wrong tokens; the right one is taken at any time', late);
    c.header('www-authenticate', 'Bearer');
    return refuse(c, 401, 'unauthorized', 'Send the token as "Authorization: Bearer <token>"');
  };
  /** Asked last, for it asks the database. */
  const idOfDevice = async (given: string | undefined) => {
    const key = keyIn(given);
    return key !== undefined && keyShape.test(key) ? storage.devices?.idOf(key) : undefined;
  };
  const isDevice = async (given: string | undefined) => (await idOfDevice(given)) !== undefined;
  const deviceOf = (c: Context) => idOfDevice(c.req.header('authorization'));
  /** The units into which a key of forms sends, of a phone's or the one that all share; undefined where it is neither. */
  const unitsOfForm = async (given: string | undefined): Promise<FormUnits | undefined> => {
    if (isForm(given)) return { units: options.formUnits };
    const key = keyIn(given);
    const units = key !== undefined && keyShape.test(key) ? await storage.forms?.unitsOf(key) : [];
    if (!units || units.length === 0) return undefined;
    return { units: units.filter((unit) => options.formUnits?.includes(unit) !== false) };
  };
  /** By the request: into which units it sends, where it came with a key of forms. */
  const ofForm = new WeakMap<Request, FormUnits>();
  for (const path of ['/records/*', '/held']) {
    api.use(path, async (c, next) => {
      const given = c.req.header('authorization');
      const isSending = c.req.method === 'POST' && c.req.path.endsWith('/records');
      if (isAllowed(given) || (await isDevice(given))) return next();
      const form = await unitsOfForm(given);
      // A form that asks for what it may not have, and who sends none, has guessed nothing.
      if (!form || !isSending) return refuseKey(c, given !== undefined && !form);
      ofForm.set(c.req.raw, form);
      return next();
    });
  }
  for (const path of ['/surveys', '/surveys/:digest'])
    api.use(path, async (c, next) => {
      const given = c.req.header('authorization');
      // Whoever has the digest has the link that names it: a survey is asked of everybody.
      if (path !== '/surveys' && c.req.method !== 'DELETE') return next();
      if (isAllowed(given) || (await isDevice(given))) return next();
      if (await unitsOfForm(given))
        return refuse(c, 403, 'forbidden', "Only a worker's device gives a survey or takes one away");
      return refuseKey(c, given !== undefined);
    });
  for (const path of ['/devices', '/devices/:id']) {
    api.use(path, async (c, next) => {
      const given = c.req.header('authorization');
      if (isAllowed(given)) return next();
      if ((await isDevice(given)) || (await unitsOfForm(given)))
        return refuse(c, 403, 'forbidden', "Only the receiver's own token makes and ends keys of devices");
      return refuseKey(c, given !== undefined);
    });
  }
  for (const path of ['/forms', '/forms/:id']) {
    api.use(path, async (c, next) => {
      const given = c.req.header('authorization');
      if (isAllowed(given) || (await isDevice(given))) return next();
      if (await unitsOfForm(given)) return refuse(c, 403, 'forbidden', "Only a worker's device makes links to forms");
      return refuseKey(c, given !== undefined);
    });
  }

  api.get('/health', async (c) => {
    const { reads, writes } = await storage.check();
    const isWell = reads && writes;
    if (!isWell) c.header('retry-after', '10');
    return c.json({ ok: isWell, storage: storage.name, reads, writes }, isWell ? 200 : 503);
  });
  api.get('/records', (c) => list(c, storage));
  api.post('/records', (c) => {
    const form = ofForm.get(c.req.raw);
    return receive(c, storage, form && { ...formGate, judge: formGate.judgeInto(form.units), address: whence(c) });
  });
  api.get('/records/:id', (c) => show(c, storage, c.req.param('id')));
  api.delete('/records/:id', (c) => removeProbe(c, storage));
  api.post('/held', (c) => tellHeld(c, storage));
  if (storage.surveys) addSurveyRoutes(api, storage.surveys, deviceOf);
  if (storage.devices)
    addDeviceRoutes(api, storage.devices, { isAllowed, isForm, refuseKey: (c) => refuseKey(c, true) });
  if (storage.forms)
    addFormLinkRoutes(api, storage.forms, {
      isOthers: (key) => isAllowed(`Bearer ${key}`) || isForm(`Bearer ${key}`),
      refuseKey: (c) => refuseKey(c, true),
      units: options.formUnits,
      deviceOf,
      ...{ phones: formQuota, now: options.now },
    });

  api.all('/health', (c) => refuseMethod(c, 'GET'));
  api.all('/records', (c) => refuseMethod(c, 'GET, POST'));
  api.all('/records/:id', (c) => refuseMethod(c, 'GET, DELETE'));
  api.all('/held', (c) => refuseMethod(c, 'POST'));
  api.all('*', (c) => refuse(c, 404, 'not-found', 'There is nothing at this address'));
  api.onError((error, c) => refuseBecauseOf(c, error));
  return api;
}

/** The commits that the one who asks has heard of: of the endpoint, and of where a reading ended. */
const knownTo = (c: Context): string[] =>
  (c.req.header(historyHeader) ?? '')
    .split(',', 8)
    .map((name) => name.trim())
    .filter(Boolean);

function tellHistory(c: Context, { head, isKnown }: History): void {
  c.header(historyHeader, head);
  if (!isKnown) c.header(cutHeader, 'true');
}

/** Into which units a key of forms sends; undefined: into every one. */
interface FormUnits {
  units: readonly string[] | undefined;
}
type OfForm = FormGate & { judge: ReturnType<FormGate['judgeInto']>; address: string };

/** `form`: where it came with a key of forms. */
async function receive(c: Context, storage: Storage, form?: OfForm): Promise<Response> {
  const body = await readBody(c.req.raw, form?.bodyLimit);
  if (body.is === 'refused') return refuseBody(c, body);
  const batch = Batch.safeParse(body.value, inWords);
  if (!batch.success) return refuseIssue(c, batch.error);
  const { records } = batch.data;
  if (form && records.length > form.batchLimit)
    return refuse(c, 413, 'too-large', `A form sends at most ${form.batchLimit} records at once`);

  const judged = records.map(form?.judge ?? judge);
  const sound = judged.flatMap((each) => (each.is === 'sound' ? [each.record] : []));
  const late = form?.take(form.address, records.length, sound.length) ?? 0;
  if (late > 0) return refuseTooMany(c, 'The forms have sent too much for now; send it again later', late);
  const { statuses, history } = await storage.store(sound, knownTo(c), form ? 'only-insert' : 'replace');
  tellHistory(c, history);
  const answers = statuses.values();
  const results = judged.map((each) => {
    if (each.is === 'rejected') return each.result;
    const { id, rev } = each.record;
    const status = answers.next().value;
    if (status === undefined) throw new Error('The storage has left a record without a status');
    if (status !== 'conflict') return { id, rev, status, ...toldOfDay(each.record) };
    const message = 'This revision is already held with other content';
    return { id, rev, status: 'rejected' as const, field: 'rev', message };
  });
  const isWrongKey = judged.some((each) => each.is === 'rejected' && each.wrongKey);
  return c.json({ results, ...(isWrongKey ? { wrongKey: true } : {}) } satisfies BatchAnswer);
}

const digits = z.string().check(z.regex(/^\d{1,15}$/, 'Must be a whole number'));
const number = z.pipe(digits, z.transform(Number));
const ShowQuery = z.object({ rev: z.optional(number) });

/** One record in its newest revision, or in an older one that was replaced here. */
async function show(c: Context, storage: Storage, id: string): Promise<Response> {
  const query = ShowQuery.safeParse(c.req.query(), inWords);
  if (!query.success) return refuseIssue(c, query.error);
  // An id that no record can have is held as little as any other.
  if (!z.uuid().safeParse(id).success) return refuse(c, 404, 'not-held', 'This record is not held');
  const { record, history } = await storage.find(id, query.data.rev, knownTo(c));
  tellHistory(c, history);
  return record === undefined ? refuse(c, 404, 'not-held', 'This record is not held') : c.json(record);
}

async function tellHeld(c: Context, storage: Storage): Promise<Response> {
  const body = await readBody(c.req.raw);
  if (body.is === 'refused') return refuseBody(c, body);
  const question = HeldQuestion.safeParse(body.value, inWords);
  if (!question.success) return refuseIssue(c, question.error);
  const { held, history } = await storage.revsOf(question.data.ids, knownTo(c));
  tellHistory(c, history);
  return c.json({ held } satisfies HeldAnswer);
}

/** The most records in one page. */
const pageLimit = 1000;

const PageQuery = z.object({
  since: z._default(number, 0),
  limit: z._default(z.pipe(number, z.number().check(z.minimum(1), z.maximum(pageLimit))), pageLimit),
  kind: z.optional(z.enum(kinds)),
});

async function list(c: Context, storage: Storage): Promise<Response> {
  const query = PageQuery.safeParse(c.req.query(), inWords);
  if (!query.success) return refuseIssue(c, query.error);
  const { since, limit, kind } = query.data;
  const { history, skipped, ...page } = await storage.read(since, limit, kind, knownTo(c));
  tellHistory(c, history);
  return c.json({ ...page, ...(skipped.length > 0 ? { skipped } : {}) });
}

/** Only what a device sent to try this address can be taken away for good: a tombstone of the unit `probe`. */
async function removeProbe(c: Context, storage: Storage): Promise<Response> {
  const id = z.uuid().safeParse(c.req.param('id'));
  if (id.success && (await storage.removeProbe(id.data))) return c.body(null, 204);
  return refuse(c, 404, 'not-found', 'There is no such record, or it is not one that can be taken away');
}
