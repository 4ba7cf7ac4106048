/** A practice that furthers inclusion while it is written, what becomes of it, and what it takes from a round's answers. */
import * as z from 'zod/mini';
import { defineDraft } from '../../store/draft-kind.ts';
import { isKeepable, writtenTexts } from '../../store/free-text.ts';
import type { Fields } from '../../store/kind.ts';
import { isSafeLink, linkLength, mostLinks } from '../answer.ts';
import { faultsIn } from '../form.ts';
import type { Answers } from '../progress.ts';
import { questionKeys } from '../question-keys.ts';
import { areas, questionsChecksum } from '../questions.ts';
import type { Round } from '../round.ts';
import {
  type DescribedId,
  describedIds,
  type InclusionPractice,
  inclusionPracticeLimits,
  mostCriteria,
} from './inclusion-practice.ts';
import { describedParts, shortFields } from './innokyla.ts';

/** What is said of a criterion. Without words yet, or one that the organisation no longer lists, too. */
export interface JudgedCriterion {
  criterion: string;
  said?: string | undefined;
}

export interface InclusionPracticeDraft {
  name: string;
  described: Partial<Record<DescribedId, string>>;
  /** One a line, as they are written. */
  links: string[];
  /** '' where it was not begun from a round. */
  round: string;
  evaluated: Partial<Record<string, string>>;
  criteria: JudgedCriterion[];
}

export const emptyInclusionPractice: InclusionPracticeDraft = {
  ...{ name: '', described: {}, links: [], round: '', evaluated: {}, criteria: [] },
};

const text = z.string();
export const InclusionPracticeDrafts = defineDraft<InclusionPracticeDraft>(
  'inclusionpractice',
  {
    ...{ name: text, described: z.partialRecord(z.enum(describedIds), text), links: z.array(text) },
    round: z.union([z.literal(''), z.uuid()]),
    evaluated: z.record(z.string(), text),
    criteria: z.array(z.strictObject({ criterion: text, said: z.optional(text) })),
  },
  emptyInclusionPractice,
);

export const inclusionPracticeForm = (record?: InclusionPractice): InclusionPracticeDraft =>
  record
    ? {
        ...{ name: record.name, described: record.described, links: record.links, round: record.round ?? '' },
        ...{ evaluated: record.evaluated, criteria: record.criteria },
      }
    : emptyInclusionPractice;

/** A record's fields: what was written, and exactly which questions it is evaluated by. */
export const inclusionPracticeFields = (draft: InclusionPracticeDraft): Fields<InclusionPractice> => ({
  name: draft.name.trim(),
  described: writtenTexts(draft.described),
  links: draft.links.map((link) => link.trim()).filter(Boolean),
  ...(draft.round && { round: draft.round }),
  checksum: questionsChecksum,
  evaluated: writtenTexts(
    Object.fromEntries(questionKeys.map((key) => [key, draft.evaluated[key]])),
  ) as InclusionPractice['evaluated'],
  criteria: draft.criteria
    .filter(({ criterion, said }) => criterion.trim() || said?.trim())
    .map(({ criterion, said }) => ({ criterion: criterion.trim(), ...(said?.trim() && { said: said.trim() }) })),
});

/** All that a person writes of it, links aside: it is looked through before it is kept. */
export const writtenInPractice = ({ name, described, evaluated, criteria }: InclusionPracticeDraft): string[] => [
  name,
  ...describedIds.map((id) => described[id] ?? ''),
  ...questionKeys.map((key) => evaluated[key] ?? ''),
  ...criteria.flatMap(({ criterion, said = '' }) => [criterion, said]),
];

/** What a team said of a question, in one text: what it does, and what shows it. */
const saidOf = ({ text: does = '', shows = '' }: NonNullable<Answers[string]>): string =>
  [does.trim(), shows.trim()].filter(Boolean).join('\n\n');

/** What a round's common answers say, by question; nothing of those without words. */
export function saidInRound({ common: [said] }: Pick<Round, 'common'>): { question: string; said: string }[] {
  return questionKeys.flatMap((question) => {
    const words = saidOf(said?.answers[question] ?? {});
    return words ? [{ question, said: words }] : [];
  });
}

/** A practice as it begins from a round: its name, the answers as the evaluation, and the links that show them. */
export function fromRound(round: Pick<Round, 'round' | 'activity' | 'common'>): InclusionPracticeDraft {
  const links = questionKeys.flatMap((key) => round.common[0]?.answers[key]?.links ?? []);
  const fit = links.filter((link) => isSafeLink(link) && link.length <= linkLength);
  return {
    ...emptyInclusionPractice,
    ...{ name: round.activity, round: round.round, links: [...new Set(fit)].slice(0, mostLinks) },
    evaluated: Object.fromEntries(saidInRound(round).map(({ question, said }) => [question, said])),
  };
}

/** The parts of the form: the description, the evaluation by areas, the criteria. */
export type PracticePart =
  | { is: 'described'; part: (typeof describedParts)[number] }
  | { is: 'area'; area: (typeof areas)[number] }
  | { is: 'criteria' };
export const practiceParts: readonly PracticePart[] = [
  ...describedParts.map((part) => ({ is: 'described' as const, part })),
  ...areas.map((area) => ({ is: 'area' as const, area })),
  { is: 'criteria' },
];

/** Longest text of a field of the description, in characters. */
export const describedLimit = (id: DescribedId): number =>
  shortFields.includes(id) ? inclusionPracticeLimits.line : inclusionPracticeLimits.words;

/** Where the criteria of the organisation are together with those that this practice has beside them. */
export const criteriaOf = (own: readonly string[], { criteria }: Pick<InclusionPracticeDraft, 'criteria'>) => ({
  listed: [...new Set(own)].map((criterion) => ({
    criterion,
    said: criteria.find((one) => one.criterion === criterion)?.said,
  })),
  /** By their place among the practice's own. */
  added: criteria.flatMap((one, place) => (own.includes(one.criterion) ? [] : [{ ...one, place }])),
});

/** The first part with something that cannot be kept as it is written, counted from 1; 0 is the name above them. */
export function firstUnfitPracticePart(draft: InclusionPracticeDraft): number | undefined {
  const { name, evaluated, criterion, judged } = inclusionPracticeLimits;
  if (!draft.name.trim() || !isKeepable(draft.name, name)) return 0;
  const isFit = (part: PracticePart): boolean => {
    if (part.is === 'described')
      return (
        part.part.fields.every((id) => isKeepable(draft.described[id] ?? '', describedLimit(id))) &&
        (part.part.id !== 'basics' || faultsIn({ links: draft.links }).links === undefined)
      );
    if (part.is === 'area')
      return part.area.questions.every(({ key }) => isKeepable(draft.evaluated[key] ?? '', evaluated));
    return (
      draft.criteria.length <= mostCriteria &&
      draft.criteria.every(
        (one) =>
          isKeepable(one.criterion, criterion) &&
          isKeepable(one.said ?? '', judged) &&
          (one.criterion.trim() !== '' || !one.said?.trim()),
      )
    );
  };
  const at = practiceParts.findIndex((part) => !isFit(part));
  return at < 0 ? undefined : at + 1;
}
