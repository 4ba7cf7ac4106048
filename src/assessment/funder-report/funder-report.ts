import * as z from 'zod/mini';
import { gridLengths } from '../../periods/grid.ts';
import { freeText } from '../../store/free-text.ts';
import { defineKind, type RecordOf } from '../../store/kind.ts';

/** Longest texts, in characters: a name, who it is for, words. */
export const funderReportLimits = { name: 120, line: 200, words: 12_000 };
/** The most parts that are joined, and the most numbers of each kind. */
export const mostJoined = 200;
export const mostNumbers = 60;

const Part = z.strictObject({
  /** What kind of thing it is, as `joinable` names it: which kinds there are is no matter of the record. */
  kind: z.string().check(z.regex(/^[a-z]{1,40}$/)),
  id: z.string().check(z.regex(/^[0-9a-z-]{1,40}$/)),
});

/**
 * What a report to a funder is made of: a period, the parts that are joined, and which numbers of it are told. No number is in it:
 * those of a report are the released ones, read when it is looked at.
 */
export const FunderReport = defineKind('funderreport', {
  name: freeText(funderReportLimits.name, 1),
  funder: z.optional(freeText(funderReportLimits.line)),
  /** A period of the grid. */
  period: z.strictObject({ length: z.enum(gridLengths), from: z.iso.date() }),
  opening: z.optional(freeText(funderReportLimits.words)),
  closing: z.optional(freeText(funderReportLimits.words)),
  parts: z.array(Part).check(z.maxLength(mostJoined)),
  /** Subjects of the numbers of outreach, and surveys as their releases are named. */
  outreach: z.array(z.string().check(z.minLength(1), z.maxLength(40))).check(z.maxLength(mostNumbers)),
  surveys: z.array(z.string().check(z.minLength(1), z.maxLength(300))).check(z.maxLength(mostNumbers)),
});
export type FunderReport = RecordOf<typeof FunderReport>;
