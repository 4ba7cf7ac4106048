import type { Item } from '../instrument.ts';

/**
 * The FHIR system of an item's choices, the same in a Questionnaire and in every answer to it: a coding equals another where
 * system and code are the same.
 */
export const systemOf = ({ scale }: Pick<Item, 'scale'>): string =>
  `urn:kenttakirja:choices${scale === undefined ? '' : `:${scale}`}`;

/** The address of an instrument's Questionnaire, by which answers name it. */
export const questionnaireUrl = (id: string): string => `urn:kenttakirja:questionnaire:${id}`;
