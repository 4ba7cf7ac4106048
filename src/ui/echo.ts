/**
 * A finger that taps twice means one thing. What a first tap has opened, closed or moved may lie under the second: that one is
 * not taken, unless it meets the very control that the first one met.
 */

/** Two taps within this time (ms) and distance (px) are one to the person who taps. */
const soon = 400;
const near = 16;

export interface Tap {
  /** The control that was met: a button, a link, a field. */
  control: unknown;
  /** The screen on which it was. */
  screen: string;
  x: number;
  y: number;
  /** How far (px) the page was scrolled: who scrolls in between means the second tap. */
  top: number;
  /** How often something was written by then: who writes in between means it too. */
  written: number;
  /** When (ms), by a clock that nobody can set. */
  at: number;
}

/** Whether a tap only repeats the one before it and meets something else by accident. */
export const isEcho = (before: Tap | undefined, tap: Tap): boolean =>
  before !== undefined &&
  before.control !== tap.control &&
  before.screen === tap.screen &&
  before.top === tap.top &&
  before.written === tap.written &&
  tap.at - before.at < soon &&
  Math.hypot(tap.x - before.x, tap.y - before.y) < near;

/** Keeps echoes from every control of this document. */
export function dropEchoes(): void {
  let before: Tap | undefined;
  let written = 0;
  document.addEventListener(
    'input',
    ({ target }) => {
      const isText =
        target instanceof Element && target.matches('textarea, input:not([type="radio"], [type="checkbox"])');
      if (isText) written++;
    },
    { capture: true },
  );
  const tapOf = ({ target, clientX: x, clientY: y, timeStamp: at }: MouseEvent): Tap => {
    const control = target instanceof Element ? controlAt(target) : null;
    return { control, screen: location.pathname, x, y, top: scrollY, written, at };
  };
  // Nor does it take the focus from what the first one brought.
  document.addEventListener('mousedown', (event) => isEcho(before, tapOf(event)) && event.preventDefault(), {
    capture: true,
  });
  document.addEventListener(
    'click',
    (event) => {
      const tap = tapOf(event);
      // What a keyboard or a label sets off is no tap, and where nothing is met nothing happens.
      if (event.detail === 0 || !tap.control) return;
      if (isEcho(before, tap)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        before = { ...before!, at: tap.at };
      } else before = tap;
    },
    { capture: true },
  );
}

/** A label and its field are one control. */
function controlAt(target: Element): Element | null {
  const label = target.closest('label');
  return label ? (label.control ?? label) : target.closest('a, button, input, select, textarea, summary');
}
