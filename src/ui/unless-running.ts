/**
 * Runs one work at a time: while what it began is pending, another is not begun. Answers whether it was. What the work rejects with
 * stays unhandled, as it would be without this.
 */
export function unlessRunning(): (work: () => unknown) => boolean {
  let isRunning = false;
  return (work) => {
    if (isRunning) return false;
    const begun = work();
    if (isPending(begun)) {
      isRunning = true;
      void Promise.resolve(begun).finally(() => {
        isRunning = false;
      });
    }
    return true;
  };
}

const isPending = (begun: unknown): begun is PromiseLike<unknown> =>
  typeof (begun as PromiseLike<unknown> | undefined)?.then === 'function';
