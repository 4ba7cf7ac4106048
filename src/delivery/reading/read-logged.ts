/** What other devices have logged, read from the endpoints that show their records: when a person asks, nothing kept. */
import { yieldToMain } from '../../store/yield-to-main.ts';
import { readEndpoint, shownEndpoints } from './read-endpoint.ts';

/** So many records come in one page. */
const pageSize = 500;

/** Gives every record of these kinds to `take`: `failed` where an endpoint broke off, `none` where there is none to read. */
export async function readLogged(
  kinds: readonly string[],
  take: (record: unknown) => Promise<void> | undefined,
): Promise<'read' | 'failed' | 'none'> {
  const endpoints = (await shownEndpoints(kinds)).filter(({ isMarked, hasKey }) => isMarked && hasKey);
  for (const { id } of endpoints) {
    // What was read of a history that was cut meanwhile is not what is there now.
    if (await readEndpoint(id, take, yieldToMain(), { kinds, limit: pageSize, restarts: 0 })) return 'failed';
  }
  return endpoints.length > 0 ? 'read' : 'none';
}
