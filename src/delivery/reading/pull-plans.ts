/**
 * Plans of the network, where the endpoint can be read: asked for now and then, put aside for a person to look at. Nothing of
 * one's own is changed by it, and of another's outing only what a shared plan holds is ever looked at.
 */
import { putPlansAside } from '../../outreach/calendar/from-network.tsx';
import { isPlanned, Outing } from '../../outreach/outing.ts';
import { type SharedPlan, sharedOf } from '../../outreach/plan/plan.ts';
import { deviceId } from '../../store/device.ts';
import { drain } from '../engine/drain.ts';
import { cutEndpoints } from '../engine/history.ts';
import { readPages, shownEndpoints } from './read-endpoint.ts';

/** The list of where each reading ended, by the address that was read: another address is read from its beginning. */
const plansRead = 'pulled';

const pageSize = 200;
/** How soon it is asked again, in ms. */
const interval = 5 * 60_000;

/** Reads what is new since the last time. Resolves also where there is no network, no key, or no one to ask. */
export async function pullPlans(): Promise<void> {
  const kinds = [Outing.name];
  for (const { id, config, isMarked, hasKey } of await shownEndpoints(kinds)) {
    if (!isMarked || !hasKey) continue;
    await readPages(id, { kinds, limit: pageSize, kept: [plansRead, config.url], isQuiet: true }, async (records) =>
      putPlansAside(await plansAmong(records)),
    );
  }
  // Reading is how a device hears of a history that was cut while it has nothing to send.
  if ((await cutEndpoints()).length > 0) await drain('timer');
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
