/** The entries beside the encounters while they are being written. */
import * as z from 'zod/mini';
import { defineDraft } from '../../store/draft-kind.ts';
import { codeOf } from '../value-list.ts';
import { guidanceWays, outcomes, promisers, promiseStates, promises, targets, topics } from '../values.ts';
import { type Choosing, type EntryDraft, emptyEntry, entryFields } from './entry.ts';
import type { Guidance } from './guidance.ts';
import type { Phenomenon } from './phenomenon.ts';
import type { Promised } from './promise.ts';
import type { Unmet } from './unmet.ts';

const text = z.optional(z.string());

export type GuidanceDraft = EntryDraft &
  Choosing<Pick<Guidance, 'target' | 'service' | 'way' | 'outcome' | 'reason' | 'encounterId'>>;
export const GuidanceDrafts = defineDraft<GuidanceDraft>(
  'guidance',
  {
    ...entryFields,
    target: z.optional(codeOf(targets)),
    service: text,
    way: z.optional(codeOf(guidanceWays)),
    outcome: z.optional(z.enum(outcomes)),
    reason: text,
    encounterId: text,
  },
  emptyEntry,
);

export type UnmetDraft = EntryDraft & Choosing<Pick<Unmet, 'topic' | 'target'>>;
export const UnmetDrafts = defineDraft<UnmetDraft>(
  'unmet',
  { ...entryFields, topic: z.optional(codeOf(topics)), target: z.optional(codeOf(targets)) },
  emptyEntry,
);

export type PromiseDraft = EntryDraft &
  Choosing<Pick<Promised, 'what' | 'who' | 'organisation' | 'state'>> & { thing: string; due: string };
export const PromiseDrafts = defineDraft<PromiseDraft>(
  'promise',
  {
    ...entryFields,
    what: z.optional(z.enum(promises)),
    who: z.optional(z.enum(promisers)),
    organisation: text,
    state: z.optional(z.enum(promiseStates)),
    thing: z.string(),
    due: z.string(),
  },
  { ...emptyEntry, thing: '', due: '' },
);

export type PhenomenonDraft = EntryDraft & Choosing<Pick<Phenomenon, 'topic' | 'urgent'>> & { text: string };
export const PhenomenonDrafts = defineDraft<PhenomenonDraft>(
  'phenomenon',
  { ...entryFields, topic: z.optional(codeOf(topics)), urgent: z.optional(z.literal(true)), text: z.string() },
  { ...emptyEntry, text: '' },
);
