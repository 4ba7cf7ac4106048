/** Kirjaa kohtaaminen: one screen, one thumb, kept as it is tapped. */

import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { draftsOf } from '../store/drafts.ts';
import { find } from '../store/find.ts';
import { newId } from '../store/id.ts';
import { DraftNotice, NotKeptNotice } from '../store/not-kept.tsx';
import { afterSave } from '../store/persist.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { EncounterDrafts, isSame, outingsOf, untouchedEncounter, whereToLog } from './encounter-draft.ts';
import { EncounterForm } from './encounter-form.tsx';
import { EncounterGuidance } from './follow-up/encounter-guidance.tsx';
import { saySaved } from './just-saved.ts';
import { KeptAt } from './kept-line.tsx';
import { currentPlace, isRunning, Outing } from './outing.ts';
import './outreach.css';
import { useEncounter } from './use-encounter.ts';
import { useFirst } from './use-first.ts';
import { runningOuting } from './use-running.ts';

export function LogEncounter() {
  const { query } = useLocation();
  const where = useFirst(async () => {
    const [running, drafts] = await Promise.all([runningOuting(), draftsOf(EncounterDrafts)]);
    const ofDrafts = await Promise.all(outingsOf(drafts).map((id) => find(Outing, id)));
    const outings = [running, ...ofDrafts].filter((outing) => outing !== undefined);
    const { outing, draftId } = whereToLog(outings, drafts, query.draft);
    return { outing, id: draftId ?? newId() };
  });
  const [next, setNext] = useState<string>();
  if (!where) return null;
  if (!where.outing) return <NothingRuns />;
  const id = next ?? where.id;
  return <Log key={id} outing={where.outing} id={id} onCleared={() => setNext(newId())} />;
}

function NothingRuns() {
  const { t } = useWords();
  return (
    <Page
      title={t('outreach.logging.none')}
      back={{ href: '/outreach', label: t('common.back') }}
      action={
        <LinkButton look="primary" href="/outreach/start">
          {t('outreach.start')}
        </LinkButton>
      }
    >
      <Empty>
        <p>{t('outreach.logging.noneHelp')}</p>
      </Empty>
    </Page>
  );
}

function Log({ outing, id, onCleared }: { outing: Outing; id: string; onCleared: () => void }) {
  const { t, day } = useWords();
  const { route } = useLocation();
  const place = currentPlace(outing);
  const opened = useEncounter({
    id,
    initial: untouchedEncounter(outing.id, place),
    at: outing.endedAt,
    // The outing's page offers the undo too, however one comes to it.
    onKept: (at) => saySaved({ id, at }),
  });
  const [asked, setAsked] = useState(false);
  const page = `/outreach/outing/${outing.id}`;
  const { data, record, keptAt } = opened;
  useEffect(() => {
    if (record) void afterSave();
  }, [record?.id]);
  if (!data) return null;

  async function undo() {
    if (!(await opened.undo())) return;
    saySaved(undefined);
    onCleared();
  }

  async function leave() {
    if (!(await opened.done())) {
      setAsked(true);
      return toFirstError();
    }
    route(page, true);
    scrollTo(0, 0);
  }

  const isTouched = !record && !isSame(data, untouchedEncounter(outing.id, data.place));
  return (
    <Page
      title={t('outreach.logging.title')}
      back={{ href: page, label: t('common.back') }}
      action={
        <>
          {opened.error !== undefined && <NotKeptNotice error={opened.error} />}
          {opened.draftFailed !== undefined && opened.error === undefined && <DraftNotice error={opened.draftFailed} />}
          <KeptAt at={keptAt} onUndo={undo} />
          <Button look="primary" onClick={leave}>
            {t('common.done')}
          </Button>
        </>
      }
    >
      {isRunning(outing) ? (
        <p class="muted">{place}</p>
      ) : (
        <Notice tone="look">
          <p>{t('outreach.logging.late', { place, day: day(outing.at) })}</p>
        </Notice>
      )}
      <EncounterForm draft={data} onChange={opened.change} onNoteWritten={opened.noteWritten} depthMissing={asked} />
      {record?.guidance && <EncounterGuidance encounter={record} />}
      {isTouched && (
        <Button look="bare" onClick={() => opened.discard().then(onCleared)}>
          {t('outreach.form.clear')}
        </Button>
      )}
    </Page>
  );
}
