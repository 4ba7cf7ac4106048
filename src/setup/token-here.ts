import { db, homeEndpoint } from '../store/db.ts';
import { isHere } from './address.ts';
import { ownDialect, presentConfig } from './endpoint.ts';
import { canSignIn } from './secrets.ts';

/**
 * What this device signs in with at the receiver that the app comes from; undefined where it sends elsewhere, where that one is out
 * of use, and where what it has was given for another server.
 */
export async function tokenHere(): Promise<string | undefined> {
  const row = await db.endpoints.get(homeEndpoint);
  const config = await presentConfig(homeEndpoint);
  const { auth, dialect, url } = config;
  const isOurs = row && !row.retired && isHere(url) && dialect === ownDialect && canSignIn(config);
  return isOurs && auth.way === 'bearer' ? auth.token : undefined;
}
