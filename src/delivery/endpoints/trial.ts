/**
 * Trying an endpoint before it is used: can it be reached, does it take a record, does it know the same one again, does it
 * say what it refuses, and is nothing left behind. Writes nothing on the device.
 */
import type { EndpointConfig } from '../../setup/endpoint.ts';
import { deviceId } from '../../store/device.ts';
import { repetitionAt, verified } from '../check/verify.ts';
import { dialects } from '../dialects/all.ts';
import type { Held, Sendable } from '../dialects/dialect.ts';
import { exchange } from '../engine/exchange.ts';
import type { Settled } from '../engine/outcome.ts';
import { type Session, sendRequest } from '../engine/session.ts';
import { type Finding, type Raw, rawOf } from './finding.ts';
import { badProbeOf, probeOf } from './probe.ts';
import { reachEndpoint } from './reach.ts';
import { probingOf } from './recognise.ts';

/** How long one answer may take (ms): somebody waits for it. */
const patience = 20_000;

export interface Trial {
  findings: Finding[];
  /** The dialect that the server seems to speak, where it is another one: nothing was sent. */
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
  const session = sessionFor(config);
  const probe = probeOf(kind, await deviceId());
  const probing = probingOf(config.dialect);

  const { finding, proposal } = await reachEndpoint(session, probe, patience);
  tell(proposal && insist ? { ...finding, word: 'insisted' } : finding);
  if (proposal && !insist) return { findings, proposal };
  if (finding.tone === 'bad') return { findings };

  const first = await sendOne(probe, session);
  tell(storing(first));
  if (first.outcome.is !== 'delivered') {
    const after = await afterFailure(first, probe, session);
    if (after) tell(after);
    const fitting = isUnclear(first) && probing.fitting?.(first.text, probe);
    return { findings, ...(fitting ? { fitting } : {}) };
  }
  if (probing.actsAtOnce) {
    tell({ step: 'remove', tone: 'look', word: 'handed-over', params: { id: probe.id } });
    return { findings };
  }
  tell(repetitionAt(session) === 'looked' ? await looking(probe, session) : repeating(await sendOne(probe, session)));
  const bad = badProbeOf(probe);
  const second = await sendOne(bad, session);
  tell(rejecting(second));
  const removal = await removing(second.outcome.is === 'delivered' ? [probe, bad] : [probe], session);
  // Of what is never shown it cannot be seen either that it is gone.
  const isUnseen = first.outcome.proof === 'accepted' && session.dialect.otherwise !== undefined;
  tell(isUnseen ? perhapsThere(probe) : removal);
  return { findings, ...(first.otherwise ? { fitting: fittingWith(first.otherwise, config) } : {}) };
}

/** The settings as they were given, with those under which it was taken. */
const fittingWith = (otherwise: object, { options }: EndpointConfig): Record<string, unknown> => ({
  ...options,
  ...otherwise,
});

const perhapsThere = ({ id }: Sendable): Finding => ({ step: 'remove', tone: 'look', word: 'perhaps', params: { id } });

function sessionFor(config: EndpointConfig): Session {
  const dialect = dialects.get(config.dialect)!;
  return {
    id: '',
    endpoint: { id: '' },
    config,
    dialect,
    options: dialect.options.parse(config.options),
    hold: undefined,
    timeout: patience,
    renew: async () => undefined,
  };
}

interface Sent {
  outcome: Settled;
  raw: Raw;
  text: string;
  /** The settings that it went with, where those that were given did not do. */
  otherwise: object | undefined;
}

async function sendOne(record: Sendable, session: Session): Promise<Sent> {
  const { reply, reading, otherwise } = await exchange([record], session);
  const read = 'each' in reading ? reading.each[0] : reading.whole;
  const outcome: Settled =
    read?.is === 'verify'
      ? await verified(read, record, session)
      : (read ?? { is: 'later', trouble: 'unclear-answer' });
  return { outcome, raw: rawOf(reply, session.config), text: reply.is === 'answer' ? reply.text : '', otherwise };
}

const isUnclear = ({ outcome }: Sent) => outcome.is === 'later' && outcome.trouble === 'unclear-answer';

function storing({ outcome, raw }: Sent): Finding {
  const step = 'store';
  if (outcome.is === 'delivered') {
    return { step, tone: outcome.proof === 'accepted' ? 'look' : 'good', word: outcome.proof, raw };
  }
  return { step, tone: 'bad', word: outcome.is === 'sign-in' ? 'sign-in' : outcome.trouble, raw };
}

/** What may have been left behind by a probe that was not seen to arrive. */
async function afterFailure(sent: Sent, probe: Sendable, session: Session): Promise<Finding | undefined> {
  if (isUnclear(sent)) return removing([probe], session);
  if (sent.outcome.is !== 'later') return undefined;
  return perhapsThere(probe);
}

function repeating({ outcome, raw }: Sent): Finding {
  const step = 'repeat';
  if (outcome.is !== 'delivered') return { step, tone: 'look', word: 'unclear', raw };
  return { step, tone: outcome.proof === 'accepted' ? 'look' : 'good', word: outcome.proof, raw };
}

/** An endpoint that makes a new row of a repetition is not sent one: what is held against that is looking. */
async function looking(probe: Sendable, session: Session): Promise<Finding> {
  const step = 'repeat';
  const held = await lookFor(probe, session);
  return held?.is === 'held' ? { step, tone: 'good', word: 'looked' } : { step, tone: 'look', word: 'unseen' };
}

function rejecting({ outcome, raw }: Sent): Finding {
  const step = 'reject';
  if (outcome.is === 'refused') return { step, tone: 'good', word: outcome.words ? 'told' : 'silent', raw };
  return { step, tone: 'look', word: outcome.is === 'delivered' ? 'takes-all' : 'stumbles', raw };
}

/** Takes the probes away, and looks whether they are gone where that can be seen. */
async function removing(probes: Sendable[], session: Session): Promise<Finding> {
  for (const probe of probes) {
    const left = await removed(probe, session);
    if (left) return { step: 'remove', tone: 'look', word: 'stays', params: { id: probe.id }, raw: left };
  }
  return { step: 'remove', tone: 'good', word: 'removed' };
}

/** Undefined where the probe is gone, else how the endpoint answered. */
async function removed(probe: Sendable, session: Session): Promise<Raw | undefined> {
  const held = await lookFor(probe, session);
  const request = probingOf(session.config.dialect).removal?.(probe, session.config, held);
  if (!request) return { text: '' };
  const reply = await sendRequest(request, session);
  const isTaken = reply.is === 'answer' && reply.status >= 200 && reply.status < 300;
  const after = await lookFor(probe, session);
  // Where it cannot be looked at, the word of the server must do.
  const isGone = after ? after.is === 'absent' || (after.is !== 'held' && isTaken) : isTaken;
  return isGone ? undefined : rawOf(reply, session.config);
}

async function lookFor(probe: Sendable, session: Session): Promise<Held | undefined> {
  const { dialect, config, options } = session;
  if (!dialect.lookup || !dialect.readLookup) return undefined;
  return dialect.readLookup(await sendRequest(dialect.lookup(probe, config, options), session), probe, config, options);
}
