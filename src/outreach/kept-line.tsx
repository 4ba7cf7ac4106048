import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';

interface KeptLineProps {
  /** What is said: that it is kept, or where the outing is now; undefined while there is nothing to say. */
  said: string | undefined;
  /** Absent where there is nothing to take back. */
  onUndo?: (() => unknown) | undefined;
  /** Said while nothing else is. */
  before: string | undefined;
}

/** Above a screen's action: what was done last, and its undo. Has its place from the start, so that nothing moves when it comes and goes. */
export function KeptLine({ said, onUndo, before }: KeptLineProps) {
  const { t } = useWords();
  return (
    <div class="outreach-said outreach-kept">
      <span class={said === undefined ? 'muted small' : 'small number'} role="status">
        {said ?? before}
      </span>
      {onUndo && (
        <Button look="bare" onClick={onUndo}>
          {t('common.undo')}
        </Button>
      )}
    </div>
  );
}

interface KeptAtProps {
  /** When it was kept (ms since 1970), undefined while nothing is. */
  at: number | undefined;
  /** It is told beside that the last change could not be kept: that it keeps itself, or did, is not said then. */
  isFailing: boolean;
  onUndo: () => unknown;
}

/** The line of something that keeps itself. */
export function KeptAt({ at, isFailing, onUndo }: KeptAtProps) {
  const { t, clock } = useWords();
  const isKept = at !== undefined;
  return (
    <KeptLine
      said={isKept && !isFailing ? t('common.keptHere', { time: clock(at) }) : undefined}
      onUndo={isKept ? onUndo : undefined}
      before={isFailing ? undefined : t('outreach.logging.keepsItself')}
    />
  );
}
