/** Kertymä: how answers accumulate by unit, against the target, and what became of the waves that were due. */

import { smallest } from '../disclosure/suppression.ts';
import { number, percent } from '../i18n/numbers.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords, type Words } from '../i18n/words.ts';
import { periodNumerals } from '../periods/names.ts';
import { periodOf } from '../periods/periods.ts';
import { organisation } from '../setup/organisation-store.ts';
import { formFor, type Known, readKnown } from '../survey/bundle/bundles-store.ts';
import { readEntries, todayInFinland as todayNow, usePlans } from '../survey/waves/codes-store.ts';
import { askedAt } from '../survey/waves/respondent.ts';
import { type CodeStanding, standingsOn, type Wave } from '../survey/waves/standing.ts';
import type { Target } from '../survey/waves/survey-plan.ts';
import { LinkButton } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { responsesIn } from './collection.ts';
import { instrumentText } from './in-words.ts';
import { type DayOfAnswer, type Pace, paceOf, plannedTimes, ratesBy, type Span, waveCounts, yearOf } from './pace.ts';
import { PaceChart } from './pace-chart.tsx';
import './pace.css';
import './report.css';
import { ChartTable, Table } from '../charts/table.tsx';
import { surveyPart } from '../survey/settings.ts';
import { unitName } from './choices-store.ts';
import { useCounted } from './use-results.ts';

/** A response as it is counted: that it was given, where, on which day in Finland, to what, and whether it was a later time of a plan. */
interface GivenAnswer extends DayOfAnswer {
  unit: string;
  instruments: readonly string[];
}

export function PacePage() {
  const { t } = useWords();
  const own = usePlans();
  const counted = useCounted(async ({ collection }) => {
    const entries = await readEntries();
    const known = await readKnown();
    const askedBy = instrumentsOf(known);
    const respondents = new Map(entries.respondents.map((one) => [one.code, one]));
    const given = new Map<string, GivenAnswer>();
    for (const { response, unit, at, code, number: time } of entries.events) {
      const respondent = respondents.get(code);
      const instruments = respondent ? askedBy(askedAt(respondent, time)) : [];
      if (response) given.set(response, { unit, day: wallDate(at), instruments, isAgain: time > 0 });
    }
    for (const { id, unit, at, wave, instrument } of responsesIn(collection)) {
      const before = given.get(id)?.instruments ?? [];
      const instruments = [...new Set([...before, instrument])];
      given.set(id, { unit, day: wallDate(at), instruments, isAgain: (wave ?? 0) > 0 });
    }
    return { given: [...given.values()], standings: standingsOn(todayNow(), entries), known };
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
          given={counted.given.filter((one) => one.unit === unit)}
          known={counted.known}
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
  given: GivenAnswer[];
  known: Known;
  standings: CodeStanding[];
  today: string;
}

function Unit({ unit, span, given, known, standings, today }: UnitProps) {
  const words = useWords();
  const { t, day, language } = words;
  const pace = paceOf(given, span, today, plannedTimes(standings, span, today));
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
      {(pace.answered > 0 || answers !== undefined) && (
        <>
          <PaceChart pace={pace} span={span} today={today} label={`${unitName(unit)}: ${pace.answered}. ${said}`} />
          <ChartTable
            caption={`${unitName(unit)}: ${t('pace.asTable')}`}
            head={[t('pace.day'), t('pace.soFar')]}
            rows={pace.steps.map(([date, count]) => [day(date), count])}
          />
        </>
      )}
      <ByInstrument name={unitName(unit)} {...{ span, given, known, standings, today }} />
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

/** Which instruments a bundle asks. */
const instrumentsOf =
  (known: Known) =>
  (bundle: string): string[] =>
    formFor(known, bundle)?.parts.map(({ instrument }) => instrument) ?? [bundle];

/** How many answered each instrument, and where that leads by the last day; of one alone the unit's own says it. */
function ByInstrument({ name, span, given, known, standings, today }: Omit<UnitProps, 'unit'> & { name: string }) {
  const { t, day, language } = useWords();
  const ids = [...new Set(given.flatMap(({ instruments }) => instruments))];
  const askedBy = instrumentsOf(known);
  const rows = known.instruments.flatMap((instrument) => {
    if (!ids.includes(instrument.id)) return [];
    const mine = given.filter(({ instruments }) => instruments.includes(instrument.id));
    const planned = plannedTimes(standings, span, today, (respondent, time) =>
      askedBy(askedAt(respondent, time)).includes(instrument.id),
    );
    const { answered, perWeek, forecast } = paceOf(mine, span, today, planned);
    return [
      [
        instrumentText(instrument, language).text.title,
        answered < smallest ? t('pace.rates.few') : answered,
        perWeek === undefined ? '–' : number(perWeek, language),
        forecast ? forecast.interval.join('–') : '–',
      ],
    ];
  });
  if (rows.length < 2) return null;
  return (
    <Table
      caption={`${name}: ${t('pace.byInstrument.title')}`}
      head={[
        t('pace.byInstrument.instrument'),
        t('pace.byInstrument.answered'),
        t('pace.byInstrument.perWeek'),
        t('pace.byInstrument.ahead', { day: day(span.to) }),
      ]}
      isNamedAbove
      rows={rows}
    />
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
