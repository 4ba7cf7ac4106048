/** The number on the app's icon, where the browser shows one; in a page and in the worker. */
export function showOnBadge(count: number): void {
  // A badge that the browser refuses is nobody's trouble: the words are on the screen.
  if ('setAppBadge' in navigator) navigator.setAppBadge(count).catch(() => undefined);
}
