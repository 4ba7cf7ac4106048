/** Uusi koodi: for whom, how many, and whether there is a card already. */
import { useWords } from '../../i18n/words.ts';
import { isDate } from '../../periods/days.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { Button } from '../../ui/button.tsx';
import { ChooseOne } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { CodeField } from './code-field.tsx';
import { planName } from './in-words.tsx';
import { mostAtOnce } from './respondent.ts';
import { rhythmWords } from './rhythm-words.ts';
import type { SurveyPlan } from './survey-plan.ts';
import { useNewCode } from './use-new-code.ts';

export function NewCode() {
  const words = useWords();
  const { t } = words;
  const { plans, chosen, count, made, isTried, known, failed, isSaving, keep } = useNewCode();
  const { id, setId, plan, card, setCard, written, write, start, setStart, howMany, setHowMany } = chosen;
  if (!plans) return null;
  const cards = (['new', 'held', 'moved'] as const).map((value) => ({ value, label: t(`codes.card.${value}`) }));
  return (
    <form onSubmit={keep} noValidate class="contents">
      <Page
        title={t('codes.make')}
        back={{ href: '/surveys/codes', label: t('common.back') }}
        action={
          <div class="stack tight">
            {failed !== undefined && <NotKeptNotice error={failed} />}
            {made > 0 && (
              <p role="status" class="number">
                {t('codes.madeSoFar', { count: made, all: howMany })}
              </p>
            )}
            <Button look="primary" type="submit" busy={isSaving}>
              {t(card !== 'new' ? 'codes.takeIt' : count && count > 1 ? 'codes.makeThem' : 'codes.makeIt')}
            </Button>
          </div>
        }
      >
        <p>{t('codes.makeLead')}</p>
        <ChooseOne
          legend={t('codes.forWhom')}
          options={plans.map((one) => ({ value: one.id, label: planName(one.id, plans, words) }))}
          value={id}
          onChange={setId}
          hint={plan && whenWords(plan, words)}
          error={isTried && !plan ? t('codes.forWhomMissing') : undefined}
        />
        <ChooseOne legend={t('codes.card.legend')} options={cards} value={card} onChange={setCard} />
        {card === 'new' ? (
          <Field
            label={t('codes.howMany')}
            hint={t('codes.howManyHint', { most: mostAtOnce })}
            value={howMany}
            onInput={setHowMany}
            digits
            limit={2}
            error={isTried && !count ? t('codes.howManyWrong', { most: mostAtOnce }) : undefined}
          />
        ) : (
          <CodeField
            label={t('codes.code')}
            hint={t('codes.codeHint')}
            value={written}
            onInput={write}
            isTried={isTried}
            required
          />
        )}
        {known && (
          <Notice tone="look" title={t('codes.known')}>
            <a href={`/surveys/codes/${known.respondent.id}`}>{t('codes.toKnown')}</a>
          </Notice>
        )}
        <details>
          <summary>{t('codes.start')}</summary>
          <DateField
            label={t('codes.startDay')}
            hint={t('codes.startHint')}
            value={start}
            onInput={setStart}
            error={isTried && !isDate(start) ? t('codes.noDay') : undefined}
          />
        </details>
      </Page>
    </form>
  );
}

const whenWords = (plan: SurveyPlan, words: ReturnType<typeof useWords>) => {
  const rhythm = rhythmWords(plan, words);
  return rhythm.charAt(0).toLocaleUpperCase(words.language) + rhythm.slice(1);
};
