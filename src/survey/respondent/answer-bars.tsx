/** What stands above and below a statement. */
import { fill } from '../../i18n/fill.ts';
import type { HandedOverActions } from './answer-ends.tsx';
import { type Language, LanguageSelect } from './answer-languages.tsx';
import type { AnswerWords } from './answers.ts';
import type { AnsweringState, AnsweringTrouble } from './use-answering.ts';
import type { ReadAloud } from './use-read-aloud.ts';

interface BarProps {
  words: AnswerWords;
  hidden: boolean;
  /** Which of the items that are shown is on screen, from 1, and how many there are. */
  now: number;
  all: number;
}

interface HeadProps extends BarProps {
  languages: readonly Language[];
  /** Reading aloud, where the device has a voice, and what it reads. */
  aloud: (ReadAloud & { text(): string }) | undefined;
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
    {aloud && (
      <button
        type="button"
        class="button plain"
        aria-pressed={aloud.isReading}
        onClick={() => (aloud.isReading ? aloud.stop() : aloud.read(aloud.text()))}
      >
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
          <path d="M4 9v6h4l5 4V5L8 9zM16.5 8.5a5 5 0 0 1 0 7M19 6a9 9 0 0 1 0 12" stroke-linejoin="round" />
        </svg>
        <span class="seen-only-by-ear">{words.readAloud}</span>
      </button>
    )}
    <button type="button" class="button plain" onClick={() => document.documentElement.classList.toggle('larger')}>
      <span aria-hidden="true">Aa</span>
      <span class="seen-only-by-ear">{words.larger}</span>
    </button>
    {handedOver?.code() && (
      <button type="button" class="button plain" onClick={handedOver.onCode}>
        {words.code}
      </button>
    )}
    {handedOver?.pause && (
      <button type="button" class="button plain" onClick={handedOver.pause.onPause}>
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
    /** All statements in one list: how many of them have no answer. */
    open?: number | undefined;
    onBack(): void;
    onNext(): void;
  };

export function Foot({ words, hidden, now, all, open, answered, trouble, leaving, onBack, onNext }: FootProps) {
  const isList = open !== undefined;
  const onwards = isList || now === all ? words.finish : answered ? words.next : words.skip;
  return (
    <div id="foot" hidden={hidden} class="bar">
      <div role="alert">{trouble && <p class="wrong">{troubleWords(trouble, words)}</p>}</div>
      {isList && (
        <p role="status" class="muted number">
          {fill(words.unanswered, { count: open })}
        </p>
      )}
      <div class="two">
        {!isList && (
          <button type="button" id="back" class="button" disabled={hidden || now < 2} onClick={onBack}>
            {words.back}
          </button>
        )}
        <button
          type="button"
          id="next"
          class={`button primary${answered || isList ? '' : ' quiet'}`}
          aria-disabled={leaving !== undefined}
          onClick={onNext}
        >
          {leaving === 'thanks' ? words.saving : onwards}
        </button>
      </div>
    </div>
  );
}

const troubleWords = (trouble: AnsweringTrouble, words: AnswerWords) =>
  trouble === 'draft' ? words.draftFailed : `${words.failedTitle}. ${words.failed}`;
