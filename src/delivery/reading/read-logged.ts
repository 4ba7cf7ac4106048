/** What other devices have logged, read from the endpoints that show their records: when a person asks, nothing kept. */
import { presentConfig } from '../../setup/endpoint.ts';
import { db } from '../../store/db.ts';
import type { Position } from '../../store/positions.ts';
import { yieldToMain } from '../../store/yield-to-main.ts';
import { canBeRead } from './pull-plans.ts';
import { readPage } from './read-endpoint.ts';

/** So many records come in one page. */
const pageSize = 500;

/** Gives every record of these kinds to `take`: `failed` where an endpoint broke off, `none` where there is none to read. */
export async function readLogged(
  kinds: readonly string[],
  take: (record: unknown) => Promise<void> | undefined,
): Promise<'read' | 'failed' | 'none'> {
  const breathe = yieldToMain();
  let end: 'read' | 'failed' | 'none' = 'none';
  for (const { id, retired, kinds: taken } of await db.endpoints.toArray()) {
    const config = await presentConfig(id);
    if (retired || !canBeRead(config)) continue;
    if (end === 'none') end = 'read';
    for (const kind of kinds.filter((one) => !taken || taken.includes(one))) {
      for (let at: Position = { since: 0 }; ; ) {
        const page = await readPage(id, config, at, { limit: pageSize, kind });
        // What was read of a history that was cut meanwhile is not what is there now.
        if (typeof page === 'string' || (page.isFirst && at.since > 0)) return 'failed';
        for (const record of page.records) {
          await take(record);
          await breathe();
        }
        if (page.next.since <= at.since) break;
        at = page.next;
      }
    }
  }
  return end;
}
