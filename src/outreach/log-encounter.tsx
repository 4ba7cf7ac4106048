/** Kirjaa kohtaaminen: one screen, one thumb, kept as it is tapped. */

import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { type BegunHere, begunHere, noteBegun, noteKeptHere } from '../store/begun-here.ts';
import { draftsOf } from '../store/drafts.ts';
import { find } from '../store/find.ts';
import { newId } from '../store/id.ts';
import { DraftNotice, NotKeptNotice } from '../store/not-kept.tsx';
import { afterSave } from '../store/persist.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { Encounter } from './encounter.ts';
import {
  comesBackTo,
  draftFrom,
  EncounterDrafts,
  isSame,
  outingsOf,
  untouchedEncounter,
  whereToLog,
} from './encounter-draft.ts';
import { EncounterForm } from './encounter-form.tsx';
import { EncounterGuidance } from './follow-up/encounter-guidance.tsx';
import { saySaved } from './just-saved.ts';
import { KeptAt } from './kept-line.tsx';
import { currentPlace, isRunning, Outing } from './outing.ts';
import './outreach.css';
import { useEncounter } from './use-encounter.ts';
import { useFirst } from './use-first.ts';
import { runningOuting } from './use-running.ts';

/** What was kept is come back to here, and the outing's page offers its undo too, however one comes to it. */
function tellKept(kept: BegunHere): void {
  noteKeptHere(kept);
  saySaved(kept);
}

/** What the form opens on. */
interface Opening extends BegunHere {
  outing: Outing;
  /** The encounter as it was kept here before the page was loaded anew. */
  kept?: Encounter;
}

export function LogEncounter() {
  const { query } = useLocation();
  const where = useFirst(async () => ({ opening: await openingNow(query.draft) }));
  const [next, setNext] = useState<BegunHere>();
  if (!where) return null;
  const { opening } = where;
  if (!opening) return <NothingRuns />;
  const now = next ? { ...next, outing: opening.outing } : opening;
  return <Log key={now.id} {...now} onCleared={() => setNext(fresh())} />;
}

const fresh = (id = newId()): BegunHere => ({ id, at: Date.now() });

/** The encounter that was open here, else a draft, else a new one; undefined where there is nothing to log to. */
async function openingNow(draft: string | undefined): Promise<Opening | undefined> {
  const begun = begunHere();
  const [running, drafts, kept] = await Promise.all([
    runningOuting(),
    draftsOf(EncounterDrafts),
    begun && find(Encounter, begun.id),
  ]);
  const of = kept && (await find(Outing, kept.outingId));
  if (of && comesBackTo(of, running, begun!.at)) return { ...begun!, outing: of, kept };
  const ofDrafts = await Promise.all(outingsOf(drafts).map((id) => find(Outing, id)));
  const outings = [running, ...ofDrafts].filter((outing) => outing !== undefined);
  const { outing, draftId } = whereToLog(outings, drafts, begun?.id ?? draft);
  return outing && { ...fresh(draftId), outing };
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

function Log({ outing, id, at, kept, onCleared }: Opening & { onCleared: () => void }) {
  const { t, day } = useWords();
  const { route } = useLocation();
  const place = kept?.place ?? currentPlace(outing);
  const opened = useEncounter({
    id,
    initial: kept ? draftFrom(kept) : untouchedEncounter(outing.id, place),
    at: outing.endedAt,
    kept,
    keptAt: kept && at,
    onKept: (keptAt) => tellKept({ id, at: keptAt }),
  });
  const [asked, setAsked] = useState(false);
  const page = `/outreach/outing/${outing.id}`;
  const { data, record, keptAt } = opened;
  useLayoutEffect(() => {
    noteBegun({ id, at });
    if (kept) saySaved({ id, at });
  }, []);
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
          <KeptAt at={keptAt} isFailing={opened.isFailing} onUndo={undo} />
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
