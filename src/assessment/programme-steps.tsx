import { useId, useMemo } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { FreeTextField } from '../store/free-text-field.tsx';
import type { DraftState } from '../store/use-draft.ts';
import { ChooseSome } from '../ui/choice.tsx';
import { agreeQuestions, openDataFrom, steps } from './programme.ts';
import { missingVoices, type ProgrammeDraft } from './programme-draft.ts';
import { Goals } from './programme-goals.tsx';
import { Needs } from './programme-needs.tsx';
import { links, programmeLimits, voices } from './programme-record.ts';
import { useShown } from './use-shown.ts';

export interface StepProps {
  /** The programme that actions are agreed in, and the day on which it began. */
  about: string;
  begun: string;
  data: ProgrammeDraft;
  /** It was to be kept: what is missing is said. */
  isAsked: boolean;
  /** What was handed on earlier does the same: a part is drawn again only where what it shows changed. */
  onChange: DraftState<ProgrammeDraft>['change'];
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
function Agreed({ about, begun, data, isAsked, onChange }: StepProps) {
  const { t } = useWords();
  const asked = (text: string, at: number) => (
    <AgreedField key={text} text={text} at={String(at + 1)} said={data.agree[at + 1] ?? ''} onChange={onChange} />
  );
  return (
    <div class="stack">
      <div class="stack" lang="fi">
        {agreeQuestions.slice(0, openDataFrom).map(asked)}
      </div>
      <Goals {...{ about, begun, isAsked, onChange }} goals={data.goals} />
      <h3>{t('programme.openData')}</h3>
      <div class="stack" lang="fi">
        {agreeQuestions.slice(openDataFrom).map((text, at) => asked(text, at + openDataFrom))}
      </div>
    </div>
  );
}

interface AgreedFieldProps extends Pick<StepProps, 'onChange'> {
  text: string;
  /** Its number, as it is kept under. */
  at: string;
  said: string;
}

/** One question to agree on. Drawn again only where it changed: each keystroke is of one. */
function AgreedField({ text, at, said, onChange }: AgreedFieldProps) {
  const field = () => (
    <FreeTextField
      label={text}
      value={said}
      onInput={(words) => onChange(({ agree }) => ({ agree: { ...agree, [at]: words } }))}
      limit={programmeLimits.words}
      hint={false}
      long
    />
  );
  return useMemo(field, [said]);
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
