/**
 * Trying an endpoint before it is used: can it be reached, does it take a record, does it know the same one again, does it
 * say what it refuses, and is nothing left behind. Writes nothing on the device.
 */
import type { EndpointConfig } from '../../setup/endpoint.ts';
import { isComplete } from '../../setup/secrets.ts';
import { deviceId } from '../../store/device.ts';
import { authorised, login } from '../authorise.ts';
import { dialects } from '../dialects/all.ts';
import { askFor, filled } from '../dialects/asking.ts';
import type { Held, Sendable } from '../dialects/dialect.ts';
import type { Settled } from '../outcome.ts';
import { ask, type Route } from '../route.ts';
import type { Reply } from '../send.ts';
import { lookedInto } from '../verify.ts';
import { peek } from './peek.ts';
import { badProbeOf, probeOf, removalOf } from './probe.ts';
import { dialectOfAddress, dialectOfAnswer } from './recognise.ts';
import { fittingOptions } from './result-paths.ts';

/** How long one answer may take (ms): somebody waits for it. */
const patience = 20_000;

export type Step = 'reach' | 'store' | 'repeat' | 'reject' | 'remove';

/** What one step showed: a word for the screens, and the endpoint's own words. */
export interface Finding {
  step: Step;
  tone: 'good' | 'look' | 'bad';
  word: string;
  raw?: { status?: number; type?: string; text: string };
  /** What the sentence names. */
  params?: Record<string, string | number>;
}

export interface Trial {
  findings: Finding[];
  /** The dialect that the server seems to speak, where it is another one. */
  proposal?: string;
  /** Settings that would fit how it answered. */
  fitting?: Record<string, unknown>;
}

/** Tries an endpoint. `told` hears each finding as it comes; `insist` goes on where it looks like another kind of server. */
export async function tryEndpoint(
  config: EndpointConfig,
  kind: string,
  told: (findings: Finding[]) => void,
  insist = false,
): Promise<Trial> {
  const findings: Finding[] = [];
  const tell = (finding: Finding) => {
    findings.push(finding);
    told([...findings]);
  };
  const dialect = dialects.get(config.dialect)!;
  const options = dialect.options.parse(config.options);
  const route: Route = {
    id: '',
    config,
    dialect,
    options,
    hold: undefined,
    most: 1,
    failures: 0,
    timeout: patience,
    renew: async () => undefined,
    keepAuth: async () => undefined,
  };
  const probe = probeOf(kind, await deviceId());

  const reached = await reach(route, probe);
  tell(reached.finding);
  if (reached.proposal && !insist) return { findings, proposal: reached.proposal };
  if (reached.finding.tone === 'bad') return { findings };

  const first = await sendOne(probe, route);
  tell(storing(first));
  const isUnclear = first.outcome.is === 'later' && first.outcome.trouble === 'unclear-answer';
  if (first.outcome.is !== 'delivered') {
    if (!isUnclear) return { findings };
    // It may be there all the same.
    tell(await removing([probe], route));
    const fitting = dialect.name === 'plain' ? fittingOptions(first.text, probe) : undefined;
    return { findings, ...(fitting ? { fitting } : {}) };
  }
  if (dialect.name === 'webhook') {
    tell({ step: 'remove', tone: 'look', word: 'handed-over', params: { id: probe.id } });
    return { findings };
  }
  tell(repeating(await sendOne(probe, route)));
  const bad = badProbeOf(probe);
  const second = await sendOne(bad, route);
  tell(rejecting(second));
  tell(await removing(second.outcome.is === 'delivered' ? [probe, bad] : [probe], route));
  return { findings };
}

async function reach(route: Route, probe: Sendable): Promise<{ finding: Finding; proposal?: string }> {
  const { config, dialect } = route;
  const bad = (word: string): { finding: Finding } => ({ finding: { step: 'reach', tone: 'bad', word } });
  if (!isComplete(config.auth)) return bad('no-key');
  const looksLike = (name: string): { finding: Finding; proposal: string } => ({
    finding: { step: 'reach', tone: 'look', word: 'looks-like', params: { dialect: name } },
    proposal: name,
  });
  const byAddress = dialectOfAddress(config.url, location.origin);
  if (byAddress && byAddress !== dialect.name) return looksLike(byAddress);
  // A hook runs something at every request: it is not looked at.
  if (dialect.name === 'webhook') return { finding: { step: 'reach', tone: 'good', word: 'not-looked' } };
  if (config.auth.way === 'login') {
    const token = await login(config.auth);
    if (!token) return bad('login');
    route.config = { ...config, auth: { ...config.auth, token } };
  }
  const url = filled(config.url, probe);
  const look = askFor(route.config, `${url}${url.includes('?') ? '&' : '?'}limit=1`);
  const peeked = await peek(authorised(look, route.config.auth), patience);
  if (peeked.is === 'no-answer') return bad(peeked.is);
  // A look tells only so much: some take a record and show nothing.
  if (peeked.is !== 'seen') return { finding: { step: 'reach', tone: 'look', word: peeked.is } };
  const { seen } = peeked;
  const byAnswer = dialectOfAnswer(seen, url);
  const raw = { status: seen.status, type: seen.type, text: seen.text.slice(0, shown) };
  if (byAnswer && byAnswer !== dialect.name)
    return { ...looksLike(byAnswer), finding: { ...looksLike(byAnswer).finding, raw } };
  return { finding: { step: 'reach', tone: 'good', word: byAnswer ? 'recognised' : 'answers', raw } };
}

/** So much of an answer is shown, in characters. */
const shown = 2000;

interface Sent {
  outcome: Settled;
  raw: { status?: number; type?: string; text: string };
  text: string;
}

async function sendOne(record: Sendable, route: Route): Promise<Sent> {
  const { dialect, options } = route;
  const reply = await ask(dialect.ask([record], route.config, options), route);
  const reading = dialect.read(reply, [record], route.config, options);
  const [outcome] = (await lookedInto([record], reading, route)).settled;
  return { outcome: outcome!, ...rawOf(reply) };
}

const rawOf = (reply: Reply) =>
  reply.is === 'answer'
    ? { raw: { status: reply.status, type: reply.type, text: reply.text.slice(0, shown) }, text: reply.text }
    : { raw: { text: '' }, text: '' };

function storing({ outcome, raw }: Sent): Finding {
  if (outcome.is === 'delivered')
    return { step: 'store', tone: outcome.proof === 'accepted' ? 'look' : 'good', word: outcome.proof, raw };
  return { step: 'store', tone: 'bad', word: wordFor(outcome), raw };
}

function repeating({ outcome, raw }: Sent): Finding {
  if (outcome.is !== 'delivered') return { step: 'repeat', tone: 'look', word: 'unclear', raw };
  return { step: 'repeat', tone: outcome.proof === 'accepted' ? 'look' : 'good', word: outcome.proof, raw };
}

function rejecting({ outcome, raw }: Sent): Finding {
  if (outcome.is === 'refused') {
    const words = 'words' in outcome ? outcome.words : undefined;
    return { step: 'reject', tone: 'good', word: words ? 'told' : 'silent', raw };
  }
  return { step: 'reject', tone: 'look', word: outcome.is === 'delivered' ? 'takes-all' : 'stumbles', raw };
}

const wordFor = (outcome: Exclude<Settled, { is: 'delivered' }>): string =>
  outcome.is === 'sign-in' ? 'sign-in' : outcome.trouble;

/** Takes the probes away, and looks whether they are gone where that can be seen. */
async function removing(probes: Sendable[], route: Route): Promise<Finding> {
  for (const probe of probes) {
    const gone = await removed(probe, route);
    if (gone.is === 'stays') {
      return {
        step: 'remove',
        tone: 'look',
        word: 'stays',
        params: { id: probe.id },
        ...(gone.raw ? { raw: gone.raw } : {}),
      };
    }
  }
  return { step: 'remove', tone: 'good', word: 'removed' };
}

type Removed = { is: 'gone' } | { is: 'stays'; raw?: Finding['raw'] };

async function removed(probe: Sendable, route: Route): Promise<Removed> {
  const request = removalOf(route.dialect, probe, route.config, await lookFor(probe, route));
  if (!request) return { is: 'stays' };
  const reply = await ask(request, route);
  const { raw } = rawOf(reply);
  const isTaken = reply.is === 'answer' && reply.status >= 200 && reply.status < 300;
  const after = await lookFor(probe, route);
  // Where it cannot be looked at, the word of the server must do.
  const isGone = after ? after.is === 'absent' || (after.is !== 'held' && isTaken) : isTaken;
  return isGone ? { is: 'gone' } : { is: 'stays', raw };
}

async function lookFor(probe: Sendable, route: Route): Promise<Held | undefined> {
  const { dialect, config, options } = route;
  if (!dialect.look || !dialect.found) return undefined;
  return dialect.found(await ask(dialect.look(probe, config, options), route), probe, config, options);
}
