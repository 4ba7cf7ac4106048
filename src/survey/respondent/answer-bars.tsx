/** What stands above and below a statement. */
import { fill } from '../../i18n/fill.ts';
import type { HandedOverActions } from './answer-ends.tsx';
import { type Language, LanguageSelect } from './answer-languages.tsx';
import type { AnswerWords } from './answers.ts';
import { LargerButton, ReadAloudButton } from './reading-tools.tsx';
import type { AnsweringState, AnsweringTrouble } from './use-answering.ts';
import type { AloudButton } from './use-questions-aloud.ts';

interface BarProps {
  words: AnswerWords;
  hidden: boolean;
  /** Which of the items that are shown is on screen, from 1; in a list how many have an answer; and how many there are. */
  now: number;
  all: number;
}

interface HeadProps extends BarProps {
  languages: readonly Language[];
  /** Reading aloud, where something here can be read. */
  aloud: AloudButton | undefined;
  onStop(): void;
  /** The device is handed over: shows the respondent's code, where one was made or given; hides the screen. */
  handedOver?: Pick<HandedOverActions, 'code' | 'onCode' | 'pause'> | undefined;
}

export const Head = ({ words, hidden, now, all, languages, aloud, onStop, handedOver }: HeadProps) => (
  <div id="head" hidden={hidden} class="head">
    <progress aria-hidden="true" max={all} value={now} />
    <span class="number" dir="ltr" aria-hidden="true">
      {fill(words.progress, { now, all })}
    </span>
    <LanguageSelect words={words} languages={languages} />
    <ReadAloudButton aloud={aloud}>
      <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
        <path d="M4 9v6h4l5 4V5L8 9zM16.5 8.5a5 5 0 0 1 0 7M19 6a9 9 0 0 1 0 12" stroke-linejoin="round" />
      </svg>
      <span class="seen-only-by-ear">{words.readAloud}</span>
    </ReadAloudButton>
    <LargerButton>
      <span class="seen-only-by-ear">{words.larger}</span>
    </LargerButton>
    {handedOver?.code() && (
      <button type="button" class="button plain" onClick={handedOver.onCode}>
        {words.code}
      </button>
    )}
    {handedOver?.pause && (
      <button type="button" class="button plain pause" onClick={handedOver.pause.onPause}>
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
          <path d="M9 5v14M15 5v14" stroke-linecap="round" />
        </svg>
        <span class="seen-only-by-ear">{handedOver.pause.label}</span>
      </button>
    )}
    <button type="button" class="button plain" onClick={onStop}>
      {words.stop}
    </button>
  </div>
);

type FootProps = BarProps &
  Pick<AnsweringState, 'answered' | 'trouble' | 'leaving'> & {
    /** It stands below what is told before the end. */
    isCheck: boolean;
    /** The button that goes on gives the answers. */
    isEnd: boolean;
    /** All statements in one list: how many of them have no answer. */
    open?: number | undefined;
    onLook(): void;
    onBack(): void;
    onNext(): void;
  };

export function Foot(props: FootProps) {
  const { words, hidden, now, isCheck, isEnd, open, answered, trouble, leaving, onLook, onBack, onNext } = props;
  const isList = open !== undefined;
  const isQuiet = !answered && !isList && !isCheck;
  return (
    <div id="foot" hidden={hidden} class="bar" data-end={isCheck || undefined}>
      <div role="alert">{trouble && <p class="wrong">{troubleWords(trouble, words)}</p>}</div>
      {isList && (
        <div class="row apart">
          <p role="status" class="muted number">
            {fill(words.unanswered, { count: open })}
          </p>
          {open > 0 && (
            <button type="button" class="button bare" onClick={onLook}>
              {words.look}
            </button>
          )}
        </div>
      )}
      {/* Another button on each screen: what a second tap meets is not what the first one met. */}
      <div class="two" key={isCheck ? 'check' : isList ? 'list' : now}>
        {!isList && (
          <button
            type="button"
            id="back"
            class="button"
            disabled={!isCheck && (hidden || now < 2)}
            onClick={isCheck ? onLook : onBack}
          >
            {isCheck ? words.look : words.back}
          </button>
        )}
        <button
          type="button"
          id="next"
          class={`button primary${isQuiet ? ' quiet' : ''}`}
          aria-disabled={leaving !== undefined}
          onClick={onNext}
        >
          {leaving === 'thanks' ? words.saving : isEnd ? words.finish : answered ? words.next : words.skip}
        </button>
      </div>
    </div>
  );
}

const troubleWords = (trouble: AnsweringTrouble, words: AnswerWords) =>
  ({
    draft: words.draftFailed,
    finish: `${words.failedTitle}. ${words.failed}`,
    elsewhere: words.elsewhere,
  })[trouble];
