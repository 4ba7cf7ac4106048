/** The number of the one off site: on this device only, gone some time after its outing. */
import { find } from '../store/find.ts';
import { keepHere, keptHere, namesHere } from '../store/kept-here.ts';
import { Outing } from './outing.ts';

const prefix = 'off-site:';
/** How long after an outing's end its number is kept, in ms: it may be copied to the next one. */
const keptFor = 30 * 86_400_000;

export const numberOf = (outingId: string): Promise<string | undefined> => keptHere<string>(prefix + outingId);

/** Keeps the number, or forgets it where none is left. */
export const keepNumber = (outingId: string, number: string): Promise<void> =>
  keepHere(prefix + outingId, number.trim() || undefined);

/** Forgets the numbers of outings that are long over or gone. */
export async function forgetOldNumbers(now = Date.now()): Promise<void> {
  for (const name of await namesHere(prefix)) {
    const outing = await find(Outing, name.slice(prefix.length));
    const end = outing && Date.parse(outing.endedAt ?? outing.plan?.end ?? outing.at);
    if (end === undefined || end < now - keptFor) await keepHere(name, undefined);
  }
}
