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

/**
 * The instruments that nobody may change and of which these statements have at least half, word for word, and not all: there they are
 * altered. Fewer may stand in a survey by chance.
 */
export function alteredIn(statements: readonly string[], instruments: readonly Instrument[]): Instrument[] {
  const asked = new Set(statements.map(bare));
  const isAltered = (items: readonly string[]) => {
    const kept = items.filter((item) => asked.has(bare(item))).length;
    return kept > 0 && kept < items.length && kept >= items.length / 2;
  };
  return instruments.filter((one) => !mayChange(one) && Object.values(one.texts).some(({ items }) => isAltered(items)));
}

/** An instrument's Finnish title, else the first there is. */
export const titleOfOfficial = (one: Instrument): string => one.texts[textLanguage(one, 'fi')]!.title;

/** That these came altered, each with its licence. */
export const toldOfAltered = (altered: readonly Instrument[]): InstrumentFault[] =>
  altered.map((one) => ({ why: 'officialAltered', values: { title: titleOfOfficial(one), licence: one.licence } }));
