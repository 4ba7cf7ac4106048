import { dropBegunAbout, letGoOf, openActionsOf } from '../actions/action-store.ts';
import { useWords, type Words } from '../i18n/words.ts';
import type { Envelope } from '../store/kind.ts';
import { itemsOf } from '../store/outbox.ts';
import { remove } from '../store/save.ts';
import type { DraftState } from '../store/use-draft.ts';
import { ask } from '../ui/ask.ts';
import { Button } from '../ui/button.tsx';
import { askToLeave, staysToBeDone } from './ask-to-leave-dom.ts';

export interface ThrowAwayProps {
  id: string;
  /** The record that is edited; none for a new one. */
  record: Envelope | undefined;
  /** What it is called to delete it, and the question before. */
  deleting: { label: string; ask: string };
  /** Whether there is a draft to throw away. */
  isTouched: boolean;
  draft: Pick<DraftState<object>, 'stop' | 'discard'>;
  /** What actions are about that would be left without it; undefined where what they are about stays. */
  leaves: () => Promise<string | undefined>;
  onGone: () => void;
  onFailed: (error: unknown) => void;
}

/** Throwing the unfinished away, and deleting what was kept. Both ask first: neither comes back. */
export function ThrowAway({ id, record, deleting, isTouched, draft, leaves, onGone, onFailed }: ThrowAwayProps) {
  const { t } = useWords();
  async function drop() {
    const title = t(record ? 'assessment.dropChangesAsk' : 'today.dropAsk');
    const text = t(record ? 'assessment.dropChangesText' : 'assessment.dropText');
    const about = record ? undefined : await leaves();
    const actions = about === undefined ? [] : await openActionsOf(about);
    const chosen = await askToLeave(t, { title, text, yes: t('assessment.dropYes') }, actions);
    if (chosen === 'keep') return;
    if (chosen === 'let-go') await letGoOf(actions);
    if (about !== undefined && !staysToBeDone(chosen, actions)) await dropBegunAbout(about);
    await draft.discard();
    onGone();
  }
  async function removeRecord(kept: Envelope) {
    const say = { title: deleting.ask, text: t('assessment.deleteText'), yes: t('common.delete') };
    const about = await leaves();
    const actions = about === undefined ? [] : await openActionsOf(about);
    const chosen = await askToLeave(t, say, actions);
    if (chosen === 'keep' || !(await mayRemoveUnsent(t, id))) return;
    if (chosen === 'let-go') await letGoOf(actions);
    draft.stop();
    await remove(kept);
    if (about !== undefined && !staysToBeDone(chosen, actions)) await dropBegunAbout(about);
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
          {deleting.label}
        </Button>
      )}
    </div>
  );
}

/** Asks once more where no endpoint holds what is on the screen. */
async function mayRemoveUnsent(t: Words['t'], id: string): Promise<boolean> {
  const items = await itemsOf(id);
  if (items.some(({ state }) => state === 'delivered')) return true;
  const second = await ask({
    title: t('assessment.unsentAsk'),
    text: t('assessment.unsentText'),
    choices: [
      { value: 'delete', label: t('common.delete'), danger: true },
      { value: 'keep', label: t('assessment.keep') },
    ],
  });
  return second === 'delete';
}
