/** What of a paper form cannot be kept as it was typed in. */
import { hasIdentityCode } from '../../store/free-text.ts';
import type { Instrument } from '../instrument/instrument.ts';
import { type GivenAnswers, shownItems } from '../instrument/show.ts';
import type { AnswerWords } from '../respondent/answers.ts';
import { wrongInField } from '../respondent/sound-fields-dom.ts';

/**
 * The first item that cannot be kept, and why, in words. Of what is not asked after all that was answered nothing is kept, and
 * nobody would see what is said of it.
 */
export function firstWrongOnPaper(
  form: HTMLFormElement,
  instrument: Pick<Instrument, 'items'>,
  given: GivenAnswers,
  words: Pick<AnswerWords, 'wrongNumber' | 'wrongRange' | 'wrongDate' | 'wrongYear' | 'identityCode'>,
): { number: number; words: string } | undefined {
  const shown = shownItems(instrument, given);
  for (const [index, item] of instrument.items.entries()) {
    if (!shown[index]) continue;
    const hasCode = hasIdentityCode(given.texts?.[item.id] ?? '');
    const wrong = wrongInField(form, item, index, words) ?? (hasCode ? words.identityCode : undefined);
    if (wrong) return { number: index + 1, words: wrong };
  }
  return undefined;
}
