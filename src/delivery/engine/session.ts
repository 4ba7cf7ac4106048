/**
 * Speaking to one endpoint, for whoever sends there, looks, checks or reads: its sign-in, renewed once where it has run out,
 * its own headers, its pace, its clock, its history.
 */
import * as z from 'zod/mini';
import { type EndpointConfig, endpointConfig, keepRenewed, presentConfig } from '../../setup/endpoint.ts';
import { canSignIn } from '../../setup/secrets.ts';
import { db, forgetWithDatabase, type StoredEndpoint } from '../../store/db.ts';
import { setting } from '../../store/device.ts';
import { addedHere, earlierHere, knowInstruments } from '../../survey/instrument/known.ts';
import { Unreadable } from '../../vault/seal.ts';
import { dialects } from '../dialects/all.ts';
import type { Dialect, Limits } from '../dialects/dialect.ts';
import { failed } from '../dialects/status.ts';
import { authorised, isNewerToken, isOwnOrigin, renewalOf } from './authorise.ts';
import { timeWasSeen } from './clock.ts';
import { hear, saying } from './history.ts';
import { LeaseLost } from './lock.ts';
import { type HttpRequest, type HttpResponse, send } from './send.ts';

export interface Session {
  id: string;
  config: EndpointConfig;
  dialect: Dialect;
  /** The dialect's own settings, checked. */
  options: unknown;
  /** The endpoint as it was when the session was opened, with the newest of its history and sign-in that is known. */
  endpoint: StoredEndpoint;
  /** How the endpoint last held us back, if it did. */
  hold: StoredEndpoint['hold'];
  /** Before each request: keeps the lease, or throws where another took over. */
  renew: () => Promise<void>;
  /** Aborted when the turn was given up while a request was under way. */
  over?: AbortSignal;
  /** How long an answer may take (ms), where it is not the usual time. */
  timeout?: number;
  /** The device is locked: only what is sealed for sending can be opened. */
  isLocked?: boolean;
  /** It does not know how to be asked about many records at once. */
  looksOneByOne?: boolean;
  /** What time it was at the endpoint (ms since 1970) when it last answered, where it told. */
  timeThere?: number;
}

// Another worker may have instruments of their own.
forgetWithDatabase(() => knowInstruments([]));

/** Opens a session; or says why not: the endpoint's settings cannot be read, or nobody has given what signs in there. */
export async function openSession(
  endpoint: StoredEndpoint,
  renew: Session['renew'] = async () => undefined,
  over?: AbortSignal,
): Promise<Session | 'bad-settings' | 'sign-in'> {
  const { id, hold } = endpoint;
  const config = await endpointConfig(id).catch((error: unknown) => {
    if (error instanceof Unreadable || error instanceof z.core.$ZodError) return undefined;
    throw error;
  });
  if (config && !canSignIn(config)) return 'sign-in';
  const dialect = config && dialects.get(config.dialect);
  const options = config && dialect?.options.safeParse(config.options);
  if (!config || !dialect || !options?.success) return 'bad-settings';
  if (dialect.namesQuestions) knowInstruments([...(await setting(addedHere, [])), ...(await setting(earlierHere, []))]);
  return { id, config, dialect, options: options.data, endpoint, hold, renew, ...(over ? { over } : {}) };
}

/** The limits of the endpoint under its own settings. */
export const limitsOf = ({ dialect, config, options }: Session): Limits =>
  dialect.limitsWith?.(config, options) ?? dialect.limits;

/**
 * Sends one request as the endpoint's sign-in wants it, no sooner after the last one than the endpoint's pace allows. `known`:
 * a commit of the endpoint's history that the request relies on.
 */
export async function sendRequest(request: HttpRequest, session: Session, known?: string): Promise<HttpResponse> {
  await pace(session);
  const reply = await sendInTurn(request, session, known);
  if (reply.is !== 'answer' || failed(reply).is !== 'sign-in') return reply;
  if (!isOwnOrigin(request, session.config) || !(await isRenewed(session))) return reply;
  // The request is the same, so it is as safe to send as any other repetition.
  return sendInTurn(request, session, known);
}

/** Has a token that is not taken anew, once, unless who reads beside who sends, or another tab, has done so already. */
async function isRenewed(session: Session): Promise<boolean> {
  const { id, config } = session;
  const renew = renewalOf(config);
  if (!renew) return false;
  const kept = await presentConfig(id);
  const isNewer = kept.url === config.url && isNewerToken(kept.auth, config.auth);
  const auth = isNewer ? kept.auth : await renew();
  if (!auth) return false;
  session.config = { ...config, auth };
  session.endpoint = isNewer
    ? ((await db.endpoints.get(id)) ?? session.endpoint)
    : await keepRenewed(session.endpoint, session.config.auth);
  return true;
}

/**
 * No answer because the turn was given up says nothing of the endpoint. What an answer tells beside its body is kept before
 * anyone reads that.
 */
async function sendInTurn(request: HttpRequest, session: Session, known?: string): Promise<HttpResponse> {
  const { config, timeout, over, endpoint } = session;
  const said = saidTo(request, session, known);
  const reply = await send(authorised(saying(request, said), config), Date.now, timeout, over);
  if (over?.aborted && reply.is === 'none') throw new LeaseLost('The turn was given up');
  // The clock and the history of another server are none of this endpoint's.
  if (!isOwnOrigin(request, config)) return reply;
  await seeClock(reply, session);
  const history = await hear(reply, endpoint, said);
  if (history !== undefined) session.endpoint = { ...endpoint, history };
  return reply;
}

/** So many tries without an answer, and the server may be one that does not let the header through any more. */
const mutedAfter = 3;

/** The commits to say: to the endpoint's own origin only, where it has named some. */
function saidTo(request: HttpRequest, { config, endpoint: { history }, hold }: Session, known?: string): string[] {
  if (!isOwnOrigin(request, config)) return [];
  const isMuted = hold?.trouble === 'no-answer' && hold.tries >= mutedAfter && hold.tries % 2 === 1;
  return [...new Set([isMuted ? undefined : history, known].filter((commit) => commit !== undefined))];
}

/** A page for people may come from anywhere; the endpoint's own answers tell its time. */
async function seeClock(reply: HttpResponse, session: Session): Promise<void> {
  if (reply.is !== 'answer' || reply.date === undefined || reply.type === 'text/html') return;
  session.timeThere = reply.date;
  await timeWasSeen(session.id, reply.date, Date.now());
}

/** When the next request to an address may go out, by the monotonic clock (ms): of all that speak to it here. */
const freeAt = new Map<string, number>();

async function pace(session: Session): Promise<void> {
  const { gap } = limitsOf(session);
  if (!gap) return;
  const { url } = session.config;
  const turn = Math.max(performance.now(), freeAt.get(url) ?? 0);
  freeAt.set(url, turn + gap);
  const wait = turn - performance.now();
  if (wait <= 0) return;
  await new Promise((done) => setTimeout(done, wait));
  // A timer may be late: the next one waits from here.
  freeAt.set(url, Math.max(freeAt.get(url)!, performance.now() + gap));
}
