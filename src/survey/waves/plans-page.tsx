/** Suunnitelmat: how often this unit asks, and how many answers it aims at. */
import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { useInstruments } from '../instrument/instruments-store.ts';
import { choose, usePlans } from './codes-store.ts';
import { knownName, planName } from './in-words.tsx';
import {
  planFaults,
  type SurveyPlanDraft,
  surveyPlanDraft,
  surveyPlanOf,
  type TargetDraft,
  targetFault,
  targetFrom,
} from './plan-draft.ts';
import { PlanFields } from './plan-fields.tsx';

interface Written {
  plans: SurveyPlanDraft[];
  target: TargetDraft;
}

export function PlansPage() {
  const words = useWords();
  const { t } = words;
  const set = usePlans();
  const instruments = useInstruments();
  const [written, setWritten] = useState<Written>();
  const [isTried, setTried] = useState(false);
  const [isKept, setKept] = useState(false);
  const [failed, setFailed] = useState<unknown>();
  if (!set || !instruments) return null;
  const { from = '', to = '', answers = '' } = set.target ?? {};
  const now = written ?? {
    plans: set.plans.map((plan) => surveyPlanDraft(plan, planName(plan.id, set.plans, words))),
    target: { from, to, answers: String(answers) },
  };
  const change = (some: Partial<Written>) => {
    setKept(false);
    setWritten({ ...now, ...some });
  };
  const changePlan = (id: string, some: Partial<SurveyPlanDraft>) =>
    change({ plans: now.plans.map((plan) => (plan.id === id ? { ...plan, ...some } : plan)) });
  const add = () =>
    change({
      plans: [
        ...now.plans,
        {
          ...surveyPlanDraft(set.plans[0]!, ''),
          id: `own-${Date.now().toString(36)}`,
          months: '0, 3, 6',
          assisted: false,
        },
      ],
    });
  const fault = targetFault(now.target);
  const keep = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (fault || now.plans.some((plan) => Object.keys(planFaults(plan)).length > 0)) {
      return toFirstError();
    }
    const plans = now.plans.map((plan) => surveyPlanOf(plan, knownName(plan.id, t)));
    const target = targetFrom(now.target);
    try {
      await choose({ plans, ...(target ? { target } : {}) });
      setFailed(undefined);
      setKept(true);
    } catch (error) {
      setFailed(error);
    }
  };
  const restore = async () => {
    await choose({}).catch(setFailed);
    setWritten(undefined);
    setTried(false);
  };
  const target = (some: Partial<TargetDraft>) => change({ target: { ...now.target, ...some } });
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
            instruments={instruments}
            onChange={(some) => changePlan(plan.id, some)}
            onRemove={
              now.plans.length > 1 ? () => change({ plans: now.plans.filter(({ id }) => id !== plan.id) }) : undefined
            }
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
