/**
 * What comes back of what was reported: reports of the unit with their answers, and that stories of this device were withdrawn
 * elsewhere. Read now and then where the endpoint shows its records; and, when a person asks, phenomena and stories of all devices.
 */
import { SocialReport } from '../../assessment/social-reports/social-report.ts';
import { takeSocialReports } from '../../assessment/social-reports/social-reports-store.ts';
import { hasStories, takeWithdrawals } from '../../assessment/stories/stories-store.ts';
import { Story } from '../../assessment/stories/story.ts';
import { Phenomenon } from '../../outreach/follow-up/phenomenon.ts';
import { isTombstone } from '../../store/kind.ts';
import { isPractising } from '../../store/practice.ts';
import { nowAndThen } from './now-and-then.ts';
import { readPages, shownEndpoints } from './read-endpoint.ts';
import { readLogged } from './read-logged.ts';

/** The list of where each reading ended, by the address that was read: another address, and another device, reads from the beginning. */
const outcomesRead = 'read-outcomes';

/** Reads what is new since the last time. Resolves also where there is no network, no key, or no one to ask. */
export async function pullOutcomes(): Promise<void> {
  if (isPractising) return;
  const wanted = [
    { kind: SocialReport.name, take: takeSocialReports },
    ...((await hasStories()) ? [{ kind: Story.name, take: takeWithdrawals }] : []),
  ];
  for (const { kind, take } of wanted)
    for (const { id, config, isMarked, hasKey } of await shownEndpoints([kind]))
      if (isMarked && hasKey)
        await readPages(id, { kinds: [kind], kept: [outcomesRead, `${config.url} ${kind}`], isQuiet: true }, take);
}

export const watchOutcomes = (): void => nowAndThen(pullOutcomes, 'Outcomes');

/** What all devices logged of phenomena, each in its newest revision, in memory only. */
export async function readPhenomena(): Promise<Phenomenon[] | 'none' | 'failed'> {
  const records = await readAll(Phenomenon.name);
  if (typeof records === 'string') return records;
  const held = new Map<string, { rev: number; one?: Phenomenon }>();
  for (const record of records) {
    const { id, rev } = record as { id: string; rev: number };
    if ((held.get(id)?.rev ?? 0) >= rev) continue;
    const one = isTombstone(record) ? undefined : phenomenonOf(record);
    held.set(id, { rev, ...(one && { one }) });
  }
  return [...held.values()].flatMap(({ one }) => one ?? []);
}

function phenomenonOf(record: unknown): Phenomenon | undefined {
  try {
    return Phenomenon.read(record);
  } catch {
    return undefined; // A shape of tomorrow.
  }
}

/** What all devices keep of stories; undefined where none is read. */
export async function readStories(): Promise<readonly unknown[] | undefined> {
  const records = await readAll(Story.name);
  return typeof records === 'string' ? undefined : records;
}

async function readAll(kind: string): Promise<unknown[] | 'none' | 'failed'> {
  // In practice nothing is ever fetched.
  if (isPractising) return 'none';
  const read: unknown[] = [];
  const end = await readLogged([kind], async (record) => void read.push(record));
  return end === 'read' ? read : end;
}
