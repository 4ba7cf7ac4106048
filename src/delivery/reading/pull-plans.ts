/**
 * Plans of the network, where the endpoint can be read: asked for now and then, put aside for a person to look at. Nothing of
 * one's own is changed by it, and of another's outing only what a shared plan holds is ever looked at.
 */
import { putAside } from '../../outreach/calendar/from-network.tsx';
import { isPlanned, Outing } from '../../outreach/outing.ts';
import { type SharedPlan, sharedOf } from '../../outreach/plan/plan.ts';
import { type EndpointConfig, presentConfig } from '../../setup/endpoint.ts';
import { isComplete } from '../../setup/secrets.ts';
import { db } from '../../store/db.ts';
import { deviceId } from '../../store/device.ts';
import { keepPosition, positionOf } from '../../store/positions.ts';
import { drain } from '../engine/drain.ts';
import { cutEndpoints } from '../engine/history.ts';
import { readPage } from './read-endpoint.ts';

/** The list of where each reading ended, by the address that was read: another address is read from its beginning. */
const plansRead = 'pulled';

const pageSize = 200;
/** How many pages are read at once; the rest comes the next time. */
const pagesAtOnce = 10;
/** How soon it is asked again, in ms. */
const interval = 5 * 60_000;

/** Reads what is new since the last time. Resolves also where there is no network, no key, or no one to ask. */
export async function pullPlans(): Promise<void> {
  for (const { id, kinds, retired } of await db.endpoints.toArray()) {
    if (retired || (kinds && !kinds.includes(Outing.name))) continue;
    const config = await presentConfig(id);
    if (canBeRead(config)) await pullFrom(id, config);
  }
  // Reading is how a device hears of a history that was cut while it has nothing to send.
  if ((await cutEndpoints()).length > 0) await drain('timer');
}

/** Only an endpoint that speaks as the receiver does shows its records to those who ask, and only to one who signs in. */
export const canBeRead = ({ dialect, url, auth, options }: EndpointConfig): boolean =>
  dialect === 'plain' && options.answers !== 'status' && auth.way !== 'none' && isComplete(auth) && !url.includes('{');

async function pullFrom(id: string, config: EndpointConfig): Promise<void> {
  const { url } = config;
  for (let round = 0; round < pagesAtOnce; round++) {
    const from = await positionOf(plansRead, url);
    const page = await readPage(id, config, from, { limit: pageSize, kind: Outing.name });
    if (typeof page === 'string') return;
    await putAside(await plansAmong(page.records));
    await keepPosition(plansRead, url, page.next);
    // A page that the receiver has cut by its weight is short too: the rest comes the next time.
    if (page.records.length < pageSize) return;
  }
}

/** The plans of others among some records; whatever else an endpoint gives is not looked at. */
async function plansAmong(records: readonly unknown[]): Promise<SharedPlan[]> {
  const device = await deviceId();
  return records.flatMap((record) => {
    try {
      const outing = Outing.read(record);
      return outing.device !== device && isPlanned(outing) ? [sharedOf(outing.plan, outing.state)] : [];
    } catch {
      return []; // Another kind, a tombstone, or a shape of tomorrow: nothing to look at here.
    }
  });
}

/** Pulls at the start and whenever the app is looked at again, at most every few minutes. */
export function watchPlans(): void {
  let last = Number.NEGATIVE_INFINITY;
  const look = () => {
    // By a clock that nobody can set: one that was set back would put the next look off by as much.
    if (document.visibilityState !== 'visible' || performance.now() - last < interval) return;
    last = performance.now();
    pullPlans().catch((error: unknown) => {
      console.info('Plans of the network were not read', error instanceof Error ? error.name : '');
    });
  };
  look();
  addEventListener('online', look);
  document.addEventListener('visibilitychange', look);
  setInterval(look, interval);
}
