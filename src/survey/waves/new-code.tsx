/** Uusi koodi: for whom, and whether there is a card already. */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useWords } from '../../i18n/words.ts';
import { isDate } from '../../periods/days.ts';
import { NotKeptNotice } from '../../store/not-kept.tsx';
import { Button } from '../../ui/button.tsx';
import { ChooseOne } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { toFirstError } from '../../ui/to-first-error.ts';
import { useUnderWay } from '../../ui/use-under-way.ts';
import { codeInHash, newAnswerCode } from '../respondent/answer-code.ts';
import { CodeField } from './code-field.tsx';
import { keepRespondent, standingOf, todayInFinland, usePlans } from './codes-store.ts';
import { planName } from './in-words.tsx';
import { enrolment } from './plans.ts';
import { rhythmWords } from './rhythm-words.ts';
import type { CodeStanding } from './standing.ts';
import type { SurveyPlan } from './survey-plan.ts';

type Card = 'new' | 'held' | 'moved';

export function NewCode() {
  const words = useWords();
  const { t } = words;
  const plans = usePlans()?.plans;
  const { route } = useLocation();
  const [id, setId] = useState<string>();
  const [card, setCard] = useState<Card>('new');
  const [written, setWritten] = useState('');
  const [start, setStart] = useState(todayInFinland);
  const [isTried, setTried] = useState(false);
  const [known, setKnown] = useState<CodeStanding>();
  const [failed, setFailed] = useState<unknown>();
  const saving = useUnderWay<true>();
  if (!plans) return null;
  const plan = plans.find((one) => one.id === id);

  const keep = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    const code = card === 'new' ? await freshCode() : codeInHash(written);
    if (!plan || !code || !isDate(start)) return toFirstError();
    if (saving.is()) return;
    saving.begin(true);
    try {
      const standing = await standingOf(code);
      if (standing && card === 'held') return setKnown(standing);
      const more = { code, start, turn: standing?.turn ?? 0, ...(card === 'moved' ? { moved: true as const } : {}) };
      const kept = await keepRespondent(enrolment(plan, more));
      route(`/surveys/codes/${kept.id}`, true);
    } catch (error) {
      setFailed(error);
    } finally {
      saving.end();
    }
  };
  const cards = (['new', 'held', 'moved'] as const).map((value) => ({ value, label: t(`codes.card.${value}`) }));
  return (
    <form onSubmit={keep} noValidate class="contents">
      <Page
        title={t('codes.make')}
        back={{ href: '/surveys/codes', label: t('common.back') }}
        action={
          <div class="stack tight">
            {failed !== undefined && <NotKeptNotice error={failed} />}
            <Button look="primary" type="submit" busy={saving.shown !== undefined}>
              {t(card === 'new' ? 'codes.makeIt' : 'codes.takeIt')}
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
        {card !== 'new' && (
          <CodeField
            label={t('codes.code')}
            hint={t('codes.codeHint')}
            value={written}
            onInput={(value) => {
              setKnown(undefined);
              setWritten(value);
            }}
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

/** A code that nobody here has. */
async function freshCode(): Promise<string> {
  for (;;) {
    const code = newAnswerCode();
    if (!(await standingOf(code))) return code;
  }
}
