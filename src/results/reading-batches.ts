/**
 * Which written answers may be read: in batches of as many people as the smallest group, of months that were released. The same on every
 * device and every day, so nobody's words stand alone: not as a newcomer's, nor as those that are gone.
 */
import type { Answered } from './answered.ts';
import { asReleased } from './at-hand.ts';
import { inFullBatches } from './full-batches.ts';
import type { OpenAnswer } from './open-answers.ts';
import type { Release } from './release.ts';

export interface ReadingBatches {
  /** Batch after batch, so that what was read stays in its place. */
  readable: OpenAnswer[];
  /** Something that was released is not at hand as it was: what was opened with it is not read. */
  isLacking: boolean;
}

/** `answers`: to one question, of the responses `given` to its instrument. */
export async function batchesOf(
  answers: readonly OpenAnswer[],
  releases: readonly Release[],
  given: readonly Answered[],
): Promise<ReadingBatches> {
  const byId = new Map(answers.map((answer) => [answer.response, answer]));
  const here = asReleased(releases, given);
  const batches = inFullBatches(releases, here, ({ id }) => byId.has(id));
  const mixed = await Promise.all(batches.map((batch) => inRandomOrder(batch.map(({ id }) => byId.get(id)!))));
  const counted = releases.reduce((sum, { members }) => sum + members.length, 0);
  return { readable: mixed.flat(), isLacking: here.length < counted };
}

/** An order that follows nothing, the same on every device, and another for each question: nobody's answers have the same place in two. */
async function inRandomOrder(answers: readonly OpenAnswer[]): Promise<OpenAnswer[]> {
  const placed = await Promise.all(answers.map(async (answer) => ({ answer, at: await placeOf(answer) })));
  return placed.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ answer }) => answer);
}

async function placeOf({ instrument, item, response }: OpenAnswer): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([instrument, item, response]));
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).join();
}
