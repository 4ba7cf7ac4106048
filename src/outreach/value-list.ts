/**
 * The value lists of outreach as the organisation has them: built-in codes but for the hidden, then its own. A record keeps
 * its meaning on a device that does not know an own code: the code itself is shown.
 */
import type { TFunction } from 'i18next';
import * as z from 'zod/mini';
import { listCodes, OwnCode, ownWord, type ValueLists } from '../setup/value-lists.ts';
import { deeds, guidanceWays, handedOut, targets, topics } from './values.ts';

/** A schema for a code of a list, or one that an organisation made. */
export const codeOf = <const T extends readonly string[]>(codes: T) => z.union([z.enum(codes), OwnCode]);

const builtIn = {
  topics: { codes: topics, say: (t, code) => t(`outreach.topic.${code}` as 'outreach.topic.money') },
  guidanceWays: {
    codes: guidanceWays,
    say: (t, code) => t(`outreach.guidance.${code}` as 'outreach.guidance.information'),
  },
  guidanceTargets: { codes: targets, say: (t, code) => t(`outreach.target.${code}` as 'outreach.target.other') },
  done: { codes: deeds, say: (t, code) => t(`outreach.choice.done.${code}` as 'outreach.choice.done.advice') },
  handedOut: { codes: handedOut, say: (t, code) => t(`outreach.counter.${code}` as 'outreach.counter.leaflets') },
} satisfies {
  [name in keyof ValueLists]?: { codes: readonly string[]; say: (t: TFunction, code: string) => string };
};

/** A list that an organisation can change. */
export interface ValueList {
  /** The codes to offer. */
  codes: readonly string[];
  /** The codes to offer, and of those that are chosen any that is not offered any more. */
  with(chosen: readonly (string | undefined)[]): readonly string[];
  /** A code in words. */
  say(code: string): string;
}

/** One of the lists, in the words of a language. */
export function valueList(name: keyof typeof builtIn, lists: ValueLists, t: TFunction, language: string): ValueList {
  const own = lists[name];
  const known: readonly string[] = builtIn[name].codes;
  const codes = listCodes(known, own);
  return {
    codes,
    with: (chosen) => [...codes, ...chosen.filter((code) => code !== undefined && !codes.includes(code))] as string[],
    say: (code) => (known.includes(code) ? builtIn[name].say(t, code) : (ownWord(own, code, language) ?? code)),
  };
}
