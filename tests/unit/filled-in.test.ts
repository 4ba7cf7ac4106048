/** What a text has a place for is given wherever the text is asked for. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { flat } from '../../src/build/complete-locales.ts';

const words = flat(JSON.parse(readFileSync('locales/fi.json', 'utf8')));

/** By key, the names in a text's places, in all its plural forms. */
const places = new Map<string, Set<string>>();
for (const [name, text] of words) {
  const key = name.replace(/_(one|other)$/, '');
  const found = [...text.matchAll(/\{\{(\w+)/g)].map(([, place]) => place!);
  places.set(key, new Set([...(places.get(key) ?? []), ...found]));
}

/** The text from the bracket at `from` to the one that closes it. */
function bracketed(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if ('([{'.includes(text[at]!)) depth++;
    if (')]}'.includes(text[at]!) && --depth === 0) return text.slice(from, at + 1);
  }
  return text.slice(from);
}

/** The names at the top of an object literal; nothing where it takes in others or is none. */
function namesIn(literal: string): string[] | undefined {
  if (!literal.startsWith('{')) return;
  let depth = 0;
  let top = '';
  for (const sign of literal) {
    if ('([{'.includes(sign)) depth++;
    if (depth === 1) top += sign;
    if (')]}'.includes(sign)) depth--;
  }
  return top.includes('...') ? undefined : [...top.matchAll(/[{,]\s*(\w+)/g)].map(([, name]) => name!);
}

/** Each text that a file asks for by its key, with what it gives for the places. */
function* askedIn(code: string) {
  for (const { index, 0: start } of code.matchAll(/\bt\(/g)) {
    const call = bracketed(code, index + start.length - 1);
    const [, key, rest = ''] = /^\(\s*'([\w.-]+)'\s*,?\s*([\s\S]*?),?\s*\)$/.exec(call) ?? [];
    if (key) yield { key, given: rest === '' ? [] : namesIn(rest) };
  }
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => `src/${name}`);

test('each text that is asked for by its key gets all that it has a place for', () => {
  const calls = files.flatMap((file) => [...askedIn(readFileSync(file, 'utf8'))].map((asked) => ({ file, ...asked })));
  expect(calls.length).toBeGreaterThan(1000);
  const lacking = calls.flatMap(({ file, key, given }) =>
    [...(places.get(key) ?? [])]
      .filter((place) => given && !given.includes(place))
      .map((place) => `${file}: ${key} lacks ${place}`),
  );
  expect(lacking).toEqual([]);
});
