/**
 * Gestures that the app knows by how quick they are: a tap that is repeated, one of two fingers, a key that is pressed three times.
 * Each event says itself when it was made: on a busy machine the way of each through the browser takes longer than the app waits.
 */
import type { Page } from '@playwright/test';

export interface Point {
  x: number;
  y: number;
  id?: number;
}

export interface SwiftHand {
  /** What fingers do, sent at once: it waits for nothing that the page does. */
  touch(...events: [type: 'touchStart' | 'touchMove' | 'touchEnd', points: Point[]][]): Promise<unknown>;
  /** Taps one after the other, each with as many fingers as it has points. */
  tap(...taps: Point[][]): Promise<unknown>;
  pressShift(times: number): Promise<unknown>;
}

/** So long (s) after the one before each event was made. */
const apart = 0.02;

export async function swiftHand(page: Page): Promise<SwiftHand> {
  const cdp = await page.context().newCDPSession(page);
  const timed = <T>(events: T[], send: (event: T, timestamp: number) => Promise<unknown>) => {
    const now = Date.now() / 1000;
    return Promise.all(events.map((event, n) => send(event, now + n * apart)));
  };
  const touch: SwiftHand['touch'] = (...events) =>
    timed(events, ([type, touchPoints], timestamp) =>
      cdp.send('Input.dispatchTouchEvent', { type, touchPoints, timestamp }),
    );
  const shift = { key: 'Shift', code: 'ShiftLeft', windowsVirtualKeyCode: 16, location: 1 };
  const press = [
    { type: 'rawKeyDown', modifiers: 8 },
    { type: 'keyUp', modifiers: 0 },
  ] as const;
  return {
    touch,
    tap: (...taps) =>
      touch(
        ...taps.flatMap(
          (points): Parameters<SwiftHand['touch']> => [
            ['touchStart', points.map((point, id) => ({ ...point, id }))],
            ['touchEnd', []],
          ],
        ),
      ),
    pressShift: (times) =>
      timed(Array.from({ length: times }, () => press).flat(), (event, timestamp) =>
        cdp.send('Input.dispatchKeyEvent', { ...shift, ...event, timestamp }),
      ),
  };
}
