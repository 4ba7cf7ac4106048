import * as z from 'zod/mini';
import { freeText } from '../store/free-text.ts';
import { defineKind, type RecordOf } from '../store/kind.ts';

/** Longest texts, in characters: a name or a role, a short line, words. */
export const programmeLimits = { name: 120, line: 500, words: 4_000 };
/** The most goals of one programme. */
export const mostGoals = 60;

/** Whose voices the group should hold, as the owner lists them. */
export const voices = [
  'residents',
  'networks',
  'experts',
  'users',
  'associations',
  'parishes',
  'authorities',
  'business',
  'elected',
] as const;
export type Voice = (typeof voices)[number];

/** Who the programme is for: that chooses which of the needs are asked. */
export const audiences = ['municipality', 'services'] as const;
export type Audience = (typeof audiences)[number];

/** Where a programme is linked to. */
export const links = ['wellbeing-report', 'strategies', 'plan-and-budget', 'duties'] as const;

const keys = (count: number): [string, ...string[]] =>
  Array.from({ length: count }, (_, at) => String(at + 1)) as [string, ...string[]];
/** The numbers of the needs and of the questions to agree on. Apart from the texts, so that sending does without those. */
export const needKeys = keys(46);
export const agreeKeys = keys(11);

const words = z.optional(freeText(programmeLimits.words));
const Need = z.strictObject({ done: words, whose: words, known: words });
const Goal = z.strictObject({
  id: z.uuid(),
  goal: freeText(programmeLimits.line, 1),
  ...{ means: words, responsible: words, resources: words, schedule: words, measure: words, followUp: words },
});

/** A programme for inclusion (osallisuusohjelma) in its five steps. Roles, never names. */
export const Programme = defineKind('programme', {
  name: freeText(programmeLimits.name, 1),
  checksum: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  audiences: z.array(z.enum(audiences)).check(z.maxLength(audiences.length)),
  /** By voice who brings it, as roles; a voice that is missing is not there. */
  voices: z.partialRecord(z.enum(voices), freeText(programmeLimits.line, 1)),
  inCharge: z.optional(freeText(programmeLimits.name, 1)),
  /** By the number of the need's question. */
  needs: z.partialRecord(z.enum(needKeys), Need),
  /** By the number of the question to agree on; the last three are on open data. */
  agree: z.partialRecord(z.enum(agreeKeys), freeText(programmeLimits.words, 1)),
  goals: z.array(Goal).check(z.maxLength(mostGoals)),
  linked: z.array(z.enum(links)).check(z.maxLength(links.length)),
  told: words,
  thanked: words,
});
export type Programme = RecordOf<typeof Programme>;
