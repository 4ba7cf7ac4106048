/**
 * The key of a lock that is open, in the worker's memory: so that the next document of the app need not ask for the secret again.
 * Pages say again and again that the lock is open; when none does, or the browser ends the worker, the key is gone.
 */
import { closeDevice, openDevice, openedHere } from '../store/device.ts';
import { openingNow } from '../store/lock-opening.ts';
import { inDatabaseOf } from '../store/workers.ts';
import type { HeldKey, KeyMessage } from './tag.ts';

/** Until when, by both clocks: one stands still while the device sleeps, the other may be set back. */
let until = { steady: 0, wall: 0 };

let opening: string | undefined;
/** The openings that this worker was told of: an end holds here also where the disk did not take it. */
const openings = new Map<string, 'holds' | 'ended'>();
/** How often a key was let go of: one that was looked at meanwhile is not taken. */
let drops = 0;
let holding: Promise<void> | undefined;

/** Lets go of a key that no page has spoken for lately. Call it before anything is done with one. */
export function letGoOfOldKey(): void {
  if (performance.now() > until.steady || Date.now() > until.wall) closeDevice();
}

/** Does what a page asked; answers by the port, where there is one. */
export async function heldKey(message: KeyMessage, port: MessagePort | undefined): Promise<void> {
  letGoOfOldKey();
  if (message.type === 'HOLD_KEY') {
    holding = hold(message);
    await holding;
  } else if (message.type === 'DROP_KEY') {
    drop(message.opening);
  } else {
    await holding;
    letGoOfOldKey();
    const held = openedHere();
    port?.postMessage(held && opening && ({ ...held, opening } satisfies HeldKey));
  }
}

type Hold = Extract<KeyMessage, { type: 'HOLD_KEY' }>;

async function hold({ id, key, opening: by, worker, ms }: Hold): Promise<void> {
  const before = drops;
  if (!openings.has(by) && (await isOpen(by, worker))) openings.set(by, 'holds');
  if (drops !== before || openings.get(by) !== 'holds') return;
  opening = by;
  until = { steady: performance.now() + ms, wall: Date.now() + ms };
  openDevice({ id, key });
}

/** Whether nobody has locked since. This worker may have begun anew after somebody did: the database knows. */
const isOpen = (by: string, worker: number): Promise<boolean> =>
  inDatabaseOf(worker, async (its) => (await openingNow(its)) === by).catch(() => false);

function drop(ended: string | undefined): void {
  drops += 1;
  for (const one of ended ? [ended] : [...openings.keys()]) openings.set(one, 'ended');
  // One who has locked does not close what somebody has opened since.
  if (ended && ended !== opening) return;
  until = { steady: 0, wall: 0 };
  closeDevice();
}

/** Whether a message is one of these. */
export const isOfKey = (message: unknown): message is KeyMessage =>
  ['HOLD_KEY', 'ASK_KEY', 'DROP_KEY'].includes((message as Partial<KeyMessage> | null)?.type ?? '');
