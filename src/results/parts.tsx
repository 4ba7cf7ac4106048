import { IntervalChart } from '../charts/interval-chart.tsx';
import { ChartTable } from '../charts/table.tsx';
import { interval, percent } from '../i18n/numbers.ts';
import { useWords } from '../i18n/words.ts';
import { periodNumerals } from '../periods/names.ts';
import type { Period } from '../periods/periods.ts';
import type { Scoring } from '../survey/instrument/instrument.ts';
import { unitName } from './choices-store.ts';
import { saidMean, writer } from './in-words.ts';
import type { Results } from './results.ts';
import { groupOf, type ResultGroup, type WaveResults } from './wave-results.ts';

interface PartsProps {
  results: Results;
  table: WaveResults;
  /** The period that is looked at. */
  period: Period;
  /** The unit that is looked at; absent: all. */
  unit: string | undefined;
  rule: Scoring;
  line: { at: number; label: string } | undefined;
}

/** The same score by unit, and by the periods of the same length: each group beside the others, those that may not be shown with the reason. */
export function Parts({ results, table, period, unit, rule, line }: PartsProps) {
  const { t, language } = useWords();
  const { units, periods, choices } = results;
  const named = (name: string, group: ResultGroup | undefined) =>
    group && group.standing !== 'none' ? [{ name, group }] : [];
  const byUnit = units.flatMap((each) => named(unitName(each), groupOf(table, period, each)));
  const byPeriod = periods
    .filter(({ length }) => length === period.length)
    .flatMap((each) => named(periodNumerals(each, language), groupOf(table, each, unit)));
  return (
    <>
      {unit === undefined && byUnit.length > 1 && (
        <Part title={t('report.byUnit')} groups={byUnit} rule={rule} line={line} least={choices.least} />
      )}
      {byPeriod.length > 1 && (
        <Part title={t('report.byPeriod')} groups={byPeriod} rule={rule} line={line} least={choices.least} />
      )}
    </>
  );
}

interface PartProps extends Pick<PartsProps, 'rule' | 'line'> {
  title: string;
  groups: { name: string; group: ResultGroup }[];
  least: number;
}

function Part({ title, groups, rule, line, least }: PartProps) {
  const { t, language } = useWords();
  const saidOf = ({ statistics }: ResultGroup) => {
    const mean = statistics?.scores[0]?.mean;
    return mean && { said: saidMean(mean, language, t), ends: interval(mean, writer(mean, language)) };
  };
  const [mark] = rule.marks ?? [];
  return (
    <section class="stack">
      <h2>{title}</h2>
      <IntervalChart
        rows={groups.map(({ name, group }) => ({
          name,
          n: group.n,
          estimate: group.statistics?.scores[0]?.mean,
          ...saidOf(group),
          why:
            group.standing === 'shown'
              ? undefined
              : t(`report.withheld.${group.standing}`, { count: group.least ?? least }),
        }))}
        from={rule.from}
        to={rule.to}
        line={line}
      />
      <ChartTable
        caption={title}
        head={[
          t('report.group'),
          t('report.people'),
          t('report.mean'),
          t('report.ends'),
          ...(mark ? [t(`report.mark.${mark.name as 'very-weak'}`, { value: mark.below ?? mark.from })] : []),
        ]}
        rows={groups.map(({ name, group }) => {
          const share = group.statistics?.scores[0]?.mark?.share;
          const { said, ends } = saidOf(group) ?? {};
          return [
            name,
            group.n,
            said ?? '–',
            ends ?? '–',
            ...(mark ? [share ? percent(share.value, language) : '–'] : []),
          ];
        })}
      />
    </section>
  );
}
