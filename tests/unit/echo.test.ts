import { expect, test } from 'vitest';
import { isEcho, type Tap } from '../../src/ui/echo.ts';

const tap = (some: Partial<Tap> = {}): Tap => ({
  control: 'undo',
  screen: '/outreach',
  x: 100,
  y: 300,
  top: 0,
  written: 0,
  at: 1000,
  ...some,
});

test.each<[string, Partial<Tap>, boolean]>([
  ['meets what has slid under the finger', { control: 'end', at: 1150 }, true],
  ['meets it a little beside', { control: 'end', at: 1150, x: 108, y: 306 }, true],
  ['meets the same button again: one more, and one more', { at: 1150 }, false],
  ['is meant for something else: it is somewhere else', { control: 'end', at: 1150, y: 340 }, false],
  ['is meant for something else: it comes later', { control: 'end', at: 1700 }, false],
  ['is meant for something else: the page was scrolled in between', { control: 'end', at: 1150, top: 40 }, false],
  ['is meant for something else: something was written in between', { control: 'end', at: 1150, written: 1 }, false],
  ['is on another screen', { control: 'end', at: 1150, screen: '/' }, false],
])('a second tap that %s', (_, some, echo) => {
  expect(isEcho(tap(), tap(some))).toBe(echo);
});

test('a first tap is no echo', () => {
  expect(isEcho(undefined, tap())).toBe(false);
});
