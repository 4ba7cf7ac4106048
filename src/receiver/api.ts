import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { cutHeader, historyHeader } from '../delivery/wire.ts';
import { allowOnly, type CallerOptions, type Callers, createCallers } from './callers.ts';
import { addDeviceRoutes } from './device-api.ts';
import { createFormGate, type FormGate } from './form-gate.ts';
import { addFormLinkRoutes } from './form-link-api.ts';
import { addRecordRoutes, type OfForm } from './record-api.ts';
import { refuse, refuseBecauseOf, refuseMethod } from './refuse.ts';
import type { Storage } from './storage.ts';
import { addSurveyRoutes } from './survey-api.ts';

export interface ApiOptions extends CallerOptions {
  /** How many records forms may send in a day, and how many phones may come: `Settings` says more. */
  formQuota?: number;
}

/** What devices and the organisation's own programs ask for under `/api`. */
export function createApi(storage: Storage, options: ApiOptions): Hono {
  const api = new Hono();
  addHeaders(api);
  const callers = createCallers(storage, options);
  const formQuota = options.formQuota ?? 2000;
  addPermissions(api, callers);
  addHealth(api, storage);
  addRecords(api, storage, callers, createFormGate(formQuota, options.now));
  const refuseGuess = (c: Context) => callers.refuseKey(c);
  const { isAllowed, isForm, deviceOf } = callers;
  if (storage.surveys) addSurveyRoutes(api, storage.surveys, deviceOf);
  if (storage.devices) addDeviceRoutes(api, storage.devices, { isAllowed, isForm, refuseKey: refuseGuess });
  if (storage.forms)
    addFormLinkRoutes(api, storage.forms, {
      isOthers: (key) => isAllowed(`Bearer ${key}`) || isForm(`Bearer ${key}`),
      refuseKey: refuseGuess,
      units: options.formUnits,
      deviceOf,
      ...{ phones: formQuota, now: options.now },
    });
  api.all('*', (c) => refuse(c, 404, 'not-found', 'There is nothing at this address'));
  api.onError((error, c) => refuseBecauseOf(c, error));
  return api;
}

function addHeaders(api: Hono): void {
  // The app may be served from elsewhere. Any origin will do: what opens the door is the token, never a cookie.
  const exposeHeaders = ['date', 'retry-after', historyHeader, cutHeader];
  const allowHeaders = ['authorization', 'content-type', historyHeader];
  api.use(cors({ origin: '*', allowMethods: ['GET', 'POST', 'DELETE'], allowHeaders, exposeHeaders, maxAge: 86_400 }));
  api.use(async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });
}

/** Who may ask for what; of records `addRecords` says it. */
function addPermissions(api: Hono, callers: Callers): void {
  const workers = (otherwise: string) => allowOnly(callers, ['organisation', 'device'], otherwise);
  const surveys = workers("Only a worker's device gives a survey or takes one away");
  api.use('/surveys', surveys);
  // Whoever has the digest has the link that names it: a survey is asked of everybody.
  api.use('/surveys/:digest', (c, next) => (c.req.method === 'DELETE' ? surveys(c, next) : next()));
  const devices = allowOnly(callers, ['organisation'], "Only the receiver's own token makes and ends keys of devices");
  for (const path of ['/devices', '/devices/:id']) api.use(path, devices);
  const forms = workers("Only a worker's device makes links to forms");
  for (const path of ['/forms', '/forms/:id']) api.use(path, forms);
}

/** Whoever works here asks for whatever there is of records; a form sends some, and asks for nothing. */
function addRecords(api: Hono, storage: Storage, callers: Callers, gate: FormGate): void {
  const ofForm = new WeakMap<Request, OfForm>();
  for (const path of ['/records/*', '/held']) {
    api.use(path, async (c, next) => {
      const caller = await callers.callerOf(c);
      if (caller.is === 'organisation' || caller.is === 'device') return next();
      const isSending = c.req.method === 'POST' && c.req.path.endsWith('/records');
      const isGuess = caller.is === 'nobody' && c.req.header('authorization') !== undefined;
      if (caller.is === 'nobody' || !isSending) return callers.refuseKey(c, isGuess);
      ofForm.set(c.req.raw, { ...gate, judge: gate.judgeInto(caller.units), address: callers.whence(c) });
      return next();
    });
  }
  addRecordRoutes(api, storage, (c) => ofForm.get(c.req.raw));
}

function addHealth(api: Hono, storage: Storage): void {
  api.get('/health', async (c) => {
    const { reads, writes } = await storage.check();
    const isWell = reads && writes;
    if (!isWell) c.header('retry-after', '10');
    return c.json({ ok: isWell, storage: storage.name, reads, writes }, isWell ? 200 : 503);
  });
  api.all('/health', (c) => refuseMethod(c, 'GET'));
}
