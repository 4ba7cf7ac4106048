import { useState } from 'preact/hooks';
import { periodKey } from '../periods/grid.ts';
import { type Period, periodOf } from '../periods/periods.ts';
import { scoringsOf } from './counted.ts';
import { firstLooked, inOneList, periodsOnce, type Results, versionTold } from './results.ts';
import { groupIn, type ScoredPart } from './summary.ts';
import type { Report } from './use-report.ts';

/** Which part of a survey, unit and period is looked at. */
export interface LookedAt {
  main: Results;
  /** Undefined: all units. */
  unit: string | undefined;
  period: Period;
}

/** What can be looked at beside it: every unit and period in which any version of the part was answered. */
export interface CanLook {
  units: readonly string[];
  periods: readonly Period[];
}

/** What is looked at of a survey, and how another unit or period is; undefined where nothing is released. */
export function useLookedAt({ parts }: Pick<Report, 'parts'>) {
  const [unit, setUnit] = useState('');
  const [at, setAt] = useState<string>();
  const looked = lookedAtIn(parts, unit || undefined, at);
  return looked && { ...looked, setUnit, setAt };
}

/**
 * The first part that has a score, else the first, in the version that somebody answered in the unit and period: of several in the newest of
 * which something is shown. `at`: a period by `periodKey`; where there is none, the one that the organisation looks at first.
 */
export function lookedAtIn(
  parts: readonly Results[],
  unit: string | undefined,
  at: string | undefined,
): ({ looked: LookedAt } & CanLook) | undefined {
  const released = parts.filter(({ periods }) => periods.length > 0);
  const first = released.find(({ instrument }) => scoringsOf(instrument).length > 0) ?? released[0];
  if (!first) return undefined;
  const versions = released.filter(({ instrument }) => instrument.id === first.instrument.id);
  const periods = periodsOnce(versions.flatMap((one) => one.periods));
  const period =
    periods.find((one) => periodKey(one) === at) ?? periods[firstLooked({ periods, choices: first.choices })]!;
  const groupOfVersion = (main: Results) => groupIn({ main, unit, period });
  const main =
    versions.find((one) => groupOfVersion(one)?.standing === 'shown') ?? versions.find(groupOfVersion) ?? first;
  return { looked: { main, unit, period }, units: inOneList(versions.flatMap((one) => one.units)), periods };
}

/** The parts, each in those of its versions that somebody answered in the unit and period; where nobody answered any, in its newest. */
export const partsLookedAt = (parts: readonly Results[], { unit, period }: Omit<LookedAt, 'main'>): Results[] =>
  parts.filter((part, place) => {
    const isAnswered = (main: Results) => groupIn({ main, unit, period }) !== undefined;
    const isVersion = ({ instrument }: Results) => instrument.id === part.instrument.id;
    const isNewest = parts.findIndex(isVersion) === place;
    return isAnswered(part) || (isNewest && !parts.filter(isVersion).some(isAnswered));
  });

/** The parts of a survey that have a score and of which something is released, in their order. */
export const scoredParts = (
  { parts, elsewhere }: Pick<Report, 'parts' | 'elsewhere'>,
  looked: Omit<LookedAt, 'main'>,
): ScoredPart[] =>
  partsLookedAt(parts, looked)
    .filter(({ instrument, periods }) => periods.length > 0 && scoringsOf(instrument).length > 0)
    .map((results) => ({
      results,
      version: versionTold(results, parts),
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
