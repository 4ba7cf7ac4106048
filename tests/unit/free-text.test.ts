import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Encounter } from '../../src/outreach/encounter.ts';
import { contactIn, hasIdentityCode } from '../../src/store/free-text.ts';
import { create } from '../../src/store/save.ts';
import { anEncounter, freshDevice } from '../support/device.ts';

freshDevice();

/** A code of nobody: day 00 does not exist, the check character is right. */
const nobody = (sign: string) => `000190${sign}000${'0123456789ABCDEFHJKLMNPRSTUVWXY'[190_000 % 31]}`;

describe('no field takes a personal identity code', () => {
  test.each(['-', '+', 'A', 'F', 'U', 'Y', 'a'])('with the century sign %s, wherever it stands in the text', (sign) => {
    for (const text of [
      nobody(sign),
      `tavattiin ${nobody(sign)}, sovittu`,
      `(${nobody(sign)})`,
      nobody(sign).toLowerCase(),
    ]) {
      expect(hasIdentityCode(text), text).toBe(true);
    }
  });

  test('what only looks like one is ordinary text', () => {
    const wrongCheck = `${nobody('-').slice(0, -1)}${nobody('-').endsWith('A') ? 'B' : 'A'}`;
    for (const text of [wrongCheck, '21.11.2026', 'puh. 03 819 4850', '0001900000', `1${nobody('-')}`, '']) {
      expect(hasIdentityCode(text), text).toBe(false);
    }
  });

  test('every code with a right check character is found', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 999 }), (birth, number) => {
        const digits = `${String(birth).padStart(6, '0')}${String(number).padStart(3, '0')}`;
        const check = '0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(digits) % 31];
        return hasIdentityCode(`x ${digits.slice(0, 6)}-${digits.slice(6)}${check} y`);
      }),
    );
  });

  test('a record with one in it is refused, with the reason', async () => {
    await expect(create(Encounter, anEncounter({ place: `Asema ${nobody('A')}` }))).rejects.toMatchObject({
      issues: [{ path: ['place'], message: 'identity-code' }],
    });
  });
});

describe('a phone number or an e-mail address is asked about', () => {
  test.each([
    ['soita 040 123 4567', '040 123 4567'],
    ['+358 40 123 4567 illalla', '+358 40 123 4567'],
    ['0401234567', '0401234567'],
    ['0800-147111.', '0800-147111'],
    ['044 482 8201, päivystys', '044 482 8201'],
  ])('in “%s”', (text, found) => {
    expect(contactIn(text)).toEqual({ is: 'phone', found });
  });

  test.each([
    ['palaute: info@kauppakeskus.example', 'info@kauppakeskus.example'],
    ['(matti.m+x@posti.fi)', 'matti.m+x@posti.fi'],
  ])('in “%s”', (text, found) => {
    expect(contactIn(text)).toEqual({ is: 'email', found });
  });

  test.each([
    '112',
    '21.11.2026',
    'klo 14.20–16.05',
    '12 esitettä, 3 pussia',
    '10 000 ihmistä',
    'Kauppakatu 7',
    '@',
    '',
  ])('“%s” is ordinary text', (text) => {
    expect(contactIn(text)).toBeUndefined();
  });
});
