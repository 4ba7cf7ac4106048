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

export async function reportChoices(): Promise<ReportChoices> {
  const [smallest, period, tags, rows] = await Promise.all([
    setting<unknown>('report.smallest', undefined),
    setting<unknown>('report.period', undefined),
    setting<unknown>('report.tags', undefined),
    setting<unknown>('report.rows', true),
  ]);
  return {
    least: smallestSize(smallest),
    period: periodLengths.find((length) => length === period) ?? 'half',
    tags: Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [],
    rows: rows === true,
  };
}
