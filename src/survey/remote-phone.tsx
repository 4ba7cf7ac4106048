/** A respondent's own phone, opened by a link or QR: it sends with the form's key and keeps to the form. */
import { configureEndpoint, endpointConfig } from '../setup/endpoint.ts';
import { db, homeEndpoint } from '../store/db.ts';
import { keepToPage } from '../vault/handed-over.ts';

/**
 * Takes the form's key from the link, and wipes it from the address. A worker's device that opens such a link keeps its own
 * key and stays what it was.
 */
export async function settleIn(formKey: string | undefined): Promise<void> {
  history.replaceState(history.state, '', location.pathname + location.search);
  const [{ token }, kept] = await Promise.all([endpointConfig(homeEndpoint), db.counts.count()]);
  const isWorkers = token !== undefined && token !== formKey;
  if (isWorkers || (kept > 0 && token === undefined)) return;
  keepToPage(location.pathname + location.search.replace(/[?&]draft=[^&]*/, ''));
  if (formKey && token === undefined) await configureEndpoint(homeEndpoint, { token: formKey });
}
