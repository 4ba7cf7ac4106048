import { useWords } from '../../i18n/words.ts';
import { FreeTextField } from '../../store/free-text-field.tsx';
import { Button } from '../../ui/button.tsx';
import { inclusionPracticeLimits, mostCriteria } from './inclusion-practice.ts';
import { criteriaOf, type JudgedCriterion } from './inclusion-practice-draft.ts';
import type { PracticeStepProps } from './practice-step.tsx';

/** The criteria of a promising practice: the organisation's own list, and those that a team adds to one practice. */
export function CriteriaFields({ data, isAsked, own, onChange }: PracticeStepProps) {
  const { t } = useWords();
  const { criterion: most, judged } = inclusionPracticeLimits;
  const { listed, added } = criteriaOf(own, data);
  const judge = (criterion: string, said: string) =>
    onChange(({ criteria }) => ({
      criteria: criteria.some((one) => one.criterion === criterion)
        ? criteria.map((one) => (one.criterion === criterion ? { ...one, said } : one))
        : [...criteria, { criterion, said }],
    }));
  const change = (place: number, some: Partial<JudgedCriterion>) =>
    onChange(({ criteria }) => ({ criteria: criteria.map((one, at) => (at === place ? { ...one, ...some } : one)) }));
  return (
    <div class="stack">
      <p class="muted">{t(own.length > 0 ? 'inclusionPractice.criteriaOwn' : 'inclusionPractice.criteriaNone')}</p>
      {listed.map(({ criterion, said }) => (
        <FreeTextField
          key={criterion}
          label={criterion}
          value={said ?? ''}
          onInput={(words) => judge(criterion, words)}
          limit={judged}
          hint={false}
          long
        />
      ))}
      {added.map(({ criterion, said, place }) => (
        <div key={place} class="stack tight">
          <FreeTextField
            label={t('inclusionPractice.criterion')}
            value={criterion}
            onInput={(words) => change(place, { criterion: words })}
            limit={most}
            hint={false}
            error={isAsked && !criterion.trim() && said?.trim() ? t('inclusionPractice.criterionMissing') : undefined}
          />
          <FreeTextField
            label={t('inclusionPractice.judged')}
            value={said ?? ''}
            onInput={(words) => change(place, { said: words })}
            limit={judged}
            hint={false}
            long
          />
          <p>
            <Button
              look="bare"
              onClick={() => onChange(({ criteria }) => ({ criteria: criteria.filter((_, at) => at !== place) }))}
            >
              {t('inclusionPractice.criterionAway')}
            </Button>
          </p>
        </div>
      ))}
      <p>
        <Button
          disabled={data.criteria.length >= mostCriteria}
          onClick={() => onChange(({ criteria }) => ({ criteria: [...criteria, { criterion: '' }] }))}
        >
          {t('inclusionPractice.criterionAdd')}
        </Button>
      </p>
    </div>
  );
}
