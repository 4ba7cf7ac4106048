import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { ChooseSome } from '../ui/choice.tsx';
import { Field } from '../ui/field.tsx';
import { assessmentTextLimit, type QuestionAnswer, teamStandings } from './assessment.ts';
import type { QuestionPart } from './parts.ts';
import type { Answers, TeamStanding } from './progress.ts';
import { StandingMark } from './standing-mark.tsx';

/** The id under which a question or a part of one stands on the page. */
export const questionId = (key: string): string => `question-${key}`;

interface QuestionProps {
  asked: QuestionPart;
  answers: Answers;
  onAnswer: (key: string, some: QuestionAnswer) => void;
}

/** One question, word for word and in its own language, and what the team answers to it or to each of its parts. */
export function QuestionBlock({ asked, answers, onAnswer }: QuestionProps) {
  const id = useId();
  const { number, text, example, parts } = asked;
  return (
    <section class="question" id={questionId(String(number))} aria-labelledby={id}>
      <h3 lang="fi" id={id}>
        <span class="number">{number}</span> {text}
      </h3>
      {example && (
        <p class="muted small" lang="fi">
          {example}
        </p>
      )}
      {parts.map(({ key, letter, wording }) => (
        <PartBlock key={key} id={questionId(key)} letter={letter} wording={wording}>
          <AnswerFields answer={answers[key]} onChange={(some) => onAnswer(key, some)} />
        </PartBlock>
      ))}
    </section>
  );
}

interface PartProps {
  id: string;
  letter: string | undefined;
  wording: string | undefined;
  children: ComponentChildren;
}

function PartBlock({ id, letter, wording, children }: PartProps) {
  const heading = useId();
  if (!letter) return <div class="stack">{children}</div>;
  return (
    <section class="part stack" id={id} aria-labelledby={heading}>
      <h4 lang="fi" id={heading}>
        <span class="number">{letter})</span> {wording}
      </h4>
      {children}
    </section>
  );
}

/** How many characters may be left before it is said. */
const sayLeft = 300;

interface AnswerProps {
  answer: QuestionAnswer | undefined;
  onChange: (some: QuestionAnswer) => void;
}

function AnswerFields({ answer, onChange }: AnswerProps) {
  const { t } = useWords();
  const text = answer?.text ?? '';
  const left = assessmentTextLimit - text.length;
  return (
    <>
      <ChooseSome<TeamStanding>
        legend={t('assessment.where')}
        values={answer?.standing ? [answer.standing] : []}
        // One at a time: the one just tapped; tapped again it is let go.
        onChange={(values) => onChange({ standing: values.at(-1) })}
        options={teamStandings.map((value) => ({
          value,
          label: (
            <>
              <StandingMark mark={value} />
              {t(`assessment.standing.${value}`)}
            </>
          ),
        }))}
      />
      <Field
        label={t('assessment.now')}
        value={text}
        onInput={(typed) => onChange({ text: typed })}
        limit={assessmentTextLimit}
        hint={left < sayLeft ? t('assessment.left', { count: left }) : undefined}
        long
      />
    </>
  );
}
