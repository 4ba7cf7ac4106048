import { useState } from 'preact/hooks';
import { useWords } from '../../i18n/words.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { Button } from '../../ui/button.tsx';
import { ChooseOne } from '../../ui/choice.tsx';
import { end, keepRespondent, todayInFinland } from './codes-store.ts';
import { planName } from './in-words.tsx';
import { enrolment, startAfter } from './plans.ts';
import { endings } from './respondent.ts';
import { rhythmWords } from './rhythm-words.ts';
import type { CodeStanding } from './standing.ts';
import type { SurveyPlan } from './survey-plan.ts';

/** Another plan, or an end. What was answered stays. */
export function ChangeCode({ standing, plans }: { standing: CodeStanding; plans: readonly SurveyPlan[] }) {
  const words = useWords();
  const { t } = words;
  const [failed, setFailed] = useState<unknown>();
  const { respondent, code, turn, status } = standing;
  const change = (id: string) => {
    const plan = plans.find((one) => one.id === id);
    if (!plan || id === respondent.plan) return;
    keepRespondent(enrolment(plan, { code, turn, start: startAfter(standing, todayInFinland()) })).catch(setFailed);
  };
  const now = plans.find(({ id }) => id === respondent.plan);
  return (
    <details>
      <summary>{t('codes.change')}</summary>
      <div class="stack">
        {status !== 'ended' && (
          <ChooseOne
            legend={t('codes.forWhom')}
            options={plans.map(({ id }) => ({ value: id, label: planName(id, plans, words) }))}
            value={respondent.plan}
            onChange={change}
            hint={now && rhythmWords(respondent, words)}
          />
        )}
        <fieldset class="choice">
          <legend>{t(status === 'ended' ? 'codes.endedLegend' : 'codes.endLegend')}</legend>
          <div class="chips">
            {status === 'ended' ? (
              <Button onClick={() => end(standing, undefined).catch(setFailed)}>{t('codes.goOn')}</Button>
            ) : (
              endings.map((why) => (
                <Button key={why} onClick={() => end(standing, why).catch(setFailed)}>
                  {t(`codes.end.${why}`)}
                </Button>
              ))
            )}
          </div>
        </fieldset>
        <p class="muted small">{t('codes.lostHelp')}</p>
        {failed !== undefined && <NotKeptNotice error={failed} />}
      </div>
    </details>
  );
}
