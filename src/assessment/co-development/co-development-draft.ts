/** A co-development event while it is written, and what becomes of it. */
import * as z from 'zod/mini';
import { defineDraft } from '../../store/draft-kind.ts';
import { fieldTexts, isKeepable, writtenTexts } from '../../store/free-text.ts';
import type { Fields } from '../../store/kind.ts';
import { checklistChecksum } from './checklist.ts';
import {
  type CoDevelopment,
  coDevelopmentLimits,
  type EventState,
  eventStates,
  type PartId,
  partIds,
} from './co-development.ts';

export interface CoDevelopmentDraft {
  name: string;
  theme: string;
  from: string;
  until: string;
  considered: number[];
  plans: Partial<Record<PartId, string>>;
  state: EventState;
  cameOf: string;
  effect: string;
  toldTo: string;
  toldHow: string;
  toldOn: string;
}

export const emptyCoDevelopment: CoDevelopmentDraft = {
  ...{ name: '', theme: '', from: '', until: '', considered: [], plans: {}, state: 'planned' },
  ...{ cameOf: '', effect: '', toldTo: '', toldHow: '', toldOn: '' },
};

const text = z.string();
export const CoDevelopmentDrafts = defineDraft<CoDevelopmentDraft>(
  'codevelopment',
  {
    ...{ name: text, theme: text, from: text, until: text, considered: z.array(z.int()) },
    plans: z.partialRecord(z.enum(partIds), text),
    state: z.enum(eventStates),
    ...{ cameOf: text, effect: text, toldTo: text, toldHow: text, toldOn: text },
  },
  emptyCoDevelopment,
);

const texts = ['theme', 'from', 'until', 'cameOf', 'effect', 'toldTo', 'toldHow', 'toldOn'] as const;

export const coDevelopmentForm = (record?: CoDevelopment): CoDevelopmentDraft =>
  record
    ? {
        ...{ name: record.name, considered: record.considered, plans: record.plans, state: record.state },
        ...(Object.fromEntries(texts.map((field) => [field, record[field] ?? ''])) as Pick<
          CoDevelopmentDraft,
          (typeof texts)[number]
        >),
      }
    : emptyCoDevelopment;

/** A record's fields: what was written, and exactly which checklist it was planned with. */
export const coDevelopmentFields = (draft: CoDevelopmentDraft): Fields<CoDevelopment> => ({
  name: draft.name.trim(),
  checksum: checklistChecksum,
  considered: [...draft.considered].sort((a, b) => a - b),
  plans: writtenTexts(draft.plans),
  state: draft.state,
  ...fieldTexts(draft, texts),
});

/** All that a person writes of it: it is looked through before it is kept. */
export const writtenInCoDevelopment = (draft: CoDevelopmentDraft): string[] => [
  ...[draft.name, draft.theme, draft.cameOf, draft.effect, draft.toldTo, draft.toldHow],
  ...partIds.map((id) => draft.plans[id] ?? ''),
];

/** What is wrong with its days and with who was told, each at its field. */
export type Fault = 'until-early' | 'told-ahead' | 'told-nobody';
export function faultsOf(
  { from, until, toldOn, toldTo }: CoDevelopmentDraft,
  today: string,
): Partial<Record<'until' | 'toldOn' | 'toldTo', Fault>> {
  return {
    ...(from && until && until < from && { until: 'until-early' as const }),
    ...(toldOn > today && { toldOn: 'told-ahead' as const }),
    ...(toldOn && !toldTo.trim() && { toldTo: 'told-nobody' as const }),
  };
}

/** Where the outcome stands: behind the parts of the checklist. */
export const outcomeStep = partIds.length + 1;

/** The first step with something that cannot be kept as it is written; 0 is the head above them. */
export function firstUnfitPart(draft: CoDevelopmentDraft, today: string): number | undefined {
  const { name, line, words } = coDevelopmentLimits;
  const faults = faultsOf(draft, today);
  if (!draft.name.trim() || !isKeepable(draft.name, name) || !isKeepable(draft.theme, words) || faults.until) return 0;
  const part = partIds.findIndex((id) => !isKeepable(draft.plans[id] ?? '', words));
  if (part >= 0) return part + 1;
  const isOutcomeFit =
    [draft.cameOf, draft.effect, draft.toldHow].every((said) => isKeepable(said, words)) &&
    isKeepable(draft.toldTo, line) &&
    !faults.toldOn &&
    !faults.toldTo;
  return isOutcomeFit ? undefined : outcomeStep;
}
