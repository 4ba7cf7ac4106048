import { number, percent } from '../i18n/numbers.ts';
import { useWords } from '../i18n/words.ts';
import type { ScoreStatistics } from './group-statistics.ts';
import { ChartTable } from './table.tsx';

/** How the scores of a group lie on the scale: ten columns, and the same as a table. */
export function Histogram({ scores, n }: { scores: ScoreStatistics; n: number }) {
  const { t, language } = useWords();
  const { bins, from, to } = scores;
  const width = (to - from) / bins.length;
  const most = Math.max(...bins);
  const digits = Number.isInteger(width) ? 0 : 1;
  const name = (index: number) =>
    [from + index * width, from + (index + 1) * width].map((end) => number(end, language, digits)).join('–');
  return (
    <section class="stack tight">
      <h3>{t('report.distribution')}</h3>
      <div class="report-columns" aria-hidden="true">
        {bins.map((count, index) => (
          <i key={name(index)} style={{ '--high': `${(count * 100) / most}%` }} />
        ))}
      </div>
      <p class="row apart muted small number" aria-hidden="true">
        <span>{number(from, language, 0)}</span>
        <span>{number((from + to) / 2, language, digits)}</span>
        <span>{number(to, language, 0)}</span>
      </p>
      <ChartTable
        caption={t('report.distribution')}
        head={[t('report.score'), t('report.people'), t('report.share')]}
        rows={bins.map((count, index) => [name(index), count, percent(count / n, language)])}
      />
    </section>
  );
}
