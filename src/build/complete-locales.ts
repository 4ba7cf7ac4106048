import { readdirSync, readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

type Words = { [key: string]: string | Words };

/** Every text of a language, by its path with dots. */
export const flat = (words: Words, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  );

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)/g)]
    .map(([, name]) => name)
    .sort()
    .join();

/** What a language lacks or has too much of, against Finnish, which is the source: one line each. */
export function complaints(language: string, finnish: Words, words: Words): string[] {
  const source = new Map(flat(finnish));
  const target = new Map(flat(words));
  const found: string[] = [];
  for (const [key, text] of source) {
    const other = target.get(key);
    if (!other) found.push(`${language}: ${key} is missing`);
    else if (placeholders(text) !== placeholders(other)) found.push(`${language}: ${key} has other placeholders`);
  }
  for (const key of target.keys()) if (!source.has(key)) found.push(`${language}: ${key} is not in the source`);
  return found;
}

/** Fails the build where a language lacks a text that Finnish has. */
export function completeLocales(): Plugin {
  return {
    name: 'complete-locales',
    apply: 'build',
    buildStart() {
      const read = (file: string) => JSON.parse(readFileSync(`locales/${file}`, 'utf8')) as Words;
      const files = readdirSync('locales').filter((file) => file.endsWith('.json'));
      const found = files.flatMap((file) => complaints(file, read('fi.json'), read(file)));
      if (found.length > 0) this.error(`The languages are not complete:\n${found.join('\n')}`);
    },
  };
}
