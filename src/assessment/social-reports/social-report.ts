import * as z from 'zod/mini';
import { smallest } from '../../disclosure/suppression.ts';
import { codeOf } from '../../outreach/value-list.ts';
import { topics } from '../../outreach/values.ts';
import { freeText } from '../../store/free-text.ts';
import { defineKind, type RecordOf } from '../../store/kind.ts';

/** Longest texts, in characters: a name, a short line, words. With all of them written a record stays under the receiver's limit. */
export const socialReportLimits = { name: 120, line: 500, words: 2_500 };
/** The most phenomena of one report, and the most devices that they are of. */
export const mostPhenomena = 200;
const mostReporters = 100;
/** The most released numbers of needs in one report. */
export const mostNeeds = 20;

const line = z.optional(freeText(socialReportLimits.line));
const words = z.optional(freeText(socialReportLimits.words));
const day = z.optional(z.iso.date());

/** How often something could not be had, as it was released of a period: of all places, or of one area. */
const ReportedNeed = z.strictObject({
  topic: codeOf(topics),
  area: z.optional(freeText(socialReportLimits.name)),
  from: z.iso.date(),
  /** The day after the last. */
  to: z.iso.date(),
  count: z.int().check(z.gte(smallest)),
});
export type ReportedNeed = z.infer<typeof ReportedNeed>;

/**
 * A report of structural social work (sosiaalinen raportti): what many workers saw, put together without people, handed to a body
 * that can act, and what that answered.
 */
export const SocialReport = defineKind(
  'socialreport',
  {
    name: freeText(socialReportLimits.name, 1),
    /** Of which themes, area and days it was gathered; of all where none is named. */
    topics: z.array(codeOf(topics)).check(z.maxLength(60)),
    area: line,
    from: day,
    until: day,
    /** The ids of the phenomena that it was put together from, and the devices that logged them: there the answer is told. */
    phenomena: z.array(z.uuid()).check(z.maxLength(mostPhenomena)),
    reporters: z.array(z.uuid()).check(z.maxLength(mostReporters)),
    needs: z.array(ReportedNeed).check(z.maxLength(mostNeeds)),
    /** What was seen, since when, whom it concerns as a group, what it causes, what is proposed. */
    ...{ seen: words, since: line, whom: line, causes: words, proposed: words },
    /** To which body it was handed, on which day, and by when an answer is hoped for. */
    ...{ recipient: line, handedOn: day, answerBy: day },
    ...{ answer: words, answeredOn: day },
    /** On which day it was closed without an answer. */
    closedOn: day,
    became: words,
  },
  [],
  undefined,
  ({ handedOn, answeredOn, closedOn }) => handedOn !== undefined && answeredOn === undefined && closedOn === undefined,
);
export type SocialReport = RecordOf<typeof SocialReport>;

/** Whether the body that a report was handed to is to be asked: from the day by which it should answer, else from when it was handed over. */
export function isAnswerDue(
  { handedOn, answerBy, answeredOn, closedOn }: Pick<SocialReport, 'handedOn' | 'answerBy' | 'answeredOn' | 'closedOn'>,
  today: string,
): boolean {
  if (handedOn === undefined || answeredOn !== undefined || closedOn !== undefined) return false;
  return (answerBy ?? handedOn) <= today;
}

export const socialReportStates = ['gathering', 'handed', 'answered', 'unanswered'] as const;

/** How far it has come. An answer that came after it was closed is an answer. */
export function socialReportState({
  handedOn,
  answeredOn,
  closedOn,
}: Partial<Record<'handedOn' | 'answeredOn' | 'closedOn', string | undefined>>): (typeof socialReportStates)[number] {
  if (answeredOn) return 'answered';
  if (closedOn) return 'unanswered';
  return handedOn ? 'handed' : 'gathering';
}
