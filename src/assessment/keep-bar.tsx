import type { ComponentChildren } from 'preact';
import { useWords } from '../i18n/words.ts';
import { DraftNotice, NotKeptNotice } from '../store/not-kept.tsx';
import { Button } from '../ui/button.tsx';

interface KeepBarProps {
  /** What `save` threw. */
  error: unknown;
  /** Why what is on screen is not on the disk. */
  draftFailed: unknown;
  /** How far one has come, where that is counted. */
  progress?: { answered: number; total: number };
  isBusy: boolean;
  label: string;
  onSave: () => unknown;
  /** What else is to be said first, where nothing went wrong. */
  children?: ComponentChildren;
}

/** How far one has come, the button that keeps it, and what stood in the way. */
export function KeepBar({ error, draftFailed, progress, isBusy, label, onSave, children }: KeepBarProps) {
  const { t } = useWords();
  return (
    <>
      {error !== undefined && <NotKeptNotice error={error} />}
      {draftFailed !== undefined && error === undefined && <DraftNotice error={draftFailed} />}
      {error === undefined && children}
      <div class="assessment-save">
        {progress && <span class="so-far small number">{t('assessment.progress', progress)}</span>}
        <Button look="primary" busy={isBusy} onClick={onSave}>
          {label}
        </Button>
      </div>
    </>
  );
}
