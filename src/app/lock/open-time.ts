/**
 * How long the lock stays open: until nobody has touched the app for a while, or it goes out of sight where that was chosen, or
 * somebody locks it. Then every tab is loaded anew, so that nothing of what it had read is left in its memory.
 */

import { flushAll } from '../../store/debounce.ts';
import { closeDevice, openedHere, setting } from '../../store/device.ts';
import { settleDrafts } from '../../store/drafts.ts';
import { earnestDb } from '../../store/earnest.ts';
import { endOpening, openingNow } from '../../store/lock-opening.ts';
import { isOnShift, workerHere } from '../../store/shift.ts';
import { allWritten, isAnythingUnsaved, leaveUnasked } from '../../store/unsaved.ts';
import { hasLeft } from '../../store/wipe.ts';
import { isWiping, leaveEmptied } from '../../store/wiping-flag.ts';
import { tellWorkerOfKey } from '../../sw/bridge.ts';
import { forgetAll } from '../../ui/web-storage.ts';
import { handedOver } from '../../vault/handed-over.ts';
import { type LockSaid, lockTabs } from './lock-tabs.ts';
import { noteSetElsewhere } from './set-elsewhere.ts';

/** What a person chose, kept on the device in the clear. */
export interface AutoLock {
  /** After so many minutes without a touch. */
  minutes: number;
  /** As soon as the app goes out of sight. */
  hidden: boolean;
}
export const autoLockName = 'auto-lock';
const standardAutoLock: AutoLock = { minutes: 5, hidden: false };
export const autoLock = (): Promise<AutoLock> => setting(autoLockName, standardAutoLock);

/** The worker holds the key this long (ms) after a page last spoke for it, which pages do twice in that time. */
const holdFor = 30_000;
const look = 5_000;
/** So long (ms) what is still to be done before a tab begins anew may take: what was typed last reaches the disk. */
const lastWrites = 2_000;

/** When somebody last touched any tab, by both clocks: one may stand still while the device sleeps, the other may be set. */
let touched = { steady: 0, wall: 0 };
const touch = () => {
  touched = { steady: performance.now(), wall: Date.now() };
};
/** How long ago (ms) that was: the longer of the two. Locked too early nothing is lost. */
export const untouchedFor = (): number => Math.max(performance.now() - touched.steady, Date.now() - touched.wall);

let isKeeping = false;
let isLeaving = false;

/**
 * The device's own chooser of files, or its printing, that the app asked for stands above the app: it is out of sight with that, but in
 * the same hands. Nothing tells when a person goes elsewhere from there; the time without a touch goes on.
 */
let isBeneathOwn = false;
const touches = ['pointerdown', 'keydown', 'input'];
function watchOwn(): void {
  const begin = ({ type, target }: Event) => {
    if (type === 'beforeprint' || (target as Partial<HTMLInputElement> | null)?.type === 'file') isBeneathOwn = true;
  };
  const end = () => {
    isBeneathOwn = false;
  };
  for (const sign of ['click', 'beforeprint']) addEventListener(sign, begin, true);
  for (const sign of [...touches, 'cancel']) addEventListener(sign, end, true);
}

/** Which opening of the lock this document goes on with: once somebody has locked it begins anew, also where it did not hear of that. */
let opening: string | undefined;

/**
 * Keeps the lock open while somebody is there; `by` the opening that the worker still held, else the one that holds now. While a respondent
 * holds the device nobody is asked for the worker's secret.
 */
export function keepOpen(by?: string): void {
  touch();
  opening = by;
  void lookAgain();
  if (isKeeping) return;
  isKeeping = true;
  let told = 0;
  const onTouch = () => {
    touch();
    if (performance.now() - told < look) return;
    told = performance.now();
    lockTabs?.postMessage('touched' satisfies LockSaid);
  };
  for (const sign of [...touches, 'scroll', 'touchmove'])
    addEventListener(sign, onTouch, { capture: true, passive: true });
  watchOwn();
  addEventListener('pagehide', () => {
    isLeaving = true;
  });
  addEventListener('pageshow', () => {
    isLeaving = false;
    void lookAgain();
  });
  document.addEventListener('visibilitychange', () => void onVisibility());
  setInterval(() => void lookAgain(), look);
  lockTabs?.addEventListener('message', ({ data }: MessageEvent<LockSaid>) => {
    if (data === 'touched') touch();
  });
}

const isGivenAway = () => handedOver() !== undefined;

async function lookAgain(): Promise<void> {
  const held = openedHere();
  if (!held) return;
  // What cannot be read says nothing; nor does a lock that is no more: that it was taken away, or the device emptied, is told otherwise.
  const [{ minutes }, holds] = await Promise.all([autoLock(), openingNow(earnestDb()).catch(() => opening)]);
  opening ??= holds;
  if (holds && opening !== holds) return leaveNow('lock');
  if (!isGivenAway() && untouchedFor() > minutes * 60_000) return lockNow();
  if (holds) await tellWorkerOfKey({ type: 'HOLD_KEY', ...held, opening: holds, worker: workerHere, ms: holdFor });
}

/** Another document of the app comes in the place of one that is left: only what goes out of sight and stays is hidden. */
async function onVisibility(): Promise<void> {
  if (document.visibilityState === 'visible') {
    // Seen again, it is over: not every browser tells that nothing was chosen.
    isBeneathOwn = false;
    return lookAgain();
  }
  if (isLeaving || isBeneathOwn || isGivenAway() || !openedHere()) return;
  const { hidden } = await autoLock();
  if (hidden && !isLeaving) await lockNow();
}

/** Locks the device, in every tab. What was typed is on the disk before. */
export async function lockNow(): Promise<void> {
  lockTabs?.postMessage('lock' satisfies LockSaid);
  // Also from a tab that is locked itself: another may be open.
  opening ??= await soon(openingNow(earnestDb()));
  await leaveNow('lock');
}

/** The lock was set, changed or taken away: every other tab begins anew. */
export const tellTabs = (): void => lockTabs?.postMessage('changed' satisfies LockSaid);

/** What the work gives, where it gives that in the time that there is. */
const soon = <T>(work: Promise<T>): Promise<T | undefined> =>
  Promise.race([work, new Promise<undefined>((done) => setTimeout(done, lastWrites))]).catch(() => undefined);

/** The opening that this document went on with ends: on the disk, and in the worker, which may not be told by it. */
async function endHere(): Promise<void> {
  if (!opening) return;
  await soon(endOpening(opening));
  await tellWorkerOfKey({ type: 'DROP_KEY', opening });
}

let leaving: Promise<void> | undefined;
/** This tab stays beneath the lock's screen: something typed in it is nowhere else. */
let isStaying = false;

/**
 * Begins this tab anew; what was typed is on the disk before, and nothing of it is to be seen meanwhile. What the disk does not take, as
 * one that is full, is not thrown away: then the tab stays as it is beneath the lock's screen.
 */
export function leaveNow(said: LockSaid): Promise<void> {
  if (isStaying && mayStay(said)) return Promise.resolve();
  leaving ??= leave(said);
  return leaving;
}

/** Nothing stays where the lock is another one, the device is emptied, or somebody else works here now. */
const mayStay = (said: LockSaid): boolean => said === 'lock' && !isWiping() && isOnShift();

async function leave(said: LockSaid): Promise<void> {
  if (said === 'changed') noteSetElsewhere();
  document.documentElement.style.visibility = 'hidden';
  const [isKept] = await Promise.all([soon(isAllOnDisk()), said === 'lock' && endHere()]);
  const isLeft = await soon(hasLeft());
  if (!isKept && !isLeft && mayStay(said)) return stay();
  leaveUnasked();
  closeDevice();
  // While another tab empties the device nothing of the app begins anew beside it.
  if (isWiping()) return leaveEmptied();
  if (isOnShift() && !isLeft) return location.reload();
  // What a tab keeps for itself, and its address, are of the worker who was here.
  forgetAll('session');
  location.replace('/');
}

/** Resolves, once nothing is being written any more, to whether all that was typed in this tab is on the disk. */
async function isAllOnDisk(): Promise<boolean> {
  flushAll();
  await Promise.all([settleDrafts(), allWritten()]);
  // A form that heard just now that it was not kept notes it when it is drawn.
  await new Promise((drawn) => setTimeout(drawn));
  return !isAnythingUnsaved();
}

async function leaveIfKept(): Promise<void> {
  if (!(await isAllOnDisk()) || !isStaying) return;
  isStaying = false;
  await leaveNow('lock');
}

/** The lock's screen. Until its words are to be had nothing is seen at all: what was typed is in this tab alone. */
async function askUntilOpen(): Promise<void> {
  const { askAbove } = await import('./open-lock.tsx');
  const show = () => {
    document.documentElement.style.visibility = '';
  };
  while (
    !(await askAbove(show).then(
      () => true,
      () => false,
    ))
  )
    await new Promise((again) => setTimeout(again, look));
}

/** Shows the lock's screen in the place of the app, which goes on trying; once the disk has taken all of it this tab begins anew after all. */
async function stay(): Promise<void> {
  isStaying = true;
  leaving = undefined;
  const trying = setInterval(() => void leaveIfKept(), look);
  await askUntilOpen();
  clearInterval(trying);
  isStaying = false;
  keepOpen();
}
