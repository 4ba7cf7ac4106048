import { useMemo } from 'preact/hooks';
import { fill } from '../i18n/fill.ts';
import type { AnswerWords } from './answers.ts';
import type { Instrument } from './instrument.ts';

/** One statement with its steps, word for word. Drawn anew only when it comes or goes, never by an answer. */
export function Statement(props: {
  instrument: Instrument;
  language: string;
  words: AnswerWords;
  /** From 1. */
  number: number;
  shown: boolean;
}) {
  const { instrument, language, words, number, shown } = props;
  const { stem, items, responses } = instrument.texts[language]!;
  return useMemo(
    () => (
      <fieldset id={`q${number}`} hidden={!shown}>
        <legend tabIndex={-1}>
          <span class="seen-only-by-ear">{fill(words.progressSpoken, { now: number, all: items.length })}. </span>
          <span class="stem">{stem} </span>
          <h1 class="statement">{items[number - 1]}</h1>
        </legend>
        {instrument.order.map((code) => (
          <label key={code} class="step">
            <input type="radio" name={`q${number}`} value={code} />
            <span>{responses[code]}</span>
          </label>
        ))}
      </fieldset>
    ),
    [shown],
  );
}
