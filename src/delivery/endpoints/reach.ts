/** The first step of a trial: whether an address answers, and what kind of server seems to stand there. Sends no record. */
import { canSignIn } from '../../setup/secrets.ts';
import { filled, getRequest } from '../dialects/asking.ts';
import type { Sendable } from '../dialects/dialect.ts';
import { authorised, login } from '../engine/authorise.ts';
import type { Session } from '../engine/session.ts';
import { type Finding, rawOf } from './finding.ts';
import { peek } from './peek.ts';
import { dialectOfAddress, dialectOfAnswer, isTestAddress, probingOf } from './recognise.ts';

export interface Reached {
  finding: Finding;
  /** The dialect that the server seems to speak, where it is another one. */
  proposal?: string;
}

/** Looks at an address. A token that had to be fetched stays in `session`. */
export async function reachEndpoint(session: Session, probe: Sendable, patience: number): Promise<Reached> {
  const { config, dialect } = session;
  const said = (tone: Finding['tone'], word: string): Reached => ({ finding: { step: 'reach', tone, word } });
  if (isTestAddress(config.url, location.origin)) return said('bad', 'test-address');
  if (!canSignIn(config)) return said('bad', 'no-key');
  const byAddress = dialectOfAddress(config.url, location.origin);
  if (byAddress && byAddress !== dialect.name) return looksLike(byAddress);
  if (probingOf(dialect.name).actsAtOnce) return said('good', 'not-looked');
  if (config.auth.way === 'login') {
    const token = await login(config);
    if (!token) return said('bad', 'login');
    session.config = { ...config, auth: { ...config.auth, token } };
  }
  const url = filled(config.url, probe);
  const look = getRequest(session.config, `${url}${url.includes('?') ? '&' : '?'}limit=1`);
  const peeked = await peek(authorised(look, session.config), patience);
  if (peeked.is === 'no-answer') return said('bad', 'no-answer');
  // A look tells only so much: some take a record and show nothing.
  if (peeked.is !== 'seen') return said('look', peeked.is);
  const byAnswer = dialectOfAnswer(peeked.seen, url);
  const { finding, ...rest } =
    byAnswer && byAnswer !== dialect.name ? looksLike(byAnswer) : said('good', byAnswer ? 'recognised' : 'answers');
  return { ...rest, finding: { ...finding, raw: rawOf(peeked.seen, session.config) } };
}

const looksLike = (proposal: string): Reached => ({
  finding: { step: 'reach', tone: 'look', word: 'looks-like', params: { dialect: proposal } },
  proposal,
});
