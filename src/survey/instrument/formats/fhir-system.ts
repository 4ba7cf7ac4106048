import type { Item } from '../instrument.ts';

/**
 * The FHIR system of an item's choices, the same in a Questionnaire and in every answer to it: a coding equals another where
 * system and code are the same.
 */
export function systemOf({ scale = '' }: Pick<Item, 'scale'>): string {
  // In a bundle the list of an instrument is the instrument's own.
  const own = scale.slice(scale.indexOf('.') + 1);
  return `urn:kenttakirja:choices${own ? `:${own}` : ''}`;
}

/** The extension in which a bundle's own file lies in its Questionnaire. */
export const bundleExtra = 'urn:kenttakirja:bundle';

/** The address of an instrument's Questionnaire, by which answers name it. */
export const questionnaireUrl = (id: string): string => `urn:kenttakirja:questionnaire:${id}`;
