import { expect, test } from 'vitest';
import locale from '../../locales/fi.json';
import { type Sending, sendingWords } from '../../src/setup/sending-words.ts';

const sending: Sending = {
  waiting: 0,
  refused: 0,
  last: undefined,
  trouble: undefined,
  heldAt: undefined,
  hasKey: false,
  nextAt: undefined,
};
const said = (some: Partial<Sending>, isOnline = true) =>
  sendingWords({ ...sending, ...some }, isOnline, locale.waiting, 'fi');

test('how sending stands is said the same way in both documents', () => {
  expect(said({})).toBe('ei lähetettävää');
  expect(said({ waiting: 3 })).toBe('3 odottaa');
  expect(said({ waiting: 3 }, false)).toBe('ei yhteyttä, 3 odottaa');
  expect(said({ waiting: 3, trouble: 'no-answer' })).toBe('ei yhteyttä, 3 odottaa');
  expect(said({ waiting: 1, refused: 2 })).toBe('1 odottaa · 2 hylätty');
  expect(said({ last: new Date(2026, 10, 21, 14, 52).getTime() })).toContain('14.52');
});

test('a missing key and a wrong one are told apart, also where there is no network', () => {
  expect(said({ waiting: 1, trouble: 'sign-in' }, false)).toBe('avain puuttuu, 1 odottaa');
  expect(said({ waiting: 1, trouble: 'sign-in', hasKey: true })).toBe('avain ei kelpaa, 1 odottaa');
});
