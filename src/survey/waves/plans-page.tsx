import { useWords } from '../../i18n/words.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { useOfferedForms } from '../bundle/bundles-store.ts';
import { usePlans } from './codes-store.ts';
import { planFaults } from './plan-draft.ts';
import { PlanFields } from './plan-fields.tsx';
import { usePlansForm } from './use-plans-form.ts';

export function PlansPage() {
  const set = usePlans();
  const forms = useOfferedForms();
  return set && forms ? <PlansForm set={set} forms={forms} /> : null;
}

interface FormProps {
  set: NonNullable<ReturnType<typeof usePlans>>;
  forms: NonNullable<ReturnType<typeof useOfferedForms>>;
}

function PlansForm({ set, forms }: FormProps) {
  const { t } = useWords();
  const { now, isTried, isKept, failed, fault, add, keep, restore, changePlan, remove, target } = usePlansForm(set);
  return (
    <form class="contents" noValidate onSubmit={keep}>
      <Page
        title={t('plans.title')}
        back={{ href: '/surveys/codes', label: t('common.back') }}
        action={
          <div class="stack tight">
            {failed !== undefined && <NotKeptNotice error={failed} />}
            {isKept && <Notice title={t('plans.kept')} />}
            <Button look="primary" type="submit">
              {t('common.save')}
            </Button>
          </div>
        }
      >
        <p>{t('plans.lead')}</p>
        {now.plans.map((plan) => (
          <PlanFields
            key={plan.id}
            plan={plan}
            faults={isTried ? planFaults(plan) : {}}
            forms={forms}
            onChange={(some) => changePlan(plan.id, some)}
            onRemove={now.plans.length > 1 ? () => remove(plan.id) : undefined}
          />
        ))}
        <p>
          <Button onClick={add}>{t('plans.add')}</Button>
        </p>
        <section class="stack">
          <h2>{t('plans.target')}</h2>
          <p class="muted">{t('plans.targetHelp')}</p>
          <Field
            label={t('plans.answers')}
            value={now.target.answers}
            onInput={(value) => target({ answers: value })}
            digits
            limit={6}
            error={isTried && fault === 'target' ? t('plans.wrong.target') : undefined}
          />
          <DateField label={t('plans.from')} value={now.target.from} onInput={(value) => target({ from: value })} />
          <DateField
            label={t('plans.to')}
            value={now.target.to}
            onInput={(value) => target({ to: value })}
            error={isTried && fault === 'targetDays' ? t('plans.wrong.targetDays') : undefined}
          />
        </section>
        {(set.chosen.plans || set.chosen.target) && (
          <p>
            <Button look="bare" onClick={restore}>
              {t('plans.restore')}
            </Button>
          </p>
        )}
      </Page>
    </form>
  );
}
