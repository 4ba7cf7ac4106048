import { fc } from './property.ts';

const most = 0x10ffff;
/** Halves of signs are no signs by themselves. */
const halves = { first: 0xd800, count: 0x800 };

/**
 * Any sign that a text can hold, as the unit of a `fc.string`. fast-check's own `binary` is the same, and writes a list of all
 * million of them for each file of tests.
 */
export const anyCharacter = fc.nat(most - halves.count).map(
  (at) => String.fromCodePoint(at < halves.first ? at : at + halves.count),
  (sign) => {
    const code = typeof sign === 'string' ? sign.codePointAt(0) : undefined;
    if (code === undefined || String.fromCodePoint(code) !== sign) throw new Error('Not one sign');
    return code < halves.first ? code : code - halves.count;
  },
);
