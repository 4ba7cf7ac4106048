/** Viikko: seven days, what is planned and what was done on each, and a plan begun on any of them. */
import { useLocation } from 'preact-iso';
import { dateName } from '../../i18n/span.ts';
import { daysOn, wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { between } from '../../store/find.ts';
import { useLive } from '../../store/live.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { capital, times } from '../in-words.ts';
import { isPlanned, isRunning, Outing, placesOf } from '../outing.ts';
import '../outreach.css';
import './plan.css';
import { datesFrom, mondayOf, spanOf, weekNumber } from '../../periods/week.ts';
import { byDate } from './ahead.ts';
import { PlanRow } from './plan-row.tsx';

export function PlanWeek() {
  const { t, language } = useWords();
  const { query } = useLocation();
  const today = wallDate(Date.now());
  const asked = /^\d{4}-\d\d-\d\d$/.test(query.from ?? '') ? query.from! : today;
  const monday = mondayOf(asked);
  const outings = useLive(() => {
    const { from, to } = spanOf(monday);
    return between(Outing, from, to);
  }, [monday]);
  if (!outings) return null;
  const days = byDate(outings);
  return (
    <Page
      title={t('outreach.week.open')}
      heading={t('outreach.week.title', { number: weekNumber(monday) })}
      back={{ href: '/outreach', label: t('common.back') }}
      action={
        <LinkButton look="primary" href={`/outreach/plan?day=${[monday, today].sort().at(-1)}`}>
          {t('outreach.plan.new')}
        </LinkButton>
      }
    >
      <div class="plan-ways">
        <LinkButton href={`/outreach/week?from=${daysOn(monday, -7)}`}>{t('outreach.week.before')}</LinkButton>
        <LinkButton href="/outreach/week">{t('outreach.week.now')}</LinkButton>
        <LinkButton href={`/outreach/week?from=${daysOn(monday, 7)}`}>{t('outreach.week.after')}</LinkButton>
      </div>
      {datesFrom(monday).map((date) => (
        <section key={date} class="stack tight plan-day" aria-labelledby={`day-${date}`}>
          <div class="row apart">
            <h2 id={`day-${date}`} class={date === today ? 'today' : ''}>
              {capital(dateName(date, language), language)}
            </h2>
            {date >= today && (
              <a class="button plain" href={`/outreach/plan?day=${date}`}>
                <span aria-hidden="true">+</span>
                <span class="seen-only-by-ear">{t('outreach.week.add', { day: dateName(date, language) })}</span>
              </a>
            )}
          </div>
          {days.has(date) && (
            <ul class="list">
              {days
                .get(date)!
                .map((outing) =>
                  isPlanned(outing) ? (
                    <PlanRow key={outing.id} outing={outing} />
                  ) : (
                    <Done key={outing.id} outing={outing} />
                  ),
                )}
            </ul>
          )}
        </section>
      ))}
    </Page>
  );
}

function Done({ outing }: { outing: Outing }) {
  const { t, language } = useWords();
  return (
    <li>
      <a class="whole" href={`/outreach/outing/${outing.id}`}>
        <span class="row apart">
          <strong>{placesOf(outing).join(', ')}</strong>
          {isRunning(outing) && <span class="outreach-now">{t('outreach.running')}</span>}
        </span>
        <span class="muted small number">{[times(outing, language), ...outing.organisations].join(' · ')}</span>
      </a>
    </li>
  );
}
