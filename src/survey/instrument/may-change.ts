/** Whose words may be changed here: not an official instrument's, nor those of an owner whose licence says that nothing of it may be. */
import type { InstrumentFault } from './file.ts';
import { type Instrument, textLanguage } from './instrument.ts';

/** Licences without derivatives, by their names and in plain words. */
const forbids =
  /\bby-(nc-)?nd\b|\bno[ -]?deriv|ei muutoksia|ei saa muuttaa|muuttaminen (on )?kielletty|får inte ändras|inga bearbetningar|(must|may) not be (changed|modified|altered)/i;

export const mayChange = ({ validated, licence }: Pick<Instrument, 'validated' | 'licence'>): boolean =>
  !validated && !forbids.test(licence);

/** Words as they are compared: neither spaces, capitals nor the stop at the end make another statement. */
export const bare = (words: string): string =>
  words
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\s.:?!…]+$/, '')
    .trim();

/** A statement of fewer words, such as “terveyteenne”, stands in other surveys by chance. */
const wordsOfOwn = 3;

/** From which likeness on one statement is the other with some of it changed: the likest two of the app's own are at half. */
const likeness = 0.7;
/** And of a shorter one, which part of it the longer has: a statement that was cut. */
const shared = 0.9;

/** A statement as it is compared: its words, and each two signs that follow each other. */
interface Compared {
  words: string;
  pairs: ReadonlyMap<string, number>;
  size: number;
  isOwn: boolean;
}

function comparedOf(statement: string): Compared {
  const words = bare(statement);
  const pairs = new Map<string, number>();
  for (let at = 1; at < words.length; at++) {
    const pair = words.slice(at - 1, at + 1);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return { words, pairs, size: Math.max(0, words.length - 1), isOwn: words.split(' ').length >= wordsOfOwn };
}

/** Whether one is the other, or that with some of it changed or cut. */
function isLike(one: Compared, other: Compared): boolean {
  if (one.words === other.words) return true;
  const both = [...one.pairs].reduce((sum, [pair, count]) => sum + Math.min(count, other.pairs.get(pair) ?? 0), 0);
  return both >= (likeness * (one.size + other.size)) / 2 || both >= shared * Math.min(one.size, other.size);
}

/** Those of an instrument are the same each time a survey is looked through. */
const official = new WeakMap<readonly string[], Compared[]>();
function comparedOfficial(items: readonly string[]): Compared[] {
  const held = official.get(items) ?? items.map(comparedOf);
  official.set(items, held);
  return held;
}

/**
 * The instruments that nobody may change and of which these statements have some, not all word for word: one that was changed a little,
 * or only one of many, is theirs altered.
 */
export function alteredIn(statements: readonly string[], instruments: readonly Instrument[]): Instrument[] {
  const asked = [...new Set(statements)].map(comparedOf).filter(({ words }) => words !== '');
  const words = new Set(asked.map((one) => one.words));
  const ownOnes = asked.filter(({ isOwn }) => isOwn);
  const isAltered = (items: readonly string[]) => {
    const theirs = comparedOfficial(items);
    if (theirs.every((one) => words.has(one.words))) return false;
    return theirs.some((item) => item.isOwn && ownOnes.some((one) => isLike(item, one)));
  };
  return instruments.filter((one) => !mayChange(one) && Object.values(one.texts).some(({ items }) => isAltered(items)));
}

/** An instrument's Finnish title, else the first there is. */
export const titleOfOfficial = (one: Instrument): string => one.texts[textLanguage(one, 'fi')]!.title;

/** That these came altered, each with its licence. */
export const toldOfAltered = (altered: readonly Instrument[]): InstrumentFault[] =>
  altered.map((one) => ({ why: 'officialAltered', values: { title: titleOfOfficial(one), licence: one.licence } }));
