/**
 * What can be worked out by adding and subtracting sums that are told: whichever of them, in whatever multiples. Each unknown is
 * how many are in one cell of a table of any number of dimensions; each sum is of some of them.
 *
 * A weighted sum of unknowns can be worked out exactly when no change of the unknowns that leaves every told sum as it was
 * changes it. So cells can be isolated together when their places in such changes are linearly dependent. The changes are taken
 * at random, modulo a prime: four of them tell the dependence of up to four cells, but for one chance in millions.
 */

/** The greatest prime below 2^26: the product of two numbers below it is exact. */
const prime = 67_108_859;
const times = (a: number, b: number) => (a * b) % prime;
const minus = (a: number, b: number) => (a - b + prime) % prime;

/** A set of as many as the least number less one has at most so many cells. */
const most = 4;

/**
 * Cells of fewer than `least` in all (five at the most), and of some, of which a sum in some multiples can be worked out: gives
 * the places of the told sums that it is worked out from. Undefined where there are none. `numbers` are how many are in each
 * cell; `sums` are the places of the cells that each told sum is of. Whoever adds and subtracts is taken to know which cells are
 * empty. `few` are the cells of sums that are told to be below `least`: two or three of these together that come to nearly all
 * they can be are as telling.
 */
export function lightSum(
  sums: readonly (readonly number[])[],
  numbers: readonly number[],
  least: number,
  few: readonly (readonly number[])[] = [],
): number[] | undefined {
  const columns = columnsOf([...sums, ...few], numbers, sums.length);
  const { rows, pivots } = reduced(sums.length, columns);
  const changes = changesOf(rows, pivots, columns.length);
  const light = columns.flatMap(({ n }, at) => (n < least ? [{ at, n, change: changes[at]! }] : []));
  const set = dependent(light, least);
  const multiples = set && dependency(set.map(({ change }) => change));
  const found = set
    ? set.map(({ at }, index) => [at, multiples![index]!] as const)
    : fullest(few.length, columns, changes, least)?.map((at) => [at, 1] as const);
  if (!found) return undefined;
  const whole = new Float64Array(sums.length);
  for (const [at, multiple] of found) {
    const row = pivots.indexOf(at);
    if (row < 0) continue;
    for (let sum = 0; sum < sums.length; sum++)
      whole[sum] = (whole[sum]! + times(multiple, rows[row]![columns.length + sum]!)) % prime;
  }
  return [...whole.keys()].filter((sum) => whole[sum] !== 0);
}

/** The columns of two or three small sums that come to a sum which can be worked out and is nearly as much as they can be; each as often as it is in them. */
function fullest(
  count: number,
  columns: readonly Column[],
  changes: readonly (readonly number[])[],
  least: number,
): number[] | undefined {
  const sums = Array.from({ length: count }, (_, sum) => {
    const own = columns.flatMap(({ few }, at) => (few.includes(sum) ? [at] : []));
    const change = own.reduce((total, at) => plus(total, changes[at]!), new Array<number>(most).fill(0));
    return { own, change, n: own.reduce((total, at) => total + columns[at]!.n, 0) };
  }).filter(({ n, change }) => n > 0 && change.some((one) => one !== 0));
  // Of so many sums of at most `least - 1` each one has two values or fewer where they come to one less than the most, or to it.
  const isFull = (...of: typeof sums) =>
    of.reduce((total, { n }) => total + n, 0) >= of.length * (least - 1) - 1 &&
    of.reduce((total, { change }) => plus(total, change), new Array<number>(most).fill(0)).every((one) => one === 0);
  for (const [at, a] of sums.entries())
    for (const [next, b] of sums.slice(at + 1).entries()) {
      if (isFull(a, b)) return [...a.own, ...b.own];
      for (const c of sums.slice(at + next + 2)) if (isFull(a, b, c)) return [...a.own, ...b.own, ...c.own];
    }
  return undefined;
}

const plus = (a: readonly number[], b: readonly number[]) => a.map((one, at) => (one + b[at]!) % prime);

interface Column {
  /** The places of the told sums that the cells are in, and of the small ones. */
  sums: readonly number[];
  few: readonly number[];
  n: number;
}

/** Cells that are in the same sums are told of together only: they are one column. The first `told` of the sums are told. */
function columnsOf(sums: readonly (readonly number[])[], numbers: readonly number[], told: number): Column[] {
  const inSums = numbers.map((): number[] => []);
  for (const [sum, cells] of sums.entries()) for (const cell of cells) inSums[cell]!.push(sum);
  const columns = new Map<string, Column>();
  for (const [cell, own] of inSums.entries()) {
    if (own.length === 0 || numbers[cell] === 0) continue;
    const inTold = own.filter((sum) => sum < told);
    const key = own.join();
    const held = columns.get(key);
    const few = own.flatMap((sum) => (sum < told ? [] : [sum - told]));
    if (held) held.n += numbers[cell]!;
    else columns.set(key, { sums: inTold, few, n: numbers[cell]! });
  }
  return [...columns.values()];
}

/** The sums in row echelon form, reduced; behind them how each row was made of the sums. `pivots` are the leading columns. */
function reduced(height: number, columns: readonly Column[]) {
  const width = columns.length + height;
  const rows = Array.from({ length: height }, (_, sum) => {
    const row = new Float64Array(width);
    row[columns.length + sum] = 1;
    return row;
  });
  for (const [at, { sums }] of columns.entries()) for (const sum of sums) rows[sum]![at] = 1;
  const pivots: number[] = [];
  for (let column = 0; column < columns.length && pivots.length < height; column++) {
    const top = pivots.length;
    const found = rows.findIndex((row, index) => index >= top && row[column] !== 0);
    if (found < 0) continue;
    [rows[top], rows[found]] = [rows[found]!, rows[top]!];
    const pivot = rows[top]!;
    const one = inverse(pivot[column]!);
    for (let at = column; at < width; at++) pivot[at] = times(pivot[at]!, one);
    for (const row of rows) {
      const multiple = row[column]!;
      if (row === pivot || multiple === 0) continue;
      for (let at = column; at < width; at++)
        if (pivot[at] !== 0) row[at] = minus(row[at]!, times(multiple, pivot[at]!));
    }
    pivots.push(column);
  }
  return { rows, pivots };
}

/** For each column its place in some random changes that leave every sum as it is. */
function changesOf(rows: readonly Float64Array[], pivots: readonly number[], width: number): number[][] {
  const changes = Array.from({ length: width }, () => new Array<number>(most).fill(0));
  const leading = new Set(pivots);
  let seed = 12_345;
  // Park and Miller's generator, below the prime.
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return 1 + (seed % (prime - 1));
  };
  const free = [...changes.keys()].filter((column) => !leading.has(column));
  for (const column of free) changes[column] = changes[column]!.map(next);
  for (const [row, pivot] of pivots.entries())
    for (const column of free) {
      const multiple = rows[row]![column]!;
      if (multiple === 0) continue;
      for (let at = 0; at < most; at++)
        changes[pivot]![at] = minus(changes[pivot]![at]!, times(multiple, changes[column]![at]!));
    }
  return changes;
}

interface Light {
  at: number;
  n: number;
  change: readonly number[];
}

/** The fewest light columns, of fewer than `least` in all, that depend on each other. */
function dependent(light: readonly Light[], least: number): Light[] | undefined {
  const one = light.find(({ change }) => change[0] === 0);
  if (one) return [one];
  const minor = ({ change: a }: Light, { change: b }: Light, r: number, s: number) =>
    minus(times(a[r]!, b[s]!), times(a[s]!, b[r]!));
  const pairs: { first: number; second: number; n: number }[] = [];
  for (let first = 0; first < light.length; first++)
    for (let second = first + 1; second < light.length; second++) {
      const n = light[first]!.n + light[second]!.n;
      if (n >= least) continue;
      if (minor(light[first]!, light[second]!, 0, 1) === 0) return [light[first]!, light[second]!];
      if (n + 1 < least) pairs.push({ first, second, n });
    }
  for (const { first, second, n } of pairs) {
    const [a, b] = [light[first]!, light[second]!];
    const [x, y, z] = [minor(a, b, 1, 2), minor(a, b, 2, 0), minor(a, b, 0, 1)];
    for (let third = second + 1; third < light.length; third++) {
      const c = light[third]!;
      if (n + c.n >= least) continue;
      if ((times(x, c.change[0]!) + times(y, c.change[1]!) + times(z, c.change[2]!)) % prime === 0) return [a, b, c];
    }
  }
  const ends = pairs
    .filter(({ n }) => n === 2)
    .map(({ first, second }) => {
      const of = (r: number, s: number) => minor(light[first]!, light[second]!, r, s);
      return { first, second, of: [of(0, 1), of(0, 2), of(0, 3), of(1, 2), of(1, 3), of(2, 3)] };
    });
  for (const { first, second, of: a } of ends)
    for (const { first: third, second: fourth, of: b } of ends) {
      if (third <= second || least <= most) continue;
      const plus = times(a[0]!, b[5]!) + times(a[2]!, b[3]!) + times(a[3]!, b[2]!) + times(a[5]!, b[0]!);
      if ((plus - times(a[1]!, b[4]!) - times(a[4]!, b[1]!)) % prime === 0)
        return [first, second, third, fourth].map((at) => light[at]!);
    }
  return undefined;
}

/** In which multiples vectors that depend on each other, and no fewer of them, come to nothing. The last one stands once. */
function dependency(vectors: readonly (readonly number[])[]): number[] {
  const unknowns = vectors.length - 1;
  const rows = Array.from({ length: most }, (_, at) => vectors.map((vector) => vector[at]!));
  for (let column = 0; column < unknowns; column++) {
    const found = rows.findIndex((row, index) => index >= column && row[column] !== 0);
    [rows[column], rows[found]] = [rows[found]!, rows[column]!];
    const one = inverse(rows[column]![column]!);
    rows[column] = rows[column]!.map((value) => times(value, one));
    for (const [index, row] of rows.entries())
      if (index !== column) rows[index] = row.map((value, at) => minus(value, times(row[column]!, rows[column]![at]!)));
  }
  return [...Array.from({ length: unknowns }, (_, at) => minus(0, rows[at]![unknowns]!)), 1];
}

/** By Fermat: the power of two less than the prime. */
function inverse(value: number): number {
  let result = 1;
  let base = value;
  for (let power = prime - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = times(result, base);
    base = times(base, base);
  }
  return result;
}
