/** A story while it is written down, and what becomes of it. */
import * as z from 'zod/mini';
import { defineDraft } from '../../store/draft-kind.ts';
import { fieldTexts, isKeepable } from '../../store/free-text.ts';
import type { Fields } from '../../store/kind.ts';
import { consents, inclusionAreas, type Story, storyLimits, storyOutcomes, waysOfTelling } from './story.ts';

const texts = ['happened', 'situation', 'increase', 'failed', 'toldIn'] as const;
type Text = (typeof texts)[number];

export interface StoryDraft extends Record<Text, string> {
  name: string;
  consent?: Story['consent'] | undefined;
  told?: Story['told'] | undefined;
  outcome: Story['outcome'];
  areas: Story['areas'];
  /** The code for withdrawing, until the story is kept; empty in one that is kept: then only its digest is there. */
  code: string;
  /** The teller has it. */
  isCodeGiven: boolean;
}

export const emptyStory: StoryDraft = {
  ...{ name: '', happened: '', situation: '', increase: '', failed: '', toldIn: '' },
  ...{ outcome: 'success', areas: [], code: '', isCodeGiven: false },
};

const text = z.string();
export const StoryDrafts = defineDraft<StoryDraft>(
  'story',
  {
    ...{ name: text, happened: text, situation: text, increase: text, failed: text, toldIn: text },
    ...{ consent: z.optional(z.enum(consents)), told: z.optional(z.enum(waysOfTelling)) },
    ...{ outcome: z.enum(storyOutcomes), areas: z.array(z.enum(inclusionAreas)) },
    ...{ code: text, isCodeGiven: z.boolean() },
  },
  emptyStory,
);

export const storyForm = (record?: Story): StoryDraft =>
  record
    ? {
        ...emptyStory,
        ...{ name: record.name, consent: record.consent, told: record.told, happened: record.happened },
        ...{ situation: record.situation ?? '', increase: record.increase ?? '', failed: record.failed ?? '' },
        ...{ toldIn: record.toldIn ?? '', outcome: record.outcome, areas: record.areas, isCodeGiven: true },
      }
    : emptyStory;

/** A record's fields. `withdrawal`: the digest of its code. Throws where there is no consent: `firstUnfitStoryStep` tells it before. */
export function storyFields(draft: StoryDraft, withdrawal: string, printedOn?: string): Fields<Story> {
  const { name, consent, told, outcome, areas } = draft;
  if (!consent || !told) throw new Error('A story without consent');
  return {
    ...{ name: name.trim(), consent, told, outcome, ...fieldTexts(draft, texts), withdrawal },
    happened: draft.happened.trim(),
    areas: inclusionAreas.filter((area) => areas.includes(area)),
    ...(printedOn && { printedOn }),
  };
}

export const storySteps = ['prepare', 'tell', 'analyse', 'report'] as const;

/** The first step with something that is missing or cannot be kept as it is written; 0 is the name above them. */
export function firstUnfitStoryStep(draft: StoryDraft): number | undefined {
  const { name, words, line } = storyLimits;
  const { consent, told, isCodeGiven, happened, situation, increase, failed, toldIn } = draft;
  if (!draft.name.trim() || !isKeepable(draft.name, name)) return 0;
  if (!consent || !told || !isCodeGiven) return 1;
  if (!happened.trim() || !isKeepable(happened, words)) return 2;
  if (![situation, increase, failed].every((said) => isKeepable(said, words))) return 3;
  return isKeepable(toldIn, line) ? undefined : 4;
}

/** All that was written in it. */
export const writtenInStory = (draft: StoryDraft): string[] => [draft.name, ...texts.map((field) => draft[field])];
