/** One picture of how units fare from time to time: a row for each group, also where nothing of it may be told. */
import type { IntervalPicture, IntervalRow } from '../charts/intervals.ts';
import { interval } from '../i18n/numbers.ts';
import type { Words } from '../i18n/words.ts';
import { periodNumerals } from '../periods/names.ts';
import type { Period } from '../periods/periods.ts';
import type { Scoring } from '../survey/instrument/instrument.ts';
import { saidMean, waveName, writer } from './in-words.ts';
import type { Results } from './results.ts';
import { groupOf, type ResultGroup } from './wave-results.ts';

interface Of {
  results: Results;
  rule: Scoring;
  period: Period;
  /** In their order; undefined: all of them together. */
  units: readonly (string | undefined)[];
  nameOf: (unit: string) => string;
}

/**
 * Units by the times at which they were asked, in one period; where there was one time only, by the periods of the same length, or by
 * those inside it. A unit in which nobody answered at a time at which others did has a row that says so; all of them together have
 * none where they are one.
 */
export function trendOf(
  { results, rule, period, units, nameOf }: Of,
  words: Pick<Words, 't' | 'language'>,
): IntervalPicture {
  const { t, language } = words;
  const { waves, periods, choices } = results;
  const asked = waves.filter((wave) => units.some((unit) => groupOf(wave, period, unit)));
  const shown = results.units.length > 1 ? units : units.slice(0, 1);
  const times =
    asked.length > 1
      ? asked.map((table) => ({
          name: waveName(table.wave, t),
          group: (unit?: string) => groupOf(table, period, unit),
        }))
      : periodsBeside(period, periods).map((one) => ({
          name: periodNumerals(one, language),
          group: (unit?: string) => waves.map((table) => groupOf(table, one, unit)).find(Boolean),
        }));
  const rows = shown.flatMap((unit) =>
    times.map(({ name, group }) =>
      groupRow(
        [unit === undefined ? t('report.allUnits') : nameOf(unit), name].join(' · '),
        group(unit),
        choices.least,
        words,
      ),
    ),
  );
  return { rows, from: rule.from, to: rule.to };
}

/** The periods as long as one; where it is the only one, those inside it, as long as can be. */
function periodsBeside(period: Period, periods: readonly Period[]): readonly Period[] {
  const alike = periods.filter(({ length }) => length === period.length);
  if (alike.length > 1) return alike;
  const inside = periods.filter(
    ({ length, from, to }) => length !== period.length && from >= period.from && to <= period.to,
  );
  const several = insideLengths.map((wanted) => inside.filter(({ length }) => length === wanted));
  return several.find((some) => some.length > 1) ?? alike;
}
const insideLengths = ['half', 'quarter', 'month'];

/** A group's first score as a row, or why it has none. */
export function groupRow(
  name: string,
  group: ResultGroup | undefined,
  least: number,
  { t, language }: Pick<Words, 't' | 'language'>,
): IntervalRow {
  const mean = group?.statistics?.scores[0]?.mean;
  if (!group || !mean) {
    const standing = group && group.standing !== 'shown' ? group.standing : 'none';
    return { name, n: group ? group.n : 0, why: t(`report.withheld.${standing}`, { count: group?.least ?? least }) };
  }
  return {
    name,
    n: group.n,
    estimate: mean,
    said: saidMean(mean, language, t),
    ends: interval(mean, writer(mean, language)),
  };
}
