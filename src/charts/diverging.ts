/** Where the pieces of a diverging bar stand: the middle step on the middle line, what is below it to one side, above to the other. */

export interface BarPiece {
  code: number;
  count: number;
  /** Start and width as shares of the answers, from the middle line: below zero is the lower side. */
  start: number;
  width: number;
}

/** The pieces of one bar, lowest code first. `codes` are the counts in the order of the codes. */
export function pieces(codes: readonly { code: number; count: number }[]): BarPiece[] {
  const all = codes.reduce((total, { count }) => total + count, 0);
  if (all === 0) return [];
  const half = codes.length / 2;
  const below = codes.reduce((total, { count }, index) => total + count * Math.min(1, Math.max(0, half - index)), 0);
  let start = -below / all;
  return codes.map(({ code, count }) => {
    const piece = { code, count, start, width: count / all };
    start += piece.width;
    return piece;
  });
}

/** How far the bars reach to each side at the most: all of them are drawn to one measure. */
export function extent(bars: readonly (readonly BarPiece[])[]): { low: number; high: number } {
  const ends = bars.flat();
  return {
    low: Math.max(0.1, ...ends.map(({ start }) => -start)),
    high: Math.max(0.1, ...ends.map(({ start, width }) => start + width)),
  };
}

/** Which of five shades a step has, from 0 for the lowest to 4 for the highest. */
export const shade = (index: number, steps: number): number => Math.round((index * 4) / Math.max(1, steps - 1));
