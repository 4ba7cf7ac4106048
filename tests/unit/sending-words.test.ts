import { afterEach, expect, test, vi } from 'vitest';
import locale from '../../locales/fi.json';
import { fill } from '../../src/i18n/fill.ts';
import { type Sending, sendingWords } from '../../src/setup/sending-words.ts';

afterEach(() => void vi.unstubAllGlobals());

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

test('of several servers the one that holds back is named, and no connection is said of none that has all', () => {
  vi.stubGlobal('location', { origin: 'https://own.example.org' });
  const dead = { trouble: 'no-answer', heldIs: { name: 'Kaupunki', url: 'https://kaupunki.example.org/records' } };
  expect(said({ ...dead, waiting: 3 })).toBe('Kaupunki ei vastaa, 3 odottaa');
  expect(said({ ...dead, heldIs: { url: dead.heldIs.url }, waiting: 1 })).toBe(
    'kaupunki.example.org ei vastaa, 1 odottaa',
  );
  expect(said({ ...dead, heldIs: { url: '/api/records' }, waiting: 1 })).toBe('own.example.org ei vastaa, 1 odottaa');
  expect(said({ ...dead, waiting: 3 }, false), 'without a network none answers').toBe('ei yhteyttä, 3 odottaa');
  expect(said({ ...dead, trouble: 'sign-in', waiting: 3 })).toBe('Kaupunki: avain puuttuu, 3 odottaa');
  expect(said({ ...dead, trouble: 'busy', waiting: 3 })).toBe('3 odottaa');
  expect(said(dead), 'nothing waits for it').toBe('ei lähetettävää');
});

test('a record that waits for one server and was refused by another is counted once', () => {
  const dead = { trouble: 'no-answer', heldIs: { name: 'Kaupunki', url: '/x' } };
  const refused = (count: number) => fill(locale.waiting[count === 1 ? 'refused_one' : 'refused_other'], { count });
  expect(said({ ...dead, waiting: 3, refused: 3, both: 3 })).toBe(`Kaupunki ei vastaa · ${refused(3)}`);
  expect(said({ ...dead, waiting: 4, refused: 3, both: 2 })).toBe(`Kaupunki ei vastaa, 2 odottaa · ${refused(3)}`);
  expect(said({ waiting: 4, refused: 4, both: 3 })).toBe(`1 odottaa · ${refused(4)}`);
  expect(said({ waiting: 3, refused: 3, both: 3 }, false)).toBe(refused(3));
});
