/**
 * What the app does beside a person's work: it reads plans, codes and answers to reports that came to an endpoint, and evicts what is old enough.
 * None of it is needed without a network, so it is loaded after the first screen.
 */

import { letGoOfOld } from '../delivery/engine/evict-old.ts';
import { noteWhatMayGo } from '../delivery/engine/may-go.ts';
import { sendForOthers } from '../delivery/engine/send-for-others.ts';
import { watchOutcomes } from '../delivery/reading/pull-outcomes.ts';
import { watchPlans } from '../delivery/reading/pull-plans.ts';
import { pullSoon } from '../delivery/reading/pull-waves.ts';
import { letGoOfClosed } from '../outreach/follow-up/closed-promises-store.ts';
import { noteToldBefore } from '../releases/told-alone-store.ts';
import { onSetup } from '../setup/organisation-store.ts';
import { type BesideKey, besideKey, noteWipeKey } from '../setup/wipe-key-store.ts';
import { forgetUnread } from '../store/local-only.ts';
import { notesToldBefore } from '../store/told-alone.ts';
import { watch } from '../store/watch.ts';
import { wipingFlag } from '../store/wiping-flag.ts';
import { noteDocument } from '../survey/bundle/earlier-forms-store.ts';
import { forget } from '../ui/web-storage.ts';
import { askWhereKept } from './ask-where-kept.ts';
import { countedHere } from './retention/counted-store.ts';
import { watchOrders } from './wipe/watch-orders.ts';

export { pullSoon } from '../delivery/reading/pull-waves.ts';

/** Begins all of it, for as long as the page is open. */
export function workBeside(): void {
  // Where the app runs nothing is being emptied: it came late to the disk, from a browser that died when it was done.
  forget('local', wipingFlag);
  notesToldBefore(noteToldBefore);
  watchForOrders();
  watchForVersions();
  sendForOthers();
  watchPlans();
  watchOutcomes();
  addEventListener('online', () => void pullSoon(false));
  const whenIdle = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 5000));
  whenIdle(evict);
  askWhereKept().catch((error: unknown) => {
    console.info('The browser was not asked to keep anything', error instanceof Error ? error.name : '');
  });
}

/** What orders are held against is noted whenever it is another (the document, the unit, the clock), and only then looked for any. */
function watchForOrders(): void {
  const failed = (error: unknown) =>
    console.error('The key of orders was not noted', error instanceof Error ? error.name : '');
  const note = () => noteWipeKey().then(watchOrders, failed);
  onSetup(note);
  let noted: BesideKey | undefined;
  const noteOther = (now: BesideKey) => {
    if (now.unit === noted?.unit && now.behind === noted.behind) return;
    noted = now;
    void note();
  };
  watch(besideKey, noteOther, failed);
}

/** What the document asks is noted whenever it is another: answers to its earlier versions are told as theirs. */
function watchForVersions(): void {
  const note = () =>
    noteDocument().catch((error: unknown) => {
      console.error('The versions of surveys were not noted', error instanceof Error ? error.name : '');
    });
  onSetup(note);
  void note();
}

function evict(): void {
  const isCounted = countedHere(true);
  Promise.all([letGoOfOld(Date.now(), isCounted), letGoOfClosed(), forgetUnread()])
    .catch((error: unknown) => {
      console.error('What is old stays for now', error instanceof Error ? error.name : '');
    })
    .then(() => noteWhatMayGo(isCounted))
    .catch((error: unknown) => {
      console.error('What may go after wrong PINs was not noted', error instanceof Error ? error.name : '');
    });
}
