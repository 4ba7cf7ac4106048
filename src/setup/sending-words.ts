/**
 * `3 odottaa`, `kaikki lähetetty 14.52`, `ei yhteyttä, 3 odottaa`: how sending stands, in the same words on every screen of
 * the worker's app. Pure. Whoever answers is told nothing of it.
 */
import type locale from '../../locales/fi.json';
import { clock } from '../i18n/dates.ts';
import { fill } from '../i18n/fill.ts';
import type { EndpointConfig } from './endpoint.ts';

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
  /** What it is called and where it is, where another one is not held back so. */
  heldIs?: Pick<EndpointConfig, 'name' | 'url'> | undefined;
  /** Whether it was given a key, where it asks for one: it is then the key that is wrong. */
  hasKey: boolean;
  /** When it is tried next (ms since 1970), where it is held back. */
  nextAt: number | undefined;
}

/** The words for it. `isOnline` is what the browser thinks: a hint for the words only. */
export function sendingWords(sending: Sending, isOnline: boolean, words: WaitingWords, language: string): string {
  const { waiting, refused, both = 0, last } = sending;
  const counted = (name: 'some' | 'offline' | 'noKey' | 'badKey' | 'refused', count: number) => {
    const form = new Intl.PluralRules(language).select(count) === 'one' ? 'one' : 'other';
    return count > 0 ? [fill(words[`${name}_${form}`], { count })] : [];
  };
  const why = whyWaiting(sending, isOnline);
  const who = isOnline && waiting > 0 && why !== 'some' && whoHolds(sending);
  const isSilent = who && why === 'offline';
  // What waits for one and was refused by another is told of once: by the refusal, about which a person can do something.
  const waits = counted(isSilent ? 'some' : why, waiting - both).map((said) =>
    who && !isSilent ? `${who}: ${said}` : said,
  );
  const held = isSilent ? [[fill(words.silent, { name: who }), ...waits].join(', ')] : waits;
  const parts = [...held, ...counted('refused', refused)];
  if (parts.length > 0) return parts.join(' · ');
  return last === undefined ? words.nothing : fill(words.none, { time: clock(last, language) });
}

/** What the endpoint that holds us back is called in a line: its own name, or its host. */
const whoHolds = ({ heldIs }: Sending): string | undefined =>
  heldIs && (heldIs.name || new URL(heldIs.url, location.origin).host);

function whyWaiting({ trouble, hasKey }: Sending, isOnline: boolean) {
  if (trouble === 'sign-in') return hasKey ? 'badKey' : 'noKey';
  return isOnline && trouble !== 'no-answer' ? 'some' : 'offline';
}
