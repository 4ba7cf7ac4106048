import type { ComponentChildren } from 'preact';
import { useWords } from '../i18n/words.ts';
import type { Encounter } from './encounter.ts';
import { EncounterList } from './encounter-list.tsx';
import { OutingEntries, useEntries } from './follow-up/outing-entries.tsx';
import { currentPlace, type Outing } from './outing.ts';
import { CounterCard } from './tally/counter-card.tsx';
import { TallyOfOuting } from './tally/tally-of-outing.tsx';
import { useTally } from './tally/use-tally.ts';

interface RunningLogProps {
  outing: Outing;
  encounters: readonly Encounter[];
  /** What stands at its foot. */
  children: ComponentChildren;
}

/** What is logged while an outing runs: the counters of this stop, the encounters, and what is more than an encounter. */
export function RunningLog({ outing, encounters, children }: RunningLogProps) {
  const { t } = useWords();
  const tally = useTally(outing);
  const entries = useEntries(outing.id);
  const place = currentPlace(outing);
  // All at once, so that nothing is pushed away by what comes later.
  if (!tally.marks || !entries) return null;
  const isElsewhere = [...tally.marks, ...encounters].some((logged) => logged.place !== place);
  return (
    <>
      <CounterCard
        title={t('outreach.tally.title')}
        outingId={outing.id}
        place={place}
        tally={tally}
        encounters={encounters.filter((encounter) => encounter.place === place)}
      />
      {isElsewhere && <TallyOfOuting outing={outing} tally={tally} encounters={encounters} />}
      {encounters.length > 0 && <EncounterList encounters={encounters} empty="" />}
      <OutingEntries outingId={outing.id} entries={entries} />
      {children}
    </>
  );
}
