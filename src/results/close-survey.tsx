import { useState } from 'preact/hooks';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import { monthOn } from '../periods/days.ts';
import { isSecondPlace } from '../releases/second-place-store.ts';
import { useLive } from '../store/live.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { ask } from '../ui/ask.ts';
import { Button } from '../ui/button.tsx';
import type { ResultsPlace } from './collected-store.ts';
import type { Results } from './results.ts';
import { closeSurvey } from './use-results.ts';

/** A survey that is over has its results before the month ends: closed once, for good, after a question. */
export function CloseSurvey({ results, source }: { results: Results; source: ResultsPlace }) {
  const { t, day } = useWords();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const { instrument, waiting, closed } = results;
  const isSecond = useLive(isSecondPlace) !== false;
  const isAll = (source.is === 'device' && !isSecond) || (source.is === 'server' && source.isRead);
  const isClosed = closed.month >= monthOn(wallDate(Date.now()), 0);

  async function close() {
    const sure = await ask({
      title: t('report.closing.ask'),
      text: t('report.closing.askText'),
      choices: [
        { value: 'close', label: t('report.closing.close'), danger: true },
        { value: 'keep', label: t('report.closing.keep') },
      ],
    });
    if (sure !== 'close') return;
    setBusy(true);
    await closeSurvey(instrument).catch(setError);
    setBusy(false);
  }

  return (
    <>
      {closed.on && <p class="muted">{t('report.closing.closedOn', { day: day(closed.on) })}</p>}
      {error !== undefined && <NotKeptNotice error={error} />}
      {isAll && !isClosed && waiting > 0 && (
        <p>
          <Button busy={busy} onClick={close}>
            {t('report.closing.button')}
          </Button>
        </p>
      )}
    </>
  );
}
