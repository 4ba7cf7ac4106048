import { useWords } from '../../i18n/words.ts';
import { useLive } from '../../store/live.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { clockTroubleNow, clockWasTold } from '../engine/clock.ts';

/** Told once: the phone's clock is wrong, by how much, and what to do. Nothing is drawn while it is right. */
export function ClockNotice() {
  const { t, clock } = useWords();
  const wrong = useLive(clockTroubleNow);
  if (!wrong) return null;
  const times = { here: clock(wrong.at), there: clock(wrong.at + wrong.ahead) };
  return (
    <Notice tone="look" title={t('clock.title')}>
      <p class="number">{t('clock.text', times)}</p>
      <p class="muted small">{t('clock.kept')}</p>
      <div class="row">
        <Button onClick={() => clockWasTold(wrong)}>{t('clock.seen')}</Button>
      </div>
    </Notice>
  );
}
