import { useWords } from '../i18n/words.ts';
import { type Answers, countMarks, marks, marksOf, type QuestionStanding } from './progress.ts';
import { type Area, areas } from './questions.ts';

/** Told apart by shape: a ring, a half, a full disc, a dash; a dot where nothing was chosen. */
const shapes: Record<QuestionStanding, string> = {
  'not-yet': 'M8 2a6 6 0 0 0 0 12a6 6 0 0 0 0-12m0 2a4 4 0 0 1 0 8a4 4 0 0 1 0-8',
  started: 'M8 2a6 6 0 0 0 0 12a6 6 0 0 0 0-12m0 2a4 4 0 0 1 0 8z',
  established: 'M8 2a6 6 0 0 0 0 12a6 6 0 0 0 0-12',
  'not-our-task': 'M3 7h10v2H3z',
  open: 'M8 6a2 2 0 0 0 0 4a2 2 0 0 0 0-4',
};

/** The mark of one standing; the words always stand with it. */
export const StandingMark = ({ mark }: { mark: QuestionStanding }) => (
  <svg class={`mark ${mark}`} viewBox="0 0 16 16" aria-hidden="true">
    <path d={shapes[mark]} fill="currentColor" fill-rule="evenodd" />
  </svg>
);

interface MarksProps {
  answers: Answers;
  of?: readonly Area[];
}

/** One mark for each question, a gap between areas. For the eye only: `Standings` says it in words. */
export const Marks = ({ answers, of = areas }: MarksProps) => (
  <div class="marks" aria-hidden="true">
    {of.map((area) => (
      <span key={area.id}>
        {marksOf(answers, area).map((mark, index) => (
          <StandingMark key={area.questions[index]!.key} mark={mark} />
        ))}
      </span>
    ))}
  </div>
);

/** Where the activity stands: a mark for each question, and how many of each in words and numbers. Nothing before that. */
export function Standings({ answers }: { answers: Answers }) {
  const { t } = useWords();
  const counts = countMarks(answers, areas);
  const told = marks.filter((mark) => counts[mark] > 0);
  if (told.every((mark) => mark === 'open')) return null;
  return (
    <div class="standings">
      <Marks answers={answers} />
      <ul class="counts small number">
        {told.map((mark) => (
          <li key={mark}>
            <StandingMark mark={mark} />
            {t(`assessment.standing.${mark}`)} {counts[mark]}
          </li>
        ))}
      </ul>
    </div>
  );
}
