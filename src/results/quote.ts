/** Quotes from open answers: the writer's own words, less those that tell who wrote them. */

import { hasIdentityCode } from '../store/free-text.ts';

/** What stands where a word was taken out: what kind of word it was, in square brackets. */
const gap = /\[[^\]]*\]/g;
const wordsIn = (text: string): string[] => text.replace(gap, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether a quote holds nothing but words of the text, in its order, with gaps between. */
export function isTakenFrom(text: string, quote: string): boolean {
  const words = wordsIn(text).map((word) => word.toLowerCase());
  let at = 0;
  for (const word of wordsIn(quote)) {
    const found = words.indexOf(word.toLowerCase(), at);
    if (found < 0) return false;
    at = found + 1;
  }
  return wordsIn(quote).length > 0;
}

/**
 * Words that may tell who wrote a text: with a capital inside a sentence, with numbers, addresses of mail and the web. For
 * a reader to look at; what tells of a person without looking so, only a reader sees.
 */
export function tellingWords(text: string): string[] {
  const without = text.replace(gap, ' ');
  const addresses = without.match(/\S+@\S+|\b(?:https?:|www\.)\S+/g) ?? [];
  const numbers = without.match(/\+?\d[\d\s.:-]*\d|\d+/g) ?? [];
  const names = [...without.matchAll(/(?<=[^.!?…\s]\s+["”»'(]?)\p{Lu}[\p{L}'-]*/gu)].map(([word]) => word);
  return [...new Set([...addresses, ...names, ...numbers.map((each) => each.trim())])];
}

/** Why a quote cannot be kept as it is, as a word that the screens translate. */
export function quoteTrouble(text: string, quote: string): 'identity' | 'notTheirs' | undefined {
  if (!quote.trim()) return undefined;
  if (hasIdentityCode(quote)) return 'identity';
  return isTakenFrom(text, quote) ? undefined : 'notTheirs';
}
