import { useState } from 'preact/hooks';
import { type Period, periodOf } from '../periods/periods.ts';
import { scoringsOf } from './counted.ts';
import { firstLooked, type Results, versionBeside } from './results.ts';
import type { ScoredPart } from './summary.ts';
import type { Report } from './use-report.ts';

/** Which part of a survey, unit and period is looked at. */
export interface LookedAt {
  main: Results;
  /** Undefined: all units. */
  unit: string | undefined;
  period: Period;
}

/** What is looked at of a survey, and how another unit or period is; undefined where nothing is released. */
export function useLookedAt({ parts }: Pick<Report, 'parts'>) {
  const [unit, setUnit] = useState('');
  const [at, setAt] = useState<number>();
  const released = parts.filter(({ periods }) => periods.length > 0);
  const main = released.find(({ instrument }) => scoringsOf(instrument).length > 0) ?? released[0];
  const period = main?.periods[at ?? firstLooked(main)];
  if (!main || !period) return undefined;
  const looked: LookedAt = { main, unit: unit || undefined, period };
  return { looked, setUnit, setAt };
}

/** The parts of a survey that have a score and of which something is released, in their order. */
export const scoredParts = ({ parts, elsewhere }: Pick<Report, 'parts' | 'elsewhere'>): ScoredPart[] =>
  parts
    .filter(({ instrument, periods }) => periods.length > 0 && scoringsOf(instrument).length > 0)
    .map((results) => ({
      results,
      version: versionBeside(results, parts),
      isAskedElsewhere: elsewhere.has(results.instrument.id),
    }));

/** The quotes of a unit, or of all, from half-years that lie within a period: those of the units that are shown. */
export const quotesIn = ({ open }: Pick<Report, 'open'>, { unit, period }: LookedAt): string[] => [
  ...new Set(
    open
      .filter(({ half }) => half >= period.from && periodOf('half', half).to <= period.to)
      .flatMap(({ groups }) => groups)
      .filter((group) => group.unit !== undefined && (unit === undefined || group.unit === unit))
      .flatMap(({ quotes }) => quotes),
  ),
];
