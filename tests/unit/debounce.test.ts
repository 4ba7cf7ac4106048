/** What one writes is kept when the hand rests, and at once where the page is put away, frozen or left. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { debounce, flushAll, whenLeft } from '../../src/store/debounce.ts';

let kept: string[] = [];
let page = new EventTarget();
let screen = Object.assign(new EventTarget(), { visibilityState: 'visible' });

beforeEach(() => {
  vi.useFakeTimers();
  kept = [];
  page = new EventTarget();
  screen = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  vi.stubGlobal('document', screen);
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Somebody writes: each letter is asked to be kept. */
function written(...texts: string[]) {
  const note = debounce(800);
  for (const text of texts) {
    note.later(() => void kept.push(text));
    vi.advanceTimersByTime(100);
  }
  return note;
}

test('the whole word is kept once the hand rests, and no letter before', () => {
  written('k', 'ka', 'kahvi');
  expect(kept).toEqual([]);
  vi.advanceTimersByTime(800);
  expect(kept).toEqual(['kahvi']);
});

test.each([
  ['the page is put away', () => hide()],
  ['the tab is closed', () => page.dispatchEvent(new Event('pagehide'))],
  ['the app locks', flushAll],
  ['the phone freezes the page', () => screen.dispatchEvent(new Event('freeze'))],
])('what was written a moment before %s is kept then, and once', (_, leave) => {
  const note = written('kahvi');
  whenLeft(note.flush);
  leave();
  expect(kept).toEqual(['kahvi']);
  vi.advanceTimersByTime(2000);
  leave();
  expect(kept).toEqual(['kahvi']);
});

test('a page that comes into view again keeps nothing early; a screen that was left hears of nothing more', () => {
  const note = written('kahvi');
  const stop = whenLeft(note.flush);
  screen.dispatchEvent(new Event('visibilitychange'));
  expect(kept).toEqual([]);
  stop();
  for (const leave of [hide, () => page.dispatchEvent(new Event('pagehide')), flushAll]) leave();
  expect(kept).toEqual([]);
});

test('what was taken back is not kept any more', () => {
  const note = written('kahvi');
  note.cancel();
  note.flush();
  vi.advanceTimersByTime(2000);
  expect(kept).toEqual([]);
});

function hide() {
  screen.visibilityState = 'hidden';
  screen.dispatchEvent(new Event('visibilitychange'));
}
