/** What a page works for what it shows, counted: the same on every machine, however busy. */
import type { Page } from '@playwright/test';

export interface Work {
  /** Records and drafts that were opened (decrypted). */
  opened: number;
  /** Drafts and records that were sealed to be written. */
  sealed: number;
  /** Fields that were drawn, or drawn again: each time it is looked at what stands in one. */
  fields: number;
  /** How often long work gave way, so that a finger could be answered. */
  turns: number;
}

/** From the next page that is loaded on, its work is counted; each page begins at nothing. */
export const countWork = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const work = Object.assign(globalThis, { work: { opened: 0, sealed: 0, fields: 0, turns: 0 } }).work;
    const decrypt = crypto.subtle.decrypt.bind(crypto.subtle);
    crypto.subtle.decrypt = (...given) => {
      work.opened += 1;
      return decrypt(...given);
    };
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    crypto.subtle.encrypt = (...given) => {
      work.sealed += 1;
      return encrypt(...given);
    };
    for (const { prototype } of [HTMLInputElement, HTMLTextAreaElement]) {
      const own = Object.getOwnPropertyDescriptor(prototype, 'value')!;
      const get = function (this: HTMLElement) {
        work.fields += 1;
        return own.get!.call(this);
      };
      Object.defineProperty(prototype, 'value', { ...own, get });
    }
    const { scheduler } = globalThis as unknown as { scheduler: { yield(): Promise<void> } };
    const giveWay = scheduler.yield.bind(scheduler);
    scheduler.yield = () => {
      work.turns += 1;
      return giveWay();
    };
  });

/** The work of the page that is open, until now. */
export const workOf = (page: Page): Promise<Work> =>
  page.evaluate(() => (globalThis as unknown as { work: Work }).work);
