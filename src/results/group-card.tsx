import { Histogram } from '../charts/histogram.tsx';
import { IntervalChart } from '../charts/interval-chart.tsx';
import { interval, number, percent } from '../i18n/numbers.ts';
import { useWords } from '../i18n/words.ts';
import type { ScoreStatistics } from './group-statistics.ts';
import type { ResultGroup } from './results.ts';

interface GroupCardProps {
  name: string;
  group: ResultGroup;
  least: number;
  line?: { at: number; label: string } | undefined;
}

/** One group: how many, and where it may be shown its score with all that belongs to it. */
export function GroupCard({ name, group, least, line }: GroupCardProps) {
  return (
    <section class="card">
      <h2>{name}</h2>
      <Counts group={group} />
      {group.standing !== 'shown' && <Withheld standing={group.standing} least={least} />}
      {group.statistics?.scores.map((scores) => (
        <Score key={scores.rule} scores={scores} n={group.n} line={line} />
      ))}
    </section>
  );
}

/** Why a group is not shown, in words. */
export function Withheld({ standing, least }: { standing: ResultGroup['standing']; least: number }) {
  const { t } = useWords();
  if (standing === 'shown') return null;
  return <p class="report-withheld">{t(`report.withheld.${standing}`, { count: least })}</p>;
}

/** How many answered and how many of them count: may be said of any group. */
function Counts({ group: { n, left } }: { group: ResultGroup }) {
  const { t } = useWords();
  const out = (['incomplete', 'twice', 'unfit'] as const).flatMap((why) =>
    left[why] ? [t(`report.left.${why}`, { count: left[why] })] : [],
  );
  const all = n + Object.values(left).reduce((total, count) => total + count, 0);
  return (
    <p class="number">
      {t('report.answered', { count: all })} · {t('report.counted', { count: n })}
      {out.length > 0 && <span class="muted small"> · {t('report.leftOut', { why: out.join(', ') })}</span>}
    </p>
  );
}

function Score({ scores, n, line }: { scores: ScoreStatistics; n: number; line: GroupCardProps['line'] }) {
  const { t, language } = useWords();
  const { mean, median, deviation, alpha, marks, rule, from, to } = scores;
  const digits = to - from > 20 ? 1 : 2;
  const write = (value: number) => number(value, language, digits);
  const facts: [string, string, string | undefined][] = [
    [t('report.median'), write(median.value), interval(median, write)],
    ...marks.map(({ name, below, from: least, share }): [string, string, string | undefined] => [
      t(`report.mark.${name as 'very-weak'}`, { value: below ?? least }),
      percent(share.value, language),
      interval(share, (value) => number(value * 100, language, 0)),
    ]),
    [t('report.deviation'), write(deviation), undefined],
    [
      t('report.alpha'),
      alpha ? number(alpha.value, language, 2) : t('report.noAlpha'),
      alpha && interval(alpha, (value) => number(value, language, 2)),
    ],
  ];
  return (
    <div class="stack">
      <p class="report-mean">
        <b class="number">{write(mean.value)}</b>
        <span>
          {t('report.meanOf', { from, to })}
          <br />
          <span class="muted small number">{t('report.interval', { ends: interval(mean, write) ?? '' })}</span>
        </span>
      </p>
      <IntervalChart
        rows={[{ name: t('report.mean'), n, estimate: mean }]}
        from={from}
        to={to}
        line={line}
        digits={digits}
        bare
      />
      <dl class="report-facts">
        {facts.map(([name, value, ends]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="number">
              {value} {ends && <span class="muted small">({ends})</span>}
            </dd>
          </div>
        ))}
      </dl>
      <Histogram
        title={t('report.distribution')}
        head={[t('report.score'), t('report.people'), t('report.share')]}
        bins={scores.bins}
        from={from}
        to={to}
        n={n}
      />
      <p class="muted small">{t('report.rule', { rule })}</p>
    </div>
  );
}
