/** Long work in slices, so that a finger is answered between them. */

/**
 * Call what this gives after each piece of work: most of the time it gives nothing, and once a slice (ms) is used up a promise
 * of the moment when the page has had its turn.
 */
export function yieldToMain(slice = 10): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < slice) return undefined;
    return nextTask().then(() => {
      began = performance.now();
    });
  };
}

const nextTask = (): Promise<void> => {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  return scheduler?.yield ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve));
};

/** No breath taken: for small amounts and tests. */
export const withoutYielding = (): undefined => undefined;
