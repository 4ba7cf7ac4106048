/** Where long words are parted: Finnish by rule, Swedish and English word by word. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hyphenated } from '../../src/i18n/hyphens.ts';

const shown = (text: string, language: string) => hyphenated(text, language).replaceAll('\u00ad', '-');

describe('a long Finnish word', () => {
  test.each([
    ['Jalkautumissuunnitelma', 'Jal-kau-tu-mis-suun-ni-tel-ma'],
    ['osallisuusohjelma', 'osal-li-suus-oh-jel-ma'],
    ['lähetysosoite', 'lä-he-tys-osoi-te'],
    ['palautusavaimella', 'pa-lau-tus-avai-mel-la'],
    ['havaintolomake', 'ha-vain-to-lo-ma-ke'],
    ['esimerkkiasetukset', 'esi-merk-ki-ase-tuk-set'],
    ['hyvinvointialue', 'hy-vin-voin-ti-alue'],
    ['vastausvaihtoehtoja', 'vas-taus-vaih-to-eh-to-ja'],
    ['päivystysapu', 'päi-vys-tys-apu'],
    ['kokemusasiantuntijan', 'ko-ke-mus-asian-tun-ti-jan'],
    ['mielenterveyskuntoutujien', 'mie-len-ter-veys-kun-tou-tu-jien'],
    ['tehdasasetuksiin', 'teh-das-ase-tuk-siin'],
  ])('%s', (word, parts) => {
    const whole = parts.split('-');
    const got = shown(word, 'fi');
    expect(got.replaceAll('-', '')).toBe(word);
    // Nothing shorter than three letters is left alone; where the rule parts, it parts as a reader would.
    for (const at of placesIn(got)) expect(placesOf(whole)).toContain(at);
    expect(got).toContain('-');
  });

  test('short ones stay whole, and so does all that is not a word', () => {
    for (const text of ['Tänään', 'keskustelu'.slice(0, 8), '1234567890', 'https://a.example'])
      expect(shown(text, 'fi')).toBe(text);
  });

  test('what was parted already is left as it is', () => {
    const once = hyphenated('Jalkautumissuunnitelma, ja muuta', 'fi');
    expect(hyphenated(once, 'fi')).toBe(once);
  });
});

test('Swedish and English words keep their letters, large and small', () => {
  expect(shown('Anteckningarna och Självdestruktivitet', 'sv')).toBe('An-teck-ning-arna och Själv-destruk-tivitet');
  expect(shown('Organisation', 'en')).toBe('Organi-sation');
  expect(shown('Phenomenon', 'en')).toBe('Phenom-enon');
  expect(shown('kalkylprogrammet', 'sv'), 'one that is not known').toBe('kal-kyl-pro-gram-met');
  expect(shown('verkstadsbackarna', 'sv')).toMatch(/backar/);
});

test('a name in Finnish among English words is parted as Finnish is', () => {
  expect(shown('Links of Päiväkeskuksen visitors', 'en')).toBe('Links of Päi-vä-kes-kuk-sen visitors');
});

test('every long word of the interface can be parted, in every language', () => {
  // Names of products are not parted, nor those of fields in a format, which have a capital inside.
  const names = /^(kenttäkirja|kenttakirja|kobotoolbox|elasticsearch|questionnaire|answeroption|idempotency)/i;
  for (const language of ['fi', 'sv', 'en']) {
    const said = textsIn(JSON.parse(readFileSync(`locales/${language}.json`, 'utf8'))).join('\n');
    const words = said.replace(/{{\w+}}|\$t\([^)]*\)/g, ' ').match(/\p{L}{12,}/gu) ?? [];
    const isField = (word: string) => /\p{Ll}\p{Lu}/u.test(word);
    const whole = words.filter((word) => !names.test(word) && !isField(word) && shown(word, language) === word);
    expect([...new Set(whole)], language).toEqual([]);
  }
});

const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(textsIn);
const placesOf = (parts: readonly string[]) => parts.map((_, index) => parts.slice(0, index).join('').length);
const placesIn = (parted: string) => placesOf(parted.split('-'));
