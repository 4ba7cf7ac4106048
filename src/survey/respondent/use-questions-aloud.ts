import { useRef } from 'preact/hooks';
import { type AskedForm, questionLanguage } from '../bundle/form.ts';
import { codesOf, hintOf, labelsOf, stemOf, textOn } from '../instrument/instrument.ts';
import type { Recordings } from '../sound/play-sounds-dom.ts';
import type { At } from './use-answering.ts';
import { type ReadAloud, useReadAloud } from './use-read-aloud.ts';
import { useRecordings } from './use-recordings.ts';

/** Reading aloud as a button has it: what there is to read, too. */
export interface AloudButton extends ReadAloud {
  text(): string;
}

/** Reading aloud of what is on screen: by a voice of the device, else by what was recorded of the question. */
export function useQuestionsAloud(instrument: AskedForm, language: string, recordings: Recordings | undefined, at: At) {
  const number = typeof at === 'number' ? at : 0;
  const voice = useReadAloud(number > 0 ? questionLanguage(instrument, language, number - 1) : language, at);
  const recorded = useRecordings(recordings, number - 1, at);
  /** Who has had something read aloud hears each answer that is chosen, until they stop it. */
  const hears = useRef(false);
  const aloud = voice ?? recorded;
  return {
    /** For the buttons; undefined where nothing can be read. */
    of(text: () => string): AloudButton | undefined {
      if (!aloud) return undefined;
      return {
        isReading: aloud.isReading,
        text,
        read(words) {
          hears.current = true;
          aloud.read(words);
        },
        stop() {
          hears.current = false;
          aloud.stop();
        },
      };
    },
    /** The answer of that code was chosen to the question on screen. */
    chosen(code: number): void {
      if (!hears.current) return;
      // Behind the information the first question stands ready.
      const item = instrument.items[Math.max(number, 1) - 1]!;
      const step = labelsOf(textOn(instrument, language), item)[code];
      if (step && voice) voice.read(step);
      else recorded?.answer(code);
    },
  };
}

/** A question with its answers, as it is read aloud. */
export function questionAloud(instrument: AskedForm, language: string, number: number): string {
  const text = textOn(instrument, language);
  const item = instrument.items[number - 1]!;
  const labels = codesOf(instrument, item).map((code) => labelsOf(text, item)[code]);
  return [stemOf(text, item), text.items[number - 1], hintOf(text, item), ...labels].filter(Boolean).join('. ');
}
