import { clock, day } from '../../i18n/dates.ts';
import { useWords } from '../../i18n/words.ts';
import { useLive } from '../../store/live.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { type Clock, clockTroubleNow, clockWasTold } from '../engine/clock.ts';

/** Told once: the phone's clock is wrong, by how much, and what to do. Nothing is drawn while it is right. */
export function ClockNotice() {
  const { t, language } = useWords();
  const wrong = useLive(clockTroubleNow);
  if (!wrong) return null;
  return (
    <Notice tone="look" title={t('clock.title')}>
      <p class="number">{t('clock.text', bothTimes(wrong, language))}</p>
      <p class="muted small">{t('clock.kept')}</p>
      <div class="row">
        <Button onClick={() => clockWasTold(wrong)}>{t('clock.seen')}</Button>
      </div>
    </Notice>
  );
}

/** The two times that are to be compared. Of two days both are named, today's too: the time of day may be the same. */
export function bothTimes({ at, ahead }: Pick<Clock, 'at' | 'ahead'>, language: string) {
  const [here, there] = [at, at + ahead];
  const apartFrom = day(here, language) === day(there, language) ? new Date() : new Date(0);
  return { here: clock(here, language, apartFrom), there: clock(there, language, apartFrom) };
}
