import { useWords } from '../../i18n/words.ts';
import type { PlannedOuting } from '../outing.ts';
import { titleOf } from './plan.ts';
import { whenWords } from './words.ts';

/** One planned outing in a list: what, when, and how far it is agreed. */
export function PlanRow({ outing: { id, plan, state } }: { outing: PlannedOuting }) {
  const { t, language } = useWords();
  const others = plan.organisations.map(({ name, answer }) => (answer === 'in' ? `${name} ✓` : name));
  return (
    <li>
      <a class="whole" href={`/outreach/outing/${id}`}>
        <span class="row apart">
          <strong>{titleOf(plan)}</strong>
          <span class={`plan-state is-${state}`}>{t(`outreach.plan.state.${state}`)}</span>
        </span>
        <span class="muted small number">{[whenWords(plan, language), ...others].join(' · ')}</span>
      </a>
    </li>
  );
}
