/**
 * The results of one instrument: for each wave a table of units and periods with its totals, and the changes between waves.
 * What leaves this file holds counts of groups, and estimates of those groups only that may be shown.
 */

import { suppressGroups } from '../disclosure/groups.ts';
import type { Suppression } from '../disclosure/suppression.ts';
import type { PeriodLength } from '../periods/periods.ts';
import { withoutYielding } from '../store/yield-to-main.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import type { Answered } from './answered.ts';
import { type PairedChange, pairedChanges } from './change.ts';
import { type CountedResponse, inWaves, type ResponsesOfWave, scoringsOf, type WhyLeft } from './counted.ts';
import { type Statistics, statisticsOf } from './group-statistics.ts';
import { tellings } from './telling.ts';

/** What an organisation decides about its results. */
export interface Choices {
  /** The smallest group that is shown. */
  least: number;
  period: PeriodLength;
}

export interface ResultGroup {
  /** Absent: all units. */
  unit?: string;
  /** The first day of the period; absent: the whole time. */
  period?: string;
  /** How many counted: whole responses, one a person. */
  n: number;
  /** How many were left out, and why. */
  left: { [why in WhyLeft]?: number };
  standing: Suppression;
  /** There only where the group is shown. */
  statistics?: Statistics;
}

export interface WaveResults {
  wave: number | null;
  /** Every group there is: units by periods, with their totals. */
  groups: ResultGroup[];
}

export interface Results {
  instrument: Instrument;
  choices: Choices;
  units: string[];
  periods: string[];
  waves: WaveResults[];
  changes: PairedChange[];
  /** Responses to another version of the instrument: not counted. */
  otherVersions: number;
}

/** Counts the responses to an instrument. `breathe` is called after each piece of the work. */
export async function resultsOf(
  instrument: Instrument,
  responses: readonly Answered[],
  choices: Choices,
  breathe: () => Promise<void> | undefined = withoutYielding,
): Promise<Results> {
  const mine = responses.filter((one) => one.instrument === instrument.id);
  const ours = mine.filter((one) => one.instrumentVersion === instrument.version);
  const waves = await inWaves(instrument, ours, choices.period, breathe);
  const all = waves.flatMap(({ counted, leftOut }) => [...counted, ...leftOut]);
  const units = [...new Set(all.map(({ unit }) => unit))].sort((a, b) => a.localeCompare(b, 'fi'));
  const periods = [...new Set(all.map(({ period }) => period))].sort();
  const tables: WaveResults[] = [];
  for (const wave of waves) {
    tables.push({ wave: wave.wave, groups: await groupsOf(instrument, wave, { units, periods }, choices, breathe) });
  }
  return {
    instrument,
    choices,
    units,
    periods,
    waves: tables,
    changes: pairedChanges(waves, tables, scoringsOf(instrument), choices.least),
    otherVersions: mine.length - ours.length,
  };
}

/** The group of a wave: of one unit or all, of one period or the whole time. */
export const groupOf = ({ groups }: WaveResults, unit?: string, period?: string): ResultGroup | undefined =>
  groups.find((group) => group.unit === unit && group.period === period);

async function groupsOf(
  instrument: Instrument,
  { counted, leftOut }: ResponsesOfWave,
  { units, periods }: Pick<Results, 'units' | 'periods'>,
  { least }: Choices,
  breathe: () => Promise<void> | undefined,
): Promise<ResultGroup[]> {
  const cells = new Map<string, CountedResponse[]>();
  const cell = (unit: string, period: string) => cells.get(`${period} ${unit}`) ?? [];
  for (const one of counted) {
    const key = `${one.period} ${one.unit}`;
    const held = cells.get(key);
    if (held) held.push(one);
    else cells.set(key, [one]);
  }
  const table = units.map((unit) => periods.map((period) => cell(unit, period)));
  const standing = suppressGroups(
    table.map((row) => row.map((group) => group.length)),
    least,
  );
  const told = tellings(instrument, table, standing, least);
  await breathe();
  const groups: ResultGroup[] = [];
  for (const [row, unit] of [...units, undefined].entries()) {
    for (const [column, period] of [...periods, undefined].entries()) {
      const isIn = (one: { unit: string; period: string }) =>
        (unit === undefined || one.unit === unit) && (period === undefined || one.period === period);
      const members = (unit === undefined ? units : [unit]).flatMap((each) =>
        (period === undefined ? periods : [period]).flatMap((time) => cell(each, time)),
      );
      const is = standing[row]?.[column] ?? 'none';
      groups.push({
        ...(unit === undefined ? {} : { unit }),
        ...(period === undefined ? {} : { period }),
        n: members.length,
        left: countBy(leftOut.filter(isIn).map(({ why }) => why)),
        standing: is,
        ...(is === 'shown' ? { statistics: await statisticsOf(instrument, members, told(row, column), breathe) } : {}),
      });
      const rest = breathe();
      if (rest) await rest;
    }
  }
  return groups;
}

function countBy<T extends string>(words: readonly T[]): { [word in T]?: number } {
  const counts: { [word in T]?: number } = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
