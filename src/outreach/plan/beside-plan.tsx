/**
 * What stays on this device beside a plan, in no record and in nothing that is sent: the number of the one off site, and a
 * note of one's own. Gone some time after the outing.
 */
import * as z from 'zod/mini';
import { find } from '../../store/find.ts';
import { freeText } from '../../store/free-text.ts';
import { keepHere, keptHere, namesHere } from '../../store/kept-here.ts';
import { Outing } from '../outing.ts';
import { planLimits } from './plan.ts';

const Beside = z.object({ phone: freeText(planLimits.phone), note: freeText(planLimits.text) });
export type Beside = z.infer<typeof Beside>;

const prefix = 'plan:';
/** How long after an outing's end it is kept, in ms: the number may be copied to the next one. */
const keptFor = 30 * 86_400_000;

/** What stands beside the plan of an outing; empty where nothing does. */
export const besideOf = async (outingId: string): Promise<Beside> =>
  (await keptHere<Beside>(prefix + outingId)) ?? { phone: '', note: '' };

/** Keeps it, or forgets it where nothing is left. Throws a zod error for an identity code. */
export async function keepBeside(outingId: string, { phone, note }: Beside): Promise<void> {
  const kept = Beside.parse({ phone, note });
  await keepHere(prefix + outingId, kept.phone || kept.note ? kept : undefined);
}

/** Forgets what stood beside plans that are long over or gone. */
export async function forgetOld(now = Date.now()): Promise<void> {
  for (const name of await namesHere(prefix)) {
    const outing = await find(Outing, name.slice(prefix.length));
    const end = outing && Date.parse(outing.endedAt ?? outing.plan?.end ?? outing.at);
    if (end === undefined || end < now - keptFor) await keepHere(name, undefined);
  }
}
