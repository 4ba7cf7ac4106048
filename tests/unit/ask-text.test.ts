/** A code that is asked for in a dialog: what is said of it. */
import { expect, test } from 'vitest';
import { checked } from '../../src/ui/ask-text.ts';

const failed = 'Korttia ei saatu tarkistettua.';

test('what is wrong is said in its own words, and nothing where it is right', async () => {
  expect(await checked('x', async () => 'Ei ole koodi.', failed)).toBe('Ei ole koodi.');
  expect(await checked('x', async () => undefined, failed)).toBeUndefined();
});

test('where the store fails while it is looked up the person is told, and the field is not silent', async () => {
  const fails = async () => {
    throw new Error('the store is closed');
  };
  expect(await checked('x', fails, failed)).toBe(failed);
  await expect(checked('x', fails, undefined), 'whoever has no words for it hears the error itself').rejects.toThrow();
});
