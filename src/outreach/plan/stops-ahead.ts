import type { Outing } from '../outing.ts';
import { isSameName, type Stop } from './plan.ts';

/** The planned stops that were not come to yet, in their order; a place that is planned twice is come to twice. */
export function stopsAhead({ plan, places }: Pick<Outing, 'plan' | 'places'>): Stop[] {
  const visited = places.slice(1);
  return (plan?.stops ?? []).filter(({ place }) => {
    const index = visited.findIndex((name) => isSameName(name, place));
    if (index < 0) return true;
    visited.splice(index, 1);
    return false;
  });
}
