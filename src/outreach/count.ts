/** Counting encounters. A figure counts encounters, never people: an anonymous record cannot know who came twice. */
import type { Encounter } from './encounter.ts';
import { depths } from './values.ts';

/** How many encounters went how far, in the order of the depths; those that there were none of are left out. */
export const countByDepth = (encounters: readonly Encounter[]) =>
  depths
    .map((depth) => ({ depth, count: encounters.filter((encounter) => encounter.depth === depth).length }))
    .filter(({ count }) => count > 0);
