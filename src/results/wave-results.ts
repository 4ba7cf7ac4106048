/** What is told of the groups of one wave. Holds counts of groups, and estimates of those only that may be shown. */
import type { Suppression } from '../disclosure/suppression.ts';
import type { ToldMean } from '../disclosure/told-mean.ts';
import type { Period } from '../periods/periods.ts';
import type { ByBackground } from './by-background.ts';
import type { WhyLeft } from './counted.ts';
import type { Statistics } from './group-statistics.ts';
import type { Quality } from './quality.ts';

export interface ResultGroup {
  /** Absent: all units. */
  unit?: string;
  /** A period of the grid that has ended. */
  period: Period;
  /** How many counted: whole responses, one a person. Not told of a hidden group where it would be that of who gave an answer. */
  n?: number;
  /** How many were left out, by why: of all units in a half-year, and only where they are as many as the smallest group. */
  left: { [why in WhyLeft]?: number };
  standing: Suppression;
  /** The smallest group that its release was closed with: so it was told or not. Not in the release itself. */
  least?: number;
  /** There only where the group is shown. */
  statistics?: Statistics;
  /** Of all units in a half-year that are shown; earlier versions of the app did not count it. */
  quality?: Quality;
  /** Of the same groups: scores by what people said of their background. */
  byBackground?: ByBackground[];
  /** Of all units, where that is hidden for a small one's sake: the units that are shown, together. By rule. */
  ofShown?: { units: string[]; n: number; means: ToldMean[] };
}

export interface WaveResults {
  wave: number | null;
  /** Every group there is: units and all of them, by period. */
  groups: ResultGroup[];
}

/** The group of a wave in a period: of one unit, or of all. */
export const groupOf = (
  { groups }: WaveResults,
  { length, from }: Pick<Period, 'length' | 'from'>,
  unit?: string,
): ResultGroup | undefined =>
  groups.find((group) => group.unit === unit && group.period.length === length && group.period.from === from);
