/** A respondent's own phone, opened by a link or QR: it sends with the form's key and keeps to the form. */
import { giveOwnKey, presentConfig } from '../../setup/endpoint.ts';
import { isComplete } from '../../setup/secrets.ts';
import { db, homeEndpoint } from '../../store/db.ts';
import { setSetting } from '../../store/device.ts';
import { keepToPage } from '../../vault/handed-over.ts';

/**
 * Takes the form's key from the link, and wipes it from the address: what is asked stays there. A worker's device that opens
 * such a link keeps its own key and stays what it was.
 */
export async function settleIn(formKey: string | undefined, unit?: string): Promise<void> {
  const told = new URLSearchParams(location.hash.slice(1));
  const left = new URLSearchParams([...told].filter(([name]) => name === 'asked' || name === 'coded'));
  const hash = left.size > 0 ? `#${left}` : '';
  history.replaceState(history.state, '', location.pathname + location.search + hash);
  const [{ auth }, kept] = await Promise.all([presentConfig(homeEndpoint), db.counts.count()]);
  const token = auth.way === 'bearer' ? auth.token : undefined;
  const isFresh = (auth.way === 'none' || !isComplete(auth)) && kept === 0;
  if (!isFresh && token !== formKey) return;
  keepToPage(location.pathname + location.search.replace(/[?&]draft=[^&]*/, '') + hash);
  if (unit && isFresh) await setSetting('unit', unit);
  if (formKey && isFresh) await giveOwnKey(formKey);
}
