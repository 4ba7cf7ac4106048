/** The steps of a form that is gone through from the first to the last: their list, and the way from one to the next. */
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { useShown } from './use-shown.ts';

/** What each step of a form is given. */
export interface FormStepProps<T> {
  step: number;
  /** It was chosen: on a narrow screen nothing else is there. */
  isAlone: boolean;
  data: T;
  /** It was to be kept: what is missing is said. */
  isAsked: boolean;
  /** What the steps are called, in order. */
  titles: readonly string[];
  onChange: (some: Partial<T>) => void;
  hrefOf: (step: number) => string;
}

interface StepListProps {
  open: number;
  titles: readonly string[];
  hrefOf: (step: number) => string;
  /** What the list is called. */
  label: string;
}

export function StepList({ open, titles, hrefOf, label }: StepListProps) {
  return (
    <nav class="question-list" aria-label={label}>
      <ul>
        {titles.map((title, index) => (
          <li key={title}>
            <a href={hrefOf(index + 1)} aria-current={open === index + 1 ? 'true' : undefined}>
              <span class="number">{index + 1}</span>
              <span>{title}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** One step under its title, with the way to the one before and the one after. */
export function Step<T>({
  step,
  isAlone,
  titles,
  hrefOf,
  children,
}: FormStepProps<T> & { children: ComponentChildren }) {
  const { t } = useWords();
  const id = useId();
  const heading = useShown(step, isAlone);
  const [before, after] = [titles[step - 2], titles[step]];
  return (
    <section class="question" aria-labelledby={id}>
      <h2 id={id} ref={heading} tabIndex={-1}>
        <span class="number">{step}</span> {titles[step - 1]}
      </h2>
      {children}
      <nav class="question-turn" aria-label={t('assessment.turnStep')}>
        {before ? <a href={hrefOf(step - 1)}>‹ {before}</a> : <span />}
        {after && <a href={hrefOf(step + 1)}>{after} ›</a>}
      </nav>
    </section>
  );
}
