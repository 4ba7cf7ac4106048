import { wallHour } from '../../i18n/span.ts';
import { useWords } from '../../i18n/words.ts';
import { useLive } from '../../store/live.ts';
import { Button } from '../../ui/button.tsx';
import type { Outing } from '../outing.ts';
import { besideOf } from './beside-plan-store.ts';
import { asksAt } from './overdue.ts';
import { CallOffSite } from './overdue-notice.tsx';
import { routeOf } from './stops-ahead.ts';
import { stopWords } from './words.ts';
import './plan.css';
import { useOutreach } from '../use-settings.ts';

/** The planned stops, each one tap; one that was come to keeps its place, so that no other slides under the finger. */
export function PlannedStops({ outing, onMove }: { outing: Outing; onMove: (place: string) => void }) {
  const { t, language } = useWords();
  const { stops, ahead } = routeOf(outing);
  if (stops.length === 0) return null;
  return (
    <section class="chips" aria-label={t('outreach.out.ahead')}>
      {stops.map((stop, index) => {
        const isAhead = ahead.includes(stop);
        return (
          <Button key={`${index} ${stop.place}`} disabled={!isAhead} onClick={() => onMove(stop.place)}>
            <span aria-hidden="true">{isAhead ? '→ ' : '✓ '}</span>
            {stopWords(stop, language)}
          </Button>
        );
      })}
    </section>
  );
}

/** When everybody is to be back, whom to call, and that the phone is no alarm. */
export function ReturnCard({ outing }: { outing: Outing }) {
  const { t, language } = useWords();
  const beside = useLive(() => besideOf(outing.id), [outing.id]);
  const { plan } = outing;
  const asks = asksAt(outing, useOutreach().outreach.overdueMinutes);
  if (!plan || asks === undefined) return null;
  return (
    <details>
      <summary class="number">{t('outreach.out.backBy', { time: wallHour(plan.end, language) })}</summary>
      <div class="stack tight">
        <p class="number">{t('outreach.out.asksAt', { time: wallHour(new Date(asks).toISOString(), language) })}</p>
        {plan.offSite && <p>{t('outreach.out.offSite', { offSite: plan.offSite })}</p>}
        {plan.checkIns && <p>{`${t('outreach.plan.field.checkIns')}: ${plan.checkIns}`}</p>}
        {plan.stopIf && <p>{`${t('outreach.plan.field.stopIf')}: ${plan.stopIf}`}</p>}
        {plan.ifMissing && <p>{`${t('outreach.plan.field.ifMissing')}: ${plan.ifMissing}`}</p>}
        <CallOffSite offSite={plan.offSite} number={beside?.phone} />
        <p class="small">{t('outreach.overdue.noAlarm')}</p>
      </div>
    </details>
  );
}
