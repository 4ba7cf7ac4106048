import { useState } from 'preact/hooks';
import { useWords } from '../i18n/words.ts';
import { ChooseOne } from '../ui/choice.tsx';
import { questionsByNumber } from './parts.ts';
import { type Answers, isLookedAt, type Look, looks, progress } from './progress.ts';
import { areas } from './questions.ts';
import { StandingMark } from './standing-mark.tsx';

interface ListProps {
  answers: Answers;
  /** The keys of the questions for which an action was agreed. */
  acted: ReadonlySet<string>;
  /** The question that is open, by its number. */
  open: number | undefined;
  hrefOf: (number: number) => string;
}

/** The questions by their areas: a jump to each, what stands there so far, and only those that one looks for. */
export function QuestionList({ answers, acted, open, hrefOf }: ListProps) {
  const { t } = useWords();
  const [look, setLook] = useState<Look>('all');
  const shown = areas
    .map((area) => ({
      area,
      questions: questionsByNumber(area).filter(({ parts }) =>
        parts.some(({ key }) => isLookedAt(look, answers[key], acted.has(key))),
      ),
    }))
    .filter(({ questions }) => questions.length > 0);
  return (
    <nav class="question-list" aria-label={t('assessment.questions')}>
      <ChooseOne
        legend={t('assessment.look')}
        options={looks.map((value) => ({ value, label: t(`assessment.looks.${value}`) }))}
        value={look}
        onChange={setLook}
      />
      {shown.length === 0 && <p class="muted">{t('assessment.looksNone')}</p>}
      {shown.map(({ area, questions }) => (
        <section key={area.id}>
          <h2 lang="fi">
            {area.title}
            {area.subtitle && <span class="subtitle">{area.subtitle}</span>}
          </h2>
          <p class="muted small number">{t('assessment.progress', progress(answers, [area]))}</p>
          <ul>
            {questions.map(({ number, text, parts }) => (
              <li key={number}>
                <a href={hrefOf(number)} aria-current={open === number ? 'true' : undefined}>
                  <span class="number">{number}</span>
                  <span class="said" lang="fi">
                    {text}
                  </span>
                  <span class="stands">
                    {parts.map(({ key }) => (
                      <StandingMark key={key} mark={answers[key]?.standing ?? 'open'} />
                    ))}
                    <span class="seen-only-by-ear">
                      {parts.map(({ key }) => t(`assessment.standing.${answers[key]?.standing ?? 'open'}`)).join(', ')}
                    </span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
