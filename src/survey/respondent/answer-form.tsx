/**
 * What a respondent sees: information, one statement a screen or all in a list, thanks. The whole of it is in the HTML before
 * any script runs, and the chosen answers live in the native controls: what was tapped before the script came is there when
 * it comes.
 */
import { questionLanguages } from '../bundle/form.ts';
import { Foot, Head } from './answer-bars.tsx';
import { BeforeEnd, Ending, Info } from './answer-ends.tsx';
import { saidOfOtherLanguage } from './other-language.ts';
import { Statement } from './statement.tsx';
import { type AnswerFormProps, useAnswerForm } from './use-answer-form.ts';

export function AnswerForm(props: AnswerFormProps) {
  const { instrument, language, words, organiser, hasGone, languages = [], ownCode, handedOver } = props;
  const { isPaired = false, givesRows = false, isLanguageMissing = false, about, thanks } = props;
  const questionsIn = questionLanguages(instrument, language);
  const answering = useAnswerForm(props);
  const { form, at, answered, trouble, leaving, isList, isOwn, isEnd, now, shown, places, unanswered, again, wrong } =
    answering;
  const { checkText, wrongCode, aloud, onChange, onInput, onKeyDown, onLook, onBack, onNext, onStop } = answering;
  const isCheck = at === 'check';
  const all = places[0]!.all;
  const bar = {
    words,
    hidden: now === 0 && !isCheck,
    now: isList ? all - unanswered : (places[now - 1]?.now ?? all),
    all,
  };
  const end = { words, handedOver, isOwn, hasGone };
  return (
    <form
      ref={form}
      class={isList ? 'answering list' : 'answering'}
      data-at={at}
      autocomplete="off"
      onSubmit={(event) => event.preventDefault()}
      onChange={onChange}
      onInput={onInput}
      onKeyDown={onKeyDown}
    >
      {about && typeof at === 'number' && <p class="about number">{about}</p>}
      <Info
        {...{ words, organiser, handedOver, languages, wrongCode }}
        asksCode={ownCode !== undefined}
        otherLanguage={saidOfOtherLanguage(words, language, questionsIn)}
        questionsIn={questionsIn[0]}
        isLanguageMissing={isLanguageMissing}
        aloud={aloud}
        isPaired={isPaired}
        givesRows={givesRows}
        hidden={at !== 0}
      />
      <Head {...bar} languages={languages} aloud={aloud} onStop={onStop} {...{ handedOver }} />
      {instrument.items.map(({ id }, index) => (
        <Statement
          key={id}
          {...{ instrument, language, words }}
          number={index + 1}
          place={places[index]!}
          shown={now > 0 && (isList ? shown[index]! : now === index + 1)}
          wrong={wrong?.number === index + 1 ? wrong.words : undefined}
          changed={again[index] ? words.changed : undefined}
          list={isList}
        />
      ))}
      <BeforeEnd words={words} text={checkText} hidden={!isCheck} />
      <Foot
        {...bar}
        {...{ answered, trouble, leaving }}
        {...{ isCheck, isEnd }}
        open={isList ? unanswered : undefined}
        onLook={onLook}
        onBack={onBack}
        onNext={onNext}
      />
      <Ending id="thanks" title={words.thanksTitle} text={words.thanks} {...end} hidden={at !== 'thanks'}>
        {thanks}
      </Ending>
      <Ending id="stopped" title={words.stoppedTitle} text={words.stopped} {...end} hidden={at !== 'stopped'} />
      {handedOver && <Ending id="aside" title={words.asideTitle} text={words.aside} {...end} hidden={at !== 'aside'} />}
    </form>
  );
}
