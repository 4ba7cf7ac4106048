/**
 * The value lists of outreach as the organisation has them: built-in codes but for the hidden, then its own. A record keeps
 * its meaning on a device that does not know an own code: the code itself is shown.
 */
import type { TFunction } from 'i18next';
import * as z from 'zod/mini';
import { ListChanges, listCodes, OwnCode, ownWord } from '../setup/value-lists.ts';
import { deeds, guidanceWays, handedOut, talkLanguages, targets, topics } from './values.ts';

/** The lists that an organisation can change. One more is one line here, and one below where the app has codes of it. */
export const ValueLists = z.strictObject({
  topics: ListChanges,
  guidanceWays: ListChanges,
  guidanceTargets: ListChanges,
  handedOut: ListChanges,
  done: ListChanges,
  talkLanguages: ListChanges,
  placeKinds: ListChanges,
});
export type ValueLists = z.infer<typeof ValueLists>;

/** A schema for a code of a list, or one that an organisation made. */
export const codeOf = <const T extends readonly string[]>(codes: T) => z.union([z.enum(codes), OwnCode]);

/** The languages of a talk that have a word of their own in the app; the others are named by the browser. */
const hasOwnWord = (language: string): boolean => ['other', 'interpreter'].includes(language);

const builtIn = {
  topics: { codes: topics, say: (t, code) => t(`outreach.topic.${code}` as 'outreach.topic.money') },
  guidanceWays: {
    codes: guidanceWays,
    say: (t, code) => t(`outreach.guidance.${code}` as 'outreach.guidance.information'),
  },
  guidanceTargets: { codes: targets, say: (t, code) => t(`outreach.target.${code}` as 'outreach.target.other') },
  done: { codes: deeds, say: (t, code) => t(`outreach.choice.done.${code}` as 'outreach.choice.done.advice') },
  handedOut: { codes: handedOut, say: (t, code) => t(`outreach.counter.${code}` as 'outreach.counter.leaflets') },
  talkLanguages: {
    codes: talkLanguages,
    say: (t, code, language) =>
      hasOwnWord(code)
        ? t(`outreach.choice.language.${code}` as 'outreach.choice.language.other')
        : (new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code),
  },
} satisfies {
  [name in keyof ValueLists]?: {
    codes: readonly string[];
    say: (t: TFunction, code: string, language: string) => string;
  };
};
export type ListName = keyof typeof builtIn;

/** The built-in codes of a list. */
export const codesOfList = <L extends ListName>(list: L): (typeof builtIn)[L]['codes'] => builtIn[list].codes;

/** The same, of a list by any name; undefined where the app has no codes of it. */
export const builtInCodes = (list: string): readonly string[] | undefined => builtIn[list as ListName]?.codes;

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
export function valueList(name: ListName, lists: ValueLists, t: TFunction, language: string): ValueList {
  const own = lists[name];
  const { codes: known, say } = builtIn[name];
  const codes = listCodes(known, own);
  // Every language has a name; a code of the organisation's is no language tag, and the browser would throw at it.
  const isKnown = (code: string) =>
    name === 'talkLanguages' ? !code.startsWith('own-') : known.some((one) => one === code);
  return {
    codes,
    with: (chosen) => [...codes, ...chosen.filter((code) => code !== undefined && !codes.includes(code))] as string[],
    say: (code) => (isKnown(code) ? say(t, code, language) : (ownWord(own, code, language) ?? code)),
  };
}
