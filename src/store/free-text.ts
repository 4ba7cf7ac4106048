/** Text that a person writes freely. No field of the app takes a Finnish personal identity code. */
import * as z from 'zod/mini';

const signs = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const shape = /(?<!\d)(\d{6})[-+A-FU-Y](\d{3})([0-9A-FHJ-NPR-Y])(?![0-9A-Z])/gi;

/**
 * Whether a text holds a Finnish personal identity code: six digits, a century sign, three digits and a check character,
 * which is the nine digits modulo 31 (Digital and Population Data Services Agency; century signs in use since 2023).
 */
export const hasIdentityCode = (text: string): boolean =>
  [...text.matchAll(shape)].some(
    ([, birth, number, check]) => signs[Number(`${birth}${number}`) % 31] === check?.toUpperCase(),
  );

const phone = /(?<![\d.+])\(?(?:\+|00|0)\d(?:[\s()-]{0,2}\d){5,12}(?!\d)/;
// Each word is tried once, from its beginning: a long text without an address costs its length, not the square of it.
const address = /(?<![^\s@<>(),;])[^\s@<>(),;]+@[^\s@<>(),;]+\.[^\s@<>(),;]{2,}/;

/**
 * A phone number or an e-mail address in a text, and which of them: it may be a service's or a person's, so the one who
 * wrote it is asked. Undefined where there is none.
 */
export function contactIn(text: string): { is: 'phone' | 'email'; found: string } | undefined {
  const email = address.exec(text)?.[0];
  if (email) return { is: 'email', found: email };
  const number = phone.exec(text)?.[0];
  return number ? { is: 'phone', found: number } : undefined;
}

/** The message of the schema error for a text with an identity code; the screens have a sentence for it. */
export const identityCodeError = 'identity-code';

/** Signs that turn the text around them, or that nobody sees. A line may end, as in Word too (U+000B), and right-to-left letters stay. */
const turning = /[\u202a-\u202e\u2066-\u2069]|(?![\t-\v\r])\p{Cc}/gu;

/** A text as it reads: what anybody wrote must not look like another. */
export const withoutTurning = (text: string): string => text.replace(turning, '');

/** A schema for text of at most `limit` characters without an identity code or signs that make it look like another; the spaces around it are cut. */
export const freeText = (limit: number, least = 0) =>
  z.string().check(
    z.overwrite(withoutTurning),
    z.trim(),
    z.minLength(least),
    z.maxLength(limit),
    z.refine((text) => !hasIdentityCode(text), identityCodeError),
  );

/** Whether a field's text can be kept, as far as it can be told without asking. */
export const isKeepable = (text: string, limit: number): boolean =>
  text.trim().length <= limit && !hasIdentityCode(text);

/**
 * The texts of a record's own fields, without the spaces around them. What was left empty is undefined, so that an edit takes away
 * what stood there before.
 */
export const fieldTexts = <K extends string>(draft: Readonly<Record<K, string>>, keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [key, draft[key].trim() || undefined])) as Record<K, string | undefined>;

/** Texts by their keys without what was left empty, and without the spaces around the rest. */
export const writtenTexts = <K extends string>(
  texts: Partial<Record<K, string | undefined>>,
): Partial<Record<K, string>> =>
  Object.fromEntries(
    Object.entries<string | undefined>(texts).flatMap(([key, said]) => (said?.trim() ? [[key, said.trim()]] : [])),
  ) as Partial<Record<K, string>>;
