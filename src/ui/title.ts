/** The document's title: what the page is called, and before it how much is not yet sent: `(3) Tänään`. */
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
  // A badge that the browser refuses is nobody's trouble: the words are on the screen.
  if ('setAppBadge' in navigator) navigator.setAppBadge(count).catch(() => undefined);
}
