import { expect, test } from 'vitest';
import finnish from '../../locales/fi.json' with { type: 'json' };
import { waitWords } from '../../src/app/lock/wait-words.ts';
import { fill } from '../../src/i18n/fill.ts';
import type { Words } from '../../src/i18n/words.ts';

const t = ((key: string, values: { count?: number }) => {
  const name = key.slice('lock.'.length);
  const words: Record<string, unknown> = finnish.lock;
  return fill(String(words[name] ?? words[`${name}_${values.count === 1 ? 'one' : 'other'}`]), values);
}) as unknown as Words['t'];

test.each([
  [30, ' 30 sekunnin kuluttua'],
  [59, ' 59 sekunnin kuluttua'],
  [60, ' minuutin kuluttua'],
  [61, ' 2 minuutin kuluttua'],
  [119, ' 2 minuutin kuluttua'],
  [121, ' 3 minuutin kuluttua'],
])('after many wrong secrets %i seconds are waited: %s', (seconds, said) => {
  expect(waitWords(seconds, t)).toContain(`uudelleen${said}`);
});
