import { useId } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { FreeTextField } from '../store/free-text-field.tsx';
import { Button } from '../ui/button.tsx';
import { ChooseSome } from '../ui/choice.tsx';
import { agreeQuestions, openDataFrom, steps } from './programme.ts';
import { goalParts, missingVoices, type ProgrammeDraft } from './programme-draft.ts';
import { Needs } from './programme-needs.tsx';
import { links, mostGoals, programmeLimits, voices } from './programme-record.ts';
import { useShown } from './use-shown.ts';

export interface StepProps {
  data: ProgrammeDraft;
  /** It was to be kept: what is missing is said. */
  isAsked: boolean;
  onChange: (some: Partial<ProgrammeDraft>) => void;
}

interface DetailProps extends StepProps {
  step: number;
  /** It was chosen: on a narrow screen nothing else is there. */
  isAlone: boolean;
  hrefOf: (step: number) => string;
}

const details = [Group, InCharge, Needs, Agreed, WrittenDown];

/** One step of a programme. */
export function StepDetail({ step, isAlone, hrefOf, ...props }: DetailProps) {
  const { t } = useWords();
  const id = useId();
  const heading = useShown(step, isAlone);
  const Detail = details[step - 1]!;
  return (
    <section class="question" aria-labelledby={id}>
      <h2 lang="fi" id={id} ref={heading} tabIndex={-1}>
        <span class="number">{step}</span> {steps[step - 1]}
      </h2>
      <Detail {...props} />
      <nav class="question-turn" aria-label={t('programme.turn')}>
        {step > 1 ? <a href={hrefOf(step - 1)}>‹ {t('programme.step', { number: step - 1 })}</a> : <span />}
        {step < steps.length && <a href={hrefOf(step + 1)}>{t('programme.step', { number: step + 1 })} ›</a>}
      </nav>
    </section>
  );
}

/** 1: whose voices are in the group, and which are missing. */
function Group({ data, onChange }: StepProps) {
  const { t } = useWords();
  const missing = missingVoices(data);
  return (
    <div class="stack">
      <p>{t('programme.groupLead')}</p>
      <p role="status" class={missing.length > 0 ? 'missing-voices' : 'muted'}>
        {missing.length > 0
          ? t('programme.missing', { voices: missing.map((voice) => t(`programme.voice.${voice}`)).join(', ') })
          : t('programme.allVoices')}
      </p>
      {voices.map((voice) => (
        <FreeTextField
          key={voice}
          label={t(`programme.voice.${voice}`)}
          value={data.voices[voice] ?? ''}
          onInput={(who) => onChange({ voices: { ...data.voices, [voice]: who } })}
          limit={programmeLimits.line}
          hint={false}
        />
      ))}
    </div>
  );
}

/** 2: who is in charge, as a role. */
function InCharge({ data, onChange }: StepProps) {
  const { t } = useWords();
  return (
    <FreeTextField
      label={t('programme.inCharge')}
      hint={t('programme.inChargeHint')}
      value={data.inCharge}
      onInput={(inCharge) => onChange({ inCharge })}
      limit={programmeLimits.name}
    />
  );
}

/** 4: what is agreed on, the goals, and the questions on open data. */
function Agreed({ data, isAsked, onChange }: StepProps) {
  const { t } = useWords();
  const asked = (text: string, at: number) => (
    <FreeTextField
      key={text}
      label={text}
      value={data.agree[at + 1] ?? ''}
      onInput={(said) => onChange({ agree: { ...data.agree, [at + 1]: said } })}
      limit={programmeLimits.words}
      hint={false}
      long
    />
  );
  const changeGoal = (id: string, some: Partial<ProgrammeDraft['goals'][number]>) =>
    onChange({ goals: data.goals.map((goal) => (goal.id === id ? { ...goal, ...some } : goal)) });
  return (
    <div class="stack">
      <div class="stack" lang="fi">
        {agreeQuestions.slice(0, openDataFrom).map(asked)}
      </div>
      <h3>{t('programme.goals')}</h3>
      {data.goals.map((goal, at) => (
        <div key={goal.id} class="card">
          <FreeTextField
            label={t('programme.goal', { number: at + 1 })}
            value={goal.goal}
            onInput={(words) => changeGoal(goal.id, { goal: words })}
            limit={programmeLimits.line}
            hint={false}
            error={isAsked && !goal.goal.trim() ? t('programme.goalMissing') : undefined}
            long
          />
          {goalParts.map((part) => (
            <FreeTextField
              key={part}
              label={t(`programme.goalPart.${part}`)}
              value={goal[part] ?? ''}
              onInput={(words) => changeGoal(goal.id, { [part]: words })}
              limit={programmeLimits.words}
              hint={part === 'responsible' ? t('actions.whoHint') : false}
            />
          ))}
          <p>
            <Button look="bare" onClick={() => onChange({ goals: data.goals.filter(({ id }) => id !== goal.id) })}>
              {t('programme.removeGoal')}
            </Button>
          </p>
        </div>
      ))}
      <p>
        <Button
          disabled={data.goals.length >= mostGoals}
          onClick={() => onChange({ goals: [...data.goals, { id: crypto.randomUUID(), goal: '' }] })}
        >
          {t('programme.addGoal')}
        </Button>
      </p>
      <h3>{t('programme.openData')}</h3>
      <div class="stack" lang="fi">
        {agreeQuestions.slice(openDataFrom).map((text, at) => asked(text, at + openDataFrom))}
      </div>
    </div>
  );
}

/** 5: where it is linked, how and to whom it is told, who is thanked. */
function WrittenDown({ data, onChange }: StepProps) {
  const { t } = useWords();
  return (
    <div class="stack">
      <ChooseSome
        legend={t('programme.linked')}
        options={links.map((value) => ({ value, label: t(`programme.link.${value}`) }))}
        values={data.linked}
        onChange={(linked) => onChange({ linked })}
      />
      <FreeTextField
        label={t('programme.told')}
        hint={t('programme.toldHint')}
        value={data.told}
        onInput={(told) => onChange({ told })}
        limit={programmeLimits.words}
        long
      />
      <FreeTextField
        label={t('programme.thanked')}
        hint={t('programme.thankedHint')}
        value={data.thanked}
        onInput={(thanked) => onChange({ thanked })}
        limit={programmeLimits.words}
        long
      />
    </div>
  );
}
