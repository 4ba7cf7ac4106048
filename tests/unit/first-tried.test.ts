/** Which PINs and passphrases are refused because everybody tries them first. */
import { expect, test } from 'vitest';
import { isFirstTried } from '../../src/vault/first-tried.ts';

test.each([
  '000000',
  '111111',
  ' 7777777 ',
  '123456',
  '0123456789',
  '234567',
  '567890',
  '654321',
  '98765432',
  '210987',
  '121212',
  '1212121',
  '123123',
  '12312312',
  'aaaaaaaaaaaa',
  'AAAAaaaaAAAA',
  'ääääääääääää',
  'ababababababab',
])('%s is refused', (secret) => expect(isFirstTried(secret)).toBe(true));

test.each(['482913', '112233', '123457', '135791', '019283', '12341235', 'neljä sanaa peräkkäin', 'aaaaaaaaaaab', '1'])(
  '%s is not',
  (secret) => expect(isFirstTried(secret)).toBe(false),
);
