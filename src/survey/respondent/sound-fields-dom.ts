import { fill } from '../../i18n/fill.ts';
import type { Instrument } from '../instrument/instrument.ts';
import type { AnswerWords } from './answers.ts';
import { givenAnswers, isWrongNumber } from './chosen-dom.ts';
import type { Keeper } from './use-answering.ts';

/** The first of these items whose field holds what cannot be kept, and why, in words. */
export async function firstWrong(
  numbers: number[],
  form: HTMLFormElement,
  { items }: Instrument,
  keeper: Keeper,
  words: AnswerWords,
): Promise<{ number: number; words: string } | undefined> {
  const held = givenAnswers(form, items);
  for (const number of numbers) {
    const item = items[number - 1]!;
    if (isWrongNumber(form, item, number - 1)) {
      const { min, max } = item;
      const hasRange = min !== undefined && max !== undefined;
      return { number, words: hasRange ? fill(words.wrongRange, { min, max }) : words.wrongNumber };
    }
    const text = held.texts?.[item.id];
    if (text && !(await keeper.allows(text))) return { number, words: words.identityCode };
  }
  return undefined;
}
