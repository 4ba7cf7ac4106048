/** Base 45 (RFC 9285): bytes in the signs of a QR code's alphanumeric mode, of which nearly all of the code is used. */

const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** Bytes as text. */
export function toBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length;
    let rest = isPair ? bytes[at]! * 256 + bytes[at + 1]! : bytes[at]!;
    for (let sign = isPair ? 3 : 2; sign > 0; sign--) {
      text += signs[rest % 45];
      rest = Math.floor(rest / 45);
    }
  }
  return text;
}

/** Text as bytes; undefined where it is no base 45. */
export function fromBase45(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 3 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 ? 1 : 0));
  for (let from = 0, to = 0; from < text.length; from += 3) {
    const digits = [...text.slice(from, from + 3)].map((sign) => signs.indexOf(sign));
    const value = digits.reduce((sum, digit, place) => sum + digit * 45 ** place, 0);
    if (digits.includes(-1) || value > (digits.length === 3 ? 0xffff : 0xff)) return undefined;
    if (digits.length === 3) bytes[to++] = value >> 8;
    bytes[to++] = value & 0xff;
  }
  return bytes;
}
