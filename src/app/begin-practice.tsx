import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { useOutreach } from '../outreach/use-settings.ts';
import { isPractising, startPractice } from '../store/practice.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** On Lisää: what practice is, and its beginning. */
export function BeginPractice() {
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
