import { describe, expect, test } from 'vitest';
import { Action } from '../../src/actions/action.ts';
import { Assessment } from '../../src/assessment/assessment.ts';
import { Encounter } from '../../src/outreach/encounter.ts';
import { SharedPlan } from '../../src/outreach/plan/plan.ts';
import { find } from '../../src/store/find.ts';
import { contactIn, hasIdentityCode, withoutTurning } from '../../src/store/free-text.ts';
import { create } from '../../src/store/save.ts';
import { SurveyResponse } from '../../src/survey/response.ts';
import { anEncounter, freshDevice } from '../support/device.ts';
import { aPlan } from '../support/plans.ts';
import { fc } from '../support/property.ts';
import { response, whole } from '../support/responses.ts';
import { anAction, answerAt, roundRecords } from '../support/written-rounds.ts';

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

describe('no text of a record looks like another', () => {
  const turned = 'Asema \u202etikkäM\u2066\u0000';
  const withText = (given: SurveyResponse) => ({ ...given, parts: [{ ...given.parts[0]!, texts: { a: turned } }] });

  test('signs that turn it around are gone from what is typed, and from what comes from a file or an endpoint', async () => {
    const kept = await create(Encounter, anEncounter({ place: turned, note: turned }));
    expect(kept).toMatchObject({ place: 'Asema tikkäM', note: 'Asema tikkäM' });
    expect(await find(Encounter, kept.id)).toEqual(kept);
  });

  test.each<[string, { read(stored: unknown): unknown }, object]>([
    ['answer', SurveyResponse, withText(whole(response()))],
    ['action', Action, anAction(1, { what: turned, who: turned, means: turned })],
    ['round', Assessment, { ...roundRecords(1)[0]!, activity: turned, answers: { '1': answerAt(turned) } }],
    [
      'plan',
      { read: (stored) => SharedPlan.parse(stored) },
      { ...aPlan(), state: 'agreed', title: turned, equipment: [turned] },
    ],
  ])('so is it in an %s', (_, kind, stored) => {
    expect(JSON.stringify(stored)).toContain('\u202e');
    expect(JSON.stringify(kind.read(stored))).not.toMatch(/\u202e|\u2066|\\u0000/);
  });

  test('every other sign stays: joined emoji, marks on letters, letters from right to left with their marks, ends of lines', () => {
    for (const text of ['👩‍👧‍👦 🏳️‍🌈', 'a\u0308a\u030a', 'مرحبا \u200fبكم', 'שלום\u200e (1)', 'ensin\n\tsitten'])
      expect(withoutTurning(text)).toBe(text);
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
