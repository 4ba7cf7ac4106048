import type { ComponentChildren } from 'preact';
import { useWords } from '../i18n/words.ts';
import { SaveTrouble, type Saving } from '../outreach/use-save.tsx';
import type { DraftState } from '../store/use-draft.ts';
import { Button } from '../ui/button.tsx';

interface KeepBarProps {
  saving: Saving;
  draft: DraftState<object>;
  /** How far one has come, where that is counted. */
  progress?: { answered: number; total: number } | undefined;
  label: string;
  onSave: () => unknown;
  /** What else is to be said first, where nothing went wrong. */
  children?: ComponentChildren;
}

/** How far one has come, the button that keeps it, and what stood in the way. */
export function KeepBar({ saving, draft, progress, label, onSave, children }: KeepBarProps) {
  const { t } = useWords();
  return (
    <>
      <SaveTrouble saving={saving} draft={draft} />
      {saving.error === undefined && children}
      <div class="assessment-save">
        {progress && <span class="so-far small number">{t('assessment.progress', progress)}</span>}
        <Button look="primary" busy={saving.busy} onClick={onSave}>
          {label}
        </Button>
      </div>
    </>
  );
}
