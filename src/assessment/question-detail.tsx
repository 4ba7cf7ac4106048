import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Agreed } from '../actions/action-draft.ts';
import { ActionsOf } from '../actions/actions-of.tsx';
import { useWords } from '../i18n/words.ts';
import type { AnswerSoFar } from './answer.ts';
import { AnswerFields, HeardFields } from './answer-fields.tsx';
import { type BesideAnswer, BesideAnswers } from './beside.tsx';
import { withWordsOf } from './form.ts';
import type { QuestionPart } from './parts.ts';
import type { Answers } from './progress.ts';
import type { Area } from './questions.ts';
import { useShown } from './use-shown.ts';

interface QuestionProps {
  area: Area;
  asked: QuestionPart;
  answers: Answers;
  /** In which round an action is agreed on here. */
  agreed: Omit<Agreed, 'place'>;
  /** What others said, and what was said the time before; where the common answer is written, it can be added to it. */
  beside: readonly BesideAnswer[];
  /** It was chosen: on a narrow screen nothing else is there. */
  isAlone: boolean;
  isCommon: boolean;
  onAnswer: (key: string, some: AnswerSoFar) => void;
  /** Where participants say themselves what they think, by the question's key. */
  kioskOf: (key: string) => string;
  /** The questions beside it, by their numbers: where there is none, none. */
  before: number | undefined;
  after: number | undefined;
  hrefOf: (number: number) => string;
  /** The same question for a big screen that all look at, or back from there. */
  other: { href: string; isLarge: boolean };
}

/** One question, word for word and in its own language, and what the team answers to it or to each of its parts. */
export function QuestionDetail({
  area,
  asked,
  answers,
  agreed,
  beside,
  isCommon,
  isAlone,
  onAnswer,
  kioskOf,
  before,
  after,
  hrefOf,
  other,
}: QuestionProps) {
  const { t } = useWords();
  const id = useId();
  const { number, text, example, parts } = asked;
  const heading = useShown(`${number} ${other.isLarge}`, isAlone);
  return (
    <section class="question" aria-labelledby={id}>
      <p class="question-area muted small" lang="fi">
        {[area.title, area.subtitle].filter(Boolean).join(' · ')}
      </p>
      {area.intro && <p lang="fi">{area.intro}</p>}
      <h2 lang="fi" id={id} ref={heading} tabIndex={-1}>
        <span class="number">{number}</span> {text}
      </h2>
      {example && (
        <p class="muted small" lang="fi">
          {example}
        </p>
      )}
      {parts.map(({ key, letter, wording }) => (
        <PartBlock
          key={key}
          letter={letter}
          wording={wording}
          answer={answers[key]}
          agreed={{ ...agreed, place: key }}
          beside={
            <BesideAnswers
              at={key}
              beside={beside}
              onTake={isCommon ? (other) => onAnswer(key, withWordsOf(answers[key], other)) : undefined}
            />
          }
          kiosk={kioskOf(key)}
          onChange={(some) => onAnswer(key, some)}
        />
      ))}
      <p class="large-turn">
        <a href={other.href}>{t(other.isLarge ? 'rounds.notLarge' : 'rounds.large')}</a>
      </p>
      <nav class="question-turn" aria-label={t('assessment.turn')}>
        {before === undefined ? (
          <span />
        ) : (
          <a href={hrefOf(before)}>‹ {t('assessment.question', { number: before })}</a>
        )}
        {after !== undefined && <a href={hrefOf(after)}>{t('assessment.question', { number: after })} ›</a>}
      </nav>
    </section>
  );
}

interface PartProps {
  letter: string | undefined;
  wording: string | undefined;
  answer: AnswerSoFar | undefined;
  agreed: Agreed;
  beside: ComponentChildren;
  kiosk: string;
  onChange: (some: AnswerSoFar) => void;
}

function PartBlock({ letter, wording, answer, agreed, beside, kiosk, onChange }: PartProps) {
  const heading = useId();
  const fields = (
    <>
      {beside}
      <AnswerFields answer={answer} onChange={onChange} />
      <HeardFields answer={answer} onChange={onChange} kiosk={kiosk} />
      <ActionsOf {...agreed} />
    </>
  );
  if (!letter) return <div class="stack">{fields}</div>;
  return (
    <section class="part stack" aria-labelledby={heading}>
      <h3 lang="fi" id={heading}>
        <span class="number">{letter})</span> {wording}
      </h3>
      {fields}
    </section>
  );
}
