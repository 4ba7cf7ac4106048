/** Linear algebra for trying by brute force what can be worked out from sums that are shown. */

/** The rank of the vectors. */
export function rank(vectors: readonly (readonly number[])[]): number {
  const rows = vectors.map((row) => [...row]);
  let found = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column++) {
    const pivot = rows.findIndex((row, index) => index >= found && Math.abs(row[column]!) > 1e-9);
    if (pivot < 0) continue;
    [rows[found], rows[pivot]] = [rows[pivot]!, rows[found]!];
    for (let below = found + 1; below < rows.length; below++) {
      const times = rows[below]![column]! / rows[found]![column]!;
      for (let at = column; at < rows[below]!.length; at++) rows[below]![at]! -= times * rows[found]![at]!;
    }
    found += 1;
  }
  return found;
}

/**
 * Is there anything to be worked out from these sums that depends on fewer than `least` people? `weights[i]` is how many
 * people stand behind column i. It is so exactly when leaving some columns of so few people out lowers the rank: the sums
 * that are left then have something in common that the whole ones did not. Gives such columns, or undefined.
 */
export function leak(sums: readonly number[][], weights: readonly number[], least: number): number[] | undefined {
  const whole = rank(sums);
  const small = weights.flatMap((n, index) => (n > 0 && n < least ? [index] : []));
  for (let chosen = 1; chosen < 2 ** small.length; chosen++) {
    const without = small.filter((_, bit) => chosen & (1 << bit));
    if (without.reduce((total, index) => total + weights[index]!, 0) >= least) continue;
    if (rank(sums.map((sum) => sum.filter((_, index) => !without.includes(index)))) < whole) return without;
  }
  return undefined;
}
