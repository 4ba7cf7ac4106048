import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { Delivered } from '../store/delivered.tsx';
import { NotKeptNotice } from '../store/not-kept.tsx';
import { revise } from '../store/save.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { ChangePlace } from './change-place.tsx';
import type { Encounter } from './encounter.ts';
import { currentPlace, Outing } from './outing.ts';
import { ReturnCard } from './plan/running-stops.tsx';
import { after } from './plan/states.ts';
import { RunningLog } from './running-log.tsx';
import { SavedNotice } from './saved-notice.tsx';

export interface ShownOuting {
  outing: Outing;
  /** Its encounters, the newest first. */
  encounters: readonly Encounter[];
  /** The id of an encounter that was begun and not saved. */
  unfinished: string | undefined;
}

/** An outing while it runs: where it is, what was met, and the way back home. */
export function RunningOuting({ outing, encounters, unfinished }: ShownOuting) {
  const { t, clock } = useWords();
  const [error, setError] = useState<unknown>();
  const allBack = () =>
    revise(Outing, outing, {
      state: after(outing.state, 'return') ?? outing.state,
      endedAt: new Date().toISOString(),
    }).catch(setError);
  return (
    <Page
      title={currentPlace(outing)}
      back={{ href: '/outreach', label: t('common.back') }}
      action={
        <LinkButton look="primary" href="/outreach/encounter">
          {t(unfinished ? 'outreach.outing.continue' : 'outreach.log')}
        </LinkButton>
      }
    >
      <p class="muted number">
        {[t('outreach.began', { time: clock(outing.at) }), ...outing.organisations].join(' · ')}
        <Delivered records={[outing, ...encounters].map(({ id }) => id)} />
      </p>
      {error !== undefined && <NotKeptNotice error={error} />}
      <SavedNotice outingId={outing.id} />
      <ReturnCard outing={outing} />
      <ChangePlace outing={outing} beside={<Button onClick={allBack}>{t('outreach.outing.allBack')}</Button>} />
      <RunningLog outing={outing} encounters={encounters} />
    </Page>
  );
}
