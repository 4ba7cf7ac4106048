import { number } from '../i18n/numbers.ts';
import { useWords, type Words } from '../i18n/words.ts';
import { Unbroken } from '../ui/unbroken.tsx';
import type { IntervalPicture } from './intervals.ts';
import './charts.css';

interface IntervalChartProps extends IntervalPicture {
  /** Draws only: name and numbers stand beside it. */
  bare?: boolean;
  /** The words that numbers are written in, where they are not the interface's. */
  words?: Pick<Words, 't' | 'language'>;
}

/** Means with their intervals, one row a group, on one axis. What is drawn is also written in each row. */
export function IntervalChart({ rows, from, to, line, bare, words }: IntervalChartProps) {
  const shown = useWords();
  const { t, language } = words ?? shown;
  const place = (value: number) => `${(Math.min(to, Math.max(from, value)) - from) * (100 / (to - from))}%`;
  return (
    <div class="chart-intervals">
      <ul>
        {rows.map(({ name, language: lang, n, estimate, said, ends, why }) => (
          <li key={name}>
            <span class="row apart" hidden={bare}>
              <strong lang={lang}>
                <Unbroken text={name} />
              </strong>
              <span class="number">
                {estimate ? (
                  <>
                    <b>{said}</b>{' '}
                    <span class="muted small">
                      {ends && `(${ends}) `}
                      {n !== undefined && t('charts.n', { count: n })}
                    </span>
                  </>
                ) : (
                  <span class="muted small">{n !== undefined && t('charts.n', { count: n })}</span>
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
