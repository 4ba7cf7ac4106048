/** A programme while it is written, and what becomes of it. */
import * as z from 'zod/mini';
import { defineDraft } from '../store/draft-kind.ts';
import { isKeepable, writtenTexts } from '../store/free-text.ts';
import type { Fields } from '../store/kind.ts';
import { programmeChecksum } from './programme.ts';
import {
  type Audience,
  audiences,
  links,
  mostGoals,
  type Programme,
  programmeLimits,
  type Voice,
  voices,
} from './programme-record.ts';

export const goalParts = ['means', 'responsible', 'resources', 'schedule', 'measure', 'followUp'] as const;
export type GoalDraft = { id: string; goal: string } & Partial<Record<(typeof goalParts)[number], string | undefined>>;
export const needParts = ['done', 'whose', 'known'] as const;
export type NeedDraft = Partial<Record<(typeof needParts)[number], string | undefined>>;

export interface ProgrammeDraft {
  name: string;
  audiences: Audience[];
  voices: Partial<Record<Voice, string>>;
  inCharge: string;
  needs: Partial<Record<string, NeedDraft>>;
  agree: Partial<Record<string, string>>;
  goals: GoalDraft[];
  linked: (typeof links)[number][];
  told: string;
  thanked: string;
}

const text = z.optional(z.string());
export const emptyProgramme: ProgrammeDraft = {
  ...{ name: '', audiences: [], voices: {}, inCharge: '', needs: {}, agree: {}, goals: [], linked: [], told: '' },
  thanked: '',
};

export const ProgrammeDrafts = defineDraft<ProgrammeDraft>(
  'programme',
  {
    name: z.string(),
    audiences: z.array(z.enum(audiences)),
    voices: z.partialRecord(z.enum(voices), z.string()),
    inCharge: z.string(),
    needs: z.record(z.string(), z.strictObject({ done: text, whose: text, known: text })),
    agree: z.record(z.string(), z.string()),
    goals: z.array(
      z.strictObject({
        id: z.uuid(),
        goal: z.string(),
        ...{ means: text, responsible: text, resources: text, schedule: text, measure: text, followUp: text },
      }),
    ),
    linked: z.array(z.enum(links)),
    told: z.string(),
    thanked: z.string(),
  },
  emptyProgramme,
);

export const programmeForm = (record?: Programme): ProgrammeDraft =>
  record
    ? {
        ...{ name: record.name, audiences: record.audiences, voices: record.voices, inCharge: record.inCharge ?? '' },
        ...{ needs: record.needs, agree: record.agree, goals: record.goals, linked: record.linked },
        ...{ told: record.told ?? '', thanked: record.thanked ?? '' },
      }
    : emptyProgramme;

/** The voices that nobody brings yet. */
export const missingVoices = ({ voices: said }: Pick<ProgrammeDraft, 'voices'>): Voice[] =>
  voices.filter((voice) => !said[voice]?.trim());

/** How many of the questions of needs and of what to agree on something was said of. */
export const programmeProgress = ({ needs, agree }: ProgrammeDraft): { needs: number; agree: number } => ({
  needs: Object.values(needs).filter((need) => Object.keys(writtenTexts(need ?? {})).length > 0).length,
  agree: Object.keys(writtenTexts(agree)).length,
});

/** The first of the five steps with something that cannot be kept as it is written; 0 is the name above them. */
export function firstUnfitStep(draft: ProgrammeDraft): number | undefined {
  const { name: short, line, words } = programmeLimits;
  const fits = (texts: readonly (string | undefined)[], limit: number) =>
    texts.every((said) => isKeepable(said ?? '', limit));
  const { goals } = draft;
  const isFit = [
    draft.name.trim() !== '' && fits([draft.name], short),
    fits(Object.values(draft.voices), line),
    fits([draft.inCharge], short),
    fits(
      Object.values(draft.needs).flatMap((need) => Object.values(need ?? {})),
      words,
    ),
    fits(Object.values(draft.agree), words) &&
      goals.length <= mostGoals &&
      goals.every(
        ({ id: _, goal, ...parts }) => goal.trim() !== '' && fits([goal], line) && fits(Object.values(parts), words),
      ),
    fits([draft.told, draft.thanked], words),
  ];
  const at = isFit.indexOf(false);
  return at < 0 ? undefined : at;
}

/** A record's fields: what was written, and exactly which questions it answers. */
export const programmeFields = (draft: ProgrammeDraft): Fields<Programme> => ({
  name: draft.name.trim(),
  checksum: programmeChecksum,
  audiences: draft.audiences,
  voices: writtenTexts(draft.voices),
  inCharge: draft.inCharge.trim() || undefined,
  needs: Object.fromEntries(
    Object.entries(draft.needs)
      .map(([key, need]) => [key, writtenTexts(need ?? {})] as const)
      .filter(([, need]) => Object.keys(need).length > 0),
  ),
  agree: writtenTexts(draft.agree),
  goals: draft.goals.map(({ id, goal, ...parts }) => ({ id, goal: goal.trim(), ...writtenTexts(parts) })),
  linked: draft.linked,
  told: draft.told.trim() || undefined,
  thanked: draft.thanked.trim() || undefined,
});
