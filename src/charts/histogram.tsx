import { number, percent } from '../i18n/numbers.ts';
import { useWords } from '../i18n/words.ts';
import { ChartTable } from './table.tsx';

interface HistogramProps {
  title: string;
  /** What the columns are of, how many, and their share. */
  head: readonly [string, string, string];
  /** How many lie in each of as many equal parts of the scale. */
  bins: readonly number[];
  /** The ends of the scale. */
  from: number;
  to: number;
  n: number;
}

/** How a group lies on a scale, as columns, and the same as a table. */
export function Histogram({ title, head, bins, from, to, n }: HistogramProps) {
  const { language } = useWords();
  const width = (to - from) / bins.length;
  const most = Math.max(...bins);
  const digits = Number.isInteger(width) ? 0 : 1;
  const name = (index: number) =>
    [from + index * width, from + (index + 1) * width].map((end) => number(end, language, digits)).join('–');
  return (
    <section class="stack tight">
      <h3>{title}</h3>
      <div class="chart-columns" aria-hidden="true">
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
        caption={title}
        head={head}
        rows={bins.map((count, index) => [name(index), count, percent(count / n, language)])}
      />
    </section>
  );
}
