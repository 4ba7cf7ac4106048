import { useId } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/button.tsx';
import { describedBy, ErrorText } from '../../ui/error-text.tsx';
import { Field } from '../../ui/field.tsx';
import { capital } from '../in-words.ts';
import { type Pair, planLimits } from './plan.ts';

interface PlanPairsProps {
  pairs: readonly Pair[];
  error: string | undefined;
  onChange: (pairs: Pair[]) => void;
}

const roles = ['talks', 'records', 'watches'] as const;

/** Pairs and the three roles in each: roles or initials, no names are needed. */
export function PlanPairs({ pairs, error, onChange }: PlanPairsProps) {
  const { t, language } = useWords();
  const id = useId();
  return (
    <fieldset class="stack tight" {...describedBy(id, undefined, error)}>
      <ErrorText id={id} error={error} />
      {pairs.map((pair, index) => (
        <fieldset class="card" key={index}>
          <legend class="row apart">
            <strong>{t('outreach.plan.pair', { number: index + 1 })}</strong>
          </legend>
          {roles.map((role) => (
            <Field
              key={role}
              label={capital(t(`outreach.plan.role.${role}`), language)}
              limit={planLimits.role}
              value={pair[role]}
              onInput={(value) => onChange(pairs.with(index, { ...pair, [role]: value }))}
            />
          ))}
          <Button onClick={() => onChange(pairs.toSpliced(index, 1))}>
            {t('outreach.plan.pairAway', { number: index + 1 })}
          </Button>
        </fieldset>
      ))}
      <p class="muted small">{t('outreach.plan.pairsHint')}</p>
      {pairs.length < planLimits.pairs && (
        <Button onClick={() => onChange([...pairs, { talks: '', records: '', watches: '' }])}>
          {t('outreach.plan.pairAdd')}
        </Button>
      )}
    </fieldset>
  );
}
