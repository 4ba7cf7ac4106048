/** Practice: begun on Lisää, and said on every screen while it lasts. */
import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { useOutreach } from '../outreach/use-settings.ts';
import { endPractice, isPractising, startPractice } from '../store/practice.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** At the top of every screen, in place of what waits: nothing waits here. */
export function PracticeLine() {
  const { t } = useWords();
  return (
    <div class="practice-line">
      <p role="status">
        <strong>{t('practice.on')}</strong> <span class="small">{t('practice.onHelp')}</span>
      </p>
      <Button onClick={end}>{t('practice.end')}</Button>
    </div>
  );
}

async function end() {
  await endPractice();
  location.replace('/');
}

/** On Lisää: what practice is, and its beginning. */
export function Practice() {
  const { t } = useWords();
  const [failed, setFailed] = useState(false);
  const { outreach } = useOutreach();
  if (isPractising || !outreach.practice) return null;

  async function start() {
    try {
      await startPractice();
      location.replace('/');
    } catch (error) {
      console.error('No practice', error instanceof Error ? error.name : '');
      setFailed(true);
    }
  }

  return (
    <section class="stack tight">
      <h2>{t('practice.title')}</h2>
      <p>{t('practice.help')}</p>
      {failed && (
        <Notice tone="look">
          <p>{t('practice.failed')}</p>
        </Notice>
      )}
      <div class="row">
        <Button onClick={start}>{t('practice.start')}</Button>
      </div>
    </section>
  );
}
