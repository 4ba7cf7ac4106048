/** One encounter: to look at and to correct. Kept as it is tapped, like a new one. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { useWords } from '../i18n/words.ts';
import { Delivered } from '../store/delivered.tsx';
import { find } from '../store/find.ts';
import { useLive } from '../store/live.ts';
import { DraftNotice, NotKeptNotice } from '../store/not-kept.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { toFirstError } from '../ui/to-first-error.ts';
import { DeleteButton } from './delete-button.tsx';
import { Encounter } from './encounter.ts';
import { draftFrom } from './encounter-draft.ts';
import { EncounterForm } from './encounter-form.tsx';
import { EncounterGuidance } from './follow-up/encounter-guidance.tsx';
import { moveGuidance } from './follow-up/guidance-store.ts';
import { KeptAt } from './kept-line.tsx';
import { Outing, placesOf } from './outing.ts';
import './outreach.css';
import { goingWith } from './encounter-store.ts';
import { Unknown } from './unknown.tsx';
import { useEncounter } from './use-encounter.ts';
import { useFirst } from './use-first.ts';

export function EncounterPage() {
  const id = useRoute().params.id ?? '';
  return <Found key={id} id={id} />;
}

function Found({ id }: { id: string }) {
  const { t } = useWords();
  const found = useFirst(async () => ({ encounter: await find(Encounter, id) }));
  if (!found) return null;
  if (!found.encounter) return <Unknown title={t('outreach.encounter.unknown')} />;
  return <Correct kept={found.encounter} />;
}

function Correct({ kept }: { kept: Encounter }) {
  const { t, clock } = useWords();
  const { route } = useLocation();
  const { id, outingId } = kept;
  const opened = useEncounter({ id, initial: draftFrom(kept), kept });
  const outing = useLive(() => find(Outing, outingId), [outingId]);
  const { data, record = kept } = opened;
  const place = useRef(kept.place);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    if (record.place === place.current) return;
    moveGuidance(record, place.current).catch(setError);
    place.current = record.place;
  }, [record.place]);
  if (!data) return null;
  const page = `/outreach/outing/${outingId}`;

  const leave = () => {
    route(page, true);
    scrollTo(0, 0);
  };

  return (
    <Page
      title={t('outreach.encounter.title')}
      back={{ href: page, label: t('common.back') }}
      action={
        <>
          {(opened.error ?? error) !== undefined && <NotKeptNotice error={opened.error ?? error} />}
          {opened.draftFailed !== undefined && opened.error === undefined && <DraftNotice error={opened.draftFailed} />}
          <KeptAt at={opened.keptAt} isFailing={opened.isFailing} onUndo={opened.undo} />
          <Button look="primary" onClick={async () => ((await opened.done()) ? leave() : toFirstError())}>
            {t('common.done')}
          </Button>
        </>
      }
    >
      <p class="muted number">
        {`${kept.place} · ${clock(kept.at)}`}
        <Delivered records={[id]} />
      </p>
      <EncounterForm
        draft={data}
        onChange={opened.change}
        onNoteWritten={opened.noteWritten}
        places={outing && [...new Set([...placesOf(outing), kept.place])]}
      />
      {record.guidance && <EncounterGuidance encounter={record} />}
      <DeleteButton
        label={t('outreach.encounter.delete')}
        title={t('outreach.encounter.deleteAsk')}
        text={t('outreach.encounter.gone')}
        records={() => goingWith(record)}
        onGone={leave}
      />
    </Page>
  );
}
