/** What can be worked out about hidden numbers of a table whose sums are known. */

/**
 * A number that is not shown: it adds to the sum `from` and to the sum `to`, both known. `lo` and `hi` are the ends between
 * which whoever knows the rules knows it to be.
 */
export interface Hidden {
  from: number;
  to: number;
  n: number;
  lo: number;
  hi: number;
}

/**
 * At how many values, up to `enough`, the hidden number `at` can stand while no known sum changes: one more here is one less
 * elsewhere in the same sum, and so on around until every sum is as it was.
 */
export const valuesOf = (hidden: readonly Hidden[], at: number, enough: number): number => {
  const beside = new Map<number, number[]>();
  for (const [index, { from, to }] of hidden.entries()) {
    for (const end of [from, to]) {
      const held = beside.get(end);
      if (held) held.push(index);
      else beside.set(end, [index]);
    }
  }
  const up = steps(hidden, beside, at, 1, enough - 1);
  return 1 + up + steps(hidden, beside, at, -1, enough - 1 - up);
};

/** The hidden numbers that add to each sum. */
type Beside = ReadonlyMap<number, readonly number[]>;

function steps(hidden: readonly Hidden[], beside: Beside, at: number, by: 1 | -1, most: number): number {
  const now = hidden.map(({ n }) => n);
  const { from, to, lo, hi } = hidden[at]!;
  for (let done = 0; done < most; done++) {
    const next = now[at]! + by;
    const way = next >= lo && next <= hi && round(hidden, beside, now, at, by > 0 ? [to, from] : [from, to]);
    if (!way) return done;
    now[at] = next;
    for (const [index, step] of way) now[index]! += step;
  }
  return most;
}

type Way = (readonly [index: number, step: 1 | -1])[];

/** A way from sum to sum along hidden numbers other than `but` that can give or take one; undefined where there is none. */
function round(
  hidden: readonly Hidden[],
  beside: Beside,
  now: number[],
  but: number,
  [start, end]: [number, number],
): Way | undefined {
  const came = new Map<number, { before: number; index: number; step: 1 | -1 }>();
  const waiting = [start];
  while (waiting.length > 0) {
    const here = waiting.shift()!;
    for (const index of beside.get(here) ?? []) {
      if (index === but) continue;
      const one = hidden[index]!;
      const step = one.from === here && now[index]! < one.hi ? 1 : one.to === here && now[index]! > one.lo ? -1 : 0;
      const there = step > 0 ? one.to : one.from;
      if (step === 0 || there === start || came.has(there)) continue;
      came.set(there, { before: here, index, step });
      if (there === end) return backFrom(end, start, came);
      waiting.push(there);
    }
  }
  return undefined;
}

function backFrom(end: number, start: number, came: Map<number, { before: number; index: number; step: 1 | -1 }>): Way {
  const way: Way = [];
  for (let at = end; at !== start; ) {
    const { before, index, step } = came.get(at)!;
    way.push([index, step]);
    at = before;
  }
  return way;
}
