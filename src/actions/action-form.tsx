import { useMemo, useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import type { Draft } from '../store/drafts.ts';
import { FreeTextField } from '../store/free-text-field.tsx';
import { DraftNotice, NotKeptNotice } from '../store/not-kept.tsx';
import { useDraft } from '../store/use-draft.ts';
import { Button } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { deedLimit, doerLimit, meansLimit } from './action.ts';
import { type ActionDraft, ActionDrafts, faultsOfAction } from './action-draft.ts';
import { keepAction } from './action-store.ts';

/** An action as a form, kept as one types: what, who as a role, by when, with what means. */
export function ActionForm({ draft: { id, base, data: begun } }: { draft: Draft<ActionDraft> }) {
  const { t, day } = useWords();
  const initial = useMemo(() => begun, []);
  const draft = useDraft(ActionDrafts, { id, base }, initial);
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { data } = draft;
  if (!data) return null;
  const faults = faultsOfAction(data);

  const failed = (problem: unknown) => {
    draft.resume();
    setBusy(false);
    setError(problem);
  };
  async function save(form: ActionDraft) {
    setAsked(true);
    if (Object.keys(faultsOfAction(form)).length > 0) return toFirstError();
    setBusy(true);
    setError(undefined);
    draft.stop();
    await keepAction(id, base, form).catch(failed);
  }
  const dueFault =
    faults.due === 'early'
      ? t('actions.dueEarly', { day: day(new Date(`${data.agreed}T12:00`).getTime()) })
      : faults.due && t('actions.dueNone');
  return (
    <div class="card action-form">
      <FreeTextField
        label={t('actions.what')}
        value={data.what}
        onInput={(what) => draft.change({ what })}
        limit={deedLimit}
        hint={false}
        error={isAsked && faults.what === 'missing' ? t('actions.whatMissing') : undefined}
        long
      />
      <FreeTextField
        label={t('actions.who')}
        value={data.who}
        onInput={(who) => draft.change({ who })}
        limit={doerLimit}
        hint={t('actions.whoHint')}
      />
      <DateField label={t('actions.by')} value={data.due} onInput={(due) => draft.change({ due })} error={dueFault} />
      <FreeTextField
        label={t('actions.means')}
        value={data.means}
        onInput={(means) => draft.change({ means })}
        limit={meansLimit}
        hint={t('actions.meansHint')}
        long
      />
      {error !== undefined && <NotKeptNotice error={error} />}
      {draft.failed !== undefined && error === undefined && <DraftNotice error={draft.failed} />}
      <div class="row">
        <Button busy={isBusy} onClick={() => save(data)}>
          {t('actions.save')}
        </Button>
        <Button look="bare" onClick={() => draft.discard().catch(failed)}>
          {t('actions.drop')}
        </Button>
      </div>
    </div>
  );
}
