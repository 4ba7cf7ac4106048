/** Rounds of the 24 questions as other devices know them: read from the endpoints that show their records, when a person asks. */
import { Action } from '../../actions/action.ts';
import { Assessment } from '../../assessment/assessment.ts';
import { type TakenIn, takeFromEndpoint } from '../../assessment/round-store.ts';
import { isPractising } from '../../store/practice.ts';
import { readPages, shownEndpoints } from './read-endpoint.ts';

/** Reads all that is shown: what came of it; `failed` with a word where an endpoint broke off, or with `none` where none is read. */
export async function pullRounds(): Promise<TakenIn | { failed: string }> {
  const kinds = [Assessment.name, Action.name];
  // In practice nothing is ever fetched.
  const endpoints = isPractising ? [] : (await shownEndpoints(kinds)).filter(({ isMarked }) => isMarked);
  if (endpoints.length === 0) return { failed: 'none' };
  const read: unknown[] = [];
  for (const { id } of endpoints) {
    const failed = await readPages(id, { kinds }, async (records) => void read.push(...records));
    if (failed) return { failed };
  }
  return takeFromEndpoint(read);
}
