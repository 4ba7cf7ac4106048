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
 * The least and the most that an unknown can be, by the simplex method in two phases with Bland's rule. The unknowns are whole
 * numbers; leaving that out can only make the range wider, so a hidden number that is found out as a whole number alone is
 * looked for by trying (`wholeValues`). Throws where nothing fits.
 */
export function rangeOf(unknowns: readonly Unknown[], equations: readonly Equation[], at: number) {
  const tableau = feasible(unknowns, equations);
  const { lo, hi } = unknowns[at]!;
  if (lo === hi) return { least: lo, most: hi };
  const column = tableau.columns.indexOf(at);
  return { least: lo + optimum(tableau, column, 1), most: lo - optimum(tableau, column, -1) };
}

const tiny = 1e-7;

/** Rows of numbers of which some, the basis, are solved for; the last column is what stands on the right. */
interface Tableau {
  rows: Float64Array[];
  basis: number[];
  /** Which unknown each of the first columns is. */
  columns: number[];
  /** Without the artificial numbers, which come last. */
  width: number;
}

/** Numbers that fit all the sums. What is known is no unknown: it only takes from the right side. */
function feasible(unknowns: readonly Unknown[], equations: readonly Equation[]): Tableau {
  const columns = unknowns.flatMap(({ lo, hi }, index) => (lo === hi ? [] : [index]));
  const columnOf = new Map(columns.map((index, column) => [index, column]));
  // x = lo + y; a slack for each upper end; an artificial number for each row.
  const bounded = columns.filter((index) => Number.isFinite(unknowns[index]!.hi));
  const width = columns.length + bounded.length;
  const height = equations.length + bounded.length;
  const right = width + height;
  const rows = Array.from({ length: height }, () => new Float64Array(right + 1));
  for (const [r, { terms, sum }] of equations.entries()) {
    const row = rows[r]!;
    row[right] = sum;
    for (const [index, times] of terms) {
      row[right]! -= times * unknowns[index]!.lo;
      const column = columnOf.get(index);
      if (column !== undefined) row[column] = times;
    }
  }
  for (const [k, index] of bounded.entries()) {
    const row = rows[equations.length + k]!;
    row[columnOf.get(index)!] = 1;
    row[columns.length + k] = 1;
    row[right] = unknowns[index]!.hi - unknowns[index]!.lo;
  }
  for (const [r, row] of rows.entries()) {
    if (row[right]! < 0) for (let c = 0; c <= right; c++) row[c] = -row[c]!;
    row[width + r] = 1;
  }
  const basis = rows.map((_, r) => width + r);
  const cost = new Float64Array(right + 1).fill(1, width, right);
  if (minimise(rows, basis, cost, right) > tiny) throw new Error('These sums contradict each other');
  return { rows, basis, columns, width };
}

/** The least of a column, or of its negative. */
function optimum({ rows, basis, width }: Tableau, column: number, sign: 1 | -1): number {
  const cost = new Float64Array(rows[0]?.length ?? width + 1);
  cost[column] = sign;
  if (rows.length === 0) return sign > 0 ? 0 : Number.NEGATIVE_INFINITY;
  return minimise(
    rows.map((row) => row.slice()),
    [...basis],
    cost,
    width,
  );
}

/** Brings the basis to the least cost with the first `usable` columns; gives that cost, minus infinity where there is no end. */
function minimise(rows: Float64Array[], basis: number[], cost: Float64Array, usable: number): number {
  const last = cost.length - 1;
  // What one more of each column would cost, and the cost so far, negated, in the last place.
  const reduced = cost.slice();
  for (const [r, row] of rows.entries()) add(reduced, row, -cost[basis[r]!]!);
  for (;;) {
    let enter = 0;
    while (enter < usable && reduced[enter]! >= -tiny) enter++;
    if (enter >= usable) return -reduced[last]!;
    let leave = -1;
    let best = Number.POSITIVE_INFINITY;
    for (let r = 0; r < rows.length; r++) {
      const row = rows[r]!;
      // An artificial number that stayed in the basis at nothing must not grow.
      const isStuck = basis[r]! >= usable && Math.abs(row[enter]!) > tiny && row[last]! < tiny;
      if (row[enter]! <= tiny && !isStuck) continue;
      const ratio = isStuck ? 0 : row[last]! / row[enter]!;
      if (leave >= 0 && ratio >= best - tiny && !(ratio < best + tiny && basis[r]! < basis[leave]!)) continue;
      leave = r;
      best = rows[r]![last]! / rows[r]![enter]!;
    }
    if (leave < 0) return Number.NEGATIVE_INFINITY;
    const row = rows[leave]!;
    const pivot = row[enter]!;
    for (let c = 0; c <= last; c++) row[c]! /= pivot;
    for (const [r, other] of rows.entries()) if (r !== leave) add(other, row, -other[enter]!);
    add(reduced, row, -reduced[enter]!);
    basis[leave] = enter;
  }
}

/** Adds a row to another one, so many times. */
function add(to: Float64Array, row: Float64Array, times: number): void {
  if (Math.abs(times) < 1e-12) return;
  for (let c = 0; c < to.length; c++) to[c]! += times * row[c]!;
}
