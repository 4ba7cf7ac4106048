/**
 * `3 odottaa`, `kaikki lähetetty 14.52`, `ei yhteyttä, 3 odottaa`: how sending stands, in the same words on every screen of
 * the worker's app. Pure. Whoever answers is told nothing of it.
 */
import type locale from '../../locales/fi.json';
import { clock } from '../i18n/dates.ts';
import { fill } from '../i18n/fill.ts';

export type WaitingWords = (typeof locale)['waiting'];

/** How sending stands, over all endpoints. */
export interface Sending {
  waiting: number;
  refused: number;
  /** How many of them wait for one endpoint and were refused by another. */
  both?: number;
  /** When anything was last delivered (ms since 1970). */
  last: number | undefined;
  /** Why the endpoint that held us back last did so. */
  trouble: string | undefined;
  /** The endpoint that holds us back. */
  heldAt: string | undefined;
  /** Whether it was given a key, where it asks for one: it is then the key that is wrong. */
  hasKey: boolean;
  /** When it is tried next (ms since 1970), where it is held back. */
  nextAt: number | undefined;
}

/** The words for it. `isOnline` is what the browser thinks: a hint for the words only. */
export function sendingWords(sending: Sending, isOnline: boolean, words: WaitingWords, language: string): string {
  const { waiting, refused, last } = sending;
  const counted = (name: 'some' | 'offline' | 'noKey' | 'badKey' | 'refused', count: number) => {
    const form = new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other';
    return count > 0 ? [fill(words[`${name}_${form}`], { count })] : [];
  };
  const parts = [...counted(whyWaiting(sending, isOnline), waiting), ...counted('refused', refused)];
  if (parts.length > 0) return parts.join(' · ');
  return last === undefined ? words.nothing : fill(words.none, { time: clock(last, language) });
}

function whyWaiting({ trouble, hasKey }: Sending, isOnline: boolean) {
  if (trouble === 'sign-in') return hasKey ? 'badKey' : 'noKey';
  return isOnline && trouble !== 'no-answer' ? 'some' : 'offline';
}
