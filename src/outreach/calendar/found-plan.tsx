import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { newId } from '../../store/id.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { create, revise } from '../../store/save.ts';
import { Button } from '../../ui/button.tsx';
import { Outing, type PlannedOuting } from '../outing.ts';
import { plannedFields } from '../plan/change.ts';
import { compare, type HeldPlan, keepOurs, type PlanStanding, takeIncoming } from '../plan/merge.ts';
import { type SharedPlan, sharedOf, titleOf } from '../plan/plan.ts';
import { PlanDetails } from '../plan/plan-details.tsx';
import { whenWords } from '../plan/words.ts';
import type { Doubt } from './event.ts';
import { leaveAside } from './from-network.tsx';
import { PlanVersions } from './versions.tsx';

interface FoundPlanProps {
  incoming: SharedPlan;
  doubts: readonly Doubt[];
  held: PlannedOuting | undefined;
  own: string;
}

/** One plan that came from elsewhere, beside the one that is here: a person chooses, nothing is written over unseen. */
export function FoundPlan({ incoming, doubts, held, own }: FoundPlanProps) {
  const { t, language } = useWords();
  const { route } = useLocation();
  const [error, setError] = useState<unknown>();
  const standing = compare(held, incoming);

  async function keep(next: HeldPlan) {
    try {
      const { at, ...fields } = plannedFields(next.plan, next.state, own);
      const id = held?.id ?? newId();
      if (held) await revise(Outing, held, { at, ...fields });
      else await create(Outing, fields, { id, at });
      await leaveAside(incoming);
      route(`/outreach/outing/${id}`);
    } catch (reason) {
      setError(reason);
    }
  }

  return (
    <section class="card">
      <h2>{titleOf(incoming)}</h2>
      <p class="number">
        <span class={`plan-state is-${incoming.state}`}>{t(`outreach.plan.state.${incoming.state}`)}</span>{' '}
        {whenWords(incoming, language)}
      </p>
      {doubts.map((doubt) => (
        <p key={doubt} class="plan-doubt">
          {t(`outreach.import.doubt.${doubt}`)}
        </p>
      ))}
      {error !== undefined && <NotKeptNotice error={error} />}
      <Choices standing={standing} incoming={incoming} held={held} own={own} onKeep={keep} />
    </section>
  );
}

interface ChoicesProps {
  standing: PlanStanding;
  incoming: SharedPlan;
  held: PlannedOuting | undefined;
  own: string;
  onKeep: (next: HeldPlan) => unknown;
}

function Choices({ standing, incoming, held, own, onKeep }: ChoicesProps) {
  const { t } = useWords();
  if (!held) {
    return (
      <>
        <PlanDetails plan={incoming} without={['title', 'state', 'start']} bare />
        {incoming.state === 'cancelled' ? (
          <p>{t('outreach.import.cancelledThere')}</p>
        ) : (
          <Button onClick={() => onKeep(takeIncoming(undefined, incoming, own))}>{t('outreach.import.take')}</Button>
        )}
      </>
    );
  }
  if (standing.is === 'answers') {
    return (
      <>
        <PlanDetails plan={incoming} without={['title', 'state', 'start']} bare />
        <Button
          onClick={() => onKeep({ plan: { ...held.plan, organisations: standing.organisations }, state: held.state })}
        >
          {t('outreach.import.takeAnswers')}
        </Button>
      </>
    );
  }
  if (standing.is === 'same' || standing.is === 'new') {
    return (
      <p>
        {t('outreach.import.same')} <a href={`/outreach/outing/${held.id}`}>{t('outreach.import.toOuting')}</a>
      </p>
    );
  }
  return (
    <PlanVersions
      standing={standing}
      ours={sharedOf(held.plan, held.state)}
      theirs={incoming}
      onTake={() => onKeep(takeIncoming(held, incoming, own))}
      onKeep={() => onKeep(keepOurs(held, incoming))}
    />
  );
}
