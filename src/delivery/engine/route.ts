import type { EndpointConfig } from '../../setup/endpoint.ts';
import type { StoredEndpoint } from '../../store/db.ts';
import type { Dialect, Limits } from '../dialects/dialect.ts';
import { failed } from '../dialects/status.ts';
import { authorised, login } from './authorise.ts';
import { timeWasSeen } from './clock.ts';
import { hear, saying } from './history.ts';
import { LeaseLost } from './lock.ts';
import { type HttpRequest, type HttpResponse, send } from './send.ts';

/** What one endpoint is sent with during one drain. */
export interface Route {
  id: string;
  config: EndpointConfig;
  dialect: Dialect;
  /** The dialect's own settings, checked. */
  options: unknown;
  /** The endpoint as it was when this route was opened, with the newest of its history that is known. */
  endpoint: StoredEndpoint;
  /** How the endpoint last held us back, if it did. */
  hold: StoredEndpoint['hold'];
  /** How it held us back when this drain began. */
  began: StoredEndpoint['hold'];
  /** At most this many records in the next batch. */
  most: number;
  /** Single records that failed one after the other. */
  failures: number;
  /** It has taken some record during this drain. */
  hasDelivered?: boolean;
  /** Single records that were refused one after the other, with nothing delivered between them. */
  refusals: number;
  /** This endpoint, and those that are the same server: where the parents of its records may be on their way. */
  family: string[];
  /** Before each request: keeps the lease, or throws where another took over. */
  renew: () => Promise<void>;
  /** Aborted when the turn was given up while a request was under way. */
  over?: AbortSignal;
  /** Keeps a sign-in whose token was fetched anew. */
  keepAuth?: (auth: EndpointConfig['auth']) => Promise<void>;
  /** How long an answer may take (ms), where it is not the usual time. */
  timeout?: number;
  /** When the last request went out, by the monotonic clock (ms). */
  lastAt?: number;
  /** It does not know how to be asked about many records at once. */
  looksOneByOne?: boolean;
  /** What time it was at the endpoint (ms since 1970) when it last answered, where it told. */
  timeThere?: number;
}

/** The limits of the endpoint under its own settings. */
export const limitsOf = ({ dialect, config, options }: Route): Limits =>
  dialect.limitsWith?.(config, options) ?? dialect.limits;

/** Sends one request as the endpoint's sign-in wants it, no sooner after the last one than the endpoint's pace allows. */
export async function sendRequest(request: HttpRequest, route: Route): Promise<HttpResponse> {
  await pace(route);
  const reply = await sendInTurn(request, route);
  const { auth } = route.config;
  if (auth.way !== 'login' || reply.is !== 'answer' || failed(reply).is !== 'sign-in') return reply;
  // An expired token: fetched anew, once; the request is the same, so it is as safe to send as any other repetition.
  const token = await login(auth);
  if (!token) return reply;
  route.config = { ...route.config, auth: { ...auth, token } };
  await route.keepAuth?.(route.config.auth);
  return sendInTurn(request, route);
}

/**
 * No answer because the turn was given up says nothing of the endpoint. What an answer tells beside its body is kept before
 * anyone reads that.
 */
async function sendInTurn(request: HttpRequest, route: Route): Promise<HttpResponse> {
  const { config, timeout, over, endpoint } = route;
  const said = saidTo(request, route);
  const reply = await send(authorised(saying(request, said), config.auth), Date.now, timeout, over);
  if (over?.aborted && reply.is === 'none') throw new LeaseLost('The turn was given up');
  await seeClock(reply, route);
  const history = await hear(reply, endpoint, said);
  if (history !== undefined) route.endpoint = { ...endpoint, history };
  return reply;
}

/** So many tries without an answer, and the server may be one that does not let the header through any more. */
const mutedAfter = 3;

/** The commit to say: to the endpoint's own origin only, where it has named one. */
function saidTo({ url }: HttpRequest, { config, endpoint: { history }, hold }: Route): string[] {
  const isMuted = hold?.trouble === 'no-answer' && hold.tries >= mutedAfter && hold.tries % 2 === 1;
  return history === undefined || isMuted || originOf(url) !== originOf(config.url) ? [] : [history];
}

const originOf = (url: string): string => /^[a-z]+:\/\/[^/?#]*/i.exec(url)?.[0].toLowerCase() ?? '';

/** A page for people may come from anywhere; the endpoint's own answers tell its time. */
async function seeClock(reply: HttpResponse, route: Route): Promise<void> {
  if (reply.is !== 'answer' || reply.date === undefined || reply.type === 'text/html') return;
  route.timeThere = reply.date;
  await timeWasSeen(route.id, reply.date, Date.now());
}

async function pace(route: Route): Promise<void> {
  const { gap = 0 } = limitsOf(route);
  const wait = route.lastAt === undefined ? 0 : route.lastAt + gap - performance.now();
  if (wait > 0) await new Promise((done) => setTimeout(done, wait));
  route.lastAt = performance.now();
}
