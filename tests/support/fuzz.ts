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
