/** A respondent's own phone, opened by a link or QR: it sends with the form's key and keeps to the form. */
import { giveOwnKey, presentConfig } from '../../setup/endpoint.ts';
import { isComplete } from '../../setup/secrets.ts';
import { db, homeEndpoint } from '../../store/db.ts';
import { setSetting } from '../../store/device.ts';
import { keepToPage } from '../../vault/handed-over.ts';

/**
 * Takes the form's key from the link, and wipes it from the address. A worker's device that opens such a link keeps its own
 * key and stays what it was.
 */
export async function settleIn(formKey: string | undefined, unit?: string): Promise<void> {
  history.replaceState(history.state, '', location.pathname + location.search);
  const [{ auth }, kept] = await Promise.all([presentConfig(homeEndpoint), db.counts.count()]);
  const token = auth.way === 'bearer' ? auth.token : undefined;
  const isFresh = (auth.way === 'none' || !isComplete(auth)) && kept === 0;
  if (!isFresh && token !== formKey) return;
  keepToPage(location.pathname + location.search.replace(/[?&]draft=[^&]*/, ''));
  if (unit && isFresh) await setSetting('unit', unit);
  if (formKey && isFresh) await giveOwnKey(formKey);
}
