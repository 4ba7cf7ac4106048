/** What stands before the statements and after them. */
import type { ComponentChildren } from 'preact';
import { fill } from '../../i18n/fill.ts';
import { describedBy, ErrorText } from '../../ui/error-text.tsx';
import { saidOfSeeing } from '../words-around.ts';
import { showAnswerCode } from './answer-code.ts';
import { type Language, LanguageChoice } from './answer-languages.tsx';
import type { AnswerWords } from './answers.ts';
import { ReadingTools } from './reading-tools.tsx';
import type { AloudButton } from './use-questions-aloud.ts';

/** The device is handed over: what a respondent and the worker can do on the first and the last screen. */
export interface HandedOverActions {
  /** The respondent's code, to go on with later. */
  code(): string;
  /** Shows the code to the one who asks for it. */
  onCode(): void;
  /** Opens what was put away under a code. */
  onResume(): void;
  onNextPerson(): void;
  onUnlock(): void;
  /** What of the sitting stands on the first page. */
  info?: ComponentChildren;
  /** Somebody's card was read there: not for the next person. */
  hasCard?: boolean;
  /** Hides the screen until the person goes on. */
  pause?: { label: string; onPause(): void } | undefined;
}

interface EndProps {
  words: AnswerWords;
  hidden: boolean;
  handedOver: HandedOverActions | undefined;
}

interface InfoProps extends EndProps {
  organiser: string | undefined;
  languages: readonly Language[];
  /** A phone of one's own on which the code on one's card belongs to the answers, and what is wrong with what was written. */
  asksCode: boolean;
  wrongCode: string | undefined;
  /** That the questions are in another language than the page, where they are; and that language. */
  otherLanguage?: string | undefined;
  questionsIn?: string | undefined;
  /** A language was chosen that this device has not fetched yet. */
  isLanguageMissing?: boolean;
  /** Reading aloud, where something here can be read. */
  aloud?: AloudButton | undefined;
  /** Whether a code joins the answers with those of other times. */
  isPaired?: boolean;
  /** Whether the organisation gives answers to research row by row. */
  givesRows?: boolean;
}

/** What a person is told before the first statement. Beginning is a native tick: it works before any script has come. */
export const Info = ({
  words,
  hidden,
  organiser,
  handedOver,
  languages,
  asksCode,
  wrongCode,
  otherLanguage,
  questionsIn,
  isLanguageMissing = false,
  aloud,
  isPaired,
  givesRows,
}: InfoProps) => (
  <section id="info" hidden={hidden} class="stack">
    <h1>{words.infoTitle}</h1>
    {!hidden && <ReadingTools words={words} aloud={aloud} />}
    {!hidden && <LanguageChoice words={words} languages={languages} isMissing={isLanguageMissing} />}
    {handedOver?.info}
    {otherLanguage && (
      <p>
        <strong>{otherLanguage}</strong>
      </p>
    )}
    {organiser && (
      <p>
        <strong>
          <bdi>{organiser}</bdi>
        </strong>
      </p>
    )}
    <p>{words.who}</p>
    <p>{words.why}</p>
    {words.purpose && (
      <p lang={questionsIn} dir="auto">
        {words.purpose}
      </p>
    )}
    <p>{words.voluntary}</p>
    <p>{words.stored}</p>
    <p>{saidOfSeeing(words)}</p>
    {words.written && <p>{words.written}</p>}
    {isPaired && words.paired && <p>{words.paired}</p>}
    {givesRows && words.rows && <p>{words.rows}</p>}
    {words.controller && <p>{words.controller}</p>}
    {words.noticeAt && (
      <p>
        {words.notice}:{' '}
        {handedOver ? (
          words.noticeAt
        ) : (
          <a href={words.noticeAt} target="_blank" rel="noreferrer">
            {words.noticeAt}
          </a>
        )}
      </p>
    )}
    {handedOver?.code() && (
      <p>
        {words.yourCode} <strong class="code number">{showAnswerCode(handedOver.code())}</strong>. {words.yourCodeHelp}
      </p>
    )}
    {handedOver && (
      <div class="row apart">
        <button type="button" class="button" onClick={handedOver.onResume}>
          {words.resume}
        </button>
        <button type="button" class="button plain" onClick={handedOver.onUnlock}>
          {words.forWorker}
        </button>
      </div>
    )}
    {asksCode && (
      <div class="field">
        <label for="code">{words.code}</label>
        {words.codeHint && (
          <span class="muted small" id="code-hint">
            {words.codeHint}
          </span>
        )}
        <ErrorText id="code" error={wrongCode} />
        <input
          id="code"
          name="code"
          type="text"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          {...(wrongCode ? { 'aria-invalid': true } : {})}
          {...describedBy('code', words.codeHint, wrongCode)}
        />
      </div>
    )}
    <div class="bar">
      {/* biome-ignore lint/a11y/useSemanticElements: a native tick begins before any script has come */}
      <input type="checkbox" id="begin" name="begin" class="seen-only-by-ear" role="button" aria-pressed="false" />
      <label for="begin" class="button primary">
        {words.agree}
      </label>
    </div>
  </section>
);

/** After the last statement, where some have no answer: told of, never asked for. */
export const BeforeEnd = ({ words, text, hidden }: { words: AnswerWords; text: string; hidden: boolean }) => (
  <section id="check" hidden={hidden} class="stack end" tabIndex={-1}>
    <h1>{words.checkTitle}</h1>
    <p>{text}</p>
  </section>
);

interface EndingProps extends EndProps {
  id: 'thanks' | 'stopped' | 'aside';
  title: string;
  text: string;
  /** The phone is the respondent's own: there is no worker to go back to. */
  isOwn: boolean;
  /** There, once the answers are kept: whether they have gone. Of what else waits nobody who answers is told. */
  hasGone: boolean | undefined;
  /** What more there is to say. */
  children?: ComponentChildren;
}

/** After the person answered to the end, stopped, or put the answers away; and the way back for the worker. */
export const Ending = ({ id, title, text, words, hidden, handedOver, isOwn, hasGone, children }: EndingProps) => (
  <section id={id} hidden={hidden} class="stack end" tabIndex={-1}>
    <h1>{title}</h1>
    {/* Of what has gone nothing is to be waited for. */}
    {!(isOwn && id === 'thanks' && hasGone) && <p>{fill(text, { code: showAnswerCode(handedOver?.code() ?? '') })}</p>}
    {children}
    {id === 'aside' && handedOver?.code() && (
      <p class="code large number" aria-hidden="true">
        {showAnswerCode(handedOver?.code() ?? '')}
      </p>
    )}
    {isOwn && id === 'thanks' && hasGone !== undefined && (
      <p role="status">
        <strong>{hasGone ? words.gone : words.notGone}</strong>
      </p>
    )}
    {!handedOver && !isOwn && (
      <p>
        <a class="button" href="/surveys" lang={words.workersLanguage}>
          {words.worker}
        </a>
      </p>
    )}
    {handedOver && (
      <div class="row apart">
        <button type="button" class="button primary" onClick={handedOver.onNextPerson}>
          {words.nextPerson}
        </button>
        <button type="button" class="button plain" onClick={handedOver.onUnlock}>
          {words.forWorker}
        </button>
      </div>
    )}
  </section>
);
