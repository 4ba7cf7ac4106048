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

/**
 * The whole route of an outing, and what of it is still ahead. One that took its plan on began elsewhere: the meeting place is on
 * its route, and a stop where it began is not ahead.
 */
export function routeOf({ plan, places }: Pick<Outing, 'plan' | 'places'>): { stops: Stop[]; ahead: Stop[] } {
  if (!plan) return { stops: [], ahead: [] };
  const isTakenOn = plan.meeting !== '' && !isSameName(places[0] ?? '', plan.meeting);
  const stops = isTakenOn ? [{ place: plan.meeting }, ...plan.stops] : plan.stops;
  const come = isTakenOn ? ['', ...places] : places;
  return { stops, ahead: stopsAhead({ plan: { ...plan, stops }, places: come }) };
}
