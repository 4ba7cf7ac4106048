import { useWords, type Words } from '../i18n/words.ts';
import { itemsOf } from '../store/outbox.ts';
import { remove } from '../store/save.ts';
import type { DraftState } from '../store/use-draft.ts';
import { ask } from '../ui/ask.ts';
import { Button } from '../ui/button.tsx';
import type { Assessment } from './assessment.ts';

interface ThrowAwayProps {
  id: string;
  record: Assessment | undefined;
  /** Whether there is a draft to throw away. */
  isTouched: boolean;
  draft: Pick<DraftState<object>, 'stop' | 'discard'>;
  onGone: () => void;
  onFailed: (error: unknown) => void;
}

/** Throwing the unfinished away, and deleting what was kept. Both ask first: neither comes back. */
export function ThrowAway({ id, record, isTouched, draft, onGone, onFailed }: ThrowAwayProps) {
  const { t } = useWords();
  async function drop() {
    if (!(await mayDrop(t, record !== undefined))) return;
    await draft.discard();
    onGone();
  }
  async function removeRecord(kept: Assessment) {
    if (!(await mayRemove(t, id))) return;
    draft.stop();
    await remove(kept);
    onGone();
  }
  return (
    <div class="row throw-away">
      {isTouched && (
        <Button look="bare" onClick={() => drop().catch(onFailed)}>
          {t(record ? 'assessment.dropChanges' : 'assessment.drop')}
        </Button>
      )}
      {record && (
        <Button look="danger" onClick={() => removeRecord(record).catch(onFailed)}>
          {t('assessment.delete')}
        </Button>
      )}
    </div>
  );
}

async function mayDrop(t: Words['t'], isEdit: boolean): Promise<boolean> {
  const answer = await ask({
    title: t(isEdit ? 'assessment.dropChangesAsk' : 'assessment.dropAsk'),
    text: t(isEdit ? 'assessment.dropChangesText' : 'assessment.dropText'),
    choices: [
      { value: 'drop', label: t('assessment.dropYes'), danger: true },
      { value: 'keep', label: t('assessment.keep') },
    ],
  });
  return answer === 'drop';
}

/** Asks once, and once more where no endpoint holds what is on the screen. */
async function mayRemove(t: Words['t'], id: string): Promise<boolean> {
  const choices = [
    { value: 'delete', label: t('common.delete'), danger: true },
    { value: 'keep', label: t('assessment.keep') },
  ] as const;
  const first = await ask({ title: t('assessment.deleteAsk'), text: t('assessment.deleteText'), choices });
  if (first !== 'delete') return false;
  const items = await itemsOf(id);
  if (items.some(({ state }) => state === 'delivered')) return true;
  const second = await ask({ title: t('assessment.unsentAsk'), text: t('assessment.unsentText'), choices });
  return second === 'delete';
}
