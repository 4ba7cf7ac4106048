/** Opens the lock for one document: by the key that the worker still holds, else by what a person writes on the lock's screen. */
import { render, type VNode } from 'preact';
import { beginSending } from '../../delivery/engine/begin-sending.ts';
import { sendForOthers } from '../../delivery/engine/send-for-others.ts';
import { addDeskWords, chooseLanguage, preferredLanguage } from '../../i18n/i18n.ts';
import { openDevice, openedHere } from '../../store/device.ts';
import { lockHere } from '../../store/device-lock.ts';
import { earnestDb } from '../../store/earnest.ts';
import { openingNow } from '../../store/lock-opening.ts';
import { isPractising } from '../../store/practice.ts';
import { resealAll } from '../../store/reseal.ts';
import { setOnShift } from '../../store/shift.ts';
import { emptyingOf, hasLeft, isEmptied } from '../../store/wipe.ts';
import { takeLeftAway } from '../../store/workers.ts';
import { keyInWorker, noteLock } from '../../sw/bridge.ts';
import { finishWipe } from '../wipe/finish-wipe.ts';
import { watchOrders } from '../wipe/watch-orders.ts';
import { finishLeaving } from './change-worker.ts';
import { FirstLock } from './first-lock.tsx';
import { FirstShift } from './first-shift.tsx';
import { LockScreen } from './lock-screen.tsx';
import { keepOpen } from './open-time.ts';
import { wasSetElsewhere } from './set-elsewhere.ts';

/** What else is asked of the lock from where it is not loaded. */
export { finishLeaving } from './change-worker.ts';
export { leaveNow, lockNow } from './open-time.ts';

export async function openLock(root: HTMLElement): Promise<void> {
  // Where the emptying of the device was interrupted it goes on, and nothing of the app is drawn.
  if (await isEmptied()) await finishWipe();
  if (await hasLeft()) await finishLeaving();
  await goOnEmptying();
  void noteLock(true);
  sendForOthers();
  void takeLeftAway().catch(() => undefined);
  // A device that nobody opens may be ordered empty too.
  watchOrders();
  const here = await lockHere();
  const inWorker = openedHere() ? undefined : await keyInWorker();
  const held = openedHere() ?? inWorker;
  // The worker may not have heard that somebody has locked.
  const holds = inWorker === undefined || inWorker.opening === (await openingNow(earnestDb()));
  const isOpen = held !== undefined && held.id === here?.id && holds && !wasSetElsewhere();
  if (isOpen) openDevice({ id: held.id, key: held.key });
  else {
    // What is sealed for sending goes meanwhile, also where the browser wakes no worker.
    const begun = isPractising ? undefined : beginSending();
    await askInPlaceOf(root);
    void begun?.then((end) => end());
  }
  keepOpen(isOpen ? inWorker?.opening : undefined);
  // Where a change of the key was cut off, it goes on.
  resealAll().catch((error: unknown) => {
    console.error('The rest is sealed anew later', error instanceof Error ? error.name : '');
  });
}

/** A lock is asked for, by the organisation or because others work on this device too: nothing of the app is drawn before one is set. */
export const askToSet = (root: HTMLElement, isShared: boolean): Promise<void> =>
  inPlaceOf(root, (done) => (isShared ? <FirstShift onSet={done} /> : <FirstLock onSet={done} />));

const askInPlaceOf = (root: HTMLElement): Promise<void> => inPlaceOf(root, (done) => <LockScreen onOpen={done} />);

/**
 * The lock's screen above an app that stays beneath as it is, with what was typed and is not on the disk; `onDrawn` hears that nothing of
 * it is to be seen. Resolves when the lock is open.
 */
export function askAbove(onDrawn: () => void): Promise<void> {
  // A dialog would hold the keys and lie above.
  for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[open]:not(.cover)')) dialog.close();
  const root = document.querySelector<HTMLElement>('#app, #answer')!;
  return inPlaceOf(root, (done) => <LockScreen onOpen={done} isUnsaved />, onDrawn);
}

/** Where it was cut off in another worker's hands, and the browser has forgotten whose, it goes on with theirs. */
async function goOnEmptying(): Promise<void> {
  const worker = isPractising ? undefined : await emptyingOf().catch(() => undefined);
  if (worker === undefined || !setOnShift(worker)) return;
  location.replace('/');
  await new Promise(() => undefined);
}

/** Hides what is there and draws a screen of the lock; everything is again as it was when that is done. */
async function inPlaceOf(root: HTMLElement, draw: (done: () => void) => VNode, onDrawn?: () => void): Promise<void> {
  const { lang, dir } = document.documentElement;
  const { title } = document;
  await chooseLanguage(preferredLanguage());
  await addDeskWords();
  document.documentElement.dir = 'ltr';
  const place = document.createElement('div');
  place.className = 'locked';
  root.hidden = true;
  root.after(place);
  await new Promise<void>((done) => {
    render(draw(done), place);
    onDrawn?.();
  });
  render(null, place);
  place.remove();
  root.hidden = false;
  Object.assign(document.documentElement, { lang, dir });
  document.title = title;
}
