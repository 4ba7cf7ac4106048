/** Each language's words in two parts: those of every day, and those that come with the pages for a desk. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { flat } from '../../src/build/complete-locales.ts';
import { part } from '../../src/build/desk-words.ts';

const files = readdirSync('locales').filter((file) => file.endsWith('.json'));

const byKey = (texts: ReturnType<typeof flat>) => texts.sort(([a], [b]) => (a < b ? -1 : 1));

test.each(files)('%s: every text is in one part, none in both', (file) => {
  const words = JSON.parse(readFileSync(`locales/${file}`, 'utf8'));
  const [now, desk] = [part(words, false), part(words, true)].map((one) => flat(one as never));
  expect(byKey([...now!, ...desk!])).toEqual(byKey(flat(words)));
  expect(new Set([...now!, ...desk!].map(([key]) => key)).size).toBe(now!.length + desk!.length);
});

test('results are words of the desk; the example’s places, with which an outing can begin, are not', () => {
  const words = {
    report: { title: 'Tulokset' },
    setup: { title: 'Asetukset', example: { place: 'Asema' } },
    nav: { a: 'b' },
  };
  expect(part(words, true)).toEqual({ report: { title: 'Tulokset' }, setup: { title: 'Asetukset' } });
  expect(part(words, false)).toEqual({ setup: { example: { place: 'Asema' } }, nav: { a: 'b' } });
});
