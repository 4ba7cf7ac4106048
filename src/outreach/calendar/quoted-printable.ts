/** Quoted-printable (RFC 2045, 6.7): how vCalendar 1.0, which old phones and programs write, holds letters and line ends. */

/** Whether the part of a line before its value says that the value is written so. */
export const isQuotedPrintable = (head: string): boolean => /;(?:ENCODING=)?QUOTED-PRINTABLE(?=[;:]|$)/i.test(head);

/** Lines of which none ends in the middle: one that is written so goes on where it ends with `=`. */
export function wholeLines(lines: readonly string[]): string[] {
  const whole: string[] = [];
  const open: string[] = [];
  for (const line of lines) {
    const goesOn = line.endsWith('=') && (open.length > 0 || isQuotedPrintable(line.slice(0, line.indexOf(':'))));
    open.push(goesOn ? line.slice(0, -1) : line);
    if (!goesOn) whole.push(open.splice(0).join(''));
  }
  if (open.length > 0) whole.push(`${open.join('')}=`);
  return whole;
}

/** The text of such a value; in the old encoding of Windows where it is no UTF-8. */
export function fromQuotedPrintable(value: string): string {
  const utf8 = new TextEncoder();
  const bytes = [...value.matchAll(/=([\dA-F]{2})|[^=]+|=/gi)].flatMap(([all, code]) =>
    code === undefined ? [...utf8.encode(all)] : [Number.parseInt(code, 16)],
  );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return new TextDecoder('windows-1252').decode(Uint8Array.from(bytes));
  }
}
