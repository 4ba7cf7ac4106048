/** What a unit writes of its plans and of how many answers it aims at, until it is kept. */
import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { toFirstError } from '../../ui/to-first-error.ts';
import { choose, type usePlans } from './codes-store.ts';
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

interface Written {
  plans: SurveyPlanDraft[];
  target: TargetDraft;
}

/** `set`: what the unit has now. */
export function usePlansForm(set: NonNullable<ReturnType<typeof usePlans>>) {
  const words = useWords();
  const [written, setWritten] = useState<Written>();
  const [isTried, setTried] = useState(false);
  const [isKept, setKept] = useState(false);
  const [failed, setFailed] = useState<unknown>();
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
    const plans = now.plans.map((plan) => surveyPlanOf(plan, knownName(plan.id, words.t)));
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
  return {
    now,
    isTried,
    isKept,
    failed,
    fault,
    add,
    keep,
    restore,
    changePlan,
    remove: (gone: string) => change({ plans: now.plans.filter(({ id }) => id !== gone) }),
    target: (some: Partial<TargetDraft>) => change({ target: { ...now.target, ...some } }),
  };
}
