/** Whose words may be changed here: not an official instrument's, nor those of an owner whose licence says that nothing of it may be. */
import type { Instrument } from './instrument.ts';

/** Licences without derivatives, by their names and in plain words. */
const forbids =
  /\bby-(nc-)?nd\b|\bno[ -]?deriv|ei muutoksia|ei saa muuttaa|muuttaminen (on )?kielletty|får inte ändras|inga bearbetningar|(must|may) not be (changed|modified|altered)/i;

export const mayChange = ({ validated, licence }: Pick<Instrument, 'validated' | 'licence'>): boolean =>
  !validated && !forbids.test(licence);
