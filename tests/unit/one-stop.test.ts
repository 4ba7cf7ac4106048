/** A sentence that ends with a day has one full stop, by whichever way its day is filled in. */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { day } from '../../src/i18n/dates.ts';
import { fill } from '../../src/i18n/fill.ts';

let i18next: typeof import('i18next').default;
const now = new Date('2026-11-29T12:00:00Z');
const sentences = [
  ['Seuraava kerta {{day}}.', 'Seuraava kerta su 29.11.'],
  ['Vastattu jo {{day}}. Kerro työntekijälle.', 'Vastattu jo su 29.11. Kerro työntekijälle.'],
  ['Alkoi {{day}}, päättyi.', 'Alkoi su 29.11., päättyi.'],
  ['Hae viimeistään {{day}}...', 'Hae viimeistään su 29.11....'],
] as const;

// Another test may have begun i18next in its own way: here as the app does.
beforeAll(async () => {
  vi.doMock('i18next', async (load) => ({
    default: (await load<typeof import('i18next')>()).default.createInstance(),
  }));
  vi.stubGlobal('document', { documentElement: {} });
  const { chooseLanguage } = await import('../../src/i18n/i18n.ts');
  await chooseLanguage('fi');
  i18next = (await import('i18next')).default;
});

describe.each(sentences)('%s', (sentence, said) => {
  const values = { day: day(now.toISOString(), 'fi', now) };

  test('filled in before i18next has come', () => {
    expect(fill(sentence, values)).toBe(said);
  });

  test('by i18next', () => {
    i18next.addResource('fi', 'translation', 'sentence', sentence);
    expect(i18next.t('sentence' as never, values)).toBe(said);
  });
});
