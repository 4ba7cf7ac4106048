/** What somebody can find out of a small group's scores who searches all the scores that fit what is told of it. */

/** What is known of the scores of a group: whole numbers of steps, so that sums are exact. */
export interface Known {
  n: number;
  /** What one score can be, from the least. */
  values: readonly number[];
  /** Between what their sum lies. */
  sum: readonly [least: number, most: number];
  /** Between what the sum of their squares lies. */
  squares: readonly [least: number, most: number];
  /** How many scores are below each of some values. */
  below?: readonly { value: number; n: number }[];
  /** Scores whose place in the order is known, from 0 for the lowest. */
  order?: readonly { place: number; value: number }[];
  /** Whatever else must hold of sum and squares. */
  fits?: (sum: number, squares: number) => boolean;
}

/** Between what the score at each place lies, from the lowest to the highest. */
export type Range = readonly [least: number, most: number];

/**
 * The least and the most that each score can be, in order. An end is told only where scores were found that fit, so a range is
 * never wider than it is; it may be narrower where the search was given up, which `isSure` tells.
 */
export function rangesOf(known: Known, longest = 300_000): { ranges: Range[]; isSure: boolean } {
  const { n, values } = known;
  const found = Array.from({ length: n }, () => [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  let isSure = true;
  const look = (ends: [number, number][]): boolean => {
    const scores = search(known, ends, longest);
    if (scores === 'given up') isSure = false;
    if (scores === undefined || scores === 'given up') return false;
    for (const [place, score] of scores.entries()) {
      const range = found[place]!;
      range[0] = Math.min(range[0]!, score);
      range[1] = Math.max(range[1]!, score);
    }
    return true;
  };
  if (!look(bounds(known))) throw new Error('Nothing fits what is told');
  for (let place = 0; place < n; place++) {
    for (const side of [1, -1] as const) {
      for (;;) {
        const open = values.filter((value) => (side > 0 ? value > found[place]![1]! : value < found[place]![0]!));
        if (open.length === 0) break;
        // Half-way first: most groups leave much room.
        const middle = side > 0 ? open[Math.floor(open.length / 2)]! : open[Math.ceil(open.length / 2) - 1]!;
        const nearest = side > 0 ? open[0]! : open.at(-1)!;
        if (!look(bounds(known, place, side, middle)) && !look(bounds(known, place, side, nearest))) break;
      }
    }
  }
  return { ranges: found.map(([least, most]) => [least!, most!] as const), isSure };
}

/**
 * How far apart scores at each place are known to be possible, beginning from scores that fit: by moving a place and all beyond
 * it, and giving back elsewhere what was taken, many times over. A lower bound, found far sooner than `rangesOf` finds the whole.
 */
export function roomOf(known: Known, example: readonly number[], wanted: number, random: () => number): number[] {
  const start = [...example].sort((a, b) => a - b);
  const [first, last] = [known.values[0]!, known.values.at(-1)!];
  return start.map((score, place) => {
    const reach = { 1: 0, [-1]: 0 };
    for (const side of [1, -1] as const) {
      for (let by = 1; by <= wanted - reach[side === 1 ? -1 : 1]; by++) {
        const ask = score + side * by;
        if (ask < first || ask > last || !moved(known, start, { place, side, ask }, random)) break;
        reach[side] = by;
      }
    }
    return reach[1] + reach[-1];
  });
}

const tries = 40;
const repairs = 400;

/** Scores that fit, where the one at a place is `ask` or beyond. */
function moved(
  known: Known,
  start: readonly number[],
  { place, side, ask }: { place: number; side: 1 | -1; ask: number },
  random: () => number,
): boolean {
  const ends = bounds(known, place, side, ask);
  if (ends.some(([least, most]) => least > most)) return false;
  const pick = (count: number) => Math.floor(random() * count);
  for (let one = 0; one < tries; one++) {
    const scores = start.map((score, at) => Math.min(ends[at]![1], Math.max(ends[at]![0], score)));
    let sum = scores.reduce((all, score) => all + score, 0);
    let squares = scores.reduce((all, score) => all + score ** 2, 0);
    const off = (s: number, q: number) => {
      const outside = (value: number, [least, most]: readonly [number, number]) =>
        Math.max(0, least - value, value - most);
      return outside(s, known.sum) * 1000 + outside(q, known.squares);
    };
    for (let turn = 0; turn < repairs; turn++) {
      if (off(sum, squares) === 0 && (known.fits?.(sum, squares) ?? true)) return true;
      const steps = [
        { at: pick(scores.length), by: random() < 0.5 ? 1 : -1 },
        ...(random() < 0.7 ? [{ at: pick(scores.length), by: random() < 0.5 ? 1 : -1 }] : []),
      ];
      const next = [...scores];
      for (const { at, by } of steps) next[at]! += by;
      next.sort((a, b) => a - b);
      if (next.some((score, at) => score < ends[at]![0] || score > ends[at]![1])) continue;
      const nextSum = next.reduce((all, score) => all + score, 0);
      const nextSquares = next.reduce((all, score) => all + score ** 2, 0);
      if (off(nextSum, nextSquares) > off(sum, squares) && random() < 0.95) continue;
      scores.splice(0, scores.length, ...next);
      [sum, squares] = [nextSum, nextSquares];
    }
  }
  return false;
}

/** Between what each ordered score lies by what is known of places and counts, and of one place that is asked about. */
function bounds({ n, values, below = [], order = [] }: Known, at = -1, side: 1 | -1 = 1, ask = 0): [number, number][] {
  const ends = Array.from({ length: n }, (): [number, number] => [values[0]!, values.at(-1)!]);
  const atLeast = (place: number, value: number) => {
    for (let later = place; later < n; later++) ends[later]![0] = Math.max(ends[later]![0], value);
  };
  const atMost = (place: number, value: number) => {
    for (let before = 0; before <= place; before++) ends[before]![1] = Math.min(ends[before]![1], value);
  };
  for (const { value, n: count } of below) {
    atLeast(count, values.find((one) => one >= value) ?? Number.POSITIVE_INFINITY);
    if (count > 0) atMost(count - 1, values.findLast((one) => one < value) ?? Number.NEGATIVE_INFINITY);
  }
  for (const { place, value } of order) {
    atLeast(place, value);
    atMost(place, value);
  }
  if (at >= 0) (side > 0 ? atLeast : atMost)(at, ask);
  return ends;
}

/** Scores in order that fit; undefined where there are none. By branch and bound, given up after so many steps. */
function search(
  { n, values, sum, squares, fits }: Known,
  ends: [number, number][],
  longest: number,
): number[] | 'given up' | undefined {
  if (ends.some(([least, most]) => least > most)) return undefined;
  // What those from a place on add at the least and at the most.
  const rest = (of: (end: [number, number]) => number) => {
    const sums = new Array<number>(n + 1).fill(0);
    for (let place = n - 1; place >= 0; place--) sums[place] = sums[place + 1]! + of(ends[place]!);
    return sums;
  };
  const high = rest(([, most]) => most);
  const highSquares = rest(([, most]) => most ** 2);
  const scores: number[] = [];
  let steps = 0;
  const go = (place: number, total: number, totalSquares: number): boolean => {
    if (++steps > longest) return false;
    if (place === n) {
      return (
        total >= sum[0] &&
        total <= sum[1] &&
        totalSquares >= squares[0] &&
        totalSquares <= squares[1] &&
        (fits?.(total, totalSquares) ?? true)
      );
    }
    const before = scores[place - 1] ?? values[0]!;
    let low = 0;
    let lowSquares = 0;
    for (let later = place; later < n; later++) {
      const least = Math.max(before, ends[later]![0]);
      low += least;
      lowSquares += least ** 2;
    }
    if (total + low > sum[1] || total + high[place]! < sum[0]) return false;
    if (totalSquares + lowSquares > squares[1] || totalSquares + highSquares[place]! < squares[0]) return false;
    const left = n - place;
    // Squares are the fewest where all that are left are alike.
    const leastLeft = Math.max(0, sum[0] - total);
    if (totalSquares + leastLeft ** 2 / left > squares[1] + 1e-9) return false;
    // And the most where each stands at one end: the highest take all that there is above the least.
    const most = values.at(-1)!;
    const mostLeft = Math.min(left * most, sum[1] - total);
    if (totalSquares + before ** 2 * left + (mostLeft - before * left) * (most + before) < squares[0] - 1e-9)
      return false;
    const [least, greatest] = [Math.max(before, ends[place]![0]), ends[place]![1]];
    const mean = (Math.max(sum[0], 0) + sum[1]) / 2;
    const aim = (mean - total) / left;
    const options = values
      .filter((value) => value >= least && value <= greatest)
      .sort((a, b) => Math.abs(a - aim) - Math.abs(b - aim));
    for (const value of options) {
      scores.push(value);
      if (go(place + 1, total + value, totalSquares + value ** 2)) return true;
      scores.pop();
    }
    return false;
  };
  if (go(0, 0, 0)) return scores;
  return steps > longest ? 'given up' : undefined;
}
