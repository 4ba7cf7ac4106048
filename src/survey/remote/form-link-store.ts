/**
 * The key for a link to a form on people's own phones. The receiver that serves the app makes one that lets phones into one unit
 * until a day: what a phone's history keeps is worth nothing after it. Where the server makes none, there is the key of all
 * forms, which lasts.
 */
import * as z from 'zod/mini';
import { tokenHere } from '../../setup/token-here.ts';
import { db, homeEndpoint } from '../../store/db.ts';
import { keepLocal, readLocal } from '../../store/local-only.ts';
import { askReceiver, isGone } from './ask-receiver-store.ts';

const address = '/api/forms';
/** `lasting`: the key of all forms. `none`: there is neither; `no-network`: the server that would make one does not answer. */
export type FormLinkKey =
  /** `id`: by which it is ended at the server. */
  | { is: 'invite'; id: string; key: string; until: string }
  | { is: 'lasting'; key: string }
  | { is: 'none' | 'no-network' };

const Made = z.object({ id: z.uuid(), linkKey: z.string().check(z.regex(/^[\w-]{43}$/)) });

/** The key for a link into a unit, good through a day (`2026-12-05`). `formKey`: that of all forms, where the document has one. */
export async function keyForLink(unit: string, until: string, formKey: string | undefined): Promise<FormLinkKey> {
  const lasting: FormLinkKey = formKey ? { is: 'lasting', key: formKey } : { is: 'none' };
  const token = await tokenHere();
  if (token === undefined) return lasting;
  const answer = await askReceiver(token, 'POST', address, { unit, until });
  // Only the receiver names its history: another server that does not answer now may never make links.
  const isReceiver = async () => (await db.endpoints.get(homeEndpoint))?.history !== undefined;
  if (!answer) return (await isReceiver()) ? { is: 'no-network' } : lasting;
  const made = Made.safeParse(await answer.json().catch(() => undefined));
  if (!answer.ok || !made.success) return lasting;
  return { is: 'invite', id: made.data.id, key: made.data.linkKey, until };
}

/** Ends a link before its day, with the keys that came by it. Answers whether the server has none such any more. */
export async function endFormLink(id: string): Promise<boolean> {
  const token = await tokenHere();
  const answer =
    token === undefined ? undefined : await askReceiver(token, 'DELETE', `${address}/${encodeURIComponent(id)}`);
  return isGone(answer);
}

/** Where the link that was made last lies: the same is shown again, also without a network. */
const kept = 'form-link';

interface KeptLink {
  unit: string;
  id: string;
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
  if (mine && mine.until >= days.least) return asMade(mine);
  const made = await keyForLink(unit, days.until, formKey);
  // A link that cannot be kept is good all the same.
  if (made.is === 'invite')
    await keepLocal(kept, { unit, id: made.id, key: made.key, until: made.until } satisfies KeptLink).catch(
      () => undefined,
    );
  if (made.is === 'no-network' && mine && mine.until >= days.today) return asMade(mine);
  return made;
}

const asMade = ({ id, key, until }: KeptLink): FormLinkKey => ({ is: 'invite', id, key, until });

/** What a link says of its key, behind its #. */
export const toldOfKey = (key: Extract<FormLinkKey, { key: string }>): Record<string, string> =>
  key.is === 'invite' ? { invite: key.key, until: key.until } : { form: key.key };
