/** What a person has written, looked at before they go on. */
import { fill } from '../../i18n/fill.ts';
import { ask } from '../../ui/ask.ts';
import { type Instrument, type Item, isInOwnWords } from '../instrument/instrument.ts';
import type { AnswerWords } from './answers.ts';
import { dayBounds, fieldOf, givenAnswers, isWrongField } from './chosen-dom.ts';
import type { Keeper } from './use-answering.ts';

/** What is wrong with what stands in the field of an item, in words; undefined where it is an answer, or nothing stands there. */
export function wrongInField(
  form: HTMLFormElement,
  item: Item,
  index: number,
  words: Pick<AnswerWords, 'wrongNumber' | 'wrongRange' | 'wrongDate' | 'wrongYear'>,
): string | undefined {
  if (!isWrongField(form, item, index)) return undefined;
  if (item.type === 'date') return wrongDay(fieldOf(form, index)?.value ?? '', words);
  const { min, max } = item;
  return min !== undefined && max !== undefined ? fill(words.wrongRange, { min, max }) : words.wrongNumber;
}

/** A whole day that stands there is one of a year that nobody means. */
function wrongDay(written: string, words: Pick<AnswerWords, 'wrongNumber' | 'wrongDate' | 'wrongYear'>): string {
  const { wrongNumber, wrongDate = wrongNumber, wrongYear = wrongDate } = words;
  const [from, to] = [dayBounds.min, dayBounds.max].map((day) => day.slice(0, 4)) as [string, string];
  return written === '' ? wrongDate : fill(wrongYear, { from, to });
}

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
    const wrong = wrongInField(form, item, number - 1, words);
    if (wrong) return { number, words: wrong };
    const text = held.texts?.[item.id];
    if (text && !(await keeper.allows(text))) return { number, words: words.identityCode };
  }
  return undefined;
}

/**
 * Whether what is written to these items may stay as it is: a phone number or an e-mail address may be a service's or a
 * person's, so the one who wrote it is asked, of each once (`stays`). Who would rather change it is taken to it.
 */
export async function mayStay(
  numbers: number[],
  form: HTMLFormElement,
  { items }: Instrument,
  keeper: Keeper,
  words: AnswerWords,
  stays: Set<string>,
): Promise<boolean> {
  const { texts = {} } = givenAnswers(form, items);
  for (const number of numbers) {
    const item = items[number - 1]!;
    const text = isInOwnWords(item) && texts[item.id];
    const contact = text && (await keeper.contactIn(text));
    if (!contact || stays.has(text)) continue;
    const chosen = await ask({
      title: contact.is === 'phone' ? words.phoneIn : words.emailIn,
      text: fill(words.contactText, { found: contact.found }),
      choices: [
        { value: 'keep', label: words.contactKeep },
        { value: 'mend', label: words.contactMend },
      ],
    });
    if (chosen === 'mend') {
      fieldOf(form, number - 1)?.focus();
      return false;
    }
    stays.add(text);
  }
  return true;
}
