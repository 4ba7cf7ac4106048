/** A text as a cell of a workbook holds it (ECMA-376 part 1, 22.9.2.19, ST_Xstring). */

/** Excel opens no file with a longer text in a cell (UTF-16 units). */
export const longestCell = 32_767;

/**
 * What XML cannot hold is written by its number, and a text that looks like such a number is told apart from one: else Excel
 * reads `_x0041_` as `A`.
 */
export const asCellText = (text: string): string =>
  text
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what XML cannot hold
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, (sign) => {
      const number = sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      return `_x${number}_`;
    });
