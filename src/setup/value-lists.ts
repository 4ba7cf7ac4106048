/**
 * The organisation's own value lists: built-in codes can be hidden and own ones added. An own code begins with `own-` and a
 * built-in one never does, so no organisation can change what a built-in code means, and a record keeps its meaning on a
 * device that does not know the list.
 */
import * as z from 'zod/mini';
import { freeText } from '../store/free-text.ts';
import { unique } from './unique.ts';

const code = /^[a-z0-9]+(-[a-z0-9]+)*\+?$/;
const ownCode = /^own-[a-z0-9]+(-[a-z0-9]+)*$/;

/** A code that an organisation made. Kinds of record take it beside their built-in codes. */
export const OwnCode = z.string().check(z.regex(ownCode, 'own-code-shape'), z.maxLength(40));

const word = z.optional(freeText(60, 1));

/** One thing said in the languages of the interface. */
export const ValueWords = z
  .strictObject({ fi: word, sv: word, en: word })
  .check(z.refine((words) => Object.values(words).some(Boolean), 'no-words'));

/** What an organisation changes of a list: codes that are not offered (records keep them), and own ones, offered last. */
export const ListChanges = z.optional(
  z.strictObject({
    hide: z._default(z.array(z.string().check(z.regex(code, 'code-shape'), z.maxLength(40))), []),
    add: z._default(
      z.array(z.strictObject({ code: OwnCode, words: ValueWords })).check(z.maxLength(60), unique('code')),
      [],
    ),
  }),
);
export type ListChanges = z.infer<typeof ListChanges>;

/** The codes to offer: the built-in ones but for the hidden, then the organisation's own. */
export function listCodes(builtIn: readonly string[], list: ListChanges): string[] {
  const { hide = [], add = [] } = list ?? {};
  return [...builtIn.filter((one) => !hide.includes(one)), ...add.map((own) => own.code)];
}

/** What an own code is called in a language, else in another; undefined for a code that the organisation does not have. */
export function ownWord(list: ListChanges, code: string, language: string): string | undefined {
  const words = list?.add.find((own) => own.code === code)?.words;
  return words && (words[language as keyof typeof words] ?? words.fi ?? words.sv ?? words.en);
}
