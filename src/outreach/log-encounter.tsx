/** Kirjaa kohtaaminen: one screen, one thumb, at most four taps from the outing's page. */

import { useMemo, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { draftsOf } from '../store/drafts.ts';
import { newest } from '../store/find.ts';
import { newId } from '../store/id.ts';
import { create } from '../store/save.ts';
import { useDraft } from '../store/use-draft.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { Encounter } from './encounter.ts';
import { type EncounterDraft, fieldsFrom, isSame, untouched, whereToLog } from './encounter-draft.ts';
import { EncounterForm } from './encounter-form.tsx';
import { saySaved } from './just-saved.ts';
import { currentPlace, isRunning, notAhead, Outing } from './outing.ts';
import './outreach.css';
import { useFirst } from './use-first.tsx';
import { SaveBar, useSave } from './use-save.tsx';

/** How many outings back an unfinished encounter is still found. */
const outingsBack = 50;

export function LogEncounter() {
  const { query } = useLocation();
  const where = useFirst(async () => {
    const [outings, drafts] = await Promise.all([
      newest(Outing, outingsBack, notAhead()),
      draftsOf<EncounterDraft>('encounter'),
    ]);
    return whereToLog(outings, drafts, query.draft);
  });
  const id = useMemo(() => where?.draftId ?? newId(), [where]);
  const [cleared, setCleared] = useState(0);
  if (!where) return null;
  if (!where.outing) return <NothingRuns />;
  return <Log key={cleared} outing={where.outing} id={id} onCleared={() => setCleared(cleared + 1)} />;
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
  const draft = useDraft<EncounterDraft>({ kind: 'encounter', id, base: 0 }, untouched(outing.id, place));
  const saving = useSave(draft);
  const [asked, setAsked] = useState(false);
  const depth = useRef<HTMLDivElement>(null);
  const page = `/outreach/outing/${outing.id}`;
  const { data } = draft;
  if (!data) return null;

  function save() {
    const fields = data && fieldsFrom({ ...data, place });
    if (!fields) {
      setAsked(true);
      depth.current?.querySelector('input')?.focus();
      depth.current?.scrollIntoView({ block: 'center' });
      return;
    }
    return saving.save(async () => {
      await create(Encounter, fields, outing.endedAt ? { id, at: outing.endedAt } : { id });
      saySaved({ id, at: Date.now() });
      route(page, true);
      scrollTo(0, 0);
    });
  }

  return (
    <Page
      title={t('outreach.logging.title')}
      back={{ href: page, label: t('common.back') }}
      action={<SaveBar saving={saving} draft={draft} label={t('common.save')} onSave={save} />}
    >
      {isRunning(outing) ? (
        <p class="muted">{place}</p>
      ) : (
        <Notice tone="look">
          <p>{t('outreach.logging.late', { place, day: day(outing.at) })}</p>
        </Notice>
      )}
      <EncounterForm draft={data} onChange={draft.change} depthMissing={asked} depthRef={depth} />
      {!isSame(data, untouched(outing.id, data.place)) && (
        <Button look="plain" onClick={() => draft.discard().then(onCleared)}>
          {t('outreach.form.clear')}
        </Button>
      )}
    </Page>
  );
}
