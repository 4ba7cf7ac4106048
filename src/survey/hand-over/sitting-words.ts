/** What a sitting says: how many have answered, how a card stands, when the next time is. */
import { dateIn } from '../../i18n/dates.ts';
import { fill } from '../../i18n/fill.ts';
import { isolated } from '../../i18n/isolated.ts';
import { interfaceLanguages } from '../../i18n/load-words.ts';
import type { SittingWords } from '../respondent/page-words-store.ts';
import type { CardStanding } from '../waves/card-standing.ts';
import type { Sitting } from './sitting-store.ts';

/** `Vastannut 7/10`; nothing before the first, where nobody said how many there are. */
export function countWords({ answered, expected }: Sitting, words: SittingWords): string | undefined {
  if (expected) return fill(words.answeredOf, { count: answered, all: expected });
  return answered > 0 ? fill(words.answered, { count: answered }) : undefined;
}

/** A day as it is said to who answers, with its year: it may be months ahead. */
function dayOf(at: string, language: string): string {
  const day = at.slice(0, 10);
  // Not every browser knows how days are written in each language of a page: there they stand as on papers in Finland.
  if (!interfaceLanguages.includes(language)) return isolated(day.split('-').map(Number).reverse().join('.'));
  return dateIn(day, language, { weekday: 'short', day: 'numeric', month: 'numeric', year: 'numeric' });
}

export const nextWords = (next: string, words: SittingWords, language: string): string =>
  fill(words.next, { day: dayOf(next, language) });

/** How a card stands, in words for whoever holds the device. */
export function cardWords(standing: CardStanding, words: SittingWords, language: string): string {
  const later = 'next' in standing && standing.next ? ` ${nextWords(standing.next, words, language)}` : '';
  switch (standing.is) {
    case 'turn': {
      const { time, all } = standing;
      return all === undefined ? fill(words.turn, { time }) : fill(words.turnOf, { time, all });
    }
    case 'answered':
      return fill(words.alreadyAnswered, { day: dayOf(standing.at, language) }) + later;
    case 'early':
      return words.early + later;
    default:
      return words[standing.is];
  }
}
