/**
 * What a respondent sees: information, one statement a screen, thanks. The whole of it is in the HTML before any script
 * runs, and the chosen answers live in the native controls: what was tapped before the script came is there when it comes.
 */
import { useEffect } from 'preact/hooks';
import { ask } from '../ui/ask.ts';
import { Foot, Head } from './answer-bars.tsx';
import { Ending, Info } from './answer-ends.tsx';
import type { AnswerWords } from './answers.ts';
import type { Instrument } from './instrument.ts';
import { Statement } from './statement.tsx';
import { type At, type Keeper, useAnswering } from './use-answering.tsx';

export interface AnswerFormProps {
  instrument: Instrument;
  language: string;
  words: AnswerWords;
  keeper: Keeper;
  /** How sending stands on this device, for the worker who hands it over. */
  waiting?: string | undefined;
}

export function AnswerForm({ instrument, language, words, keeper, waiting }: AnswerFormProps) {
  const { items } = instrument.texts[language]!;
  const { form, ...answering } = useAnswering({ instrument: instrument.id, language }, items.length, keeper);
  const { at, answered, trouble, leaving, isLeaving, go, change, finish, stop } = answering;
  useFocus(at);
  // Behind the information the first statement stands ready.
  const now = typeof at === 'number' ? Math.max(at, 1) : 0;
  const bar = { words, hidden: now === 0, now, all: items.length };
  const onNext = () => (now === items.length ? finish() : go(now + 1));
  const onStop = async () => (await isSure(words)) && stop();
  const onChange = (event: Event) => ((event.target as HTMLInputElement).name === 'begin' ? go(1) : change());
  const unlessLeaving = (does: () => unknown) => () => void (isLeaving() || does());
  return (
    <form
      ref={form}
      class="answering"
      data-at={at}
      autocomplete="off"
      onSubmit={(event) => event.preventDefault()}
      onChange={onChange}
    >
      <Info words={words} hidden={at !== 0} waiting={waiting} />
      <Head {...bar} onStop={unlessLeaving(onStop)} />
      {items.map((item, index) => (
        <Statement key={item} {...{ instrument, language, words }} number={index + 1} shown={now === index + 1} />
      ))}
      <Foot
        {...bar}
        {...{ answered, trouble, leaving }}
        onBack={unlessLeaving(() => go(now - 1))}
        onNext={unlessLeaving(onNext)}
      />
      <Ending
        id="thanks"
        title={words.thanksTitle}
        text={words.thanks}
        {...{ words, waiting }}
        hidden={at !== 'thanks'}
      />
      <Ending
        id="stopped"
        title={words.stoppedTitle}
        text={words.stopped}
        {...{ words, waiting }}
        hidden={at !== 'stopped'}
      />
    </form>
  );
}

/** Takes the focus to what came on screen, unless the person is already there. */
function useFocus(at: At) {
  useEffect(() => {
    if (at === 0) return;
    const shown = document.getElementById(typeof at === 'number' ? `q${at}` : at)!;
    if (!shown.contains(document.activeElement)) (shown.querySelector('legend') ?? shown).focus();
  }, [at]);
}

const isSure = async (words: AnswerWords): Promise<boolean> =>
  (await ask({
    title: words.stopAsk,
    text: words.stopText,
    choices: [
      { value: 'stop', label: words.stopYes, danger: true },
      { value: 'go-on', label: words.stopNo },
    ],
  })) === 'stop';
