import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';

interface KeptLineProps {
  /** When it was kept (ms since 1970); undefined while nothing is. */
  at: number | undefined;
  onUndo: () => unknown;
  /** Said while nothing is kept yet. */
  before?: string;
}

/** Above the form's action: that it is kept as it stands, and the undo. Has its place from the start, so that nothing moves. */
export function KeptLine({ at, onUndo, before }: KeptLineProps) {
  const { t, clock } = useWords();
  return (
    <div class="outreach-said outreach-kept">
      <span class={at === undefined ? 'muted small' : 'small number'} role="status">
        {at === undefined ? before : t('common.keptHere', { time: clock(at) })}
      </span>
      {at !== undefined && (
        <Button look="plain" onClick={onUndo}>
          {t('common.undo')}
        </Button>
      )}
    </div>
  );
}
