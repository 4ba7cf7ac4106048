/** Kertymistahti: how answers accumulate by unit, against the target, and how it went with those who were asked. */

import { smallest } from '../disclosure/suppression.ts';
import { number } from '../i18n/numbers.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords, type Words } from '../i18n/words.ts';
import { organisation } from '../setup/organisation-store.ts';
import { yieldToMain } from '../store/yield-to-main.ts';
import { formFor, type Known, readKnown } from '../survey/bundle/bundles-store.ts';
import { readEntries, todayInFinland as todayNow, usePlans } from '../survey/waves/codes-store.ts';
import { askedAt } from '../survey/waves/respondent.ts';
import { type CodeStanding, standingsOn } from '../survey/waves/standing.ts';
import type { Target } from '../survey/waves/survey-plan.ts';
import { LinkButton } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { askedOfOwn } from './asked-store.ts';
import { AskedTable } from './asked-table.tsx';
import type { AskedHalf } from './asked-times.ts';
import { responsesIn } from './collection.ts';
import { instrumentText } from './in-words.ts';
import { apart, type DayOfAnswer, type Pace, paceOf, plannedTimes, type Span, waveCounts, yearOf } from './pace.ts';
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
  const counted = useCounted(async ({ collection, source }) => {
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
    const asked = await askedOfOwn(source.is, yieldToMain());
    return { given: [...given.values()], standings: standingsOn(todayNow(), entries), known, asked };
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
          isOwn={unit === own.unit}
          span={targetFor(unit) ?? yearOf(today)}
          given={counted.given.filter((one) => one.unit === unit)}
          known={counted.known}
          standings={counted.standings.filter((one) => one.unit === unit)}
          today={today}
          asked={unit === counted.asked.unit ? counted.asked.told : []}
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
  /** This device's: its running counts are of the team's own work. */
  isOwn: boolean;
  span: Span;
  given: GivenAnswer[];
  known: Known;
  standings: CodeStanding[];
  today: string;
  asked: readonly AskedHalf[];
}

function Unit({ unit, isOwn, span, given, known, standings, today, asked }: UnitProps) {
  const words = useWords();
  const { t, day } = words;
  const pace = paceOf(given, span, today, plannedTimes(standings, span, today));
  const { answers, from, to } = span;
  const said = inWords(pace, span, today, words);
  // Of another team's work too it is not told that it is few, nor when the first one came.
  if (!isOwn && pace.answered < smallest)
    return (
      <section class="card" aria-label={unitName(unit)}>
        <h2>{unitName(unit)}</h2>
        <p>{t('pace.fewAnswers', { count: smallest })}</p>
      </section>
    );
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
          {pace.steps.length > 0 && (
            <ChartTable
              caption={`${unitName(unit)}: ${t('pace.asTable')}`}
              head={[t('pace.day'), t('pace.soFar')]}
              rows={pace.steps.map(([date, count]) => [day(date), count])}
            />
          )}
        </>
      )}
      <ByInstrument name={unitName(unit)} {...{ span, given, known, standings, today }} />
      {counts.due > 0 && (
        <Table
          caption={`${unitName(unit)}: ${t('pace.waves')}`}
          head={[t('pace.waves'), t('pace.count')]}
          rows={[
            [t('pace.of.due'), counts.due],
            [t('pace.of.tried'), counts.tried],
          ]}
        />
      )}
      {asked.length > 0 && <AskedTable told={asked} heading="h3" />}
    </section>
  );
}

/** Which instruments a bundle asks. */
const instrumentsOf =
  (known: Known) =>
  (bundle: string): string[] =>
    formFor(known, bundle)?.parts.map(({ instrument }) => instrument) ?? [bundle];

/** How many answered each instrument, and where that leads by the last day; of one alone the unit's own says it. */
function ByInstrument({
  name,
  span,
  given,
  known,
  standings,
  today,
}: Omit<UnitProps, 'unit' | 'isOwn' | 'asked'> & { name: string }) {
  const { t, day, language } = useWords();
  const ids = [...new Set(given.flatMap(({ instruments }) => instruments))];
  const askedBy = instrumentsOf(known);
  const found = known.instruments
    .filter(({ id }) => ids.includes(id))
    .map((instrument) => {
      const mine = given.filter(({ instruments }) => instruments.includes(instrument.id));
      const planned = plannedTimes(standings, span, today, (respondent, time) =>
        askedBy(askedAt(respondent, time)).includes(instrument.id),
      );
      return { instrument, pace: paceOf(mine, span, today, planned) };
    });
  const told = apart(
    found.map(({ pace }) => pace.answered),
    paceOf(given, span, today).answered,
  );
  const rows = found.map(({ instrument, pace: { perWeek, forecast } }, at) => {
    const answered = told[at];
    return [
      instrumentText(instrument, language).text.title,
      answered ?? t('pace.few'),
      answered === undefined || perWeek === undefined ? '–' : number(perWeek, language),
      answered !== undefined && forecast ? forecast.interval.join('–') : '–',
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
