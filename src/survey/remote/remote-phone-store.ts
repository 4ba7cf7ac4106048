/** A respondent's own phone, opened by a link or QR: it sends with the form's key and keeps to the form. */
import { isHere } from '../../setup/address.ts';
import { giveOwnKey, presentConfig } from '../../setup/endpoint.ts';
import { hasDocument } from '../../setup/organisation-store.ts';
import { isComplete } from '../../setup/secrets.ts';
import { db, homeEndpoint } from '../../store/db.ts';
import { setSetting } from '../../store/device.ts';
import { keepToPage } from '../../vault/handed-over.ts';
import { isCoded } from './own-phone.ts';

/**
 * Takes the form's key from the link, and wipes it from the address: what is asked stays there. A worker's device that opens
 * such a link keeps its own key and stays what it was, whatever its key is and whatever the link holds.
 */
export async function settleIn(formKey: string | undefined, unit?: string): Promise<void> {
  const told = new URLSearchParams(location.hash.slice(1));
  const left = new URLSearchParams([...told].filter(([name]) => ['asked', 'poster', 'until'].includes(name)));
  if (isCoded(told)) left.set('coded', '1');
  const hash = left.size > 0 ? `#${left}` : '';
  history.replaceState(history.state, '', location.pathname + location.search + hash);
  const isNew = await isNobodysYet();
  if (!isNew && !(await signsInWith(formKey))) return;
  keepToPage(location.pathname + location.search.replace(/[?&]draft=[^&]*/, '') + hash);
  if (unit && isNew) await setSetting('unit', unit);
  if (formKey && isNew) await giveOwnKey(formKey);
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

/** Whether it is a respondent's phone already, which this very key was given to. */
async function signsInWith(formKey: string | undefined): Promise<boolean> {
  const { auth } = await presentConfig(homeEndpoint);
  return formKey !== undefined && auth.way === 'bearer' && auth.token === formKey;
}
