import { smallest } from './suppression.ts';

/**
 * A part of a running count, as it is told: so many at least, in steps of the smallest group. Who watches it sees neither few nor one who
 * comes, and so not to which survey, version or poster that one answered. 0: nothing is told.
 */
export const atLeastSoMany = (count: number): number => count - (count % smallest);
