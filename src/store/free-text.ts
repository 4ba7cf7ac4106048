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

/** The message of the schema error for a text with an identity code; the screens have a sentence for it. */
export const identityCodeError = 'identity-code';

/** A schema for text of at most `limit` characters without an identity code; the spaces around it are cut. */
export const freeText = (limit: number, least = 0) =>
  z.string().check(
    z.trim(),
    z.minLength(least),
    z.maxLength(limit),
    z.refine((text) => !hasIdentityCode(text), identityCodeError),
  );
