import { IntervalChart } from '../charts/interval-chart.tsx';
import { ChartTable, Table } from '../charts/table.tsx';
import { percent } from '../i18n/numbers.ts';
import { useWords } from '../i18n/words.ts';
import { periodNumerals } from '../periods/names.ts';
import { type Period, periodOf } from '../periods/periods.ts';
import type { Instrument } from '../survey/instrument/instrument.ts';
import { versionName } from '../survey/instrument/version.ts';
import { ByBackgroundPart } from './by-background-part.tsx';
import { Changes } from './changes.tsx';
import { unitName } from './choices-store.ts';
import { scoringsOf } from './counted.ts';
import { GroupCard } from './group-card.tsx';
import { instrumentText } from './in-words.ts';
import { ItemBars } from './item-bars.tsx';
import { OpenSummary } from './open-summary.tsx';
import type { Results } from './results.ts';
import { groupIn, timeIn, trendTable } from './summary.ts';
import { trendOf } from './trend.ts';
import type { ToldOfOpen } from './use-report.ts';
import type { ResultGroup } from './wave-results.ts';

interface ReportPartProps {
  results: Results;
  /** Undefined: all units. */
  unit: string | undefined;
  period: Period;
  isAskedElsewhere: boolean;
  /** Where another version stands beside it. */
  version: string | undefined;
  /** The versions of the survey that it was answered in, where they were several. */
  across: readonly string[] | undefined;
  /** What its written answers add up to. */
  open: readonly ToldOfOpen[];
  /** In which the questions of a background stand. */
  instruments: readonly Instrument[];
  line: { at: number; label: string } | undefined;
}

/** One instrument of a survey: its result, how that went from time to time, its items, and how whole its answers are. */
export function ReportPart(props: ReportPartProps) {
  const { results, unit, period, isAskedElsewhere, version, across, open, instruments, line } = props;
  const { t, language } = useWords();
  const { instrument, choices, changes, units } = results;
  const { language: lang, text } = instrumentText(instrument, language);
  const { least } = choices;
  const group = groupIn({ main: results, unit, period });
  const [rule] = scoringsOf(instrument);
  const picture =
    rule &&
    trendOf(
      { results, rule, period, units: unit === undefined ? [undefined, ...units] : [unit], nameOf: unitName },
      { t, language },
    );
  const ofYear = changes.filter(
    ({ year, unit: of }) => year.slice(0, 4) === period.from.slice(0, 4) && (!unit || of === unit),
  );
  return (
    <section class="stack report-part">
      <h2>
        <span lang={lang}>{text.title}</span>
        {version && ` · ${t('report.version', { version })}`}
      </h2>
      {across && (
        <p class="muted small">
          {t('report.across', { versions: across.map((one) => versionName(one, across)).join(', ') })}
        </p>
      )}
      {isAskedElsewhere && <p class="muted small">{t('summary.elsewhere')}</p>}
      {group ? (
        <GroupCard
          instrument={instrument}
          name={[unit === undefined ? t('report.allUnits') : unitName(unit), timeIn({ main: results, unit, period }, t)]
            .filter(Boolean)
            .join(' · ')}
          group={group}
          least={least}
          line={line}
          isInPart
        />
      ) : (
        <p class="report-withheld">{t('report.withheld.none')}</p>
      )}
      {picture?.rows.some(({ estimate }) => estimate) && picture.rows.length > 1 && (
        <section class="stack">
          <h3>{t('summary.trend')}</h3>
          <IntervalChart {...picture} line={line} />
          {trendTable(picture, { t }).map(({ caption, head, rows }) => (
            <ChartTable
              key={caption}
              caption={caption}
              head={head}
              rows={rows.map((row) => row.map((cell) => cell.text))}
            />
          ))}
        </section>
      )}
      {rule && group?.byBackground && (
        <ByBackgroundPart tables={group.byBackground} {...{ instrument, instruments, rule, least }} />
      )}
      {rule && ofYear.some(({ standing }) => standing !== 'none') && (
        <Changes changes={ofYear} width={rule.to - rule.from} least={least} isInPart />
      )}
      {group?.statistics && (
        <ItemBars
          instrument={instrument}
          items={group.statistics.items}
          n={group.n!}
          least={least}
          isWhole={unit === undefined && period.length === 'half'}
          isInPart
        />
      )}
      {group && <Wholeness results={results} group={group} />}
      {open.map(({ item, half, groups }) => (
        <section class="stack" key={`${item} ${half}`}>
          <h3>
            <span lang={lang}>{text.items[instrument.items.findIndex(({ id }) => id === item)] ?? item}</span> ·{' '}
            {periodNumerals(periodOf('half', half), language)}
          </h3>
          <OpenSummary groups={groups.filter((one) => unit === undefined || one.unit === unit)} least={least} />
        </section>
      ))}
    </section>
  );
}

/** How whole the answers are, of the group alone: how many responses were left out and why, and what was skipped. */
function Wholeness({
  results: { instrument, least },
  group: { left, n, statistics },
}: {
  results: Results;
  group: ResultGroup;
}) {
  const { t, language } = useWords();
  const { text } = instrumentText(instrument, language);
  const out = (['incomplete', 'twice', 'unfit'] as const).flatMap((why) =>
    left[why] ? [[t(`quality.${why}`), left[why]]] : [],
  );
  const skipped = (statistics?.items ?? []).flatMap(({ item, skipped: of, unasked = 0 }) => {
    if (!of) return [];
    const question = text.items[instrument.items.findIndex(({ id }) => id === item)] ?? item;
    const said =
      'count' in of
        ? t('report.skipped', { count: of.count, share: percent(of.count / (n! - unasked), language) })
        : t('report.skippedMostly', { share: percent(of.atLeast, language) });
    return [[question, said]];
  });
  return (
    <section class="stack tight">
      <h3>{t('quality.title')}</h3>
      {out.length > 0 ? (
        <Table caption={t('quality.title')} head={[t('quality.what'), t('report.people')]} rows={out} />
      ) : (
        <p>{t('quality.leftUntold', { count: least })}</p>
      )}
      {skipped.length > 0 && (
        <Table caption={t('quality.skipped')} head={[t('report.item'), t('quality.skipped')]} rows={skipped} />
      )}
      <p class="muted small">{t('quality.lead')}</p>
    </section>
  );
}
