/** Below so many times the size of its text a screen is narrow: a long word may be wider than its place. */
const narrow = 20;

/** Calls `then` once, as soon as the screen is narrow for the size of its text: at once, turned, or when the text grows. */
export function whenNarrow(then: () => void): void {
  const size = new ResizeObserver(() => {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    if (innerWidth >= narrow * rem) return;
    size.disconnect();
    then();
  });
  size.observe(document.body);
}
