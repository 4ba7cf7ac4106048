import * as z from 'zod/mini';
import { freeText } from '../../store/free-text.ts';
import { defineKind, type RecordOf } from '../../store/kind.ts';

/** Longest texts, in characters: a name, a field's title, what is written in a field. */
export const projectCardLimits = { name: 120, title: 80, words: 1_200 };
/** So many characters in all of a card's fields have room on one page, beside their titles. */
export const onePage = 2_400;
/** The most fields of one card: those that are listed now, and those that were when it was begun. */
export const mostFields = 40;

/** The app's own fields, asked where an organisation lists none. */
export const ourFields = [
  ...(['carrier', 'funder', 'time', 'people', 'need', 'aim', 'means', 'inclusion', 'results', 'contact'] as const),
] as const;
export type OurField = (typeof ourFields)[number];

const Written = z.strictObject({
  /** One of the app's own fields, or the title of one of the organisation's, in the words of that time. */
  ours: z.optional(z.enum(ourFields)),
  title: z.optional(freeText(projectCardLimits.title, 1)),
  said: freeText(projectCardLimits.words, 1),
});

/** One page on a project (hankekortti). Roles, never names. */
export const ProjectCard = defineKind('projectcard', {
  name: freeText(projectCardLimits.name, 1),
  /** What is written, in the order of the card. */
  fields: z.array(Written).check(z.maxLength(mostFields)),
});
export type ProjectCard = RecordOf<typeof ProjectCard>;
