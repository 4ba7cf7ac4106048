/** Counting what lies on the device, in slices; again when another period is asked for or something came from elsewhere. */
import { useEffect, useState } from 'preact/hooks';
import { momentsOf, type Period } from '../../periods/periods.ts';
import { yieldToMain } from '../../store/yield-to-main.ts';
import { type CountedNumbers, count } from './counted.ts';
import { factsOf } from './facts.ts';
import { gather } from './facts-store.ts';
import { guidancesIn, jointOutings, type OutingCounted, outingsIn } from './gathered.ts';
import { waysOf } from './parts.ts';
import { type Published, publish } from './publish.ts';

/** All that a period says. */
export interface Counting {
  published: Published;
  outings: OutingCounted[];
  /** Joint outings, each told by who logged. */
  joint: { outing: OutingCounted; devices: string[]; published: Published }[];
}

/** The numbers of a period, or how many records were read so far. */
export type NumbersNow = { is: 'counting'; read: number } | { is: 'there'; counting: Counting };

/** So many joint outings are shown, the latest. */
const jointLimit = 10;

/** `areas` says the area of each place that has one; `version` goes up when there is something new to count. */
export function useNumbers(period: Period, areas: ReadonlyMap<string, string>, version: number): NumbersNow {
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
    countPeriod(period, areas, breathe, (read) => take({ is: 'counting', read })).then(
      (counting) => take({ is: 'there', counting }),
      (error: unknown) => isStale || error instanceof Stale || setState((before) => ({ ...before, error })),
    );
    return () => {
      isStale = true;
    };
  }, [period.length, period.from, period.to, areas, version]);
  if (state.error !== undefined) throw state.error;
  return state.now;
}

/** Another period was asked for meanwhile. */
class Stale extends Error {
  override name = 'Stale';
}

type Breathe = () => Promise<void> | undefined;

async function countPeriod(
  period: Period,
  areas: ReadonlyMap<string, string>,
  breathe: Breathe,
  progress: (read: number) => void,
): Promise<Counting> {
  const gathered = await gather(period, breathe, progress);
  const { from, to } = momentsOf(period);
  const logged = { ...gathered, guidances: guidancesIn(gathered, to) };
  const facts = await factsOf(logged, breathe);
  const { partOf, parts } = waysOf(period, areas);
  const counted = await count(facts, partOf, parts, breathe);
  const outings = outingsIn(gathered).filter(({ at }) => at >= from && at < to);
  const joint: Counting['joint'] = [];
  for (const { outing, facts: ofOuting } of jointOutings(outings, facts, jointLimit)) {
    const devices = [...new Set(ofOuting.map(({ device }) => device))].sort();
    const byDevice: CountedNumbers = await count(
      ofOuting,
      { device: ({ device }) => device },
      { device: devices },
      breathe,
    );
    joint.push({ outing, devices, published: await publish(byDevice, breathe) });
  }
  return { published: await publish(counted, breathe), outings, joint };
}
