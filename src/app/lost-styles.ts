/**
 * Styles that did not come. Vite asks for each once in a page's life, and takes what failed for loaded the next time: a part
 * that opened then would stand there unstyled. So what failed is asked for again here.
 */

/** By address; with the try that is going on. */
const lost = new Map<string, Promise<void> | undefined>();

/** Hears of every style that this page asks for and does not get. */
export function noteLostStyles(): void {
  addEventListener(
    'error',
    ({ target }) => {
      if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return;
      lost.set(target.href, undefined);
      target.remove();
    },
    { capture: true },
  );
  // What is no screen needs no style: Vite would keep its script back too. Screens wait for theirs by themselves.
  addEventListener('vite:preloadError', (event) => {
    if (event.payload.message.startsWith('Unable to preload CSS')) event.preventDefault();
  });
}

/** Asks once more for each that did not come. Resolves when all are there; rejects where one still does not come. */
export async function askForLostStyles(): Promise<void> {
  await Promise.all(
    [...lost].map(([href, asked]) => {
      const now = asked ?? askFor(href);
      lost.set(href, now);
      return now;
    }),
  );
}

const askFor = (href: string) =>
  new Promise<void>((done, failed) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.addEventListener('load', () => {
      lost.delete(href);
      done();
    });
    // The listener above takes it away again.
    link.addEventListener('error', () => failed(new TypeError('A style did not come')));
    document.head.append(link);
  });
