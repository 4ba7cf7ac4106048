import { useWords } from '../i18n/words.ts';
import { Button } from '../ui/button.tsx';
import type { AnswerSoFar } from './answer.ts';
import { hasAnswer } from './answer.ts';
import type { Assessment } from './assessment.ts';
import { StandingMark } from './standing-mark.tsx';

/** What stands beside the question that is answered: another's answer to it, and whose. */
export interface BesideAnswer {
  record: Assessment;
  name: string;
}

/** What a team has beside its common answer: what each said, in whose place nothing of the common one is ever put. */
export function BesideAnswers({
  at,
  beside,
  onTake,
}: {
  at: string;
  beside: readonly BesideAnswer[];
  /** Adds to the answer that is written; absent where nothing is. */
  onTake?: ((answer: AnswerSoFar) => void) | undefined;
}) {
  const { t } = useWords();
  const said = beside.filter(({ record }) => hasAnswer(record.answers[at]));
  if (said.length === 0) return null;
  return (
    <div class="views">
      {said.map(({ record, name }) => {
        const answer = record.answers[at]!;
        return (
          <section key={record.id} class="view">
            <h4>{name}</h4>
            <AnswerTold answer={answer} />
            {onTake && (answer.text || answer.shows || answer.links) && (
              <Button look="bare" onClick={() => onTake(answer)}>
                {t('rounds.take')}
              </Button>
            )}
          </section>
        );
      })}
    </div>
  );
}

/** An answer, to be read. */
export function AnswerTold({ answer }: { answer: Assessment['answers'][string] & object }) {
  const { t } = useWords();
  const { standing, text, why, shows, links, heard } = answer;
  const ways = heard?.ways?.map((way) => t(`assessment.heardWay.${way}`)) ?? [];
  const many = heard?.count === undefined ? [] : [t('rounds.participants', { count: heard.count })];
  return (
    <div class="told">
      {standing && (
        <p class="stands small">
          <StandingMark mark={standing} /> {t(`assessment.standing.${standing}`)}
        </p>
      )}
      {why && <p>{why}</p>}
      {text && <p>{text}</p>}
      {shows && (
        <p>
          <span class="muted small">{t('assessment.shows')}: </span>
          {shows}
        </p>
      )}
      {links && (
        <ul class="small">
          {links.map((link) => (
            <li key={link}>
              <a href={link} target="_blank" rel="noopener noreferrer">
                {link}
              </a>
            </li>
          ))}
        </ul>
      )}
      {heard && (
        <p>
          <span class="muted small">
            {t('assessment.heard')}: {[...ways, ...many].join(', ')}{' '}
          </span>
          {heard.text}
        </p>
      )}
    </div>
  );
}
