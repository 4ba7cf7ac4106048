import { number } from '../i18n/numbers.ts';
import { useWords } from '../i18n/words.ts';
import type { Estimate } from '../statistics/estimates.ts';
import './charts.css';

interface IntervalRow {
  name: string;
  n: number;
  /** Absent where the group is not shown; `why` then says so. */
  estimate?: Estimate | undefined;
  /** The estimate as it is written. */
  said?: string | undefined;
  /** Its interval as it is written. */
  ends?: string | undefined;
  why?: string | undefined;
}

interface IntervalChartProps {
  rows: readonly IntervalRow[];
  /** The ends of the axis. */
  from: number;
  to: number;
  /** A line across all rows to look beside, with its words. */
  line?: { at: number; label: string } | undefined;
  /** Draws only: name and numbers stand beside it. */
  bare?: boolean;
}

/** Means with their intervals, one row a group, on one axis. What is drawn is also written in each row. */
export function IntervalChart({ rows, from, to, line, bare }: IntervalChartProps) {
  const { t, language } = useWords();
  const place = (value: number) => `${(Math.min(to, Math.max(from, value)) - from) * (100 / (to - from))}%`;
  return (
    <div class="chart-intervals">
      <ul>
        {rows.map(({ name, n, estimate, said, ends, why }) => (
          <li key={name}>
            <span class="row apart" hidden={bare}>
              <strong>{name}</strong>
              <span class="number">
                {estimate ? (
                  <>
                    <b>{said}</b>{' '}
                    <span class="muted small">
                      {ends && `(${ends}) `}
                      {t('charts.n', { count: n })}
                    </span>
                  </>
                ) : (
                  <span class="muted small">{t('charts.n', { count: n })}</span>
                )}
              </span>
            </span>
            {!estimate && <span class="muted small">{why}</span>}
            {estimate && (
              <span class="chart-track" aria-hidden="true">
                {line && <i class="chart-line" style={{ '--at': place(line.at) }} />}
                {estimate.interval && (
                  <i
                    class="chart-whisker"
                    style={{ '--at': place(estimate.interval[0]), '--end': place(estimate.interval[1]) }}
                  />
                )}
                <i class="chart-dot" style={{ '--at': place(estimate.value) }} />
              </span>
            )}
          </li>
        ))}
      </ul>
      <p class="row apart muted small number" aria-hidden="true" hidden={rows.every(({ estimate }) => !estimate)}>
        <span>{number(from, language, 0)}</span>
        <span>{number(to, language, 0)}</span>
      </p>
      {line && rows.some(({ estimate }) => estimate) && (
        <p class="small chart-key">
          <i class="chart-line" aria-hidden="true" /> {line.label}
        </p>
      )}
    </div>
  );
}
