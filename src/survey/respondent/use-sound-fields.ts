import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { toFirstError } from '../../ui/to-first-error.ts';
import { type Instrument, isField } from '../instrument/instrument.ts';
import type { AnswerWords } from './answers.ts';
import { firstWrong, mayStay } from './sound-fields-dom.ts';
import type { Keeper } from './use-answering.ts';

/** What is written in the fields of a form: whether it may be left as it is, and what is said at the one that may not. */
export function useSoundFields(
  form: RefObject<HTMLFormElement | null>,
  instrument: Instrument,
  keeper: Keeper,
  words: AnswerWords,
) {
  const [wrong, setWrong] = useState<{ number: number; words: string }>();
  /** What who wrote it has said may stay. */
  const stays = useRef(new Set<string>());
  const isLooking = useRef(false);
  const look = (numbers: number[]) => firstWrong(numbers, form.current!, instrument, keeper, words);
  const isSound = async (numbers: number[]): Promise<boolean> => {
    const bad = await look(numbers);
    setWrong(bad);
    if (bad) toFirstError(form.current!);
    return !bad;
  };
  return {
    wrong,
    /** Whether the person may go on from these items; says at the field what keeps them. */
    async mayLeave(numbers: number[]): Promise<boolean> {
      const written = numbers.filter((number) => isField(instrument.items[number - 1]!));
      if (written.length === 0) return true;
      // One look at a time: a second tap opens no second question.
      if (isLooking.current) return false;
      isLooking.current = true;
      try {
        return (
          (await isSound(written)) && (await mayStay(written, form.current!, instrument, keeper, words, stays.current))
        );
      } finally {
        isLooking.current = false;
      }
    },
    /** What was said of a field goes as soon as it is mended. */
    async lookAgain(): Promise<void> {
      if (wrong) setWrong(await look([wrong.number]));
    },
  };
}
