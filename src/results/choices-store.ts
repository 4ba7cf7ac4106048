/** What the organisation has decided about results; until it has, the cautious answers. */

import { smallestSize } from '../disclosure/groups.ts';
import { organisation } from '../setup/organisation-store.ts';
import { nameOfUnit } from '../setup/units.ts';
import { type SurveyOrganisation, surveyPart } from '../survey/settings.ts';
import type { Closing } from './release.ts';
import type { ItemMarks } from './research-rows.ts';
import type { Choices } from './results.ts';
import type { Together } from './together.ts';

export interface ReportChoices extends Choices {
  /** How many people each unit has, where the organisation says so. */
  sizes: ReadonlyMap<string, number>;
  /** The organisation's own tags for open answers. */
  tags: readonly string[];
  /** Whether responses may be given out one by one, for research. */
  rows: boolean;
  /** Which items could point at a person, by instrument. */
  rowItems: Readonly<Record<string, ItemMarks>>;
  /** Which questions of the background scores are told by, by instrument. */
  backgroundItems: Readonly<Record<string, readonly string[]>>;
  /** What is hidden too for a small unit's sake. */
  toProtect: NonNullable<Closing['toProtect']>;
  /** Small units that are told as one. */
  together: readonly Together[];
  /** Its own reference lines. */
  references: SurveyOrganisation['survey']['references'];
}

export function reportChoices(): ReportChoices {
  const { smallestGroup, period, answerTags, researchRows, rowItems, references, ...more } = surveyPart.of(
    organisation(),
  ).survey;
  const { backgroundItems, toProtect, together } = more;
  const sizes = new Map(organisation().units.flatMap(({ id, size }) => (size ? [[id, size] as const] : [])));
  return {
    least: smallestSize(smallestGroup),
    sizes,
    period,
    tags: answerTags,
    rows: researchRows,
    rowItems,
    ...{ backgroundItems, toProtect, together },
    references,
  };
}

/** A unit as the organisation calls it. */
export const unitName = (unit: string): string => nameOfUnit(organisation(), unit);
