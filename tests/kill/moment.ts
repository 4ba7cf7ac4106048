/** When in the middle of a change a kill is to come. */

/**
 * How many of the kills wait for a step of the change, and so long (ms) one may take to be on the disk: half of them come before the step
 * has begun, where the page is held. The others wait for a time.
 */
const byStep = 0.7;
const stepTakes = 60;

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** How long one kind of change took at most, and of how many steps it was: drawn from these, a kill comes while it is made. */
export interface Measured {
  longest: number;
  steps: number;
  /** The moments by step that none of the kills before came at: each is drawn once before any is drawn again. */
  left: Moment[];
}

/** When one kill is to come. */
export interface Moment {
  nth?: number;
  isHeld?: boolean;
  ms: number;
}

/** The next one of a kind of change. */
export function momentOf(chance: () => number, times: Measured): Moment {
  if (times.steps === 0 || chance() >= byStep) return { ms: chance() * times.longest };
  if (times.left.length === 0)
    for (let nth = 1; nth <= times.steps; nth++)
      times.left.push({ nth, isHeld: true, ms: 0 }, { nth, ms: chance() * stepTakes });
  return times.left.splice(Math.floor(chance() * times.left.length), 1)[0]!;
}

export const inWords = ({ nth, isHeld, ms }: Moment, { steps }: Measured) =>
  nth === undefined ? `after ${seconds(ms)}` : `${isHeld ? 'before' : 'in'} step ${nth} of ${steps}`;
