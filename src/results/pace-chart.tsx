import { useWords } from '../i18n/words.ts';
import { daysBetween } from '../periods/days.ts';
import type { Pace, Span } from './pace.ts';

interface PaceChartProps {
  pace: Pace;
  span: Span;
  today: string;
  /** The same in words, for those who do not see it. */
  label: string;
}

const width = 1000;
const height = 400;

/** Answers as they came, as a staircase; a straight line to the target; and where the present pace leads. */
export function PaceChart({ pace, span, today, label }: PaceChartProps) {
  const { t, day } = useWords();
  const { from, to, answers } = span;
  const most = Math.max(5, answers ?? 0, pace.answered, pace.forecast?.interval[1] ?? 0);
  const all = daysBetween(from, to) + 1;
  const x = (date: string) => Math.round(((daysBetween(from, date) + 1) / all) * width);
  const y = (count: number) => Math.round(height - (count / most) * height);
  const now = today < to ? today : to;
  const stairs = pace.steps.reduce((path, [date, count]) => `${path}H${x(date)}V${y(count)}`, `M0 ${height}`);
  const [least, greatest] = pace.forecast?.interval ?? [];
  const isAhead = least !== undefined && greatest !== undefined;
  return (
    <figure class="pace">
      <div class="pace-top number muted small" aria-hidden="true">
        <span>{most}</span>
        <span>0</span>
      </div>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {answers !== undefined && <path class="pace-target" d={`M0 ${height}L${width} ${y(answers)}`} />}
        {isAhead && (
          <path class="pace-ahead" d={`M${width} ${y(least)}L${x(now)} ${y(pace.answered)}L${width} ${y(greatest)}`} />
        )}
        <path class="pace-area" d={`${stairs}H${x(now)}V${height}Z`} />
        <path class="pace-line" d={`${stairs}H${x(now)}`} />
      </svg>
      <div class="pace-foot row apart number muted small" aria-hidden="true">
        <span>{day(from)}</span>
        <span>{day(to)}</span>
      </div>
      <figcaption class="row small">
        <span class="pace-key">
          <i class="line" /> {t('pace.key.answered')}
        </span>
        {answers !== undefined && (
          <span class="pace-key">
            <i class="target" /> {t('pace.key.target')}
          </span>
        )}
        {isAhead && (
          <span class="pace-key">
            <i class="ahead" /> {t('pace.key.ahead')}
          </span>
        )}
      </figcaption>
    </figure>
  );
}
