import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import type { QuestionAnswer } from './assessment.ts';
import { questionsByNumber } from './parts.ts';
import { type Answers, progress } from './progress.ts';
import { QuestionBlock } from './question.tsx';
import { type Area, areas } from './questions.ts';
import { Marks } from './standing-mark.tsx';

interface HeadProps {
  area: Area;
  answers: Answers;
}

/** An area's name and how far one has come in it. */
export function AreaHead({ area, answers }: HeadProps) {
  const { t } = useWords();
  return (
    <>
      <span lang="fi">{area.title}</span>
      {area.subtitle && (
        <span class="subtitle" lang="fi">
          {area.subtitle}
        </span>
      )}
      <span class="area-progress small number">
        {t('assessment.progress', progress(answers, [area]))}
        <Marks answers={answers} of={[area]} />
      </span>
    </>
  );
}

interface AreaProps extends HeadProps {
  isOpen: boolean;
  /** Opens another area, or with undefined closes this one. */
  onOpen: (area: string | undefined) => void;
  onAnswer: (key: string, some: QuestionAnswer) => void;
}

/** One area of the frame: its questions one below the other, and the way to the next area. */
export function AreaSection({ area, answers, isOpen, onOpen, onAnswer }: AreaProps) {
  const { t } = useWords();
  const next = areas[areas.indexOf(area) + 1];
  return (
    <details
      class="area"
      id={area.id}
      open={isOpen}
      onToggle={({ currentTarget: { open } }) => open !== isOpen && onOpen(open ? area.id : undefined)}
    >
      <summary>
        <h2>
          <AreaHead area={area} answers={answers} />
        </h2>
        <svg class="turn" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
          <path d="M5 9l7 7 7-7" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
      </summary>
      {isOpen && (
        <div class="asked">
          <h2 class="area-title" lang="fi" tabIndex={-1}>
            {area.title}
            {area.subtitle && <span class="subtitle">{area.subtitle}</span>}
          </h2>
          {area.intro && <p lang="fi">{area.intro}</p>}
          {questionsByNumber(area).map((asked) => (
            <QuestionBlock key={asked.number} asked={asked} answers={answers} onAnswer={onAnswer} />
          ))}
          {next && <Button onClick={() => onOpen(next.id)}>{t('assessment.next')}</Button>}
        </div>
      )}
    </details>
  );
}
