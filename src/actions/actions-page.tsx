/** Sovitut teot: what was agreed in every tool, in one list; to a calendar and back. */
import { FileButton } from '../files/file-button.tsx';
import { saveFile } from '../files/save-file-dom.ts';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import { draftsOf } from '../store/drafts.ts';
import { useLive } from '../store/live.ts';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { type Action, actionStates } from './action.ts';
import { ActionDrafts } from './action-draft.ts';
import { ActionForm } from './action-form.tsx';
import { ActionList } from './action-list.tsx';
import { allActions } from './action-store.ts';
import './actions.css';
import { FromCalendar } from './from-calendar.tsx';
import { writeTodos } from './todo.ts';

export function ActionsPage() {
  const { t } = useWords();
  const actions = useLive(allActions);
  const drafts = useLive(() => draftsOf(ActionDrafts));
  if (!actions || !drafts) return null;
  const written = new Set(drafts.map(({ data }) => data.uid));
  const shown = actions.filter(({ uid }) => !written.has(uid));
  return (
    <Page title={t('actions.title')} back={{ href: '/assessment', label: t('assessment.back') }}>
      <div class="actions-page stack">
        {actions.length + drafts.length === 0 && (
          <Empty>
            <p>{t('actions.empty')}</p>
          </Empty>
        )}
        {drafts.map((draft) => (
          <ActionForm key={draft.id} draft={draft} />
        ))}
        {actionStates.map((state) => (
          <OfState key={state} state={state} actions={shown.filter((action) => action.state === state)} />
        ))}
        {actions.length > 0 && <Calendar actions={actions} />}
      </div>
    </Page>
  );
}

function OfState({ state, actions }: { state: Action['state']; actions: Action[] }) {
  const { t } = useWords();
  if (actions.length === 0) return null;
  return (
    <section class="stack tight">
      <h2>{t(`actions.state.${state}`)}</h2>
      <ActionList actions={actions} isOfAll />
    </section>
  );
}

/** The way to a calendar, and back. */
function Calendar({ actions }: { actions: Action[] }) {
  const { t } = useWords();
  const tell = ({ who, means }: Action) => [who, means].filter(Boolean).join('\n');
  const save = () => {
    const now = Date.now();
    return saveFile(writeTodos(actions, now, tell), `teot-${wallDate(now)}.ics`, 'text/calendar');
  };
  return (
    <section class="stack tight">
      <h2>{t('actions.calendar')}</h2>
      <p class="muted">{t('actions.calendarLead')}</p>
      <p>
        <FileButton onMake={save}>{t('actions.toCalendar')}</FileButton>
      </p>
      <FromCalendar actions={actions} />
    </section>
  );
}
