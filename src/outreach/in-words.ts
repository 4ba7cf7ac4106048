/** Outings and values as they are written on screen. */
import { clock } from '../i18n/dates.ts';
import type { Outing } from './outing.ts';

/** `ti 12.3. 14.20–16.05`: from when to when everybody was out; the day is left out where it is today. */
export function times({ at, endedAt }: Outing, language: string): string {
  const from = clock(at, language);
  return endedAt ? `${from}–${clock(endedAt, language, new Date(at))}` : from;
}

/** A word on a chip or at the head of a line: the value lists are written as they stand in running text. */
export function capital(word: string, language: string): string {
  const [first = '', ...rest] = word;
  return first.toLocaleUpperCase(language) + rest.join('');
}
