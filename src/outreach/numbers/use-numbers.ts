/** What is told of a period: the team's own work as it lies here, and of people what was released; closes what has ended. */
import { useEffect, useState } from 'preact/hooks';
import { wallDate } from '../../i18n/wall-time.ts';
import { monthOn } from '../../periods/days.ts';
import { isEnded } from '../../periods/grid.ts';
import { momentsOf, type Period } from '../../periods/periods.ts';
import { yieldToMain } from '../../store/yield-to-main.ts';
import { gather, type Whole } from './facts-store.ts';
import { type OutingCounted, outingsIn } from './gathered.ts';
import { withKept } from './outings-kept-store.ts';
import { type JointOuting, jointOutings } from './pairs.ts';
import type { Published } from './publish.ts';
import { closeEnded, numbersReleases, toldIn } from './releases-store.ts';

/**
 * Where numbers of people come from: one place, for all devices that are set up alike. The server that shows its records, where
 * there is one; else this device.
 */
export type NumbersPlace = 'device' | 'server';

/** All that a period says. */
export interface Counting {
  /** What is told of people; else why nothing is. */
  told: Published | 'not-ended' | 'not-read' | 'too-few';
  outings: OutingCounted[];
  joint: JointOuting[];
}

/** The numbers of a period, or how many records were read so far. */
export type NumbersNow = { is: 'counting'; read: number } | { is: 'there'; counting: Counting };

/** So many joint outings are shown, the latest. */
const jointLimit = 10;

export interface NumbersAsked {
  period: Period;
  /** The area of each place that has one. */
  areas: ReadonlyMap<string, string>;
  place: () => Promise<NumbersPlace>;
  /** The server was read to its end in this sitting. */
  isRead: boolean;
  /** Up by one whenever what is told may have changed. */
  version?: number;
}

export function useNumbers({ period, areas, place, isRead, version }: NumbersAsked): NumbersNow {
  const [state, setState] = useState<{ now: NumbersNow; error?: unknown }>({ now: { is: 'counting', read: 0 } });
  useEffect(() => {
    let isStale = false;
    const take = (now: NumbersNow) => isStale || setState({ now });
    take({ is: 'counting', read: 0 });
    const rest = yieldToMain();
    const breathe = () => {
      if (isStale) throw new Stale();
      return rest();
    };
    tellPeriod({ period, areas, place, isRead }, breathe, (read) => take({ is: 'counting', read })).then(
      (counting) => take({ is: 'there', counting }),
      (error: unknown) => isStale || error instanceof Stale || setState((before) => ({ ...before, error })),
    );
    return () => {
      isStale = true;
    };
  }, [period.length, period.from, period.to, areas, isRead, version]);
  if (state.error !== undefined) throw state.error;
  return state.now;
}

/** Another period was asked for meanwhile. */
class Stale extends Error {
  override name = 'Stale';
}

async function tellPeriod(
  { period, areas, place, isRead }: NumbersAsked,
  breathe: () => Promise<void> | undefined,
  progress: (read: number) => void,
): Promise<Counting> {
  const { from, to } = momentsOf(period);
  const here = outingsIn(await gather(period, breathe)).filter(({ at }) => at >= from && at < to);
  const outings = await withKept(here, period);
  if (!isEnded(period, wallDate(Date.now()))) return { told: 'not-ended', outings, joint: [] };
  let releases = await numbersReleases();
  const whole: Whole | undefined = (await place()) === 'device' ? 'device' : isRead ? 'server' : undefined;
  // Those of a server are closed when it was read.
  if (!toldIn(releases, period) && whole === 'device')
    releases = await closeEnded({ whole, areas, last: monthOn(period.to, -1) }, breathe, progress);
  const published = toldIn(releases, period)?.published;
  // Before the first month that was closed there was nothing, and what comes late is counted later.
  const isBefore = releases.length > 0 && period.to <= releases[0]!.month;
  const isAnything = [...(published?.all.values() ?? [])].some(({ is }) => is === 'shown');
  const months = releases.flatMap(({ told }) =>
    told.filter((one) => one.period.length === 'month' && one.period.from >= period.from && one.period.to <= period.to),
  );
  const joint = months.flatMap((month) => jointOutings(outings, month.published));
  return {
    told: isAnything ? published! : published || whole || isBefore ? 'too-few' : 'not-read',
    outings,
    joint: joint.sort((a, b) => b.outing.at.localeCompare(a.outing.at)).slice(0, jointLimit),
  };
}
