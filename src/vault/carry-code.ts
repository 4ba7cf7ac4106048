/** How a code looks that the app makes for one file: twenty signs that are not taken for one another, in fives. Also for the receiver's commands. */
export const carrySigns = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** How many signs a code has. */
export const carryLength = 20;

/** A code's signs as they are shown. */
export const inFives = (code: string): string => code.replace(/(.{5})(?=.)/g, '$1-');

/** The code that was typed, in small letters, with spaces or without its dashes, as it was made; undefined for what is no code. */
export function carryCodeIn(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s-]/g, '');
  const isCode = code.length === carryLength && [...code].every((sign) => carrySigns.includes(sign));
  return isCode ? inFives(code) : undefined;
}
