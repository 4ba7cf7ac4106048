import { useId } from 'preact/hooks';
import { ActionsOf } from '../../actions/actions-of.tsx';
import { useWords } from '../../i18n/words.ts';
import { FreeTextField } from '../../store/free-text-field.tsx';
import { ChooseSome } from '../../ui/choice.tsx';
import { useShown } from '../use-shown.ts';
import { checklistParts } from './checklist.ts';
import { coDevelopmentLimits } from './co-development.ts';
import { type CoDevelopmentDraft, outcomeStep } from './co-development-draft.ts';

export interface ChecklistStepProps {
  step: number;
  /** It was chosen: on a narrow screen nothing else is there. */
  isAlone: boolean;
  data: CoDevelopmentDraft;
  /** It was to be kept: what is missing is said. */
  isAsked: boolean;
  onChange: (some: Partial<CoDevelopmentDraft>) => void;
  hrefOf: (step: number) => string;
}

interface PartProps extends ChecklistStepProps {
  /** The event that actions are agreed in, and the day on which it was begun. */
  about: string;
  begun: string;
}

/** One part of the checklist: what of it is taken care of, what is done, and who does it by when. */
export function PartDetail({ step, isAlone, data, onChange, hrefOf, about, begun }: PartProps) {
  const { t } = useWords();
  const id = useId();
  const heading = useShown(step, isAlone);
  const part = checklistParts[step - 1]!;
  /** Replaces what is chosen of one group. */
  const choose = (numbers: readonly number[], values: readonly string[]) =>
    onChange({
      considered: [...data.considered.filter((number) => !numbers.includes(number)), ...values.map(Number)],
    });
  return (
    <section class="question" aria-labelledby={id}>
      <h2 lang="fi" id={id} ref={heading} tabIndex={-1}>
        <span class="number">{step}</span> {part.title}
      </h2>
      <div class="checklist stack" lang="fi">
        {part.groups.map(({ title, items }) => {
          const numbers = items.map(({ number }) => number);
          return (
            <div key={numbers[0]} class={title ? undefined : 'untitled'}>
              <ChooseSome
                legend={title ?? part.title}
                options={items.map(({ number, text }) => ({ value: String(number), label: text }))}
                values={data.considered.filter((number) => numbers.includes(number)).map(String)}
                onChange={(values) => choose(numbers, values)}
              />
            </div>
          );
        })}
      </div>
      <FreeTextField
        key={part.id}
        label={t('coDevelopment.plan')}
        value={data.plans[part.id] ?? ''}
        onInput={(said) => onChange({ plans: { ...data.plans, [part.id]: said } })}
        limit={coDevelopmentLimits.words}
        long
      />
      <ActionsOf key={`actions ${part.id}`} tool="co-development" about={about} place={part.id} agreed={begun} />
      <Turn step={step} hrefOf={hrefOf} />
    </section>
  );
}

/** To the step before and the one after. */
export function Turn({ step, hrefOf }: Pick<ChecklistStepProps, 'step' | 'hrefOf'>) {
  const { t } = useWords();
  const words = (one: number) =>
    one === outcomeStep ? t('coDevelopment.outcome') : t('coDevelopment.part', { number: one });
  return (
    <nav class="question-turn" aria-label={t('coDevelopment.turn')}>
      {step > 1 ? <a href={hrefOf(step - 1)}>‹ {words(step - 1)}</a> : <span />}
      {step < outcomeStep && <a href={hrefOf(step + 1)}>{words(step + 1)} ›</a>}
    </nav>
  );
}
