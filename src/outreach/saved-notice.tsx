import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { find } from '../store/find.ts';
import { useLive } from '../store/live.ts';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Encounter } from './encounter.ts';
import { type JustSaved, takeSaved } from './just-saved.ts';
import { removeEncounter } from './remove-encounter.tsx';

/** Says that the encounter that was just logged is kept, and offers to undo it. */
export function SavedNotice({ outingId }: { outingId: string }) {
  const [saved] = useState(takeSaved);
  return saved ? <Saved saved={saved} outingId={outingId} /> : null;
}

function Saved({ saved: { id, at }, outingId }: { saved: JustSaved; outingId: string }) {
  const { t, clock } = useWords();
  const encounter = useLive(() => find(Encounter, id), [id]);
  const [error, setError] = useState<unknown>();
  if (error !== undefined) return <NotKeptNotice error={error} />;
  if (encounter?.outingId !== outingId) return null;
  return (
    <Notice>
      <div class="outreach-said">
        <span class="number">{t('common.keptHere', { time: clock(at) })}</span>
        <Button look="plain" onClick={() => removeEncounter(encounter).catch(setError)}>
          {t('common.undo')}
        </Button>
      </div>
    </Notice>
  );
}
