/**
 * The document's title: what kind of screen it is, and before it how much is not yet sent: `(3) Tänään`. It stands in the
 * history, in session restore, in the list of open apps and on a shared screen, so it never says what the screen shows.
 */
import { showOnBadge } from './badge.ts';

declare const constant: unique symbol;

/** A text of the interface with nothing filled in: the same whoever and wherever it is about. */
export type Constant = string & { readonly [constant]: true };

let name = '';
let count = 0;
let instead: string | undefined;
let isPrinted = false;
let printedAs: string | undefined;

const show = () => {
  const [shown, before] = isPrinted ? [printedAs ?? name, 0] : [name, count];
  document.title = instead ?? (before > 0 ? `(${before}) ${shown}` : shown);
};

/** What paper of this page is called where that is another name than the screen's; undefined: by that. */
export function titlePaperAs(title: string | undefined): void {
  printedAs = title;
  show();
}

/** What is printed, or kept as a PDF, is called by its name alone: how much waits here is nothing of it. */
export function titlePaper(): void {
  for (const [event, is] of [
    ['beforeprint', true],
    ['afterprint', false],
  ] as const)
    addEventListener(event, () => {
      isPrinted = is;
      show();
    });
}

/** Stands in place of every title until it is called without one. */
export function coverTitle(title?: string): void {
  instead = title;
  show();
}

/** Names the page. */
export function setTitle(title: Constant): void {
  name = title;
  show();
}

/** Says how much is not yet sent, in the title and, where the browser has one, on the app's badge. */
export function setUnsent(unsent: number): void {
  if (unsent === count) return;
  count = unsent;
  show();
  showOnBadge(count);
}
