import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { find } from '../store/find.ts';
import { useLive } from '../store/live.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { remove } from '../store/save.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Encounter } from './encounter.ts';

/** Says that the encounter named in the address (`?saved=`) is kept, and offers to undo it. */
export function SavedNotice({ outingId }: { outingId: string }) {
  const { t, clock } = useWords();
  const { query, route } = useLocation();
  const saved = query.saved ?? '';
  const encounter = useLive(() => find(Encounter, saved), [saved]);
  const [error, setError] = useState<unknown>();
  if (error !== undefined) return <NotKeptNotice error={error} />;
  if (!encounter || encounter.outingId !== outingId) return null;

  async function undo(kept: Encounter) {
    try {
      await remove(kept);
      route(`/outreach/outing/${outingId}`, true);
    } catch (reason) {
      setError(reason);
    }
  }

  return (
    <Notice>
      <div class="outreach-said">
        <span class="number">{t('common.keptHere', { time: clock(encounter.at) })}</span>
        <Button look="plain" onClick={() => undo(encounter)}>
          {t('common.undo')}
        </Button>
      </div>
    </Notice>
  );
}
