/** What the organisation has decided about results; until it has, the cautious answers. */
import { setting } from '../store/device.ts';
import { periodLengths } from './periods.ts';
import type { Choices } from './results.ts';
import { smallestSize } from './withheld.ts';

export interface ReportChoices extends Choices {
  /** The organisation's own tags for open answers. */
  tags: string[];
  /** Whether responses may be given out one by one, for research. */
  rows: boolean;
}

/** As it lies in the settings: whatever was written there, nothing is trusted. */
type Written = { [name in 'smallest' | 'period' | 'tags' | 'rows']?: unknown };

export async function reportChoices(): Promise<ReportChoices> {
  const { smallest, period, tags, rows } = await setting<Written>('report', {});
  return {
    least: smallestSize(smallest),
    period: periodLengths.find((length) => length === period) ?? 'half',
    tags: Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [],
    rows: rows !== false,
  };
}
