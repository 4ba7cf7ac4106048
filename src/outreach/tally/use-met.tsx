import { belonging } from '../../store/find.ts';
import { useLive } from '../../store/live.ts';
import { Encounter } from '../encounter.ts';
import { countedIn } from './sums.ts';
import { Tally } from './tally.ts';

/**
 * How many encounters an outing had, tapped and logged, as its own page and its summary count them; undefined until they were
 * opened.
 */
export const useMet = (outingId: string): number | undefined =>
  useLive(async () => {
    const [marks, encounters] = await Promise.all([belonging(Tally, outingId), belonging(Encounter, outingId)]);
    return countedIn(marks, encounters).met;
  }, [outingId]);
