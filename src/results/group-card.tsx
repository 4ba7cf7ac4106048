import { IntervalChart } from '../charts/interval-chart.tsx';
import { ChartTable } from '../charts/table.tsx';
import { interval, number, percent } from '../i18n/numbers.ts';
import { useWords } from '../i18n/words.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import { scoringName } from '../survey/instrument/score.ts';
import { unitName } from './choices-store.ts';
import { countedPlaces, scoringsOf } from './counted.ts';
import type { ScoreStatistics } from './group-statistics.ts';
import { saidMean, writer } from './in-words.ts';
import { saidOfShown } from './of-shown-words.ts';
import { PartsBar } from './parts-bar.tsx';
import type { ResultGroup } from './wave-results.ts';

interface GroupCardProps {
  instrument: Instrument;
  name: string;
  group: ResultGroup;
  least: number;
  line?: { at: number; label: string } | undefined;
  /** Whether it stands in a part of a page: its headings are one lower. */
  isInPart?: boolean | undefined;
}

/** One group: how many, and where it may be shown its score with all that belongs to it. */
export function GroupCard({ instrument, name, group, least, line, isInPart = false }: GroupCardProps) {
  const Name = isInPart ? 'h3' : 'h2';
  return (
    <section class="card">
      <Name>{name}</Name>
      <Counts group={group} />
      {group.standing !== 'shown' && <Withheld standing={group.standing} least={group.least ?? least} />}
      {group.ofShown && <OfShown of={group.ofShown} />}
      {group.statistics?.scores.map((scores) => (
        <Score
          key={scores.rule}
          instrument={instrument}
          scores={scores}
          n={group.n!}
          least={least}
          line={line}
          isInPart={isInPart}
        />
      ))}
    </section>
  );
}

/** In the place of all units, where these are hidden: those that are shown, together. */
function OfShown({ of }: { of: NonNullable<ResultGroup['ofShown']> }) {
  const { t, language } = useWords();
  const said = saidOfShown(of, { t, language }, unitName);
  return said ? <p class="number">{said}</p> : null;
}

/** Why a group is not shown, in words. */
export function Withheld({ standing, least }: { standing: ResultGroup['standing']; least: number }) {
  const { t } = useWords();
  if (standing === 'shown') return null;
  return <p class="report-withheld">{t(`report.withheld.${standing}`, { count: least })}</p>;
}

/** How many count: may be said of any group. How many came with them is not: none and few left out would be told apart. */
function Counts({ group: { n, left } }: { group: ResultGroup }) {
  const { t } = useWords();
  if (n === undefined) return null;
  const out = (['incomplete', 'twice', 'unfit'] as const).flatMap((why) =>
    left[why] ? [t(`report.left.${why}`, { count: left[why] })] : [],
  );
  return (
    <p class="number">
      {t('report.counted', { count: n })}
      {out.length > 0 && <span class="muted small"> · {t('report.leftOut', { why: out.join(', ') })}</span>}
    </p>
  );
}

type ScoreProps = Pick<GroupCardProps, 'instrument' | 'least' | 'line' | 'isInPart'> & {
  scores: ScoreStatistics;
  n: number;
};

function Score({ instrument, scores, n, least, line, isInPart }: ScoreProps) {
  const { t, language } = useWords();
  const { mean, alpha, mark, parts, rule, from, to } = scores;
  const write = writer(mean, language);
  const facts: [string, string, string | undefined][] = [
    ...(mark ? [shareOf(mark)] : []),
    ...(isOfSeveral(instrument, rule) ? [sameOf(alpha)] : []),
  ];
  function sameOf(of: ScoreStatistics['alpha']): (typeof facts)[number] {
    const twoDecimals = (value: number) => number(value, language, 2);
    return [t('report.alpha'), of ? twoDecimals(of.value) : t('report.noAlpha'), of && interval(of, twoDecimals)];
  }
  function shareOf({ name, below, from: at, share }: NonNullable<ScoreStatistics['mark']>): (typeof facts)[number] {
    return [
      t(`report.mark.${name as 'very-weak'}`, { value: below ?? at }),
      share ? percent(share.value, language) : t('report.noShare', { count: least }),
      share && interval(share, (value) => number(value * 100, language, 0)),
    ];
  }
  return (
    <div class="stack">
      <p class="report-mean">
        <b class="number">{saidMean(mean, language, t)}</b>
        <span>
          {t('report.meanOf', { from, to })}
          <br />
          <span class="muted small number">
            {mean.interval ? t('report.interval', { ends: interval(mean, write) }) : t('report.noInterval')}
          </span>
        </span>
      </p>
      <IntervalChart rows={[{ name: t('report.mean'), n, estimate: mean }]} from={from} to={to} line={line} bare />
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
      {parts && <Spread {...{ parts, from, to, n, isInPart }} />}
      <p class="muted small">{t('report.rounded')}</p>
      <p class="muted small">
        {t('report.onlyWhole')} {t('report.rule', { rule })}
      </p>
    </div>
  );
}

/** Whether a score counts several questions: of one nobody can say how alike they are answered. */
const isOfSeveral = (instrument: Instrument, rule: string): boolean =>
  scoringsOf(instrument).some((one) => scoringName(one) === rule && countedPlaces(instrument, one).length > 1);

type SpreadProps = Required<Pick<ScoreStatistics, 'parts'>> &
  Pick<GroupCardProps, 'isInPart'> & { from: number; to: number; n: number };

/** How a group lies on its scale, in parts of enough people each. */
function Spread({ parts, from, to, n, isInPart }: SpreadProps) {
  const Name = isInPart ? 'h4' : 'h3';
  const { t, language } = useWords();
  const write = (value: number) => number(value, language, Number.isInteger(value) ? 0 : 1);
  const place = (part: (typeof parts)[number]) => ((part.from + part.to) / 2 - from) / (to - from);
  return (
    <section class="stack tight">
      <Name>{t('report.distribution')}</Name>
      <PartsBar parts={parts.map((part) => ({ places: [place(part)], count: part.count }))} />
      <p class="small number">
        {parts.map((part) => `${write(part.from)}–${write(part.to)}: ${percent(part.count / n, language)}`).join(' · ')}
      </p>
      <ChartTable
        caption={t('report.distribution')}
        head={[t('report.score'), t('report.people'), t('report.share')]}
        rows={parts.map((part) => [
          `${write(part.from)}–${write(part.to)}`,
          part.count,
          percent(part.count / n, language),
        ])}
      />
    </section>
  );
}
