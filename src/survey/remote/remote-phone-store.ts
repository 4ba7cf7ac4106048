/** A respondent's own phone, opened by a link or QR: it sends with a key of forms and keeps to the form. */
import { isHere } from '../../setup/address.ts';
import { type Auth, configureEndpoint, giveOwnKey, presentConfig } from '../../setup/endpoint.ts';
import { exchangeKey, isLinked, type LinkedAuth, linkedAuth } from '../../setup/link-key.ts';
import { hasDocument } from '../../setup/organisation-store.ts';
import { isComplete } from '../../setup/secrets.ts';
import { db, homeEndpoint } from '../../store/db.ts';
import { setSetting, unitNow } from '../../store/device.ts';
import { handedOver, keepToPage } from '../../vault/handed-over.ts';
import { isCoded } from './own-phone.ts';

/** How long (ms) the server may take. */
const patience = 15_000;

/**
 * Takes the key that a link `told`, and wipes it from the address once it is kept: a page that is loaded anew before that still has
 * it. What is asked stays there. The history keeps the link: its key
 * (`invite`) is exchanged for one of this phone's own, and lets nobody in after its day; where the server makes no such links
 * it is the key of all forms (`form`). A worker's device that opens a link keeps its own key and stays what it was, whatever
 * its key is and whatever the link holds. `closed`: the link lets nobody in any more; then the phone stays what it was. Loaded
 * again, without the link's key, the page asks whether this phone's own is still good.
 */
export async function settleIn(told: URLSearchParams): Promise<'open' | 'closed'> {
  const left = new URLSearchParams(
    [...told].filter(([name]) => ['survey', 'asked', 'poster', 'until', 'unit'].includes(name)),
  );
  if (isCoded(told)) left.set('coded', '1');
  const hash = left.size > 0 ? `#${left}` : '';
  const wipe = () => history.replaceState(history.state, '', location.pathname + location.search + hash);
  const [invite, formKey, unit] = [told.get('invite'), told.get('form'), told.get('unit')];
  const { auth } = await presentConfig(homeEndpoint);
  const isRespondents = (isPhones(auth) && !(await hasDocument())) || (await isNobodysYet());
  // Of an earlier version, with its lock lost.
  const hadKey = formKey && auth.way === 'bearer' && auth.token === formKey;
  if (isRespondents || hadKey) keepToPage(location.pathname + location.search.replace(/[?&]draft=[^&]*/, '') + hash);
  if (!isRespondents) {
    wipe();
    return 'open';
  }
  const before = await unitNow();
  if (unit) await setSetting('unit', unit);
  if (invite) {
    const own = await keepInvite(invite, auth);
    wipe();
    const end = endOf(await exchangeKey(own));
    if (end === 'closed') {
      await configureEndpoint(homeEndpoint, { auth });
      await setSetting('unit', before);
    }
    return end;
  }
  if (formKey) await giveOwnKey(formKey);
  wipe();
  return ownKeyStands();
}

/** The unit that the page of a respondent's own phone asks for, whatever link was opened last; undefined on a worker's device. */
export const unitOfPage = (told: URLSearchParams): string | undefined =>
  isKept() ? (told.get('unit') ?? undefined) : undefined;

/** Whether it was opened by a link to a form before: what sets it up makes it a worker's. */
const isPhones = (auth: Auth): boolean => (auth.way === 'bearer' && auth.form === true) || isKept();

/** Whether this phone is kept to a form. */
function isKept(): boolean {
  const lock = handedOver();
  return lock !== undefined && lock.code === undefined;
}

/** One key of the phone's own for all links: what waits for one unit goes with what another link asks. */
async function keepInvite(invite: string, auth: Auth): Promise<LinkedAuth> {
  const own = { ...(isLinked(auth) && auth.form ? auth : linkedAuth(invite)), link: invite, form: true as const };
  await configureEndpoint(homeEndpoint, { auth: own });
  return own;
}

const endOf = (end: Awaited<ReturnType<typeof exchangeKey>>): 'open' | 'closed' =>
  end === 'expired' || end === 'unknown' ? 'closed' : 'open';

/**
 * Whether what this phone answers can leave with the key that it has. `closed`: its link was ended, with the keys that came by
 * it. A server that does not answer has ended nothing, nor one that was restored and takes the key anew.
 */
export async function ownKeyStands(): Promise<'open' | 'closed'> {
  const { auth, url } = await presentConfig(homeEndpoint);
  if (!isLinked(auth) || !auth.form || !isHere(url)) return 'open';
  // Nothing is sent: the server says by it what it thinks of the key.
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${auth.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ records: [] }),
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(patience),
  }).catch(() => undefined);
  return answer?.status === 401 ? endOf(await exchangeKey(auth)) : 'open';
}

/** Whether nobody has set this device up or logged anything on it. */
async function isNobodysYet(): Promise<boolean> {
  const [{ auth, url }, kept, others, isSetUp] = await Promise.all([
    presentConfig(homeEndpoint),
    db.counts.count(),
    db.endpoints.where('id').notEqual(homeEndpoint).count(),
    hasDocument(),
  ]);
  return auth.way === 'bearer' && !isComplete(auth) && isHere(url) && kept === 0 && others === 0 && !isSetUp;
}
