/** What all devices have logged, read from the one server that numbers come from: when a person asks, nothing kept. */
import type { Server } from '../../outreach/numbers/elsewhere.tsx';
import { yieldToMain } from '../../store/yield-to-main.ts';
import { namedEndpoint, readEndpoint } from './read-endpoint.ts';
import { releasePlace } from './release-place.ts';

/** So many records come in one page. */
const pageSize = 500;

/** Gives every record of these kinds to `take`: `failed` where the endpoint broke off, `none` where there is none to read. */
export async function readLogged(
  kinds: readonly string[],
  take: (record: unknown) => Promise<void> | undefined,
): Promise<'read' | 'failed' | 'none'> {
  const endpoint = await namedEndpoint(kinds);
  if (!endpoint) return 'none';
  // What was read of a history that was cut while it was read is not what is there now.
  const wanted = { kinds, limit: pageSize, restarts: 0 };
  return (await readEndpoint(endpoint.id, take, yieldToMain(), wanted)) ? 'failed' : 'read';
}

/**
 * Where numbers come from. A server that is named to be read is the place also for a device that has no key to it: what one
 * device alone has, beside what the server has, would tell of those who are missing.
 */
export const numbersServer: Server = {
  place: async () => ((await namedEndpoint(['encounter'])) ? 'server' : 'device'),
  async releases() {
    const endpoint = await namedEndpoint(['encounter']);
    return endpoint && releasePlace(endpoint);
  },
  read: async (kinds, take) => (await readLogged(kinds, take)) === 'read',
};
