/** What stands above and below a statement. */
import { fill } from '../i18n/fill.ts';
import type { AnswerWords } from './answers.ts';
import type { AnsweringState, Trouble } from './use-answering.tsx';

interface BarProps {
  words: AnswerWords;
  hidden: boolean;
  /** The statement on screen, from 1, and how many there are. */
  now: number;
  all: number;
}

export const Head = ({ words, hidden, now, all, onStop }: BarProps & { onStop(): void }) => (
  <div id="head" hidden={hidden} class="head">
    <progress aria-hidden="true" max={all} value={now} />
    <span class="number" aria-hidden="true">
      {fill(words.progress, { now, all })}
    </span>
    <button type="button" class="button plain" onClick={() => document.documentElement.classList.toggle('larger')}>
      <span aria-hidden="true">Aa</span>
      <span class="seen-only-by-ear">{words.larger}</span>
    </button>
    <button type="button" class="button plain" onClick={onStop}>
      {words.stop}
    </button>
  </div>
);

type FootProps = BarProps &
  Pick<AnsweringState, 'answered' | 'trouble' | 'leaving'> & { onBack(): void; onNext(): void };

export function Foot({ words, hidden, now, all, answered, trouble, leaving, onBack, onNext }: FootProps) {
  const onwards = now === all ? words.finish : answered ? words.next : words.skip;
  return (
    <div id="foot" hidden={hidden} class="bar">
      <div role="alert">{trouble && <p class="wrong">{troubleWords(trouble, words)}</p>}</div>
      <div class="two">
        <button type="button" id="back" class="button" disabled={hidden || now < 2} onClick={onBack}>
          {words.back}
        </button>
        <button
          type="button"
          id="next"
          class={`button primary${answered ? '' : ' quiet'}`}
          aria-disabled={leaving !== undefined}
          onClick={onNext}
        >
          {leaving === 'thanks' ? words.saving : onwards}
        </button>
      </div>
    </div>
  );
}

const troubleWords = (trouble: Trouble, words: AnswerWords) =>
  trouble === 'draft' ? words.draftFailed : `${words.failedTitle}. ${words.failed}`;
