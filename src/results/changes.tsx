import { IntervalChart } from '../charts/interval-chart.tsx';
import { ChartTable, Table } from '../charts/table.tsx';
import { interval } from '../i18n/numbers.ts';
import { useWords } from '../i18n/words.ts';
import type { PairedChange } from './change.ts';
import { beganRow, changeName } from './change-words.ts';
import { unitName } from './choices-store.ts';
import { saidMean, writer } from './in-words.ts';

interface ChangesProps {
  changes: readonly PairedChange[];
  /** The widest a change can be: the length of the scale. */
  width: number;
  least: number;
  /** They stand in a part of a page. */
  isInPart?: boolean | undefined;
}

/** How the same people's scores changed from one time to another, with how many are paired and how many were lost. */
export function Changes({ changes, width, least, isInPart = false }: ChangesProps) {
  const Name = isInPart ? 'h3' : 'h2';
  const { t, language } = useWords();
  const saidOf = ({ means: [mean] = [] }: PairedChange) =>
    mean && { said: saidMean(mean, language, t), ends: interval(mean, writer(mean, language)) };
  const name = (change: PairedChange) => changeName(change, { t, language }, unitName);
  const rows = changes.filter(({ standing }) => standing !== 'none');
  const far = Math.max(
    width / 10,
    ...rows.flatMap(({ means: [mean] = [] }) => (mean ? (mean.interval ?? [mean.value]).map(Math.abs) : [])),
  );
  return (
    <section class="stack">
      <Name>{t('report.change')}</Name>
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
              : t(`report.noChange.${change.standing as 'few'}`, { count: change.least ?? least }),
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
      <Began changes={rows} isInPart={isInPart} />
    </section>
  );
}

/** How those who stayed and those who were lost had begun, where it is told. */
function Began({ changes, isInPart }: Pick<ChangesProps, 'changes' | 'isInPart'>) {
  const Name = isInPart ? 'h4' : 'h3';
  const { t, language } = useWords();
  const rows = changes.flatMap((change) => beganRow(change, { t, language }, unitName) ?? []);
  if (rows.length === 0) return null;
  return (
    <section class="stack tight">
      <Name>{t('report.began.title')}</Name>
      <p class="muted small">{t('report.began.help')}</p>
      <Table
        caption={t('report.began.title')}
        head={[t('report.group'), t('report.began.stayed'), t('report.began.lost')]}
        rows={rows.map(({ name, stayed, lost }) => [name, stayed, lost])}
      />
    </section>
  );
}
