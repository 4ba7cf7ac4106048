/**
 * A respondent's code: made on the device without a network, derived from nothing. Seven signs at random and a check
 * character, so that a mistyped code is told at once.
 *
 * The check is that of the pure systems of ISO/IEC 7064:2003 (such as MOD 37-2): the signs, weighted by powers of 2, sum up
 * to 1. Here the modulus is 23, which is prime, and the powers of 2 differ up to the eleventh: so every single wrong sign and
 * every swap of two signs is found, wherever they stand.
 */

/**
 * 23 signs of which none is taken for another, read aloud or from handwriting: of 0 O Q D, 1 I L, 2 Z, 5 S, 6 G, 8 B only
 * the digit, and no F N U V. 23 to the seventh is 3,400 million codes; a device draws again what it knows.
 */
const signs = '0123456789ACEHJKMPRTWXY';
const modulus = signs.length;

/** What is written of a sign that is not in the code can only have been meant so. */
const meant: Record<string, string> = { O: '0', Q: '0', D: '0', I: '1', L: '1', Z: '2', S: '5', G: '6', B: '8' };

/** How many signs a code has, the check character with them. */
export const codeLength = 8;

/** What was written where a code belongs. `sign`: one that no code has. `wrong`: as many signs as a code has, that are no code. */
export type CodeRead =
  | { is: 'none' }
  | { is: 'code'; code: string }
  | { is: 'short' | 'long'; count: number }
  | { is: 'sign'; sign: string }
  | { is: 'wrong' };

/** A new code. */
export const newAnswerCode = (): string => newCode(codeLength);

/** A new code of so many signs, the last of them the check character. */
export function newCode(length: number): string {
  const code = randomSigns(length - 1);
  return code + [...signs].find((check) => isSound(code + check));
}

/** So many signs of the code's own at random: 4.5 bits each. */
export function randomSigns(count: number): string {
  let drawn = '';
  while (drawn.length < count) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    // No sign is likelier than another: bytes past the last whole round are thrown again.
    if (byte < 256 - (256 % modulus)) drawn += signs[byte % modulus];
  }
  return drawn;
}

/** A code as it was meant, however it was written: `k7m4-px27` with its small letters and dash. */
export const readAnswerCode = (written: string): CodeRead => readCode(written, codeLength);

/** A code of so many signs as it was meant. */
export function readCode(written: string, length: number): CodeRead {
  const plain = written.toUpperCase().replace(/[\s.·–-]/g, '');
  if (plain === '') return { is: 'none' };
  const code = [...plain].map((sign) => meant[sign] ?? sign).join('');
  const sign = [...code].find((one) => !signs.includes(one));
  if (sign !== undefined) return { is: 'sign', sign };
  if (code.length !== length) return { is: code.length < length ? 'short' : 'long', count: code.length };
  return isSound(code) ? { is: 'code', code } : { is: 'wrong' };
}

/** The code that was written, or undefined where it is none or mistyped. */
export function codeInHash(written: string): string | undefined {
  const read = readAnswerCode(written);
  return read.is === 'code' ? read.code : undefined;
}

/** `K7M4 PX27`: easier to read than eight in a row. */
export const showAnswerCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');

/** Horner's way of weighting by powers of 2. */
const isSound = (code: string): boolean =>
  [...code].reduce((sum, sign) => (sum * 2 + signs.indexOf(sign)) % modulus, 0) === 1;
