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

/** One kind of change. */
export interface Change {
  /** Brings the device to where the change can begin, `n` times before. */
  ready(page: Page, n: number): Promise<void>;
  /** Begins it; resolves when the app says that it is done. Rejects when the browser dies. */
  begin(page: Page): Promise<void>;
  /** In a browser that was opened anew after the kill: what is wrong, in words. `isSaid`: the app had said that it was done. */
  look(page: Page, isSaid: boolean): Promise<string[]>;
}
