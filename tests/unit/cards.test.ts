/** A respondent's card: what its QR says, what it means where it is read, which days stand on it; the list of turns. */
import { encodeQR } from 'qr';
import { describe, expect, test } from 'vitest';
import finnish from '../../locales/fi.json' with { type: 'json' };
import { cardWords, countWords } from '../../src/survey/hand-over/sitting-words.ts';
import { paperQr, readPaperQr } from '../../src/survey/paper/paper-code.ts';
import { newAnswerCode } from '../../src/survey/respondent/answer-code.ts';
import { newCardQr, opensCard, readCard } from '../../src/survey/respondent/card-qr.ts';
import { type CardStanding, cardDays, cardStandingOf, mayBegin } from '../../src/survey/waves/card-standing.ts';
import type { CodeStanding } from '../../src/survey/waves/standing.ts';
import { inTurn } from '../../src/survey/waves/turns.ts';
import { Device } from '../support/waves.ts';

const code = 'K7M4PX27';
type Standing = CodeStanding | undefined;

describe('the QR of a card', () => {
  test('has the code and a key that no other drawing of the same card has, in the smallest QR there is', () => {
    const qrs = Array.from({ length: 200 }, () => newCardQr(code));
    const keys = qrs.map((qr) => readCard(qr)?.key);
    expect(new Set(keys).size).toBe(200);
    for (const qr of qrs) expect(readCard(qr)).toEqual({ code, key: qr.slice(9) });
    expect(encodeQR(qrs[0]!, 'raw', { ecc: 'low', border: 1 }), '21 modules and their border').toHaveLength(23);
  });

  test('gives the code alone to whoever types it, reads an earlier card, or scans it for a paper form', () => {
    const qr = newCardQr(code);
    expect(readPaperQr(qr)).toEqual({ is: 'code', code });
    for (const typed of [code, 'k7m4 px27', 'k7m4-px27', 'k7m4.px27']) expect(readCard(typed)).toEqual({ code });
    expect(opensCard({ code })).toBeUndefined();
    expect(opensCard(readCard(qr)!)).toBe(qr);
  });

  test.each([
    ['another code', 'https://example.org'],
    ['a code with a wrong sign', newCardQr(code).replace('K7', 'K9')],
    ['half of it', newCardQr(code).slice(0, 15)],
    ['a paper form', paperQr({ id: 'esis', version: '1', language: 'fi', code })],
    ['nothing', ''],
  ])('%s is no card', (_, text) => {
    expect(readCard(text)).toBeUndefined();
  });
});

describe('a card that is read', () => {
  const on = '2026-11-28';
  const device = () => new Device('trio');

  const read: [string, () => Standing, CardStanding['is']][] = [
    ['whose turn it is: one begins with it, for that time', () => takenOn(on), 'turn'],
    ['of somebody who did not want to before: one begins with it', declined, 'turn'],
    ['that this device does not know', () => undefined, 'unknown'],
    ['of another unit', () => takenOn(on, 'toinen'), 'elsewhere'],
    ['that is not asked any more', ended, 'ended'],
    ['before its first day', () => takenOn('2026-12-24'), 'early'],
    ['a second time, after it was answered', answered, 'answered'],
  ];
  test.each(read)('%s', (_, make, is) => {
    const standing: CardStanding = cardStandingOf(make(), 'trio', 'esis');
    expect(standing.is).toBe(is);
    expect(mayBegin(standing)).toBe(is !== 'answered' && is !== 'ended');
    expect(cardWords(standing, finnish.sitting, 'fi')).toMatch(/^[A-ZÄÖ].*\.$/);
  });

  function takenOn(start: string, unit = 'trio'): Standing {
    const at = new Device(unit);
    at.take(code, 'new', start);
    return at.standing(code, on);
  }
  function declined(): Standing {
    const at = device();
    at.take(code, 'new', on);
    at.say(at.standing(code, on)!, 'declined');
    return at.standing(code, on);
  }
  function ended(): Standing {
    const at = device();
    at.take(code, 'new', on, { turn: 1, ended: 'lost' });
    return at.standing(code, on);
  }
  function answered(): Standing {
    const at = device();
    at.take(code, 'new', on);
    at.say(at.standing(code, on)!, 'answered');
    return at.standing(code, on);
  }

  test('says which time it is, and when the next one is', () => {
    const turn = cardStandingOf(takenOn(on), 'trio', 'esis');
    expect(turn).toEqual({ is: 'turn', asked: { plan: 'new', number: 0, due: on, turn: 1 }, time: 1, all: 3 });
    expect(cardWords(turn, finnish.sitting, 'fi')).toBe('Kerta 1/3.');
    const again = cardStandingOf(answered(), 'trio', 'esis');
    expect(cardWords(again, finnish.sitting, 'fi')).toMatch(/jo vastattu .*Seuraava kerta su 28\.2\.2027\.$/);
  });

  test('for another survey than the one that is asked is kept under the code, and is no time of its plan', () => {
    expect(cardStandingOf(takenOn(on), 'trio', 'eurohis-qol-8')).toEqual({ is: 'other' });
  });

  test('whose follow-up is another survey than its start: before its time comes it is early there, not of another survey', () => {
    const asksAnother = (standing: Standing): Standing => {
      standing!.respondent.followUp = 'eurohis-qol-8';
      return standing;
    };
    const waits = asksAnother(answered());
    expect(cardStandingOf(waits, 'trio', 'eurohis-qol-8')).toEqual({ is: 'early', next: '2027-02-28' });
    expect(cardStandingOf(waits, 'trio', 'esis')).toMatchObject({ is: 'answered', next: '2027-02-28' });
    expect(cardStandingOf(waits, 'trio', 'own-words'), 'of neither').toEqual({ is: 'other' });
    // The start itself is still to be answered: that is another survey.
    expect(cardStandingOf(asksAnother(takenOn(on)), 'trio', 'eurohis-qol-8')).toEqual({ is: 'other' });
    expect(cardStandingOf(asksAnother(declined()), 'trio', 'eurohis-qol-8')).toEqual({ is: 'other' });
  });
});

describe('the days on a card', () => {
  const at = new Device('trio');
  at.take(code, 'new', '2026-11-28');

  test('are of the time that is open and of those after it', () => {
    expect(cardDays(at.standing(code, '2026-11-28')!)).toEqual(['2026-11-28', '2027-02-28', '2027-05-28']);
    at.say(at.standing(code, '2026-11-28')!, 'answered');
    expect(cardDays(at.standing(code, '2026-11-28')!)).toEqual(['2027-02-28', '2027-05-28']);
  });

  test('are none where nobody is asked any more', () => {
    const left = new Device('trio');
    left.take(code, 'new', '2026-11-28', { turn: 1, ended: 'left' });
    expect(cardDays(left.standing(code, '2026-11-28')!)).toEqual([]);
  });
});

test('the list of turns has every code that is still asked, the earliest first, and no other', () => {
  const at = new Device('trio');
  const [late, soon, answeredNow, gone] = Array.from({ length: 4 }, newAnswerCode) as [string, string, string, string];
  at.take(soon, 'new', '2026-12-01');
  at.take(late, 'old', '2026-10-01');
  at.take(answeredNow, 'new', '2026-11-28');
  at.take(gone, 'new', '2026-11-01', { turn: 1, ended: 'left' });
  at.say(at.standing(answeredNow, '2026-11-28')!, 'answered');
  const turns = inTurn(at.standings('2026-11-28')).map((one) => one.code);
  expect(turns).toEqual([late, soon, answeredNow]);
});

test('how many have answered is said from the first on, or from the beginning where the worker has said of how many', () => {
  const sitting = { on: '2026-11-28', isCutOff: false };
  expect(countWords({ ...sitting, answered: 0 }, finnish.sitting)).toBeUndefined();
  expect(countWords({ ...sitting, answered: 3 }, finnish.sitting)).toBe('Vastannut 3');
  expect(countWords({ ...sitting, answered: 0, expected: 10 }, finnish.sitting)).toBe('Vastannut 0/10');
  expect(countWords({ ...sitting, answered: 7, expected: 10 }, finnish.sitting)).toBe('Vastannut 7/10');
});
