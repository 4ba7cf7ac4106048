/** How soon it is read again by itself, in ms. */
const interval = 5 * 60_000;

/** Reads at the start and whenever the app is looked at again, at most every few minutes. `what` it reads stands in the console where it fails. */
export function nowAndThen(pull: () => Promise<void>, what: string): void {
  let last = Number.NEGATIVE_INFINITY;
  const look = () => {
    // By a clock that nobody can set: one that was set back would put the next look off by as much.
    if (document.visibilityState !== 'visible' || performance.now() - last < interval) return;
    last = performance.now();
    pull().catch((error: unknown) => {
      console.info(`${what} were not read`, error instanceof Error ? error.name : '');
    });
  };
  look();
  addEventListener('online', look);
  document.addEventListener('visibilitychange', look);
  setInterval(look, interval);
}
