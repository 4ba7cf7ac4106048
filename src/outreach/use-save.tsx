import { useEffect, useState } from 'preact/hooks';
import { DraftNotice, isRefused, NotKeptNotice } from '../store/not-kept.tsx';
import { afterSave } from '../store/persist.ts';
import type { DraftState } from '../store/use-draft.ts';
import { Button } from '../ui/button.tsx';
import { useUnderWay } from '../ui/use-under-way.ts';

type Draft = Pick<DraftState<object>, 'data' | 'stop' | 'resume' | 'failed'>;

/** The keeping of a form's record: whether it takes long enough to say so, and why it failed. */
export interface Saving {
  busy: boolean;
  error: unknown;
  /** Runs `keep`, which keeps the record and leaves the form. Where it fails, what was typed stays on screen and as a draft. */
  save(keep: () => Promise<void>): Promise<void>;
  /** What else was to become of the form failed: it stays, as where keeping fails. */
  fail(reason: unknown): void;
}

/** Keeps the record of a form whose draft is `draft`. */
export function useSave(draft: Draft): Saving {
  const busy = useUnderWay<true>();
  const [error, setError] = useState<unknown>();
  // What a schema refused is told until something of it is changed.
  useEffect(() => setError((told: unknown) => (isRefused(told) ? undefined : told)), [draft.data]);
  const fail = (reason: unknown) => {
    draft.resume();
    setError(reason);
    busy.end();
  };
  return {
    busy: busy.shown ?? false,
    error,
    fail,
    async save(keep) {
      if (busy.is()) return;
      busy.begin(true);
      setError(undefined);
      draft.stop();
      try {
        await keep();
        void afterSave();
      } catch (reason) {
        fail(reason);
      }
    },
  };
}

/** What went wrong with keeping the form, if anything did. */
export const SaveTrouble = ({ saving: { error }, draft }: { saving: Saving; draft: Draft }) => (
  <>
    {error !== undefined && <NotKeptNotice error={error} />}
    {draft.failed !== undefined && error === undefined && <DraftNotice error={draft.failed} />}
  </>
);

interface SaveBarProps {
  saving: Saving;
  draft: Draft;
  label: string;
  onSave: () => unknown;
}

/** The form's one action, with what went wrong right above it. */
export const SaveBar = ({ saving, draft, label, onSave }: SaveBarProps) => (
  <>
    <SaveTrouble saving={saving} draft={draft} />
    <Button look="primary" busy={saving.busy} onClick={onSave}>
      {label}
    </Button>
  </>
);
