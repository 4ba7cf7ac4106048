/**
 * Which written answers may be read: in batches of as many people as the smallest group. An answer that came alone is not shown
 * before others have come with it: whoever was there that day would know whose it is.
 */
import type { Answered } from './answered.ts';
import type { OpenAnswer } from './open-answers.ts';

/** The answers to one question that were opened to be read, by the ids of their responses, in the order in which they are read. */
export type OpenedAnswers = readonly string[];

interface Batches {
  readable: OpenAnswer[];
  /** What is opened now: more than before where a batch has filled. */
  opened: OpenedAnswers;
  /** How many answers wait for others. */
  waiting: number;
}

/** `random` gives numbers from 0 to 1: the order within a batch follows nothing. */
export function batchesOf(
  answers: readonly OpenAnswer[],
  responses: readonly Answered[],
  before: OpenedAnswers,
  least: number,
  random: () => number = Math.random,
): Batches {
  const known = new Set(before);
  const fresh = answers.filter(({ response }) => !known.has(response));
  const codeOf = new Map(responses.map(({ id, code }) => [id, code ?? id]));
  // One person in three waves is one.
  const people = new Set(fresh.map(({ response }) => codeOf.get(response)));
  const isFull = people.size >= least;
  const mixed = fresh.map(({ response }) => ({ response, at: random() })).sort((a, b) => a.at - b.at);
  const opened = isFull ? [...before, ...mixed.map(({ response }) => response)] : before;
  const byId = new Map(answers.map((answer) => [answer.response, answer]));
  return {
    readable: opened.flatMap((id) => byId.get(id) ?? []),
    opened,
    waiting: isFull ? 0 : fresh.length,
  };
}
