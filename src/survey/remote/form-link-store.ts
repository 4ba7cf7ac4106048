/**
 * The key for a link to a form on people's own phones. The receiver that serves the app makes one that lets phones into one unit
 * until a day: what a phone's history keeps is worth nothing after it. Where the server makes none, there is the key of all
 * forms, which lasts.
 */
import * as z from 'zod/mini';
import { isHere } from '../../setup/address.ts';
import { ownDialect, presentConfig } from '../../setup/endpoint.ts';
import { canSignIn } from '../../setup/secrets.ts';
import { db, homeEndpoint } from '../../store/db.ts';
import { keepLocal, readLocal } from '../../store/local-only.ts';

const address = '/api/forms';
/** How long (ms) it may take: somebody waits for it. */
const patience = 15_000;

/** `lasting`: the key of all forms. `none`: there is neither; `no-network`: the server that would make one does not answer. */
export type FormLinkKey =
  | { is: 'invite'; key: string; until: string }
  | { is: 'lasting'; key: string }
  | { is: 'none' | 'no-network' };

const Made = z.object({ linkKey: z.string().check(z.regex(/^[\w-]{43}$/)) });

/** The key for a link into a unit, good through a day (`2026-12-05`). `formKey`: that of all forms, where the document has one. */
export async function keyForLink(unit: string, until: string, formKey: string | undefined): Promise<FormLinkKey> {
  const lasting: FormLinkKey = formKey ? { is: 'lasting', key: formKey } : { is: 'none' };
  const row = await db.endpoints.get(homeEndpoint);
  const config = await presentConfig(homeEndpoint);
  const { auth, dialect, url } = config;
  const isOurs = row && !row.retired && isHere(url) && dialect === ownDialect && canSignIn(config);
  if (!isOurs || auth.way !== 'bearer') return lasting;
  const answer = await ask(auth.token ?? '', { unit, until });
  // Only the receiver names its history: another server that does not answer now may never make links.
  if (!answer) return row.history === undefined ? lasting : { is: 'no-network' };
  const made = Made.safeParse(await answer.json().catch(() => undefined));
  return answer.ok && made.success ? { is: 'invite', key: made.data.linkKey, until } : lasting;
}

const ask = (token: string, body: object): Promise<Response | undefined> =>
  fetch(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(patience),
  }).then(
    (answer) => (answer.status >= 500 || answer.status === 429 ? undefined : answer),
    () => undefined,
  );

/** Where the link that was made last lies: the same is shown again, also without a network. */
const kept = 'form-link';

interface KeptLink {
  unit: string;
  key: string;
  until: string;
}

/**
 * The key for a link that somebody is given now: the one that was made last while it is good for long enough (`least`, a day),
 * else a new one (`until`); without a network the last one as long as it is good at all (`today`).
 */
export async function keyForNow(
  unit: string,
  days: { today: string; least: string; until: string },
  formKey: string | undefined,
): Promise<FormLinkKey> {
  const last = await readLocal<KeptLink>(kept);
  const mine = last?.unit === unit ? last : undefined;
  if (mine && mine.until >= days.least) return { is: 'invite', key: mine.key, until: mine.until };
  const made = await keyForLink(unit, days.until, formKey);
  // A link that cannot be kept is good all the same.
  if (made.is === 'invite')
    await keepLocal(kept, { unit, key: made.key, until: made.until } satisfies KeptLink).catch(() => undefined);
  if (made.is === 'no-network' && mine && mine.until >= days.today)
    return { is: 'invite', key: mine.key, until: mine.until };
  return made;
}

/** What a link says of its key, behind its #. */
export const toldOfKey = (key: Extract<FormLinkKey, { key: string }>): Record<string, string> =>
  key.is === 'invite' ? { invite: key.key, until: key.until } : { form: key.key };
