import { useWords } from '../i18n/words.ts';
import { type Answers, countMarks, marks } from './progress.ts';
import { frame } from './questions.ts';
import { Marks, StandingMark } from './standing-mark.tsx';

/** Where the activity stands by the three areas and the structures: a mark for each question, and in words how many of each. */
export function StandingsPicture({ answers }: { answers: Answers }) {
  const { t } = useWords();
  return (
    <table class="standings-picture">
      <caption class="seen-only-by-ear">{t('assessment.picture')}</caption>
      <tbody>
        {frame.map(({ id, parts }) => {
          const counts = countMarks(answers, parts);
          return (
            <tr key={id}>
              <th scope="row" lang="fi">
                {parts[0]?.title}
              </th>
              <td>
                <Marks answers={answers} of={parts} />
                <ul class="counts small number">
                  {marks
                    .filter((mark) => counts[mark] > 0)
                    .map((mark) => (
                      <li key={mark}>
                        <StandingMark mark={mark} />
                        {t(`assessment.standing.${mark}`)} {counts[mark]}
                      </li>
                    ))}
                </ul>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
