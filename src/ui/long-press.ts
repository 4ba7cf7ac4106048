import { useRef } from 'preact/hooks';

/** How long a press is long, in ms, and how far a finger may stray meanwhile, in px. */
const long = 500;
const stray = 10;

/**
 * What an element needs to hear a long press, or a right click: `run` is called, and what a short press would have done is
 * not done. A second way to something that has a visible one; where there is nothing to run, nothing is listened for.
 */
export function useLongPress(run: (() => void) | undefined) {
  const press = useRef<{ timer?: ReturnType<typeof setTimeout> | undefined; x: number; y: number; ran: boolean }>({
    x: 0,
    y: 0,
    ran: false,
  });
  if (!run) return {};
  const now = press.current;
  const end = () => clearTimeout(now.timer);
  const fire = () => {
    end();
    if (now.ran) return;
    now.ran = true;
    run();
  };
  return {
    onPointerDown({ clientX, clientY, button }: PointerEvent) {
      end();
      Object.assign(now, { x: clientX, y: clientY, ran: false });
      if (button === 0) now.timer = setTimeout(fire, long);
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      if (Math.hypot(clientX - now.x, clientY - now.y) > stray) end();
    },
    onPointerUp: end,
    onPointerCancel: end,
    onPointerLeave: end,
    onContextMenu(event: Event) {
      event.preventDefault();
      fire();
    },
    onClickCapture(event: Event) {
      if (!now.ran) return;
      event.preventDefault();
      event.stopPropagation();
      now.ran = false;
    },
  };
}
