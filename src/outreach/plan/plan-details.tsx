import { useWords } from '../../i18n/words.ts';
import type { SharedPlan } from './plan.ts';
import { type PlanLine, planLines } from './words.ts';

interface PlanDetailsProps {
  plan: SharedPlan;
  /** Fields that are told elsewhere on the screen. */
  without?: readonly PlanLine['field'][];
  /** It stands in a card already. */
  bare?: boolean;
}

/** A plan line by line; what was left open is left out. */
export function PlanDetails({ plan, without = [], bare }: PlanDetailsProps) {
  const words = useWords();
  const lines = planLines(plan, words).filter(({ field }) => !without.includes(field));
  if (lines.length === 0) return null;
  return (
    <dl class={bare ? 'plan-lines' : 'plan-lines card'}>
      {lines.map(({ field, label, text }) => (
        <div key={field}>
          <dt class="muted small">{label}</dt>
          <dd class="number">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
