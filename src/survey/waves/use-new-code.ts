/** Making codes: what is chosen and written of them, and keeping them. */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { isDate } from '../../periods/days.ts';
import { toFirstError } from '../../ui/to-first-error.ts';
import { useUnderWay } from '../../ui/use-under-way.ts';
import { codeInHash, newAnswerCode } from '../respondent/answer-code.ts';
import { keepRespondent, standingOf, todayInFinland, usePlans } from './codes-store.ts';
import { enrolment } from './plans.ts';
import { mostAtOnce } from './respondent.ts';
import type { CodeStanding } from './standing.ts';
import type { SurveyPlan } from './survey-plan.ts';

/** A new code, or whose card somebody brings. */
export type CardOf = 'new' | 'held' | 'moved';

export function useNewCode() {
  const plans = usePlans()?.plans;
  const { route } = useLocation();
  const [id, setId] = useState<string>();
  const [card, setCard] = useState<CardOf>('new');
  const [written, setWritten] = useState('');
  const [start, setStart] = useState(todayInFinland);
  const [howMany, setHowMany] = useState('1');
  const [made, setMade] = useState(0);
  const [isTried, setTried] = useState(false);
  const [known, setKnown] = useState<CodeStanding>();
  const [failed, setFailed] = useState<unknown>();
  const saving = useUnderWay<true>();
  const plan = plans?.find((one) => one.id === id);
  const count = card === 'new' ? countIn(howMany) : 1;

  const makeMany = async (plan: SurveyPlan, count: number) => {
    // What was made before something failed is there: only the rest is made.
    for (let n = made; n < count; n++) {
      await keepRespondent(enrolment(plan, { code: await freshCode(), start, turn: 0 }));
      setMade(n + 1);
    }
    route(`/surveys/codes/cards?made=${todayInFinland()}`, true);
  };
  const makeOne = async (plan: SurveyPlan, code: string) => {
    const standing = await standingOf(code);
    if (standing && card === 'held') return setKnown(standing);
    const more = { code, start, turn: standing?.turn ?? 0, ...(card === 'moved' ? { moved: true as const } : {}) };
    const kept = await keepRespondent(enrolment(plan, more));
    route(`/surveys/codes/${kept.id}`, true);
  };
  const keep = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    const code = card === 'new' ? await freshCode() : codeInHash(written);
    if (!plan || !count || !code || !isDate(start)) return toFirstError();
    if (saving.is()) return;
    saving.begin(true);
    setFailed(undefined);
    try {
      await (count > 1 ? makeMany(plan, count) : makeOne(plan, code));
    } catch (error) {
      setFailed(error);
    } finally {
      saving.end();
    }
  };
  const write = (value: string) => {
    setKnown(undefined);
    setWritten(value);
  };
  const chosen = { id, setId, plan, card, setCard, written, write, start, setStart, howMany, setHowMany };
  return { plans, chosen, count, made, isTried, known, failed, isSaving: saving.shown !== undefined, keep };
}

/** How many are to be made; undefined for what is no such number. */
function countIn(written: string): number | undefined {
  const count = Number(written.trim());
  return /^\d+$/.test(written.trim()) && count >= 1 && count <= mostAtOnce ? count : undefined;
}

/** A code that nobody here has. */
async function freshCode(): Promise<string> {
  for (;;) {
    const code = newAnswerCode();
    if (!(await standingOf(code))) return code;
  }
}
