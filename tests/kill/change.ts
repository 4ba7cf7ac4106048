/** A change of all of a device, as `moments.ts` kills it. */
import { type Page, expect as patient } from '@playwright/test';
import type { Receiver } from '../support/receiver.ts';

export const expect = patient.configure({ timeout: 60_000 });

/** What every change is given. */
export interface World {
  receiver: Receiver;
  chance: () => number;
  /** Where the browser puts what it downloads. */
  downloads: string;
}

/** As before, as after, or, of a change that comes in parts, with some of them. */
export type End = 'old' | 'new' | 'part';

/** How a change ended, and what is wrong, in words. */
export interface Ended {
  end: End;
  wrong: string[];
}

/** One change, or several kinds by turns. */
export interface Change {
  /** Brings the device to where the change can begin, the `n`th time. Answers which it is: each takes its own time and steps. */
  ready(page: Page, n: number): Promise<string>;
  /** Begins it; resolves when the app says that it is done. Rejects when the browser dies. */
  begin(page: Page): Promise<void>;
  /** Resolves when the app has done what it still does after it said so, where it does something. */
  settled?(page: Page): Promise<void>;
  /** In a browser that was opened anew after the kill: how it ended. `isSaid`: the app had said that it was done. */
  look(page: Page, isSaid: boolean): Promise<Ended>;
}
