/** What a person has written, looked at before they go on. */
import { fill } from '../../i18n/fill.ts';
import { ask } from '../../ui/ask.ts';
import { type Instrument, isInOwnWords } from '../instrument/instrument.ts';
import type { AnswerWords } from './answers.ts';
import { fieldOf, givenAnswers, isWrongField } from './chosen-dom.ts';
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
    if (isWrongField(form, item, number - 1)) {
      if (item.type === 'date') return { number, words: words.wrongDate ?? words.wrongNumber };
      const { min, max } = item;
      const hasRange = min !== undefined && max !== undefined;
      return { number, words: hasRange ? fill(words.wrongRange, { min, max }) : words.wrongNumber };
    }
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
