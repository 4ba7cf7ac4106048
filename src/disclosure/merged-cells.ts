/** Neighbouring numbers told together, until behind each there are as many people as the smallest group. */

/** How many people are in the cells from one place up to, and without, another. */
export interface MergedCells {
  from: number;
  to: number;
  n: number;
}

/**
 * Parts of the cells in their order, each of at least `least` people. `cut` is a place that parts are not told across where both
 * of its sides are enough. One part only tells nothing but the number of all.
 */
export function mergedCells(counts: readonly number[], least: number, cut?: number): MergedCells[] {
  const sum = (from: number, to: number) => counts.slice(from, to).reduce((total, n) => total + n, 0);
  const isCut = cut !== undefined && sum(0, cut) >= least && sum(cut, counts.length) >= least;
  const sides = isCut ? [0, cut, counts.length] : [0, counts.length];
  return sides.slice(1).flatMap((end, side) => {
    const parts: MergedCells[] = [];
    let from = sides[side]!;
    for (let to = from + 1; to <= end; to++) {
      const n = sum(from, to);
      if (n < least) continue;
      parts.push({ from, to, n });
      from = to;
    }
    const last = parts.pop();
    return [...parts, { from: last?.from ?? sides[side]!, to: end, n: sum(last?.from ?? sides[side]!, end) }];
  });
}

/** Choices that stand in no order: those that enough people made, and how many all others are together, where they are enough too. */
export function choicesOf(counts: readonly number[], rest: number, least: number): { told: number[]; others: number } {
  const order = [...counts.keys()].sort((a, b) => counts[a]! - counts[b]!);
  const told = new Set(order.filter((place) => counts[place]! >= least));
  let others = rest + order.filter((place) => !told.has(place)).reduce((total, place) => total + counts[place]!, 0);
  for (const place of order) {
    if (others >= least || others === 0) break;
    if (!told.delete(place)) continue;
    others += counts[place]!;
  }
  return { told: [...told].sort((a, b) => a - b), others };
}
