import { IntervalChart } from '../charts/interval-chart.tsx';
import { ChartTable } from '../charts/table.tsx';
import { interval, number } from '../i18n/numbers.ts';
import { useWords } from '../i18n/words.ts';
import type { PairedChange } from './change.ts';
import { unitName } from './choices-store.ts';
import { waveName } from './in-words.ts';

interface ChangesProps {
  changes: readonly PairedChange[];
  /** The widest a change can be: the length of the scale. */
  width: number;
  least: number;
}

/** How the same people's scores changed from one time to another, with how many are paired and how many were lost. */
export function Changes({ changes, width, least }: ChangesProps) {
  const { t, language } = useWords();
  const digits = width > 20 ? 1 : 2;
  const write = (value: number) => number(value, language, digits);
  const name = ({ from, to, unit }: PairedChange) =>
    [unit === undefined ? t('report.allUnits') : unitName(unit), `${waveName(from, t)} → ${waveName(to, t)}`].join(
      ' · ',
    );
  const rows = changes.filter(({ standing }) => standing !== 'none');
  const far = Math.max(
    width / 10,
    ...rows.flatMap(({ estimates }) => estimates?.[0]?.mean.interval?.map(Math.abs) ?? []),
  );
  return (
    <section class="stack">
      <h2>{t('report.change')}</h2>
      <p>{t('report.changeHelp')}</p>
      <IntervalChart
        rows={rows.map((change) => ({
          name: name(change),
          n: change.paired,
          estimate: change.estimates?.[0]?.mean,
          why:
            change.standing === 'shown'
              ? undefined
              : t(`report.noChange.${change.standing as 'few'}`, { count: least }),
        }))}
        from={-far}
        to={far}
        line={{ at: 0, label: t('report.unchanged') }}
        digits={digits}
      />
      <ChartTable
        caption={t('report.change')}
        head={[
          t('report.group'),
          t('report.paired'),
          t('report.lost'),
          t('report.fresh'),
          t('report.meanChange'),
          t('report.ends'),
        ]}
        rows={rows.map((change) => {
          const mean = change.estimates?.[0]?.mean;
          const { paired, lost, fresh } = change;
          return [
            name(change),
            paired,
            lost,
            fresh,
            mean ? write(mean.value) : '–',
            (mean && interval(mean, write)) ?? '–',
          ];
        })}
      />
    </section>
  );
}
