/** Values that nobody meant, put anywhere: for tests that change files by the thousand. */
import { answerTo } from './forms.ts';

export const nasty: unknown[] = [
  '',
  ' ',
  null,
  0,
  -1,
  1e308,
  Number.NaN,
  true,
  false,
  [],
  {},
  [[]],
  new Date(Number.NaN),
  '__proto__',
  'constructor',
  'toString',
  'x'.repeat(10_000),
  '('.repeat(500),
  '*'.repeat(1500),
  '<'.repeat(1500),
  '_a'.repeat(800),
  `${answerTo('a')} = `.repeat(90),
  answerTo('a'),
  `${answerTo('a')} = 1`,
  `not(${answerTo('a')} = 1)`,
  '. >= 1',
  '**x**',
  '<b>',
  '&nbsp;',
  '\u202eabc',
  '😀',
  '\u0000',
  '\ud800',
  'select_one n',
  'select_multiple n',
  'begin_group',
  'end_group',
  'begin_repeat',
  'text',
  'note',
  'integer',
  'calculate',
  'yes',
  'group',
  'choice',
  'display',
  'boolean',
  'string',
  'any',
  'all',
  '=',
  '!=',
  'exists',
  'survey',
  'label::English (en)',
  'label',
  'fi',
];

/** Changes one place of a value, however deep. */
export function change(value: unknown, random: () => number, values: readonly unknown[] = nasty): unknown {
  const root = { value };
  const places: [object, string][] = [];
  const walk = (of: object) => {
    for (const [name, inner] of Object.entries(of)) {
      places.push([of, name]);
      if (typeof inner === 'object' && inner !== null) walk(inner);
    }
  };
  walk(root);
  const [of, name] = places[Math.floor(random() * places.length)]! as [Record<string, unknown>, string];
  const kind = random();
  const held = of[name];
  if (kind < 0.2) delete of[name];
  else if (kind < 0.4 && Array.isArray(held)) held.push(structuredClone(held[0]));
  else if (kind < 0.5 && Array.isArray(held)) held.reverse();
  else of[name] = structuredClone(values[Math.floor(random() * values.length)]);
  return root.value;
}

/** A text with a few of its signs taken out, doubled, changed, or with its end cut off. */
export function changedText(text: string, random: () => number): string {
  const at = Math.floor(random() * (text.length + 1));
  const length = Math.floor(random() * (random() < 0.5 ? 4 : 60));
  const kind = random();
  const signs = '{}[]",:\\ntu0019-+.eE \u0000\u202eä😀';
  if (kind < 0.2) return text.slice(0, at) + text.slice(at + length);
  if (kind < 0.5) return text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
  if (kind < 0.9) return text.slice(0, at) + signs[Math.floor(random() * signs.length)] + text.slice(at + (length % 3));
  return text.slice(0, at);
}

/** Deep enough that whoever goes down by calling itself does not come back. */
const depth = 20_000;
const nests = ['[', '{"a":', '{"item":[', '<a>', '(', 'BEGIN:VEVENT\r\n'];

/** Bytes with one kind of harm done to them, and its name: flipped, cut, repeated, or nested, in themselves or in brackets. */
export function hurt(whole: Uint8Array, random: () => number): [string, Uint8Array<ArrayBuffer>] {
  const below = (count: number) => Math.floor(random() * count);
  const at = below(whole.length);
  const to = at + below(Math.min(whole.length - at, random() < 0.5 ? 8 : 400)) + 1;
  const put = (place: number, more: Uint8Array, after = place) =>
    Uint8Array.from(Buffer.concat([whole.subarray(0, place), more, whole.subarray(after)]));
  const kind = random();
  if (kind < 0.3) {
    const bytes = Uint8Array.from(whole);
    for (let times = 1 + below(8); times > 0; times--) bytes[below(bytes.length)]! ^= 1 << below(8);
    return ['flipped', bytes];
  }
  if (kind < 0.6)
    return ['cut', random() < 0.5 ? put(at, new Uint8Array(), to) : Uint8Array.from(whole.subarray(0, at))];
  if (kind < 0.82) {
    const times = random() < 0.05 ? 500 : 1 + below(4);
    return ['repeated', put(to, Buffer.concat(Array<Uint8Array>(times).fill(whole.subarray(at, to))))];
  }
  if (kind < 0.86) return ['nested in itself', put(at, whole)];
  const open = nests[below(nests.length)]!;
  const close = { '[': ']', '{"a":': '}', '{"item":[': ']}' }[open] ?? '';
  const deep = Buffer.from(`${open.repeat(depth)}${close && '1'}${close.repeat(depth)}`);
  return ['nested', putAtValue(whole, deep, at)];
}

/** Puts bytes in the place of a value of JSON from some place on; where there is none, there. */
function putAtValue(whole: Uint8Array, more: Uint8Array, from: number): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(whole).toString('latin1');
  const value = /(?<=[:,[])(?:"[^"\\]*"|\d+|true|false|null)(?=[,\]}])/g;
  value.lastIndex = from;
  const found = value.exec(text);
  const [place, after] = found ? [found.index, found.index + found[0].length] : [from, from];
  return Uint8Array.from(Buffer.concat([whole.subarray(0, place), more, whole.subarray(after)]));
}
