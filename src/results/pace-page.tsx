/** Kertymä: how answers accumulate by unit, against the target, and what became of the waves that were due. */

import { number, percent } from '../i18n/numbers.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords, type Words } from '../i18n/words.ts';
import { periodNumerals } from '../periods/names.ts';
import { periodOf } from '../periods/periods.ts';
import { organisation } from '../setup/organisation-store.ts';
import { readEntries, todayInFinland as todayNow, usePlans } from '../survey/waves/codes-store.ts';
import { type CodeStanding, standingsOn, type Wave } from '../survey/waves/standing.ts';
import type { Target } from '../survey/waves/survey-plan.ts';
import { LinkButton } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { responsesIn } from './collection.ts';
import { type Pace, paceOf, ratesBy, type Span, waveCounts, yearOf } from './pace.ts';
import { PaceChart } from './pace-chart.tsx';
import './pace.css';
import './report.css';
import { ChartTable, Table } from '../charts/table.tsx';
import { surveyPart } from '../survey/settings.ts';
import { unitName } from './choices-store.ts';
import { useCounted } from './use-results.ts';

/** A response as it is counted: that it was given, where, and on which day in Finland. */
interface GivenAnswer {
  unit: string;
  day: string;
}

export function PacePage() {
  const { t } = useWords();
  const own = usePlans();
  const counted = useCounted(async ({ collection }) => {
    const entries = await readEntries();
    const given = new Map<string, GivenAnswer>();
    for (const { response, unit, at } of entries.events) if (response) given.set(response, { unit, day: wallDate(at) });
    for (const { id, unit, at } of responsesIn(collection)) given.set(id, { unit, day: wallDate(at) });
    return { given: [...given.values()], standings: standingsOn(todayNow(), entries) };
  });
  if (!own || !counted) return null;
  const today = todayNow();
  const { targets } = surveyPart.of(organisation()).survey;
  const targetFor = (unit: string): Target | undefined => (unit === own.unit ? own.target : targets[unit]);
  const others = [...new Set([...Object.keys(targets), ...counted.given.map(({ unit }) => unit)])].sort();
  const units = [own.unit, ...others.filter((unit) => unit !== own.unit)];
  return (
    <Page
      title={t('pace.title')}
      back={{ href: '/surveys/codes', label: t('common.back') }}
      action={
        <LinkButton look="primary" href="/surveys/collect">
          {t('pace.collect')}
        </LinkButton>
      }
    >
      <p>{t('pace.lead')}</p>
      {counted.given.length === 0 && !own.target && (
        <Empty>
          <p>{t('pace.none')}</p>
        </Empty>
      )}
      {units.map((unit) => (
        <Unit
          key={unit}
          unit={unit}
          span={targetFor(unit) ?? yearOf(today)}
          days={counted.given.filter((one) => one.unit === unit).map(({ day }) => day)}
          standings={counted.standings.filter((one) => one.unit === unit)}
          today={today}
        />
      ))}
      <p>
        <LinkButton href="/surveys/plans">{t('pace.setTarget')}</LinkButton>
      </p>
    </Page>
  );
}

interface UnitProps {
  unit: string;
  span: Span;
  days: string[];
  standings: CodeStanding[];
  today: string;
}

function Unit({ unit, span, days, standings, today }: UnitProps) {
  const words = useWords();
  const { t, day, language } = words;
  const pace = paceOf(days, span, today);
  const { answers, from, to } = span;
  const said = inWords(pace, span, today, words);
  const counts = waveCounts(standings, span, today);
  return (
    <section class="card" aria-label={unitName(unit)}>
      <h2>{unitName(unit)}</h2>
      <p class="number">
        <b class="pace-now">{pace.answered}</b>
        {answers === undefined
          ? ` ${t('pace.answers', { count: pace.answered })}`
          : ` / ${t('pace.wanted', { count: answers })}`}
        <span class="muted small">
          {' '}
          · {day(from)}–{day(to)}
        </span>
      </p>
      <p class="number">{said}</p>
      <PaceChart pace={pace} span={span} today={today} label={`${unitName(unit)}: ${pace.answered}. ${said}`} />
      <ChartTable
        caption={`${unitName(unit)}: ${t('pace.asTable')}`}
        head={[t('pace.day'), t('pace.soFar')]}
        rows={pace.steps.map(([date, count]) => [day(date), count])}
      />
      {counts.due > 0 && (
        <Table
          caption={`${unitName(unit)}: ${t('pace.waves')}`}
          head={[t('pace.waves'), t('pace.count')]}
          rows={[
            ...(['due', 'asked', 'answered', 'declined', 'notReached', 'missed'] as const).map((name) => [
              t(`pace.of.${name}`),
              counts[name],
            ]),
            [t('pace.of.rate'), counts.rate === undefined ? '–' : percent(counts.rate, language)],
          ]}
        />
      )}
      {(['wave', 'month'] as const).map((by) => {
        const parts = ratesBy(partsBy[by], standings, span, today);
        return (
          parts.length > 1 && (
            <Table
              key={by}
              caption={`${unitName(unit)}: ${t(`pace.rates.${by}`)}`}
              head={[t(`pace.rates.${by}`), t('pace.of.asked'), t('pace.of.rate')]}
              rows={parts.map(({ part, asked, rate }) => [
                by === 'wave' ? t('pace.nth', { number: Number(part) + 1 }) : monthName(part, language),
                asked === undefined ? t('pace.rates.few') : asked,
                rate === undefined ? '–' : percent(rate, language),
              ])}
            />
          )
        );
      })}
    </section>
  );
}

/** What a wave belongs to: which time it is, and the month in which it was due. */
const partsBy = {
  wave: ({ number: at }: Wave) => String(at).padStart(3, '0'),
  month: ({ due }: Wave) => due.slice(0, 7),
};
const monthName = (month: string, language: string) => periodNumerals(periodOf('month', `${month}-01`), language);

/** Where the present pace leads, and what the target would need. */
function inWords(pace: Pace, { to, answers }: Span, today: string, { t, day, language }: Words): string {
  const { reachedOn, needed, forecast } = pace;
  if (answers !== undefined && pace.answered >= answers) return t('pace.reached', { day: day(reachedOn ?? today) });
  if (today > to) return t('pace.over');
  if (!forecast || pace.perWeek === undefined) {
    const early = t('pace.early');
    return needed === undefined ? early : `${early} ${t('pace.needed', { needed: number(needed, language) })}`;
  }
  const perWeek = number(pace.perWeek, language);
  if (reachedOn) return t('pace.willReach', { perWeek, day: day(reachedOn) });
  const now = t('pace.now', { perWeek, least: forecast.interval[0], most: forecast.interval[1] });
  return needed === undefined ? now : `${now} ${t('pace.needed', { needed: number(needed, language) })}`;
}
