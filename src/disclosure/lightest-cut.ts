/**
 * The lightest way to part a connected graph in two (Stoer and Wagner 1997): the sum of the weights that run between the
 * parts, and one of the parts. `weights[a][b]` is the weight between a and b, 0 where there is none.
 */
export function lightestCut(weights: readonly (readonly number[])[]): { weight: number; part: number[] } {
  const left = weights.map((row) => [...row]);
  const groups = weights.map((_, index) => [index]);
  let alive = groups.map((_, index) => index);
  let best = { weight: Number.POSITIVE_INFINITY, part: [] as number[] };
  while (alive.length > 1) {
    const { order, weight } = mostHeld(left, alive);
    const last = order.at(-1)!;
    const before = order.at(-2)!;
    if (weight < best.weight) best = { weight, part: [...groups[last]!] };
    groups[before]!.push(...groups[last]!);
    for (const one of alive) {
      left[before]![one]! += left[last]![one]!;
      left[one]![before] = left[before]![one]!;
    }
    alive = alive.filter((one) => one !== last);
  }
  return best;
}

/** The vertices in the order in which each is held most by those before it, and how much holds the last one. */
function mostHeld(weights: readonly (readonly number[])[], alive: readonly number[]) {
  const held = new Map(alive.map((one) => [one, 0]));
  const order: number[] = [];
  let weight = 0;
  while (held.size > 0) {
    let next = -1;
    for (const [one, hold] of held) if (next < 0 || hold > held.get(next)!) next = one;
    weight = held.get(next)!;
    held.delete(next);
    order.push(next);
    for (const [one, hold] of held) held.set(one, hold + weights[next]![one]!);
  }
  return { order, weight };
}
