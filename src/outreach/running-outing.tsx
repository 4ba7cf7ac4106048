import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Delivered } from '../store/delivered.tsx';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { useRevise } from '../store/use-revise.ts';
import { LinkButton } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { ChangePlace } from './change-place.tsx';
import type { Encounter } from './encounter.ts';
import { EndOuting } from './end-outing.tsx';
import { KeptLine } from './kept-line.tsx';
import { currentPlace, Outing } from './outing.ts';
import { ReturnCard } from './plan/running-stops.tsx';
import { RunningLog } from './running-log.tsx';
import { type Said, useSaved } from './use-saved.ts';

export interface ShownOuting {
  outing: Outing;
  /** Its encounters, the newest first. */
  encounters: readonly Encounter[];
  /** The id of an encounter that was begun and not saved. */
  unfinished: string | undefined;
}

/** An outing while it runs: where it is, what was met, and the way back home. What it says stands in the bar, where it moves nothing. */
export function RunningOuting({ outing, encounters, unfinished }: ShownOuting) {
  const { t, clock } = useWords();
  const saved = useSaved(outing.id);
  const [moved, setMoved] = useState<'moved' | 'undone'>();
  const [error, setError] = useState<unknown>();
  const revise = useRevise(Outing, outing);

  const goTo = (next: (places: string[]) => string[] | undefined, how: typeof moved) =>
    revise((now) => {
      const places = next(now.places);
      return places && { places };
    }).then(() => {
      setError(undefined);
      setMoved(how);
    }, setError);
  const here: Record<'moved' | 'undone', Said> = {
    moved: {
      words: t('outreach.outing.placeNow', { place: currentPlace(outing) }),
      undo: () =>
        goTo((places) => (places.length === outing.places.length ? places.slice(0, -1) : undefined), 'undone'),
    },
    undone: { words: t('common.undone') },
  };
  const said = moved ? here[moved] : saved.said;
  return (
    <Page
      title={t('today.running')}
      heading={currentPlace(outing)}
      back={{ href: '/outreach', label: t('common.back') }}
      action={
        <>
          {error !== undefined && <NotKeptNotice error={error} />}
          <KeptLine
            said={said?.words}
            onUndo={said?.undo && (() => said.undo?.().catch(setError))}
            before={error === undefined ? t('outreach.logging.keepsItself') : undefined}
          />
          <LinkButton look="primary" href="/outreach/encounter">
            {t(unfinished ? 'outreach.outing.continue' : 'outreach.log')}
          </LinkButton>
        </>
      }
    >
      <p class="muted number">
        {[t('outreach.began', { time: clock(outing.at) }), ...outing.organisations].join(' · ')}
      </p>
      <ReturnCard outing={outing} />
      <ChangePlace
        outing={outing}
        onMove={(place) => goTo((places) => (places.at(-1) === place ? undefined : [...places, place]), 'moved')}
      />
      <RunningLog outing={outing} encounters={encounters}>
        <EndOuting outing={outing} onFailed={setError} />
        <p class="muted small number">
          {t('outreach.outing.entries')}
          <Delivered records={[outing, ...encounters].map(({ id }) => id)} />
        </p>
      </RunningLog>
    </Page>
  );
}
