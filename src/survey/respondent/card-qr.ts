/**
 * What the QR of a respondent's card says: the code, and a key. The code stands in the list of codes, so it opens nothing; the
 * key is on this one card alone: made when the card is drawn, kept nowhere. What a person has answered so far under a card with
 * a key is opened by reading that card again. A card that is drawn anew has another key.
 */
import { codeInHash, codeLength, randomSigns } from './answer-code.ts';

/** What was read of a card. Without a key: it was typed, or the card is of an earlier version. */
export interface CardRead {
  code: string;
  key?: string;
}

/** 16 signs are 72 bits. With code and point these are the 25 that the smallest QR takes (version 1, level L, upper case). */
const keyLength = 16;
const withKey = new RegExp(`^([0-9A-Z]{${codeLength}})\\.([0-9A-Z]{${keyLength}})$`);

/** What the QR of a card that is drawn now says. */
export const newCardQr = (code: string): string => `${code}.${randomSigns(keyLength)}`;

/** The card that a camera or a person gave; undefined for what is none. */
export function readCard(written: string): CardRead | undefined {
  const [, start, key] = withKey.exec(written.trim()) ?? [];
  const code = codeInHash(start ?? written);
  return code === undefined ? undefined : { code, ...(key ? { key } : {}) };
}

/** What opens the answers that were begun under a card: undefined where only another code does, which the person is told. */
export const opensCard = ({ code, key }: CardRead): string | undefined => key && `${code}.${key}`;
