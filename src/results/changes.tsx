import { IntervalChart } from '../charts/interval-chart.tsx';
import { ChartTable } from '../charts/table.tsx';
import { interval } from '../i18n/numbers.ts';
import { useWords } from '../i18n/words.ts';
import type { PairedChange } from './change.ts';
import { unitName } from './choices-store.ts';
import { saidMean, waveName, writer } from './in-words.ts';

interface ChangesProps {
  changes: readonly PairedChange[];
  /** The widest a change can be: the length of the scale. */
  width: number;
  least: number;
}

/** How the same people's scores changed from one time to another, with how many are paired and how many were lost. */
export function Changes({ changes, width, least }: ChangesProps) {
  const { t, language } = useWords();
  const saidOf = ({ means: [mean] = [] }: PairedChange) =>
    mean && { said: saidMean(mean, language, t), ends: interval(mean, writer(mean, language)) };
  const name = ({ year, from, to, unit }: PairedChange) =>
    [
      unit === undefined ? t('report.allUnits') : unitName(unit),
      `${waveName(from, t)} → ${waveName(to, t)}`,
      year.slice(0, 4),
    ].join(' · ');
  const rows = changes.filter(({ standing }) => standing !== 'none');
  const far = Math.max(
    width / 10,
    ...rows.flatMap(({ means: [mean] = [] }) => (mean ? (mean.interval ?? [mean.value]).map(Math.abs) : [])),
  );
  return (
    <section class="stack">
      <h2>{t('report.change')}</h2>
      <p>{t('report.changeHelp')}</p>
      <IntervalChart
        rows={rows.map((change) => ({
          name: name(change),
          n: change.paired,
          estimate: change.means?.[0],
          ...saidOf(change),
          why:
            change.standing === 'shown'
              ? undefined
              : t(`report.noChange.${change.standing as 'few'}`, { count: least }),
        }))}
        from={-far}
        to={far}
        line={{ at: 0, label: t('report.unchanged') }}
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
          const { said, ends } = saidOf(change) ?? {};
          const { paired, lost, fresh } = change;
          return [name(change), paired, lost, fresh, said ?? '–', ends ?? '–'];
        })}
      />
    </section>
  );
}
