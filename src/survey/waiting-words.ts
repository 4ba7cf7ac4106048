/**
 * `3 odottaa`, `ei yhteyttä, 3 odottaa`: what waits, in the words of the worker's screens, for the page that has no i18next.
 * A missing or wrong key is no matter of a respondent's: here such records just wait.
 */
import type locale from '../../locales/fi.json';
import { clock } from '../i18n/dates.ts';
import { fill } from './answers.ts';

export type WaitingWords = (typeof locale)['waiting'];

/** How sending stands, over all endpoints. */
export interface Sending {
  waiting: number;
  refused: number;
  /** When anything was last delivered (ms since 1970). */
  last: number | undefined;
  /** An endpoint did not answer when it was last tried. */
  isUnanswered: boolean;
}

export function waitingWords(sending: Sending, isOnline: boolean, words: WaitingWords, language: string): string {
  const { waiting, refused, last, isUnanswered } = sending;
  const counted = (name: 'some' | 'offline' | 'refused', count: number) => {
    const form = new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other';
    return count > 0 ? [fill(words[`${name}_${form}`], { count })] : [];
  };
  const parts = [...counted(isOnline && !isUnanswered ? 'some' : 'offline', waiting), ...counted('refused', refused)];
  if (parts.length > 0) return parts.join(' · ');
  return last === undefined ? words.nothing : fill(words.none, { time: clock(last, language) });
}
