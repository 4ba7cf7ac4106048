import { span } from '../../i18n/span.ts';
import { useWords } from '../../i18n/words.ts';
import { between } from '../../store/find.ts';
import { useLive } from '../../store/live.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Outing } from '../outing.ts';
import { runningOuting } from '../use-running.ts';
import { titleOf } from './plan.ts';
import { plansOfToday, spanOfToday } from './today.ts';

/** What Tänään and the list of outings offer to do now. */
export interface Now {
  /** The outing that runs. */
  running: Outing | undefined;
  /** The plans of today that nobody has left for. */
  plans: ReturnType<typeof plansOfToday>;
  /** The plan to leave by: the first of today's that is not over. None while an outing runs. */
  next: Now['plans'][number] | undefined;
}

/** What runs and what is planned for today, followed as it changes; undefined until the device was asked. */
export const useNow = (): Now | undefined => useLive(readNow);

async function readNow(): Promise<Now> {
  const now = Date.now();
  const { from, to } = spanOfToday(now);
  const [running, outings] = await Promise.all([runningOuting(), between(Outing, from, to)]);
  const plans = plansOfToday(running ? [running, ...outings] : outings, now);
  return { running, plans, next: running ? undefined : plans.find(({ isOver }) => !isOver) };
}

/** The one thing to do now: log where an outing runs, else leave by the plan of today, else begin. */
export function NowAction({ now: { running, next } }: { now: Now }) {
  const { t } = useWords();
  if (running) {
    return (
      <LinkButton look="primary" href="/outreach/encounter">
        {t('outreach.log')}
      </LinkButton>
    );
  }
  return (
    <LinkButton look="primary" href={next ? `/outreach/leave/${next.id}` : '/outreach/start'}>
      {next ? t('outreach.begin.leave', { plan: titleOf(next.plan) }) : t('outreach.start')}
    </LinkButton>
  );
}

/** The outings that are planned for today, each with its way out of the door. */
export function PlannedToday({ now: { running, plans, next } }: { now: Now }) {
  const { t, language } = useWords();
  return (
    <>
      {plans.map(({ id, plan }) => (
        <section key={id} class="card">
          <span class="muted small">{t('outreach.plan.today')}</span>
          <h2>
            <a href={`/outreach/outing/${id}`}>{titleOf(plan)}</a>
          </h2>
          <span class="muted small number">
            {[span(plan.start, plan.end, language), plan.meeting].filter(Boolean).join(' · ')}
          </span>
          {id === next?.id ? (
            <LinkButton look="bare" href="/outreach/start">
              {t('outreach.begin.unplanned')}
            </LinkButton>
          ) : (
            <LinkButton href={`/outreach/leave/${id}`}>
              {t(running && !running.plan ? 'outreach.leave.takeOn' : 'outreach.begin.go')}
            </LinkButton>
          )}
        </section>
      ))}
    </>
  );
}
