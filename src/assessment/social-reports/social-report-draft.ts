/** A report while it is put together, and what is still wrong with it. */
import * as z from 'zod/mini';
import { smallest } from '../../disclosure/suppression.ts';
import { defineDraft } from '../../store/draft-kind.ts';
import { fieldTexts, isKeepable } from '../../store/free-text.ts';
import type { Fields } from '../../store/kind.ts';
import { type ReportedNeed, type SocialReport, socialReportLimits } from './social-report.ts';

/** A phenomenon that was taken in: its id, and the device that logged it. */
export interface TakenPhenomenon {
  id: string;
  device: string;
  /** Where it was seen, while it is gathered: how many places there are is told, nothing of it is kept. */
  place?: string | undefined;
}

const lines = ['area', 'since', 'whom', 'recipient'] as const;
const words = ['seen', 'causes', 'proposed', 'answer', 'became'] as const;
const days = ['from', 'until', 'handedOn', 'answerBy', 'answeredOn', 'closedOn'] as const;
const texts = [...lines, ...words, ...days] as const;
type Text = (typeof texts)[number];

export interface SocialReportDraft extends Record<Text, string> {
  name: string;
  topics: string[];
  taken: TakenPhenomenon[];
  /** Devices of phenomena that were taken in earlier. */
  reporters: string[];
  needs: ReportedNeed[];
}

const empty = Object.fromEntries(texts.map((field) => [field, ''])) as Record<Text, string>;
export const emptySocialReport: SocialReportDraft = {
  ...empty,
  name: '',
  topics: [],
  taken: [],
  reporters: [],
  needs: [],
};

const text = z.string();
export const SocialReportDrafts = defineDraft<SocialReportDraft>(
  'socialreport',
  {
    ...(Object.fromEntries(texts.map((field) => [field, text])) as Record<Text, typeof text>),
    name: text,
    topics: z.array(text),
    taken: z.array(z.object({ id: text, device: text, place: z.optional(text) })),
    reporters: z.array(text),
    needs: z.array(
      z.object({ topic: text, area: z.optional(text), from: text, to: text, count: z.int() }),
    ) as unknown as z.ZodMiniType,
  },
  emptySocialReport,
);

/** Of which device each phenomenon was is not kept one by one: a record names the devices once. */
export const socialReportForm = (record?: SocialReport): SocialReportDraft =>
  record
    ? {
        ...(Object.fromEntries(texts.map((field) => [field, record[field] ?? ''])) as Record<Text, string>),
        ...{ name: record.name, topics: record.topics, reporters: record.reporters, needs: record.needs },
        taken: record.phenomena.map((id) => ({ id, device: '' })),
      }
    : emptySocialReport;

export const socialReportFields = (draft: SocialReportDraft): Fields<SocialReport> => ({
  name: draft.name.trim(),
  topics: draft.topics as SocialReport['topics'],
  phenomena: draft.taken.map(({ id }) => id),
  reporters: [...new Set([...draft.reporters, ...draft.taken.map(({ device }) => device).filter(Boolean)])].sort(),
  needs: draft.needs,
  ...fieldTexts(draft, texts),
});

/** Whether enough was put together for a report to be told: fewer phenomena could tell of one person, a released number cannot. */
export const isEnough = ({ taken, needs }: Pick<SocialReportDraft, 'taken' | 'needs'>): boolean =>
  taken.length >= smallest || needs.length > 0;

/** What is wrong, each at its field. */
export type SocialReportFault =
  | 'few'
  | 'until-early'
  | 'body-missing'
  | 'handed-ahead'
  | 'handed-missing'
  | 'by-early'
  | 'answer-missing'
  | 'answered-missing'
  | 'answered-early'
  | 'answered-ahead'
  | 'closed-early'
  | 'closed-ahead';
type FaultAt = 'taken' | 'until' | 'recipient' | 'handedOn' | 'answerBy' | 'answer' | 'answeredOn' | 'closedOn';

export function socialReportFaults(
  draft: SocialReportDraft,
  today: string,
): Partial<Record<FaultAt, SocialReportFault>> {
  const { from, until, recipient, handedOn, answerBy, answer, answeredOn, closedOn } = draft;
  const hasBody = recipient.trim() !== '';
  const isSaid = answer.trim() !== '';
  const isFollowed = Boolean(answerBy || answeredOn || closedOn || isSaid);
  const faults: Partial<Record<FaultAt, SocialReportFault | false>> = {
    taken: !isEnough(draft) && 'few',
    until: from && until && until < from ? 'until-early' : false,
    recipient: handedOn && !hasBody ? 'body-missing' : false,
    handedOn: handedOn > today ? 'handed-ahead' : isFollowed && !handedOn && 'handed-missing',
    answerBy: answerBy && handedOn && answerBy < handedOn ? 'by-early' : false,
    answer: answeredOn && !isSaid ? 'answer-missing' : false,
    answeredOn: answeredOnFault(draft, today),
    closedOn: closedOn > today ? 'closed-ahead' : closedOn && handedOn && closedOn < handedOn ? 'closed-early' : false,
  };
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault)) as Partial<
    Record<FaultAt, SocialReportFault>
  >;
}

function answeredOnFault(
  { answer, answeredOn, handedOn }: SocialReportDraft,
  today: string,
): SocialReportFault | false {
  if (answeredOn > today) return 'answered-ahead';
  if (answeredOn && handedOn && answeredOn < handedOn) return 'answered-early';
  return answer.trim() && !answeredOn ? 'answered-missing' : false;
}

/** The steps: what it is made of, what was found, who was told and what they answered. */
export const socialReportSteps = ['gather', 'found', 'handed'] as const;

/** The first step with something that cannot be kept as it stands; 0 is the name above them. */
export function firstUnfitReportStep(draft: SocialReportDraft, today: string): number | undefined {
  const faults = socialReportFaults(draft, today);
  const fits = (limit: number, fields: readonly Text[]) => fields.every((field) => isKeepable(draft[field], limit));
  const { name, line, words: long } = socialReportLimits;
  if (!draft.name.trim() || !isKeepable(draft.name, name)) return 0;
  if (faults.taken || faults.until || !fits(line, ['area'])) return 1;
  if (!fits(line, ['since', 'whom']) || !fits(long, ['seen', 'causes', 'proposed'])) return 2;
  const { recipient, handedOn, answerBy, answer, answeredOn, closedOn } = faults;
  const isFit = fits(line, ['recipient']) && fits(long, ['answer', 'became']);
  return isFit && !(recipient ?? handedOn ?? answerBy ?? answer ?? answeredOn ?? closedOn) ? undefined : 3;
}

/** All that was written in it. */
export const writtenInSocialReport = (draft: SocialReportDraft): string[] => [
  draft.name,
  ...[...lines, ...words].map((field) => draft[field]),
];
