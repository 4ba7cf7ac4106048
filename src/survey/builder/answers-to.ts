/** What a question is answered with: its steps and their words, its numbers as they were typed. */
import type { Translations } from '../instrument/instrument.ts';
import { isChosen, type OwnChoice, type OwnQuestion, saidIn } from './survey.ts';

/** A number as a person types it, with a comma or a point; undefined where it is none. */
export function typedNumber(typed: string): number | undefined {
  const plain = typed.trim().replace(',', '.').replace('−', '-');
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(plain) ? Number(plain) : undefined;
}

/** Whether a choice may go without words: the steps between the ends of a scale are called by their numbers. */
export const isBetween = ({ type, choices }: OwnQuestion, choice: OwnChoice): boolean =>
  type === 'scale' && choices.length >= 5 && choice !== choices[0] && choice !== choices.at(-1);

/** The words of each code, as an instrument has them. */
export const codesWords = (
  question: OwnQuestion,
  language: string,
  fill: (words: Translations, language: string) => string,
): Record<string, string> =>
  Object.fromEntries(
    question.choices.map((choice) => [
      choice.code,
      saidIn(choice.words, language) ||
        (isBetween(question, choice) ? String(choice.code) : fill(choice.words, language)),
    ]),
  );

/** What a rule can ask of a question: one of its choices, or a number. */
export const canBeAsked = (question: Pick<OwnQuestion, 'type'>): boolean =>
  isChosen(question) || question.type === 'number';
