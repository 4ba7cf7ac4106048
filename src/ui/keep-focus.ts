/**
 * Who types, or hears the page, stands somewhere on it. Where that is gone, as a button whose work is done, they go on from the nearest
 * heading, not from the top. A screen that has a better place takes the focus there as it is drawn.
 */
export function keepFocus(): void {
  /** What has the focus, and all that it stands in. */
  let around: Element[] = [];
  const isNowhere = () => document.activeElement === document.body;
  addEventListener('focusin', ({ target }) => {
    around = [];
    for (let one = target as Element | null; one; one = one.parentElement) around.push(one);
  });
  // Who left it for no other place by themselves is not called back.
  addEventListener('focusout', ({ target }) =>
    queueMicrotask(() => {
      if (isNowhere() && (target as Element).isConnected) around = [];
    }),
  );
  new MutationObserver(() => {
    if (!isNowhere() || around[0]?.isConnected !== false) return;
    for (const one of around) if (one.isConnected && goOnIn(one)) break;
    around = [];
  }).observe(document.body, { childList: true, subtree: true });
}

/** Whether there is a heading to go on from. */
function goOnIn(place: Element): boolean {
  const headings = [...place.querySelectorAll<HTMLElement>('h1, h2, h3, summary')];
  const heading = headings.find((one) => one.checkVisibility());
  if (!heading) return false;
  if (heading.localName !== 'summary') heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  return true;
}
