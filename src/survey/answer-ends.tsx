/** What stands before the statements and after them. */
import type { AnswerWords } from './answers.ts';

interface EndProps {
  words: AnswerWords;
  hidden: boolean;
  /** How sending stands on this device, for the worker who hands it over. */
  waiting: string | undefined;
}

/** What a person is told before the first statement. Beginning is a native tick: it works before any script has come. */
export const Info = ({ words, hidden, waiting }: EndProps) => (
  <section id="info" hidden={hidden} class="stack">
    <h1>{words.infoTitle}</h1>
    <p>{words.who}</p>
    <p>{words.why}</p>
    <p>{words.voluntary}</p>
    <p>{words.stored}</p>
    <p>{words.seen}</p>
    <Waiting words={waiting} />
    <div class="bar">
      <input type="checkbox" id="begin" name="begin" class="seen-only-by-ear" />
      <label for="begin" class="button primary">
        {words.agree}
      </label>
    </div>
  </section>
);

interface EndingProps extends EndProps {
  id: 'thanks' | 'stopped';
  title: string;
  text: string;
}

/** Thanks, whether the person answered to the end or stopped, and the way back for the worker. */
export const Ending = ({ id, title, text, words, hidden, waiting }: EndingProps) => (
  <section id={id} hidden={hidden} class="stack end" tabIndex={-1}>
    <h1>{title}</h1>
    <p>{text}</p>
    <Waiting words={waiting} />
    <p>
      <a class="button" href="/surveys">
        {words.worker}
      </a>
    </p>
  </section>
);

const Waiting = ({ words }: { words: string | undefined }) =>
  words ? (
    <p role="status" class="muted number">
      {words}
    </p>
  ) : null;
