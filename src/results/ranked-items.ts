/** Which items of a group have the highest and the lowest means, by what is told of them and nothing else. */
import type { ToldMean } from '../disclosure/told-mean.ts';
import type { ItemStatistics } from './item-statistics.ts';

/** An item and what is told of its mean. */
export interface RankedItem {
  item: string;
  mean: ToldMean;
}

export interface Ranked {
  /** The highest first. */
  highest: RankedItem[];
  /** The lowest first. */
  lowest: RankedItem[];
  /** Of how many items a mean is told; of the others nobody can say whether they stand above or below these. */
  told: number;
}

const wanted = 3;
/** Those that are alike stand together, as long as they are no more than this. */
const most = 5;

/**
 * Three of each, more where some are alike; undefined where too few are told, or so many alike that an order would be made up. What is
 * told is rounded: means that differ by less are alike.
 */
export function rankedItems(items: readonly ItemStatistics[]): Ranked | undefined {
  const told = items.flatMap(({ item, mean }) => (mean ? [{ item, mean }] : []));
  const up = [...told].sort((a, b) => a.mean.value - b.mean.value);
  const [low, high] = [up[wanted - 1]?.mean.value, up.at(-wanted)?.mean.value];
  if (low === undefined || high === undefined || low >= high) return undefined;
  const lowest = up.filter(({ mean }) => mean.value <= low);
  const highest = up.filter(({ mean }) => mean.value >= high).reverse();
  if (lowest.length > most || highest.length > most) return undefined;
  return { highest, lowest, told: told.length };
}
