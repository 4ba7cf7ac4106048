/** What somebody who adds and subtracts can find out: the ends between which each unknown number must lie. */

export interface Unknown {
  lo: number;
  hi: number;
}

/** Numbers, by their place in the list of unknowns, times what, that together are `sum`. */
export interface Equation {
  terms: Map<number, number>;
  sum: number;
}

/**
 * The least that an unknown can be (its negative: the most), by the simplex method in two phases with Bland's rule. The
 * unknowns are whole numbers; leaving that out can only make the range wider, so a hidden number that is found out as a whole
 * number alone is looked for by trying (`wholeValues`).
 */
export function rangeOf(unknowns: readonly Unknown[], equations: readonly Equation[], at: number) {
  return { least: optimum(unknowns, equations, at, 1), most: -optimum(unknowns, equations, at, -1) };
}

const tiny = 1e-7;

function optimum(unknowns: readonly Unknown[], equations: readonly Equation[], at: number, sign: 1 | -1): number {
  // x = lo + y; a slack for each upper end; an artificial number for each row.
  const bounded = unknowns.flatMap(({ hi }, index) => (Number.isFinite(hi) ? [index] : []));
  const width = unknowns.length + bounded.length;
  const height = equations.length + bounded.length;
  const rows = [
    ...equations.map(({ terms, sum }) => {
      const row = new Array<number>(width + height + 1).fill(0);
      let right = sum;
      for (const [index, times] of terms) {
        row[index] = times;
        right -= times * unknowns[index]!.lo;
      }
      row[width + height] = right;
      return row;
    }),
    ...bounded.map((index, k) => {
      const row = new Array<number>(width + height + 1).fill(0);
      row[index] = 1;
      row[unknowns.length + k] = 1;
      row[width + height] = unknowns[index]!.hi - unknowns[index]!.lo;
      return row;
    }),
  ];
  for (const [r, row] of rows.entries()) {
    if (row[width + height]! < 0) for (let c = 0; c < row.length; c++) row[c] = -row[c]!;
    row[width + r] = 1;
  }
  const basis = rows.map((_, r) => width + r);
  const first = new Array<number>(width + height).fill(0).map((_, c) => (c >= width ? 1 : 0));
  if (minimise(rows, basis, first, width + height) > tiny) throw new Error('These sums contradict each other');
  const second = new Array<number>(width + height).fill(0);
  second[at] = sign;
  return minimise(rows, basis, second, width) + sign * unknowns[at]!.lo;
}

/** Brings the basis to the least cost with the first `usable` columns; gives that cost, minus infinity where there is no end. */
function minimise(rows: number[][], basis: number[], cost: readonly number[], usable: number): number {
  const last = rows[0]!.length - 1;
  for (;;) {
    const reduced = (c: number) => cost[c]! - rows.reduce((sum, row, r) => sum + cost[basis[r]!]! * row[c]!, 0);
    let enter = -1;
    for (let c = 0; c < usable && enter < 0; c++) if (!basis.includes(c) && reduced(c) < -tiny) enter = c;
    if (enter < 0) return rows.reduce((sum, row, r) => sum + cost[basis[r]!]! * row[last]!, 0);
    let leave = -1;
    for (const [r, row] of rows.entries()) {
      // An artificial number that stayed in the basis at nothing must not grow.
      const isStuck = basis[r]! >= usable && Math.abs(row[enter]!) > tiny && row[last]! < tiny;
      if (row[enter]! <= tiny && !isStuck) continue;
      const ratio = isStuck ? 0 : row[last]! / row[enter]!;
      const best = leave < 0 ? Number.POSITIVE_INFINITY : rows[leave]![last]! / rows[leave]![enter]!;
      if (leave < 0 || ratio < best - tiny || (ratio < best + tiny && basis[r]! < basis[leave]!)) leave = r;
    }
    if (leave < 0) return Number.NEGATIVE_INFINITY;
    const pivot = rows[leave]![enter]!;
    for (let c = 0; c <= last; c++) rows[leave]![c]! /= pivot;
    for (const [r, row] of rows.entries()) {
      const times = row[enter]!;
      if (r === leave || Math.abs(times) < 1e-12) continue;
      for (let c = 0; c <= last; c++) row[c]! -= times * rows[leave]![c]!;
    }
    basis[leave] = enter;
  }
}
