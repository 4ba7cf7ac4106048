/** A plan that an outing takes on while it runs: whoever went out without it need not say that they came back. */
import type { Fields } from '../../store/kind.ts';
import type { Outing, PlannedOuting } from '../outing.ts';
import { partners } from './change.ts';
import { isSameName } from './plan.ts';

/** Whether the outing that runs can take a plan on: it has none yet, or took this one on and was broken off before its end. */
export const canTakeOn = (running: Outing, planned: PlannedOuting): boolean =>
  running.plan === undefined || running.plan.uid === planned.plan.uid;

/**
 * What changes in the running outing: the whole plan is its own now, with those who come along, the stops, what was agreed on
 * safety and the return. Where it was, when it began and who was out already stays.
 */
export function takenOn(running: Outing, { plan }: PlannedOuting, own: string): Partial<Fields<Outing>> {
  const more = partners(plan, own).filter((name) => !running.organisations.some((along) => isSameName(along, name)));
  return { plan, organisations: [...running.organisations, ...more].slice(0, 20), askAt: undefined };
}
