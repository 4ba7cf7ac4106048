import { useId } from 'preact/hooks';
import { ActionsOf } from '../actions/actions-of.tsx';
import { wallDate } from '../i18n/wall-time.ts';
import { useWords } from '../i18n/words.ts';
import type { AnswerSoFar } from './answer.ts';
import { AnswerFields, HeardFields } from './answer-fields.tsx';
import type { Principle } from './principles.ts';
import type { Answers } from './progress.ts';
import { StandingMark } from './standing-mark.tsx';
import { useShown } from './use-shown.ts';

interface ListProps {
  principles: readonly Principle[];
  answers: Answers;
  open: string;
  hrefOf: (key: string) => string;
}

/** The principles, and what stands at each so far. */
export function PrinciplesList({ principles, answers, open, hrefOf }: ListProps) {
  const { t } = useWords();
  return (
    <nav class="question-list" aria-label={t('principles.title')}>
      <ul>
        {principles.map(({ key, text }) => (
          <li key={key}>
            <a href={hrefOf(key)} aria-current={open === key ? 'true' : undefined}>
              <span class="number">{key}</span>
              <span class="said" lang="fi">
                {text}
              </span>
              <span class="stands">
                <StandingMark mark={answers[key]?.standing ?? 'open'} />
                <span class="seen-only-by-ear">{t(`assessment.standing.${answers[key]?.standing ?? 'open'}`)}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface DetailProps {
  principle: Principle;
  principles: readonly Principle[];
  answer: AnswerSoFar | undefined;
  /** The look at a practice that actions are agreed in. */
  about: string;
  hrefOf: (key: string) => string;
  /** It was chosen: on a narrow screen nothing else is there. */
  isAlone: boolean;
  onChange: (some: AnswerSoFar) => void;
}

/** One principle, word for word, and what is said of the practice against it. */
export function PrincipleDetail({ principle, principles, answer, about, hrefOf, isAlone, onChange }: DetailProps) {
  const { t } = useWords();
  const id = useId();
  const heading = useShown(principle.key, isAlone);
  const at = principles.indexOf(principle);
  const [before, after] = [principles[at - 1], principles[at + 1]];
  return (
    <section class="question" aria-labelledby={id}>
      {principle.area && (
        <p class="question-area muted small" lang="fi">
          {principle.area}
        </p>
      )}
      <h2 lang="fi" id={id} ref={heading} tabIndex={-1}>
        <span class="number">{principle.key}</span> {principle.text}
      </h2>
      <div class="stack" key={principle.key}>
        <AnswerFields answer={answer} onChange={onChange} />
        <HeardFields answer={answer} onChange={onChange} />
        <ActionsOf tool="principles" about={about} place={principle.key} agreed={wallDate(Date.now())} />
      </div>
      <nav class="question-turn" aria-label={t('principles.turn')}>
        {before ? <a href={hrefOf(before.key)}>‹ {t('principles.number', { number: before.key })}</a> : <span />}
        {after && <a href={hrefOf(after.key)}>{t('principles.number', { number: after.key })} ›</a>}
      </nav>
    </section>
  );
}
