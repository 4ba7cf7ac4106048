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
import { nowAndThen } from './now-and-then.ts';
import { readPages, shownEndpoints } from './read-endpoint.ts';

/** The list of where each reading ended, by the address that was read: another address is read from its beginning. */
const plansRead = 'pulled';

const pageSize = 200;

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

export const watchPlans = (): void => nowAndThen(pullPlans, 'Plans of the network');
