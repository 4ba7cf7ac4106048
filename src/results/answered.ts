/**
 * Responses as the results see them, and which time it is that a person answers. In memory only: no screen, file name,
 * address or log has one.
 */
import type { SurveyResponse } from '../survey/response.ts';

/** A response; where a plan has said it, with which of a person's times it is, from 0 on. */
export type Answered = SurveyResponse & { wave?: number | undefined };

/** Two responses under one code that are closer than this (ms) are the same time, answered twice. */
export const sameTime = 14 * 24 * 3600 * 1000;

/** The first time comes first; of one time the earlier response. */
export const inAnswerOrder = (responses: readonly Answered[]): Answered[] =>
  [...responses].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));

/**
 * Tells of each response, given in order of time, which of the person's times it is: what a plan has said, else the times
 * under one code counted from 0. Null without a code: nobody is paired by a guess.
 */
export function timesCounted(): (response: Answered) => number | null {
  const last = new Map<string, { began: number; time: number }>();
  return ({ code, wave, at }) => {
    if (wave !== undefined) return wave;
    if (code === undefined) return null;
    const now = Date.parse(at);
    const before = last.get(code);
    if (before && now - before.began < sameTime) return before.time;
    const time = before ? before.time + 1 : 0;
    last.set(code, { began: now, time });
    return time;
  };
}
