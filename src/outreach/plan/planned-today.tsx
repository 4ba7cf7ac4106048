import { span } from '../../i18n/span.ts';
import { daysOn, momentOf, wallDate } from '../../i18n/wall-time.ts';
import { useWords } from '../../i18n/words.ts';
import { between } from '../../store/find.ts';
import { useLive } from '../../store/live.ts';
import { LinkButton } from '../../ui/button.tsx';
import { isPlanned, Outing } from '../outing.ts';
import { titleOf } from './plan.ts';

/** The outings that are planned for today, each with its way out of the door. */
export function PlannedToday() {
  const { t, language } = useWords();
  const today = wallDate(Date.now());
  const outings = useLive(async () => {
    const [from, to] = [today, daysOn(today, 1)].map((date) => momentOf(`${date}T00:00:00`)!);
    return (await between(Outing, from!, to!)).filter(isPlanned).filter(({ state }) => state !== 'cancelled');
  }, [today]);
  return (
    <>
      {outings?.map(({ id, plan }) => (
        <section key={id} class="card">
          <h2>
            <a href={`/outreach/outing/${id}`}>{titleOf(plan)}</a>
          </h2>
          <span class="muted small number">
            {[span(plan.start, plan.end, language), plan.meeting].filter(Boolean).join(' · ')}
          </span>
          <LinkButton href={`/outreach/leave/${id}`}>{t('outreach.begin.go')}</LinkButton>
        </section>
      ))}
    </>
  );
}
