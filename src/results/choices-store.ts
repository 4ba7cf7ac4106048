/** What the organisation has decided about results; until it has, the cautious answers. */

import { smallestSize } from '../disclosure/groups.ts';
import { organisation } from '../setup/organisation-store.ts';
import { nameOfUnit } from '../setup/units.ts';
import { type SurveyOrganisation, surveyPart } from '../survey/settings.ts';
import type { ItemMarks } from './research-rows.ts';
import type { Choices } from './results.ts';

export interface ReportChoices extends Choices {
  /** How many people each unit has, where the organisation says so. */
  sizes: ReadonlyMap<string, number>;
  /** The organisation's own tags for open answers. */
  tags: readonly string[];
  /** Whether responses may be given out one by one, for research. */
  rows: boolean;
  /** Which items could point at a person, by instrument. */
  rowItems: Readonly<Record<string, ItemMarks>>;
  /** Its own reference lines. */
  references: SurveyOrganisation['survey']['references'];
}

export function reportChoices(): ReportChoices {
  const { smallestGroup, period, answerTags, researchRows, rowItems, references } = surveyPart.of(
    organisation(),
  ).survey;
  const sizes = new Map(organisation().units.flatMap(({ id, size }) => (size ? [[id, size] as const] : [])));
  return {
    least: smallestSize(smallestGroup),
    sizes,
    period,
    tags: answerTags,
    rows: researchRows,
    rowItems,
    references,
  };
}

/** A unit as the organisation calls it. */
export const unitName = (unit: string): string => nameOfUnit(organisation(), unit);
