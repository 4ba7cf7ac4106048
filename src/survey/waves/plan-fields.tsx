import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import type { Form } from '../bundle/form.ts';
import { textFor } from '../instrument/instruments-store.ts';
import type { PlanFaults, SurveyPlanDraft } from './plan-draft.ts';
import { monthsIn } from './plans.ts';
import { rhythmWords } from './rhythm-words.ts';

interface PlanFieldsProps {
  plan: SurveyPlanDraft;
  faults: PlanFaults;
  forms: readonly Form[];
  onChange(some: Partial<SurveyPlanDraft>): void;
  onRemove: (() => void) | undefined;
}

/** One plan: closed it says in words how often it asks. */
export function PlanFields({ plan, faults, forms, onChange, onRemove }: PlanFieldsProps) {
  const words = useWords();
  const { t, language } = words;
  const months = monthsIn(plan.months);
  const every = Number(plan.every) || undefined;
  const wrong = (field: keyof PlanFaults) => faults[field] && t(`plans.wrong.${faults[field]}`);
  const bundles = forms.map((one) => ({ value: one.id, label: textFor(one, language).title }));
  // A new one stands open, and stays so when its name is written.
  const [begins] = useState(plan.name === '');
  return (
    <details class="card" open={begins}>
      <summary>
        <span>
          {plan.name || t('plans.unnamed')}
          <br />
          <span class="muted small">{months && rhythmWords({ months, every }, words)}</span>
        </span>
      </summary>
      <div class="stack">
        <Field
          label={t('plans.name')}
          value={plan.name}
          onInput={(name) => onChange({ name })}
          limit={60}
          error={wrong('name')}
        />
        <Field
          label={t('plans.months')}
          hint={t('plans.monthsHint')}
          value={plan.months}
          onInput={(value) => onChange({ months: value })}
          limit={80}
          error={wrong('months')}
        />
        <Field
          label={t('plans.every')}
          hint={t('plans.everyHint')}
          value={plan.every}
          onInput={(value) => onChange({ every: value })}
          digits
          limit={3}
          error={wrong('every')}
        />
        <Field
          label={t('plans.before')}
          value={plan.before}
          onInput={(before) => onChange({ before })}
          digits
          limit={3}
          error={wrong('before')}
        />
        <Field
          label={t('plans.after')}
          value={plan.after}
          onInput={(after) => onChange({ after })}
          digits
          limit={3}
          error={wrong('after')}
        />
        {forms.length > 1 && (
          <>
            <Select
              label={t('plans.bundle')}
              options={bundles}
              value={plan.bundle}
              onChange={(bundle) => onChange({ bundle })}
            />
            <Select
              label={t('plans.followUp')}
              options={[{ value: '', label: t('plans.asAtStart') }, ...bundles]}
              value={plan.followUp}
              onChange={(followUp) => onChange({ followUp })}
            />
          </>
        )}
        <label class="chip">
          <input
            type="checkbox"
            checked={plan.assisted}
            onChange={({ currentTarget }) => onChange({ assisted: currentTarget.checked })}
          />
          <span>{t('plans.assisted')}</span>
        </label>
        {onRemove && (
          <p>
            <Button look="bare" onClick={onRemove}>
              {t('plans.remove')}
            </Button>
          </p>
        )}
      </div>
    </details>
  );
}
