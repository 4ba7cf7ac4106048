/** Which outing runs and which have begun: told by their state, whatever the clock says. */
import { newestThat, underWay } from '../store/find.ts';
import { useLive } from '../store/live.ts';
import { isPlanned, Outing } from './outing.ts';

/** The outing that runs, if one does. */
export const runningOuting = async (): Promise<Outing | undefined> => (await underWay(Outing))[0];

/** The outing that runs, followed as it changes; undefined until the device was asked. */
export const useRunning = () => useLive(async () => ({ outing: await runningOuting() }));

/** The newest outings that have begun, newest first: however many plans for the weeks ahead stand before them. */
export const begunOutings = (limit: number): Promise<Outing[]> =>
  newestThat(Outing, limit, (outing) => !isPlanned(outing));
