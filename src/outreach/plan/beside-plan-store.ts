/**
 * What stays on this device beside a plan, in no record and in nothing that is sent: the number of the one off site, and a
 * note of one's own. Gone some time after the outing: until then the number may be copied to the next one.
 */
import * as z from 'zod/mini';
import { find } from '../../store/find.ts';
import { freeText } from '../../store/free-text.ts';
import { keepLocal, localNames, readLocal } from '../../store/local-only.ts';
import { livedOver } from '../follow-up/lived-over-store.ts';
import { isPlanned, isRunning, Outing } from '../outing.ts';
import { planLimits } from './plan.ts';

const Beside = z.object({ phone: freeText(planLimits.phone), note: freeText(planLimits.text) });
export type Beside = z.infer<typeof Beside>;

const prefix = 'plan:';

/** What stands beside the plan of an outing; empty where nothing does. */
export const besideOf = async (outingId: string): Promise<Beside> =>
  (await readLocal<Beside>(prefix + outingId)) ?? { phone: '', note: '' };

/** Keeps it, or forgets it where nothing is left. Throws a zod error for an identity code. */
export async function keepBeside(outingId: string, { phone, note }: Beside): Promise<void> {
  const kept = Beside.parse({ phone, note });
  await keepLocal(prefix + outingId, kept.phone || kept.note ? kept : undefined);
}

/**
 * Forgets what stood beside plans that are gone, or over for a month that this device has lived through: a clock that leaps
 * takes no number from those who are out or about to leave.
 */
export async function forgetOld(now = Date.now()): Promise<void> {
  const names = await localNames(prefix);
  const outings = await Promise.all(names.map((name) => find(Outing, name.slice(prefix.length))));
  const gone = names.filter((_, index) => !outings[index]);
  const over = outings.filter((outing) => outing && isOver(outing, now)).map((outing) => outing!.id);
  const old = (await livedOver('plans-over', over, now)).map((id) => prefix + id);
  for (const name of [...gone, ...old]) await keepLocal(name, undefined);
}

const isOver = (outing: Outing, now: number): boolean =>
  isPlanned(outing) ? Date.parse(outing.plan.end) < now : !isRunning(outing);
