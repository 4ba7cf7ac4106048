/** Practice, said on every screen while it lasts. */
import { useWords } from '../i18n/words.ts';
import { endPractice } from '../store/practice.ts';
import { Button } from '../ui/button.tsx';

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
