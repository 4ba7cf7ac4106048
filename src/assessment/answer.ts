/** What a team says of one question: its parts stand apart, and participants' own view is never merged into the team's. */
import * as z from 'zod/mini';
import { freeText, withoutTurning } from '../store/free-text.ts';

/** Where a team stands with one question. Never summed to a grade: the questions are for thinking. */
export const teamStandings = ['not-yet', 'started', 'established', 'not-our-task'] as const;

/** How participants' own view was gathered. */
export const heardWays = ['conversation', 'paper', 'kiosk'] as const;

/** Longest texts, in characters: of what is done now; of what shows it and what participants say; of a reason. */
export const assessmentTextLimit = 12_000;
export const besideLimit = 4_000;
export const whyLimit = 1_000;
/** The most links beside one answer, and the longest link, in characters. */
export const mostLinks = 10;
export const linkLength = 500;

/** From so many participants on it is told how many they were. */
export const leastHeard = 5;
/** More than took part in anything of one team. */
export const mostHeard = 100_000;

/** Whether a text is an address that can be opened safely: https, and nobody's name or password in it. */
export function isSafeLink(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === 'https:' && !username && !password;
}

export const Link = z.string().check(
  z.overwrite(withoutTurning),
  z.maxLength(linkLength),
  z.refine((text) => isSafeLink(text), 'no-https'),
);

/** What participants themselves say, gathered without names. */
export const Heard = z.strictObject({
  ways: z.optional(z.array(z.enum(heardWays)).check(z.maxLength(heardWays.length))),
  /** How many they were; fewer than five are not counted. */
  count: z.optional(z.int().check(z.minimum(leastHeard), z.maximum(mostHeard))),
  text: z.optional(freeText(besideLimit)),
});

export const QuestionAnswer = z.strictObject({
  text: z.optional(freeText(assessmentTextLimit)),
  standing: z.optional(z.enum(teamStandings)),
  /** Why it is not our task. */
  why: z.optional(freeText(whyLimit)),
  /** What shows it, in words and in links. */
  shows: z.optional(freeText(besideLimit)),
  links: z.optional(z.array(Link).check(z.maxLength(mostLinks))),
  heard: z.optional(Heard),
});
export type QuestionAnswer = z.infer<typeof QuestionAnswer>;

/** An answer while it is written: of a link only the beginning may stand there, of a number any signs. */
export const AnswerSoFar = z.strictObject({
  text: z.optional(z.string()),
  standing: z.optional(z.enum(teamStandings)),
  why: z.optional(z.string()),
  shows: z.optional(z.string()),
  /** One a line, as they are written. */
  links: z.optional(z.array(z.string())),
  heard: z.optional(
    z.strictObject({
      ways: z.optional(z.array(z.enum(heardWays))),
      count: z.optional(z.union([z.string(), z.int()])),
      text: z.optional(z.string()),
    }),
  ),
});
export type AnswerSoFar = z.infer<typeof AnswerSoFar>;

const isWritten = (text: string | number | undefined): boolean => String(text ?? '').trim() !== '';

/** Whether participants' own view was told in any way. */
export const hasHeard = ({ heard }: AnswerSoFar): boolean =>
  Boolean(heard?.ways?.length) || isWritten(heard?.count) || isWritten(heard?.text);

/** Whether anything was answered. */
export const hasAnswer = (answer: AnswerSoFar | undefined): boolean =>
  answer !== undefined &&
  (Boolean(answer.standing) ||
    [answer.text, answer.why, answer.shows, ...(answer.links ?? [])].some(isWritten) ||
    hasHeard(answer));
