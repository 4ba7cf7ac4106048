import type { TFunction } from 'i18next';
import type { Refusal } from '../../setup/refusals.ts';

/** What is wrong, in a sentence, with the place where it is not the field itself. */
export function refusalSentence({ at, word, params }: Pick<Refusal, 'at' | 'word' | 'params'>, t: TFunction): string {
  const said = t(`setup.refusal.${word}`, params);
  return at ? `${at}: ${said}` : said;
}
