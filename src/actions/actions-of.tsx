import { useWords } from '../i18n/words.ts';
import { draftsOf } from '../store/drafts.ts';
import { useLive } from '../store/live.ts';
import { Button } from '../ui/button.tsx';
import { ActionDrafts, type Agreed, type BegunWith } from './action-draft.ts';
import { ActionForm } from './action-form.tsx';
import { ActionList } from './action-list.tsx';
import { allActions, beginAction } from './action-store.ts';

interface ActionsOfProps extends Agreed {
  /** What the first one begins with. */
  known?: BegunWith;
}

/** What was agreed to be done at one place of a tool, and what is being written of it. */
export function ActionsOf({ known, ...agreed }: ActionsOfProps) {
  const { t } = useWords();
  const { about, place } = agreed;
  const isHere = (one: { about: string; place: string }) => one.about === about && one.place === place;
  const actions = useLive(async () => (await allActions()).filter(isHere), [about, place]);
  const drafts = useLive(async () => (await draftsOf(ActionDrafts)).filter(({ data }) => isHere(data)), [about, place]);
  if (!actions || !drafts) return null;
  const isFirst = actions.length + drafts.length === 0;
  const written = new Set(drafts.map(({ data }) => data.uid));
  return (
    <section class="stack tight">
      <h3>{t('actions.here')}</h3>
      {actions.length > 0 && <ActionList actions={actions.filter(({ uid }) => !written.has(uid))} />}
      {drafts.map((draft) => (
        <ActionForm key={draft.id} draft={draft} />
      ))}
      <p>
        <Button onClick={() => beginAction(agreed, isFirst ? known : undefined)}>{t('actions.add')}</Button>
      </p>
    </section>
  );
}
