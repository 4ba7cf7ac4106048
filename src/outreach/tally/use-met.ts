import { belonging, belongingCount } from '../../store/find.ts';
import { useLive } from '../../store/live.ts';
import { Encounter } from '../encounter.ts';
import { countedIn } from './sums.ts';
import { Tally } from './tally.ts';

/** An outing of more records than this is counted on its own page only: a list opens many outings at once. */
const most = 120;

/**
 * How many encounters an outing had, tapped and logged, as its own page and its summary count them; undefined until they were
 * opened, and where there are too many to open in a list.
 */
export const useMet = (outingId: string): number | undefined =>
  useLive(async () => {
    if ((await belongingCount(outingId)) > most) return undefined;
    const [marks, encounters] = await Promise.all([belonging(Tally, outingId), belonging(Encounter, outingId)]);
    return countedIn(marks, encounters).met;
  }, [outingId]);
