/**
 * Which of the records that releases counted are at hand, as they were counted. What is worked out of records is told of all of a
 * release or of nothing: before the server is read, or after one record was deleted, the rest told twice would tell of that one.
 */
import { endingWith } from '../periods/grid.ts';
import { periodOf } from '../periods/periods.ts';
import type { Answered } from './answered.ts';
import type { Release } from './release.ts';

/** The responses to one instrument that its releases counted and that were not changed since, of the units as they were told. */
export function asReleased(releases: readonly Release[], responses: readonly Answered[]): Answered[] {
  const counted = new Map(releases.flatMap(({ members }) => members.map((one) => [one.id, one] as const)));
  return responses.flatMap((one) => {
    const member = counted.get(one.id);
    if (member?.rev !== one.rev) return [];
    return member.unit === one.unit ? [one] : [{ ...one, unit: member.unit }];
  });
}

/**
 * The half-years that are closed to their last month and of which every response is at hand unchanged: their first days. Who is in
 * such a half-year no later release changes.
 */
export function halvesAtHand(releases: readonly Release[], responses: readonly Answered[]): Set<string> {
  const here = new Set(asReleased(releases, responses).map(({ id }) => id));
  const halfOf = ({ month }: Release) => periodOf('half', month).from;
  const lacking = releases.filter(({ members }) => members.some(({ id }) => !here.has(id))).map(halfOf);
  const closed = releases.filter(({ month }) => endingWith(month).some(({ length }) => length === 'half')).map(halfOf);
  return new Set(closed.filter((half) => !lacking.includes(half)));
}
