/** How long (ms) until the part that sends is asked for again. */
const again = 10_000;

/**
 * Begins to send what waits, and goes on with it. The part that does so is fetched after all that is needed without a network:
 * where it has not come yet it is asked for until it comes. Resolves when it is at work, with what ends it.
 */
export async function beginSending(
  load: () => Promise<{ watchOutbox(): () => void }> = () => import('./watch.ts'),
): Promise<() => void> {
  const part = await load().catch(() => undefined);
  if (part) return part.watchOutbox();
  await new Promise((next) => setTimeout(next, again));
  return beginSending(load);
}
