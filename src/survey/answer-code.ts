/** The code that opens a respondent's unfinished answers again: made on the device, derived from nothing. */

/** No signs that are taken for one another when they are read aloud or from paper: no 0 O 1 I L U V. */
const signs = '23456789ABCDEFGHJKMNPQRSTWXYZ';

/** Six signs at random. */
export function newAnswerCode(): string {
  const code: string[] = [];
  while (code.length < 6) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    // No sign is likelier than another: bytes past the last whole round are thrown again.
    if (byte < 256 - (256 % signs.length)) code.push(signs[byte % signs.length]!);
  }
  return code.join('');
}

/** A code as it was meant, however it was written: `k7m-4px` is `K7M4PX`. */
export const readAnswerCode = (written: string): string => written.toUpperCase().replace(/[\s-]/g, '');

/** `K7M 4PX`: easier to read than six in a row. */
export const showAnswerCode = (code: string): string => code.replace(/(.{3})(?=.)/g, '$1 ');
