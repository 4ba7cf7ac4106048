/**
 * The rows for research that releases leave. Of half-years of which all months are closed, and of each the times of answering whose group of all
 * units is shown: so rows are of the same people as a figure that is told, and tables less rows, or rows less tables, are of nobody. Rows
 * of a half-year that is withheld, less its months that are told, would be the few of the months that are not.
 */
import { endingWith } from '../periods/grid.ts';
import { periodCode } from '../periods/names.ts';
import { type Period, periodOf } from '../periods/periods.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import type { Answered } from './answered.ts';
import { asReleased } from './at-hand.ts';
import { inFullBatches } from './full-batches.ts';
import type { Member, Release } from './release.ts';
import { type ItemMarks, type ResearchRows, researchRows } from './research-rows.ts';
import { firstIn } from './results.ts';

interface RowsTold extends ResearchRows {
  /** Whether not all that was released is at hand as it was counted. */
  isLacking: boolean;
}

/**
 * The rows. `responses`: those at hand, to every instrument; `random` is from 0 to 1, 1 left out. Ways and languages are of a response, and stand
 * with the instrument that it asked first: in the rows of two they would tell in which way those few answered who are in one of them alone.
 */
export function rowsTold(
  instrument: Instrument,
  marks: ItemMarks,
  releases: readonly Release[],
  responses: readonly Answered[],
  least: number,
  random: () => number,
): RowsTold {
  const mine = responses.filter((one) => one.instrument === instrument.id);
  const isFirst = firstIn(instrument, responses);
  const here = asReleased(releases, mine);
  const halves = halvesClosed(releases);
  const batches = inFullBatches(halves, here);
  const halfOf = new Map(halves.flatMap((half) => half.members.map(({ id }) => [id, half] as const)));
  const rows = researchRows(
    instrument,
    marks,
    batches.flat(),
    {
      ...{ least, period: 'half', batches },
      // Who came late is counted, and told, in the half-year after that of their day.
      periodIn: ({ id }) => periodCode(halfOf.get(id)!.half),
      without: (batch) => [
        ...(batches[batch]!.every(({ id }) => isFirst(id)) ? [] : (['language', 'mode'] as const)),
        ...(batches[batch]!.every(({ id }) => halfOf.get(id)!.isEachUnitTold) ? [] : (['unit'] as const)),
      ],
    },
    random,
  );
  return { ...rows, isLacking: here.length < releases.reduce((sum, { members }) => sum + members.length, 0) };
}

interface HalfClosed {
  half: Period;
  least: number;
  /** At the times of answering that are told of all units. */
  members: Member[];
  /** Whether these are told of each unit too. */
  isEachUnitTold: boolean;
}

function halvesClosed(releases: readonly Release[]): HalfClosed[] {
  return releases.flatMap(({ month, waves }) => {
    const half = endingWith(month).find(({ length }) => length === 'half');
    if (!half) return [];
    const ofHalf = releases.filter((one) => periodOf('half', one.month).from === half.from);
    const isTold = ({ wave }: Member, unit?: string) =>
      waves
        .find((one) => one.wave === wave)
        ?.groups.some((one) => one.unit === unit && one.period.length === 'half' && one.standing === 'shown') ?? false;
    const members = ofHalf.flatMap((one) => one.members).filter((one) => isTold(one));
    return {
      ...{ half, members, least: Math.max(...ofHalf.map(({ least }) => least)) },
      isEachUnitTold: members.every((one) => isTold(one, one.unit)),
    };
  });
}
