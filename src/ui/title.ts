/** The document's title: what the page is called, and before it how much is not yet sent: `(3) Tänään`. */
import { showOnBadge } from './badge.ts';

let name = '';
let count = 0;

const show = () => {
  document.title = count > 0 ? `(${count}) ${name}` : name;
};

/** Names the page. */
export function setTitle(title: string): void {
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
