/** What an interval chart draws: means with their intervals on one axis. From told numbers only. */
import type { Estimate } from '../statistics/estimates.ts';

export interface IntervalRow {
  /** No two rows of a chart have the same. */
  name: string;
  /** The language of the name, where it is another one than that around it. */
  language?: string | undefined;
  /** How many are behind it, where that is said beside it. */
  n?: number | undefined;
  /** Absent where the group is not shown; `why` then says so. */
  estimate?: Estimate | undefined;
  /** The estimate as it is written. */
  said?: string | undefined;
  /** Its interval as it is written. */
  ends?: string | undefined;
  why?: string | undefined;
}

export interface IntervalPicture {
  rows: readonly IntervalRow[];
  /** The ends of the axis. */
  from: number;
  to: number;
  /** A line across all rows to look beside, with its words. */
  line?: { at: number; label: string } | undefined;
}
