/**
 * The key of a lock that is open, in the worker's memory: so that the next document of the app need not ask for the secret again.
 * Pages say again and again that the lock is open; when none does, or the browser ends the worker, the key is gone.
 */
import { closeDevice, openDevice, openedHere } from '../store/device.ts';
import type { HeldKey, KeyMessage } from './tag.ts';

/** Until when, by both clocks: one stands still while the device sleeps, the other may be set back. */
let until = { steady: 0, wall: 0 };

/** The openings that pages have spoken for, and whether somebody has locked since: a page that has not heard of it yet opens nothing again. */
const openings = new Map<string, 'open' | 'locked'>();
let opening = '';

/** Lets go of a key that no page has spoken for lately. Call it before anything is done with one. */
export function letGoOfOldKey(): void {
  if (performance.now() > until.steady || Date.now() > until.wall) closeDevice();
}

/** Does what a page asked; answers by the port, where there is one. */
export function heldKey(message: KeyMessage, port: MessagePort | undefined): void {
  letGoOfOldKey();
  if (message.type === 'HOLD_KEY') {
    const { id, key, ms } = message;
    if (openings.get(message.opening) === 'locked') return;
    opening = message.opening;
    openings.set(opening, 'open');
    until = { steady: performance.now() + ms, wall: Date.now() + ms };
    openDevice({ id, key });
  } else if (message.type === 'DROP_KEY') {
    for (const one of openings.keys()) openings.set(one, 'locked');
    until = { steady: 0, wall: 0 };
    closeDevice();
  } else {
    const held = openedHere();
    port?.postMessage(held && ({ ...held, opening } satisfies HeldKey));
  }
}

/** Whether a message is one of these. */
export const isOfKey = (message: unknown): message is KeyMessage =>
  ['HOLD_KEY', 'ASK_KEY', 'DROP_KEY'].includes((message as Partial<KeyMessage> | null)?.type ?? '');
